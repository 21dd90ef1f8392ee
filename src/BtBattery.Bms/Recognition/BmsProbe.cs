using BtBattery.Bms.Conversations;

namespace BtBattery.Bms.Recognition;

/// <summary>One question to an unknown device.</summary>
/// <param name="Family">Who would answer it.</param>
/// <param name="Profile">Where to write it, and where the answer would come from.</param>
/// <param name="Request">What to write.</param>
public sealed record BmsProbe(BmsFamily Family, GattProfile Profile, BmsRequest Request);
