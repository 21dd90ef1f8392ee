using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.Merging;

/// <summary>Makes the view of a bank from its members. Pure; nothing is kept from one turn to the next.</summary>
public static class BankMerge
{
    /// <summary>Merges.</summary>
    /// <param name="wiring">How the bank is wired.</param>
    /// <param name="members">What each battery shows in this turn; battery 1 first, as many as the wiring has.</param>
    /// <returns>The view of the whole bank, with those of its parts below it.</returns>
    public static BankView Merge(BankNode wiring, ReadOnlySpan<MemberView> members)
    {
        switch (wiring)
        {
            case BankMember member:
                return Of(member, members[member.Number - 1]);
            case BankJoint joint:
                var parts = new BankView[joint.Parts.Count];
                for (int i = 0; i < parts.Length; i++)
                {
                    parts[i] = Merge(joint.Parts[i], members);
                }

                return joint.IsSeries ? SeriesMerge.Join(joint, parts) : ParallelMerge.Join(joint, parts);
            default:
                throw new ArgumentException("The wiring is neither a battery nor a joint.", nameof(wiring));
        }
    }

    private static BankView Of(BankMember wiring, MemberView member)
    {
        BatterySnapshot said = member.Snapshot;
        Measured<double>? remaining = NotNegative(member.Fresh(said.RemainingAh));
        Measured<double>? installed = member.InstalledAh;
        bool isPresent = member.IsPresent;
        Measured<bool>? charge = member.Fresh(said.ChargeFetOn);
        Measured<bool>? discharge = member.Fresh(said.DischargeFetOn);
        return new BankView
        {
            Wiring = wiring,
            Member = member,
            IsPresent = isPresent,
            ConductsCharge = member.ConductsCharge,
            ConductsDischarge = member.ConductsDischarge,
            Voltage = member.Fresh(said.Voltage),
            Current = member.Fresh(said.Current),
            SocPercent = member.Fresh(said.SocPercent),
            RemainingAh = remaining,
            HeadroomAh = remaining is { } left && installed is { } full ? new(Math.Max(0, full.Value - left.Value), left.At) : null,
            InstalledAh = installed,
            CountedInstalledAh = isPresent ? installed?.Value : null,
            Counted = isPresent ? 1 : 0,
            Cycles = member.Fresh(said.Cycles),
            Balancing = AnyIsBalancing(member.Fresh(said.Balancing)),
            ChargeFetOn = charge,
            DischargeFetOn = discharge,
            CellCount = member.CellCount,
            NominalVolts = member.CellCount * member.NominalCellVolts,
            Online = isPresent ? 1 : 0,
            BlockingCharge = charge is { Value: false } ? 1 : 0,
            BlockingDischarge = discharge is { Value: false } ? 1 : 0,
            Cells = isPresent ? Extremes.Of(member.Number, member.Fresh(said.CellVoltages), needsAll: true) : default,
            Temperatures = isPresent ? Extremes.Of(member.Number, member.Fresh(said.Temperatures), needsAll: false) : default,
        };
    }

    /// <summary>A charge below zero is no charge; what the battery meant is unknown.</summary>
    private static Measured<double>? NotNegative(Measured<double>? reading) => reading is { Value: >= 0 } ? reading : null;

    private static Measured<bool>? AnyIsBalancing(Measured<IReadOnlyList<bool>>? cells)
    {
        if (cells is not { } list)
        {
            return null;
        }

        for (int i = 0; i < list.Value.Count; i++)
        {
            if (list.Value[i])
            {
                return new(true, list.At);
            }
        }

        return new(false, list.At);
    }
}
