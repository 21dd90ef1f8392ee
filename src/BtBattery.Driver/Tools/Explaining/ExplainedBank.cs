using BtBattery.Aggregation.Charging;
using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Tools.Explaining;

/// <summary>Why the limits of a bank are what they are, as a tool sees it: numbers for programs, and words for people that need nothing else.</summary>
/// <remarks>What another version leaves out comes as null from the reader of JSON, whatever the property begins with; so each that has to be there makes something of null.</remarks>
public sealed record ExplainedBank
{
    /// <summary>Name of the service on the bus; empty before it was asked.</summary>
    public string Service { get; init => field = value ?? ""; } = "";

    /// <summary>Where charging stands, as the program calls it.</summary>
    public string Stage { get; init => field = value ?? ""; } = "";

    /// <summary>CVL.</summary>
    public ExplainedLimit ChargeVoltage { get; init => field = value ?? new(); } = new();

    /// <summary>CCL.</summary>
    public ExplainedLimit ChargeCurrent { get; init => field = value ?? new(); } = new();

    /// <summary>DCL.</summary>
    public ExplainedLimit DischargeCurrent { get; init => field = value ?? new(); } = new();

    /// <summary>What the owner has to look at; refusals first.</summary>
    public IReadOnlyList<ExplainedProblem> Problems { get; init => field = value ?? []; } = [];

    /// <summary>Batteries that are switched off and stand apart from the others, in words.</summary>
    public IReadOnlyList<string> Risks { get; init => field = value ?? []; } = [];

    /// <summary>Each battery; battery 1 first.</summary>
    public IReadOnlyList<ExplainedBattery> Batteries { get; init => field = value ?? []; } = [];

    /// <summary>What is configured, and where each value comes from; a key that is not there has its default.</summary>
    public IReadOnlyList<ExplainedSetting> Settings { get; init => field = value ?? []; } = [];

    /// <summary>What was decided in a turn.</summary>
    public static ExplainedBank Of(BankOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        string[] names = LimitWords.NamesOf(outcome.View);
        return new()
        {
            Stage = outcome.Stage.ToString(),
            ChargeVoltage = ExplainedLimit.Of(LimitKind.ChargeVoltage, outcome.ChargeVoltage, names),
            ChargeCurrent = ExplainedLimit.Of(LimitKind.ChargeCurrent, outcome.ChargeCurrent, names),
            DischargeCurrent = ExplainedLimit.Of(LimitKind.DischargeCurrent, outcome.DischargeCurrent, names),
            Problems = [.. outcome.Problems.Select(problem => new ExplainedProblem(problem.Code, problem.IsRefused, problem.Text))],
            Risks = [.. outcome.Risks.Select(risk => risk.Text)],
            Batteries = [.. outcome.Verdict.Members.Select(member => ExplainedBattery.Of(member, outcome.Members, names[member.Number - 1]))],
        };
    }
}
