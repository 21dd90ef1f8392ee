using System.Globalization;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.Guard;

/// <summary>
/// Keeps the busbar near a battery that is switched off: when its BMS closes its FETs again, the difference drives a current that only resistances limit. A driver
/// cannot keep a BMS from closing them; it can keep the difference small, and say what would happen.
/// </summary>
/// <remarks>
/// Judged per direction. A FET conducts backwards, so a battery with an open charge FET alone is held up to the busbar by nothing and drained by everything: only
/// below the busbar can it stand apart. With an open discharge FET alone it is the other way round. Above the busbar, discharging the others widens the gap and
/// charging them closes it; below, the reverse.
/// <para>By what the others' current lifts or lowers them nothing stands apart: when the battery switches on, it takes its share of that current and no more. So where the resistances
/// of all that conduct are known, they are compared at rest, and each direction is judged by the more lenient of the two comparisons. Without, it is as they say: whoever knows
/// no resistance is never allowed more.</para>
/// </remarks>
public static class ReconnectGuard
{
    /// <summary>What is left of the direction that brings the voltages together. Ours: half the current is half the voltage it adds.</summary>
    public const double ReducedShare = 0.5;

    /// <summary>
    /// Resistance assumed of a cell until it is learned, Ω. Ours, of a large LFP cell, at the low end: too low a resistance overstates the inrush.
    /// </summary>
    public const double AssumedOhmsPerCell = 0.00025;

    /// <summary>Resistance assumed of a BMS with its cables, Ω. Ours, at the low end for the same reason.</summary>
    public const double AssumedOhmsOfBoard = 0.001;

    /// <summary>Cells of a battery of which not even that is known: the fewest there are, for the same reason.</summary>
    private const int FewestCells = 3;

    /// <summary>Judges one joint in parallel.</summary>
    /// <param name="joint">Its view.</param>
    /// <param name="settings">When it acts.</param>
    /// <param name="learnedOhms">Resistance of each part, in the order of the parts, Ω; null where it is not learned yet. Empty for none.</param>
    /// <exception cref="ArgumentException">It is no joint in parallel.</exception>
    public static ReconnectVerdict Judge(BankView joint, ReconnectSettings settings, ReadOnlySpan<double?> learnedOhms)
    {
        ArgumentNullException.ThrowIfNull(joint);
        if (joint.Wiring is not BankJoint { IsSeries: false })
        {
            throw new ArgumentException("Only parts in parallel can stand apart from each other.", nameof(joint));
        }

        List<ReconnectRisk>? risks = null;
        bool isAnyOff = false;
        for (int i = 0; i < joint.Parts.Count; i++)
        {
            BankView part = joint.Parts[i];
            if (Untold(part) is { } member)
            {
                // Of silence nothing new is concluded; one that speaks and does not say may be any.
                (risks ??= []).Add(new(
                    member.Number, null, null, true, GuardAction.Zero, GuardAction.Zero,
                    $"{member.Label} does not say whether its FETs are closed: CCL and DCL are 0 until it does."));
                continue;
            }

            if (part.ConductsCharge && part.ConductsDischarge)
            {
                continue;
            }

            isAnyOff = true;
            if (Busbar.Of(joint, i, learnedOhms) is { } busbar && Risk(part, OhmsOf(part, i, learnedOhms), busbar, settings) is { } risk)
            {
                (risks ??= []).Add(risk);
            }
        }

        return risks is not null ? new(risks.Max(risk => risk.Charge), risks.Max(risk => risk.Discharge), risks, IsAnyOff: true)
            : isAnyOff ? ReconnectVerdict.Near : ReconnectVerdict.None;
    }

    /// <returns>A battery that spoke without saying whether both of its FETs are closed; null if there is none, or it has not spoken yet.</returns>
    private static MemberView? Untold(BankView part)
    {
        if (part.Member is { } member)
        {
            return member.Snapshot.Voltage is null || (member.Tells(member.Snapshot.ChargeFetOn) && member.Tells(member.Snapshot.DischargeFetOn)) ? null : member;
        }

        for (int i = 0; i < part.Parts.Count; i++)
        {
            if (Untold(part.Parts[i]) is { } inner)
            {
                return inner;
            }
        }

        return null;
    }

    private static ReconnectRisk? Risk(BankView part, (double Ohms, bool IsAssumed) own, Busbar busbar, ReconnectSettings settings)
    {
        int battery = part.Wiring.Members[0].Number;
        if (busbar is not { FreshVolts: double fresh, LastVolts: double last } || LastVoltage(part) is not { } voltage)
        {
            return new(
                battery, null, null, true, GuardAction.Zero, GuardAction.Zero,
                $"{Label(part)} is switched off, and it cannot be told how far it stands from the others: CCL and DCL are 0 until it can.");
        }

        (GuardAction Charge, GuardAction Discharge) now = Judge(part, voltage - fresh, settings);
        (GuardAction charge, GuardAction discharge) = busbar.RestVolts is double rest
            ? Lenient(now, Judge(part, voltage - rest, settings))

            // Of a part of the busbar that has fallen silent, the last voltage counts too if it makes the judgement stricter.
            : Strict(now, Judge(part, voltage - last, settings));
        if ((charge, discharge) == (GuardAction.Free, GuardAction.Free))
        {
            return null;
        }

        double apart = voltage - (busbar.RestVolts ?? (now == (GuardAction.Free, GuardAction.Free) ? last : fresh));
        double inrush = Math.Abs(apart) / (own.Ohms + busbar.Ohms);
        bool isAssumed = own.IsAssumed || busbar.IsAssumed;
        string what = (charge, discharge) switch
        {
            (GuardAction.Zero, GuardAction.Zero) => "CCL and DCL are 0",
            (GuardAction.Reduced, GuardAction.Reduced) => "CCL and DCL are reduced",
            (_, GuardAction.Zero) => "DCL is 0 and charging goes on reduced, which brings them together",
            _ => "CCL is 0 and discharging goes on reduced, which brings them together",
        };
        return new(battery, apart, inrush, isAssumed, charge, discharge, string.Create(
            CultureInfo.InvariantCulture,
            $"{Label(part)} is switched off and {Math.Abs(apart):F2} V {(apart > 0 ? "above" : "below")} the others: if it switches on, about {inrush:F0} A flow{(isAssumed ? " (resistances assumed)" : "")}. {what}."));
    }

    private static (GuardAction Charge, GuardAction Discharge) Lenient((GuardAction Charge, GuardAction Discharge) one, (GuardAction Charge, GuardAction Discharge) other) =>
        (one.Charge < other.Charge ? one.Charge : other.Charge, one.Discharge < other.Discharge ? one.Discharge : other.Discharge);

    private static (GuardAction Charge, GuardAction Discharge) Strict((GuardAction Charge, GuardAction Discharge) one, (GuardAction Charge, GuardAction Discharge) other) =>
        (one.Charge > other.Charge ? one.Charge : other.Charge, one.Discharge > other.Discharge ? one.Discharge : other.Discharge);

    private static (GuardAction Charge, GuardAction Discharge) Judge(BankView part, double apart, ReconnectSettings settings)
    {
        bool isAbove = apart > 0;
        double far = Math.Abs(apart);
        bool canClose = isAbove ? !part.ConductsDischarge : !part.ConductsCharge;
        return !canClose || far <= settings.DifferenceVolts ? (GuardAction.Free, GuardAction.Free)
            : far > settings.BlockVolts ? (GuardAction.Zero, GuardAction.Zero)
            : isAbove ? (GuardAction.Reduced, GuardAction.Zero)
            : (GuardAction.Zero, GuardAction.Reduced);
    }

    /// <summary>
    /// The voltage of a part, as last said, however long ago: the voltage of a battery that is switched off hardly moves, so silence makes it no less dangerous.
    /// </summary>
    private static double? LastVoltage(BankView part)
    {
        if (part.Member is { } member)
        {
            return member.Snapshot.Voltage is { } voltage && MemberView.IsNumber(voltage.Value) ? voltage.Value : null;
        }

        bool isSeries = ((BankJoint)part.Wiring).IsSeries;
        double sum = 0;
        for (int i = 0; i < part.Parts.Count; i++)
        {
            if (LastVoltage(part.Parts[i]) is not { } voltage)
            {
                return null;
            }

            sum += voltage;
        }

        return isSeries ? sum : sum / part.Parts.Count;
    }

    private static (double Ohms, bool IsAssumed) OhmsOf(BankView part, int index, ReadOnlySpan<double?> learnedOhms) =>
        index < learnedOhms.Length && learnedOhms[index] is > 0 and var learned ? (learned, false) : (AssumedOhms(part), true);

    private static double AssumedOhms(BankView part)
    {
        if (part.Member is not null)
        {
            return (part.CellCount ?? FewestCells) * AssumedOhmsPerCell + AssumedOhmsOfBoard;
        }

        double ohms = 0;
        double siemens = 0;
        for (int i = 0; i < part.Parts.Count; i++)
        {
            double one = AssumedOhms(part.Parts[i]);
            ohms += one;
            siemens += 1 / one;
        }

        return ((BankJoint)part.Wiring).IsSeries ? ohms : 1 / siemens;
    }

    private static string Label(BankView part) => part.Member?.Label ?? part.Wiring.ToString();

    /// <summary>The other parts that conduct, as one: those that do in both directions, or if there are none, in one.</summary>
    /// <param name="FreshVolts">Mean of those that are there, V; null if none is.</param>
    /// <param name="RestVolts">Mean of all of them without what their currents lift them by, V; null if it is not known of one.</param>
    /// <param name="LastVolts">Mean of what all of them said last, V; null if one never said.</param>
    /// <param name="Ohms">Their resistance side by side, Ω.</param>
    /// <param name="IsAssumed">True if one of the resistances is assumed.</param>
    private readonly record struct Busbar(double? FreshVolts, double? RestVolts, double? LastVolts, double Ohms, bool IsAssumed)
    {
        /// <returns>Null if none conducts: nothing flows then, and there is nothing to stand apart from.</returns>
        public static Busbar? Of(BankView joint, int except, ReadOnlySpan<double?> learnedOhms) =>
            Of(joint, except, learnedOhms, needsBoth: true) ?? Of(joint, except, learnedOhms, needsBoth: false);

        private static Busbar? Of(BankView joint, int except, ReadOnlySpan<double?> learnedOhms, bool needsBoth)
        {
            (int conducting, int fresh) = (0, 0);
            (double freshVolts, double siemens) = (0, 0);
            (double? restVolts, double? lastVolts) = (0, 0);
            bool isAssumed = false;
            for (int i = 0; i < joint.Parts.Count; i++)
            {
                BankView part = joint.Parts[i];
                if (i == except || !part.IsConnected || (needsBoth && !(part.ConductsCharge && part.ConductsDischarge)))
                {
                    continue;
                }

                conducting++;
                (double ohms, bool assumed) = OhmsOf(part, i, learnedOhms);
                siemens += 1 / ohms;
                isAssumed |= assumed;
                lastVolts += LastVoltage(part);
                restVolts += assumed ? null : part.Voltage?.Value - part.Current?.Value * ohms;
                if (part.Voltage is { } voltage)
                {
                    fresh++;
                    freshVolts += voltage.Value;
                }
            }

            return conducting == 0 ? null : new(fresh > 0 ? freshVolts / fresh : null, restVolts / conducting, lastVolts / conducting, 1 / siemens, isAssumed);
        }
    }
}
