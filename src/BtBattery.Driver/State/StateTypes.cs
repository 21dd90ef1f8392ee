using System.Text.Json.Serialization;
using BtBattery.Aggregation.Alarms;
using BtBattery.Aggregation.CellMonitor;
using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.Currents;
using BtBattery.Aggregation.Charging.Members;
using BtBattery.Aggregation.Charging.RightBanks;
using BtBattery.Aggregation.Charging.Voltage;
using BtBattery.Aggregation.Energy.Counting;
using BtBattery.Aggregation.Energy.Histories;
using BtBattery.Aggregation.LossPolicies;

namespace BtBattery.Driver.State;

/// <summary>The memories that <see cref="StateJson"/> knows: made by the source generator, so that nothing is looked up by reflection.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(AlarmMemory))]
[JsonSerializable(typeof(BankMemory))]
[JsonSerializable(typeof(CellAlerts))]
[JsonSerializable(typeof(CellHistory))]
[JsonSerializable(typeof(CurrentMemory))]
[JsonSerializable(typeof(ChargeVoltageMemory))]
[JsonSerializable(typeof(HistoryMemory))]
[JsonSerializable(typeof(LimitsKept))]
[JsonSerializable(typeof(MemberLimitMemory))]
[JsonSerializable(typeof(ProblemMemory))]
[JsonSerializable(typeof(RightBankMemory))]
[JsonSerializable(typeof(SocMemory))]
[JsonSerializable(typeof(CellsKept))]
[JsonSerializable(typeof(LastSeen))]
internal sealed partial class StateTypes : JsonSerializerContext;
