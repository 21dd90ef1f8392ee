using BtBattery.DBus;

namespace BtBattery.Driver.Links.BlueZ;

/// <summary>Writes the arguments of a call.</summary>
internal delegate void WriteArguments(ref MessageWriter call);
