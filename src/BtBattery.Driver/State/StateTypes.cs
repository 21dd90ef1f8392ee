using System.Text.Json.Serialization;
using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.RightBanks;
using BtBattery.Aggregation.LossPolicies;

namespace BtBattery.Driver.State;

/// <summary>The memories that <see cref="StateJson"/> knows: made by the source generator, so that nothing is looked up by reflection.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(ProblemMemory))]
[JsonSerializable(typeof(RightBankMemory))]
[JsonSerializable(typeof(CellsKept))]
[JsonSerializable(typeof(LastSeen))]
internal sealed partial class StateTypes : JsonSerializerContext;
