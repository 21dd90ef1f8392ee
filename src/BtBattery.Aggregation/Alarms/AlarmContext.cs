using BtBattery.Aggregation.Charging.Currents;
using BtBattery.Aggregation.Charging.Members;
using BtBattery.Aggregation.Charging.Voltage;
using BtBattery.Aggregation.Merging;

namespace BtBattery.Aggregation.Alarms;

/// <summary>What the own conditions of one battery look at.</summary>
/// <param name="Member">The battery.</param>
/// <param name="Cells">Its cells.</param>
/// <param name="Volts">What its cells are kept within.</param>
/// <param name="Limits">Its curves.</param>
/// <param name="Current">What it may carry, and its share; null where that is not known, or no limits are given.</param>
/// <param name="Settings">What the owner wants.</param>
internal readonly record struct AlarmContext(
    MemberView Member, CellReading Cells, CellVoltageSettings Volts, MemberLimitSettings Limits, MemberCurrent? Current, AlarmSettings Settings);
