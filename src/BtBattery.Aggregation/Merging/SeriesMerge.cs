using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.Merging;

/// <summary>
/// Joins parts in series. The same current and the same ampere-hours go through all of them: discharging ends with the part that has the least left,
/// charging with the one that has the least room.
/// </summary>
internal static class SeriesMerge
{
    public static BankView Join(BankJoint wiring, BankView[] parts)
    {
        BankView first = parts[0];
        bool isPresent = first.IsPresent;
        bool conductsCharge = first.ConductsCharge;
        bool conductsDischarge = first.ConductsDischarge;
        Measured<double>? voltage = first.Voltage;
        Measured<double>? soc = first.SocPercent;
        Measured<double>? remaining = first.RemainingAh;
        Measured<double>? headroom = first.HeadroomAh;
        Measured<double>? installed = first.InstalledAh;
        double? countedInstalled = first.CountedInstalledAh;
        Measured<int>? cycles = first.Cycles;
        Measured<bool>? balancing = first.Balancing;
        Measured<bool>? charge = first.ChargeFetOn;
        Measured<bool>? discharge = first.DischargeFetOn;
        Extremes cells = first.Cells;
        Extremes temperatures = first.Temperatures;
        int? cellCount = first.CellCount;
        double? nominal = first.NominalVolts;
        (int counted, int online) = (first.Counted, first.Online);
        (int blockingCharge, int blockingDischarge) = (first.BlockingCharge, first.BlockingDischarge);
        for (int i = 1; i < parts.Length; i++)
        {
            BankView part = parts[i];
            isPresent &= part.IsPresent;
            conductsCharge &= part.ConductsCharge;
            conductsDischarge &= part.ConductsDischarge;
            voltage = Moments.Sum(voltage, part.Voltage);
            soc = Moments.Lower(soc, part.SocPercent);
            remaining = Moments.Lower(remaining, part.RemainingAh);
            headroom = Moments.Lower(headroom, part.HeadroomAh);
            installed = Moments.Lower(installed, part.InstalledAh);
            countedInstalled = countedInstalled is double one && part.CountedInstalledAh is double other ? Math.Min(one, other) : null;
            cycles = Moments.Higher(cycles, part.Cycles);
            balancing = Moments.Or(balancing, part.Balancing);
            charge = Moments.And(charge, part.ChargeFetOn);
            discharge = Moments.And(discharge, part.DischargeFetOn);
            cells = cells.With(part.Cells);
            temperatures = temperatures.With(part.Temperatures);
            cellCount += part.CellCount;
            nominal += part.NominalVolts;
            counted += part.Counted;
            online += part.Online;
            blockingCharge += part.BlockingCharge;
            blockingDischarge += part.BlockingDischarge;
        }

        return new BankView
        {
            Wiring = wiring,
            Parts = parts,
            IsPresent = isPresent,
            ConductsCharge = conductsCharge,
            ConductsDischarge = conductsDischarge,
            Voltage = isPresent ? voltage : null,
            Current = isPresent ? Median(parts) : null,
            SocPercent = isPresent ? soc : null,
            RemainingAh = isPresent ? remaining : null,
            HeadroomAh = isPresent ? headroom : null,
            InstalledAh = installed,
            CountedInstalledAh = isPresent ? countedInstalled : null,
            Counted = isPresent ? counted : 0,
            Cycles = isPresent ? cycles : null,
            Balancing = isPresent ? balancing : null,
            ChargeFetOn = charge,
            DischargeFetOn = discharge,
            CellCount = cellCount,
            NominalVolts = nominal,
            Online = online,
            BlockingCharge = blockingCharge,
            BlockingDischarge = blockingDischarge,
            Cells = cells,
            Temperatures = temperatures,
        };
    }

    /// <summary>The middle one of the currents that are known, or the mean of the two in the middle: one wrong shunt of three does not move it.</summary>
    private static Measured<double>? Median(BankView[] parts)
    {
        Span<double> sorted = stackalloc double[BankNode.MostMembers];
        int count = 0;
        MonotonicTime at = default;
        foreach (BankView part in parts)
        {
            if (part.Current is { } current)
            {
                at = count == 0 ? current.At : Moments.Older(at, current.At);
                sorted[count++] = current.Value;
            }
        }

        if (count == 0)
        {
            return null;
        }

        sorted[..count].Sort();
        return new((sorted[(count - 1) / 2] + sorted[count / 2]) / 2, at);
    }
}
