using BtBattery.Aggregation.Charging;

namespace BtBattery.Driver.Publish;

/// <summary>Where charging stands, in the words that owners of other drivers know.</summary>
internal static class StageWords
{
    /// <summary>Null while nothing is claimed.</summary>
    public static string? Of(BankOutcome outcome) => outcome.Stage switch
    {
        _ when outcome.ChargeVoltage.Value is null => null,
        ChargeStage.Bulk => "Bulk",
        ChargeStage.Absorption => "Absorption",
        ChargeStage.FloatTransition => "Float Transition",
        ChargeStage.Float => "Float",
        _ => null,
    };
}
