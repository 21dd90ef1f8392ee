using System.Text.Json;
using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Polling;

/// <summary>The state of a link as a word for programs, and in few words for a screen.</summary>
public static class LinkWords
{
    /// <summary>How long a battery has been lost is said in these steps only, so that the bus is not told of it every second.</summary>
    private static readonly (TimeSpan Least, string Words)[] s_steps =
    [
        (TimeSpan.FromDays(1), "over a day"),
        (TimeSpan.FromHours(1), "over an hour"),
        (TimeSpan.FromMinutes(10), "over 10 min"),
        (TimeSpan.FromMinutes(1), "over a minute"),
    ];

    /// <summary>A link that drops is back before that, as a rule.</summary>
    private static readonly TimeSpan s_worthAnExplanation = s_steps[^1].Least;

    private static readonly string[] s_keys = [.. Enum.GetNames<LinkState>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    /// <summary>The word for programs, such as <c>never_seen</c>.</summary>
    public static string KeyOf(LinkState state) => s_keys[(int)state];

    /// <summary>The state of a word; null for none, and for one of a newer version.</summary>
    public static LinkState? Find(string? key) => Array.IndexOf(s_keys, key) is >= 0 and int index ? (LinkState)index : null;

    /// <summary>For people, such as <c>lost for over 10 min, trying again: phone app open, or out of range?</c>; never empty, and at most 90 characters.</summary>
    /// <param name="state">The state.</param>
    /// <param name="status">Why.</param>
    /// <param name="battery">What the battery said last.</param>
    /// <param name="silence">How long ago that was.</param>
    public static string Describe(LinkState state, BatteryStatus status, BatterySnapshot battery, TimeSpan silence)
    {
        ArgumentNullException.ThrowIfNull(status);
        ArgumentNullException.ThrowIfNull(battery);
        return state switch
        {
            LinkState.NeverSeen => $"not seen yet{Because(status)}{Perhaps(status, couldSleep: true)}",
            LinkState.Connecting => $"connecting{Because(status)}{Perhaps(status, couldSleep: true)}",
            LinkState.Live => "live",
            LinkState.Late => "answers are late",
            LinkState.Resting => "no link until the next reading",
            LinkState.Lost => $"lost{HowLong(silence)}{Because(status)}, trying again{(silence < s_worthAnExplanation ? "" : Perhaps(status, couldSleep: false))}",
            LinkState.Released => "released",
            LinkState.Refused => OwnersMatter(status.ProblemCode),
            LinkState.Asleep => $"asleep (presumed; or phone app open?): {WakeUp(battery)}",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "A state without words."),
        };
    }

    /// <summary>What wakes a board that sleeps. A load draws nothing through a discharge FET that is off.</summary>
    /// <param name="battery">What it said last.</param>
    public static string WakeUp(BatterySnapshot battery)
    {
        ArgumentNullException.ThrowIfNull(battery);
        return battery.DischargeFetOn is { Value: false } ? "apply a charger, or press its button" : "apply a load or a charger, or press its button";
    }

    /// <summary>The time after which the words for a silence change next; null if they do not any more.</summary>
    public static TimeSpan? NextStep(TimeSpan silence)
    {
        TimeSpan? next = null;
        foreach ((TimeSpan least, _) in s_steps)
        {
            next = least > silence ? least : next;
        }

        return next;
    }

    private static string HowLong(TimeSpan silence)
    {
        foreach ((TimeSpan least, string words) in s_steps)
        {
            if (silence >= least)
            {
                return " for " + words;
            }
        }

        return "";
    }

    /// <summary>What this machine lacks.</summary>
    private static string Because(BatteryStatus status) => status.ProblemCode switch
    {
        ProblemCode.NoBus => " (no bus)",
        ProblemCode.NoBlueZ => " (no Bluetooth service)",
        ProblemCode.NoAdapter => " (no Bluetooth adapter)",
        ProblemCode.AdapterOff => " (Bluetooth adapter is off)",
        ProblemCode.AdapterFails => " (Bluetooth adapter fails)",
        _ => "",
    };

    /// <summary>What is likely behind it. How an attempt failed in detail differs from one to the next, and stands in /Diagnostics/Problem.</summary>
    private static string Perhaps(BatteryStatus status, bool couldSleep) => status.ProblemCode switch
    {
        null => "",
        { } code when ProblemCode.IsOfThisMachine(code) => "",
        { } code when ProblemCode.IsOutOfReach(code) => couldSleep ? ": phone app open, asleep or out of range?" : ": phone app open, or out of range?",
        ProblemCode.InUse => ": another program is connected with it",
        _ => ": reached, but no data; poor reception?",
    };

    private static string OwnersMatter(string? code) => code switch
    {
        ProblemCode.PasswordNeeded => "refused: it wants a password",
        ProblemCode.PasswordWrong => "refused: wrong password",
        ProblemCode.PairingNeeded => "refused: it wants to be paired",
        ProblemCode.PairingFailed => "refused: pairing failed",
        ProblemCode.Unsupported or ProblemCode.UnknownVariant or ProblemCode.NoService => "refused: not a battery this driver can read",
        _ => "refused: see /Diagnostics/Problem",
    };
}
