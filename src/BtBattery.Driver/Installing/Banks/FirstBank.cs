using BtBattery.Driver.Options;

namespace BtBattery.Driver.Installing.Banks;

/// <summary>The bank that an installation begins with.</summary>
/// <param name="Batteries">Its batteries.</param>
/// <param name="Configuration">What is to be written into the owner's file; null if the file that is there stays as it is.</param>
/// <param name="Told">What people should know of it, a sentence each.</param>
internal sealed record FirstBank(IReadOnlyList<BatteryAddress> Batteries, byte[]? Configuration, IReadOnlyList<string> Told);
