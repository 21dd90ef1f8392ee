namespace BtBattery.Driver.Doctor.Facts;

/// <summary>A switch of the kernel that can silence a Bluetooth transmitter (/sys/class/rfkill).</summary>
/// <param name="Name">Name given by its driver: the adapter's, or that of a switch for the whole machine.</param>
/// <param name="IsSoftBlocked">True if a program blocked it.</param>
/// <param name="IsHardBlocked">True if a switch of the hardware blocks it.</param>
public sealed record RadioSwitch(string Name, bool IsSoftBlocked, bool IsHardBlocked);
