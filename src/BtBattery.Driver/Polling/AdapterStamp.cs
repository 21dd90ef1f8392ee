using BtBattery.Driver.Run;

namespace BtBattery.Driver.Polling;

/// <summary>What is written down of an adapter that was switched off and on.</summary>
/// <param name="At">When it was.</param>
/// <param name="InVain">How often it was since data came over it.</param>
/// <param name="IsOff">True from before it is switched off until it is on again.</param>
internal sealed record AdapterStamp(MachineMoment At, int InVain, bool IsOff);
