using BtBattery.Aggregation.Model;

namespace BtBattery.Bms.Conversations;

/// <summary>What a notification did for the outstanding request, and what it said.</summary>
/// <param name="Outcome">Answered, refused or not yet.</param>
/// <param name="Readings">The values of this answer alone; null if it carries none.</param>
/// <param name="Code">
/// Why it was refused: <c>status_81</c> (an error status), <c>echo</c> (the request came back unchanged),
/// <c>auth_rejected</c> (wrong password). Null unless refused.
/// </param>
public readonly record struct ReplyResult(ReplyOutcome Outcome, BatterySnapshot? Readings, string? Code)
{
    /// <summary>Keep listening.</summary>
    public static ReplyResult Incomplete => default;

    /// <summary>Answered without values.</summary>
    public static ReplyResult Acknowledged => new(ReplyOutcome.Complete, null, null);

    /// <summary>Answered with values.</summary>
    public static ReplyResult Complete(BatterySnapshot readings) => new(ReplyOutcome.Complete, readings, null);

    /// <summary>Answered with a refusal.</summary>
    public static ReplyResult Refused(string code) => new(ReplyOutcome.Refused, null, code);
}
