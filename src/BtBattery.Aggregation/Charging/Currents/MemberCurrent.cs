namespace BtBattery.Aggregation.Charging.Currents;

/// <summary>What a battery may carry in a bank, and how much of the current of the bank it is reckoned to carry.</summary>
/// <param name="Battery">Its number, from 1.</param>
/// <param name="ChargeAmps">What is left of its own charge limit after silence and open FETs, A.</param>
/// <param name="ChargeShare">Its share of a charge current, 0 to 1, at the worst; more than 1 if others were seen to flow against it. Null if its FET is open.</param>
/// <param name="DischargeAmps">What is left of its own discharge limit, A.</param>
/// <param name="DischargeShare">Its share of a discharge current.</param>
public readonly record struct MemberCurrent(int Battery, double ChargeAmps, double? ChargeShare, double DischargeAmps, double? DischargeShare);
