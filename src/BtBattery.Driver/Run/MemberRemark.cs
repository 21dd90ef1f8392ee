namespace BtBattery.Driver.Run;

/// <summary>There is something to show of a battery.</summary>
/// <param name="Number">Number of the battery, from 1; 0 for all.</param>
/// <param name="Remark">What.</param>
internal sealed record MemberRemark(int Number, Remark Remark) : ILoopEvent;
