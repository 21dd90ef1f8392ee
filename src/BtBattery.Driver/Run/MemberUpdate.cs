using BtBattery.Driver.Polling;

namespace BtBattery.Driver.Run;

/// <summary>The poller of a battery told something.</summary>
/// <param name="Number">Number of the battery, from 1.</param>
/// <param name="Update">What.</param>
internal sealed record MemberUpdate(int Number, BatteryUpdate Update) : ILoopEvent;
