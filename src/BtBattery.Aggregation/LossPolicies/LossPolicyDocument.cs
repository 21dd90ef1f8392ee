using System.Globalization;

namespace BtBattery.Aggregation.LossPolicies;

/// <summary>The document <c>docs/loss-policy.md</c>: what happens when a battery does not answer as it should. Printed from <see cref="LossTable"/>.</summary>
public static class LossPolicyDocument
{
    private const string Introduction =
        """
        # When a battery falls silent

        *This page is printed by the program: `btbattery check-config --print-loss-policy`. Its source is the decision table in
        `src/BtBattery.Aggregation/LossPolicies/LossTable.cs`, which the driver itself reads.*

        `LOSS_POLICY` chooses what counts more: stopping early (`cautious`), the middle way (`balanced`, the default), or keeping the loads supplied as long as it is
        defensible (`keep_sailing`). No choice charges a battery that cannot be seen for longer than the others do.

        ## Three laws

        1. A valid value on the bus is younger than its deadline.
        2. Knowing less never allows more current.
        3. CCL and DCL are never invalid while CVL is valid, and stay at a valid 0 for at least nine seconds before all three become invalid together, so that chargers
           are told to stop before nobody tells them anything.

        ## How old a valid value may be

        | paths | deadline |
        |---|---|
        | values of the bank: `/Dc/0/*`, `/Soc`, `/Capacity`, `/ConsumedAmphours`, `/TimeToGo`, `/System/Min…`, `/System/Max…` | `DATA_TIMEOUT` (30 s): counted from the oldest reading that went into the value |
        | values of a battery: `/Voltages/*`, `/Balances/*`, `/Io/*`, its part in `/Alarms/*` | the same, of that battery |
        | `/Info/MaxChargeVoltage`, `/Info/MaxChargeCurrent`, `/Info/MaxDischargeCurrent` | until gone; from held on they are shares of what they were, as the tables below say |
        | facts: `/InstalledCapacity`, `/System/NrOfCellsPerBattery`, names, versions | none: they do not change while a battery is silent |

        ## Chargers that never saw a BMS

        When the limits become invalid, the system behaves in one of two ways, and a driver cannot choose which:

        * A charger or inverter that has once been led by a BMS remembers that, and stops with "BMS connection lost" (error 67) some seconds after the limits are gone.
        * If no charger in the system ever saw a BMS, the system goes on as if the battery had none: **chargers then charge by their own settings, and inverters discharge
          by theirs.** Nothing on the bus can stop them. The last thing they were told was 0 A in both directions; they are not bound by it any longer.

        So let the system see this driver's limits once before relying on it: with DVCC on, and the driver running, every charger that takes part learns that there is a BMS. And
        set the chargers' own voltages and currents to what the battery bears in any case.

        ## How a member counts

        * **only**: it is the bank. **series**: it is in a string, without it nothing flows. **parallel**: it is beside others on the same busbar.
        * **Radio silence is not an open FET.** A silent battery in parallel counts as connected and conducting until its last valid frame said otherwise, or it is taken
          out of the configuration. It never frees current for the others: once its limit is 0, that of the whole joint is.
        * A battery whose FET is known to be open carries nothing in that direction. In a string nothing flows then; in parallel the others share what there is. If there is no
          way left for a charge current, CVL is `BLOCKED_CELL_VOLTAGE` for every cell. A battery that speaks and does not say whether its FET is closed
          gets 0 in that direction.
        * The limit of a string is the least of its batteries'. A string is gone when one of them is; a parallel joint when all of them are. A string that is gone in
          parallel with one that is not counts as conducting with a limit of 0.
        * Of the charge voltages that the batteries ask for, the strictest holds.
        * The times below are those of the default `DATA_TIMEOUT`: a battery is held from there. What comes later is never earlier than that, whatever the table says.
        * *released*: its link was lent to a tool or given to a phone. *intermittent*: `CONNECTION = intermittent`, so there is no link most of the time.
        * *mid-range*: every cell was far from full and from empty when the battery last spoke. A battery of which that is not known goes from late to blocked at once.
        * *presumed asleep*: it was idle before it fell silent, mid-range, and all its sensors said more than 5 °C. Such boards wake when a charger pushes some current.
        * After a restart of the driver within the same boot, a battery that was heard before begins as held, not as live. One that was not mid-range is blocked as soon as what it said
          last does not hold any more.

        """;

    /// <summary>Writes it.</summary>
    public static void Write(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(Introduction.ReplaceLineEndings("\n"));
        foreach (LossPolicy policy in (LossPolicy[])[LossPolicy.Balanced, LossPolicy.Cautious, LossPolicy.KeepSailing])
        {
            Write(writer, policy);
        }

        writer.Write("\n## Exceptions of keep_sailing\n\n");
        writer.Write("They keep a discharge limit for longer than law 2 would leave it under the other policies; never a charge limit.\n\n");
        foreach (IGrouping<(MemberCondition, string?), LossRow> exception in LossTable.Rows.Where(row => row.Exception is not null).GroupBy(row => (row.Condition, row.Exception)))
        {
            writer.Write($"* **{Name(exception.Key.Item1)}**: {exception.Key.Item2}.\n");
        }
    }

    private static void Write(TextWriter writer, LossPolicy policy)
    {
        LossTimes times = LossTimes.Of(policy);
        writer.Write($"\n## LOSS_POLICY = {Name(policy)}\n\n");
        writer.Write("| condition | begins | battery is | values of the bank | its own values | CVL | CCL | DCL | BmsCable | cause shown |\n");
        writer.Write("|---|---|---|---|---|---|---|---|---|---|\n");
        foreach (IGrouping<(MemberCondition, string), LossRow> group in LossTable.Rows.Where(row => row.Policy == policy).GroupBy(row => (row.Condition, Cells(row))))
        {
            string roles = group.Count() == Enum.GetValues<MemberRole>().Length ? "any" : string.Join(", ", group.Select(row => Name(row.Role)));
            string shown = string.Join("; ", group.GroupBy(row => row.BankValues).Select((rows, index) =>
                index == 0 ? Name(rows.Key) : $"in {string.Join(", ", rows.Select(row => Name(row.Role)))} {Name(rows.Key)}"));
            writer.Write($"| {Name(group.Key.Item1)} | {Begins(group.Key.Item1, times)} | {roles} | {shown} | {group.Key.Item2} |\n");
        }
    }

    /// <summary>All but the values of the bank.</summary>
    private static string Cells(LossRow row) =>
        $"{Name(row.MemberValues)} | {Name(row.Cvl)} | {Name(row.Charge)} | {Name(row.Discharge)} | {row.BmsCable.ToString(CultureInfo.InvariantCulture)} | {row.Cause}";

    private static string Begins(MemberCondition condition, LossTimes times) => condition switch
    {
        MemberCondition.Starting => "at the start",
        MemberCondition.NeverSeen => $"{Span(LossTimes.NeverSeenAfter)} after the start",
        MemberCondition.Live => "with an answer",
        MemberCondition.Late => $"{Span(times.LateAfter)} without one (three polls)",
        MemberCondition.Blocked when times.AsleepUntil is { } asleep =>
            $"{Span(times.BlockedFrom)}; {Span(times.ExcusedUntil)} if released or intermittent, {Span(asleep)} if asleep; {Span(times.HeldFrom)} if not mid-range",
        MemberCondition.Blocked => $"{Span(times.BlockedFrom)}; {Span(times.ExcusedUntil)} if released or intermittent; {Span(times.HeldFrom)} if not mid-range",
        MemberCondition.Gone => $"{Span(times.GoneFrom)}, and {Span(LossTimes.LeastBlocked)} of blocked",
        _ => Span(times.SpanOf(condition).From),
    };

    private static string Span(TimeSpan span)
    {
        (double number, string unit) = span.TotalHours >= 1 ? (span.TotalHours, "h") : span.TotalMinutes >= 10 ? (span.TotalMinutes, "min") : (span.TotalSeconds, "s");
        return string.Create(CultureInfo.InvariantCulture, $"{number} {unit}");
    }

    private static string Name(LossPolicy policy) => policy switch
    {
        LossPolicy.Cautious => "cautious",
        LossPolicy.KeepSailing => "keep_sailing",
        _ => "balanced",
    };

    private static string Name(MemberCondition condition) => condition switch
    {
        MemberCondition.NeverSeen => "never seen",
        MemberCondition.DischargeKept => "discharge kept",
        MemberCondition.Asleep => "presumed asleep",
        _ => condition.ToString().ToLowerInvariant(),
    };

    private static string Name(MemberRole role) => role.ToString().ToLowerInvariant();

    private static string Name(Shown shown) => shown switch
    {
        Shown.Readings => "valid",
        Shown.TheOthers => "those of the others",
        _ => "invalid",
    };

    private static string Name(CvlAction cvl) => cvl switch
    {
        CvlAction.Own => "own",
        CvlAction.NotRising => "own, not rising",
        CvlAction.FloatOrBelow => "float or below",
        CvlAction.Blocked => "`BLOCKED_CELL_VOLTAGE`",
        _ => "invalid",
    };

    private static string Name(LimitRule rule) => rule.Action switch
    {
        LimitAction.Own => "own",
        LimitAction.NotRising => "own, not rising",
        LimitAction.Shrinking => string.Create(CultureInfo.InvariantCulture, $"{100 * rule.From} % of the last, falling to {100 * rule.To} %"),
        LimitAction.WakeCurrent => string.Create(CultureInfo.InvariantCulture, $"`WAKE_CURRENT`, at most {100 * rule.From} % of the last"),
        LimitAction.Zero => "0",
        _ => "invalid",
    };
}
