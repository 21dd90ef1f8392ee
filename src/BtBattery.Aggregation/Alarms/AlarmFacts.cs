using BtBattery.Aggregation.Charging.Currents;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Alarms;

/// <summary>What was decided in this turn that alarms are held against.</summary>
/// <param name="ChargeAmps">CCL, A; null while none is given.</param>
/// <param name="DischargeAmps">DCL, A; null while none is given.</param>
/// <param name="Currents">What each battery may carry; battery 1 first. Empty if that is not known.</param>
/// <param name="LowVoltageWarnings">Batteries with a cell so low that little discharging is left: bit 0 is battery 1.</param>
/// <param name="WatchesLowSoc">False if nobody wants to be told of a low state of charge: what was up is over.</param>
/// <param name="LowSoc">Level of the low state of charge of the bank; null while it is not known, or not watched.</param>
public readonly record struct AlarmFacts(
    double? ChargeAmps, double? DischargeAmps, IReadOnlyList<MemberCurrent> Currents, int LowVoltageWarnings, bool WatchesLowSoc, Measured<int>? LowSoc);
