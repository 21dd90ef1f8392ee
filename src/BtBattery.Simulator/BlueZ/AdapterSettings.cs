namespace BtBattery.Simulator.BlueZ;

/// <summary>The simulated Bluetooth adapter.</summary>
/// <param name="Index">Its number: 0 for hci0.</param>
/// <param name="Address">Upper case with colons.</param>
/// <param name="Name">The name it has by itself; its alias starts out the same.</param>
/// <param name="IsPowered">False to start switched off.</param>
public sealed record AdapterSettings(int Index, string Address, string Name, bool IsPowered);
