using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.Merging;

/// <summary>
/// Joins parts in parallel: one voltage, the sum of the currents. Parts that are not there are left out and counted as offline; parts whose FETs are known to
/// be open have neither the voltage of the busbar nor charge to give, so voltage, SoC and charge are those of the others, unless all are open.
/// </summary>
internal static class ParallelMerge
{
    public static BankView Join(BankJoint wiring, BankView[] parts)
    {
        bool isPresent = false;
        bool isAnyJoined = IsAnyJoined(parts);
        bool conductsCharge = false;
        bool conductsDischarge = false;
        foreach (BankView part in parts)
        {
            isPresent |= part.IsPresent;
            conductsCharge |= part.ConductsCharge;
            conductsDischarge |= part.ConductsDischarge;
        }

        var present = new Tally();
        var joined = new Tally();
        Measured<double>? installed = parts[0].InstalledAh;
        Measured<bool>? charge = parts[0].ChargeFetOn;
        Measured<bool>? discharge = parts[0].DischargeFetOn;
        int? cellCount = parts[0].CellCount;
        Extremes cells = default;
        Extremes temperatures = default;
        int counted = 0;
        int online = 0;
        int blockingCharge = 0;
        int blockingDischarge = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            BankView part = parts[i];
            cells = cells.With(part.Cells);
            temperatures = temperatures.With(part.Temperatures);
            online += part.Online;
            blockingCharge += part.BlockingCharge;
            blockingDischarge += part.BlockingDischarge;
            if (i > 0)
            {
                installed = Moments.Sum(installed, part.InstalledAh);
                charge = Moments.Or(charge, part.ChargeFetOn);
                discharge = Moments.Or(discharge, part.DischargeFetOn);
                cellCount = cellCount == part.CellCount ? cellCount : null;
            }

            if (!part.IsPresent)
            {
                continue;
            }

            present.Add(part);
            if (Counts(part, isAnyJoined))
            {
                joined.Add(part);
                counted += part.Counted;
            }
        }

        return new BankView
        {
            Wiring = wiring,
            Parts = parts,
            IsPresent = isPresent,
            ConductsCharge = conductsCharge,
            ConductsDischarge = conductsDischarge,
            Voltage = joined.MeanVoltage,
            Current = present.Current,
            SocPercent = joined.SocPercent,
            RemainingAh = joined.RemainingAh,
            HeadroomAh = joined.HeadroomAh,
            InstalledAh = installed,
            CountedInstalledAh = joined.InstalledAh,
            Counted = counted,
            Cycles = present.Cycles,
            Balancing = present.Balancing,
            ChargeFetOn = charge,
            DischargeFetOn = discharge,
            CellCount = cellCount,
            NominalVolts = parts[0].NominalVolts,
            Online = online,
            BlockingCharge = blockingCharge,
            BlockingDischarge = blockingDischarge,
            Cells = cells,
            Temperatures = temperatures,
        };
    }

    /// <summary>True if any part is there and joined with the busbar.</summary>
    public static bool IsAnyJoined(IReadOnlyList<BankView> parts)
    {
        for (int i = 0; i < parts.Count; i++)
        {
            if (parts[i] is { IsPresent: true, IsConnected: true })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True if SoC and charge of the joint come from this part, among others.</summary>
    /// <param name="part">One of its parts.</param>
    /// <param name="isAnyJoined">What <see cref="IsAnyJoined"/> says of all of them.</param>
    public static bool Counts(BankView part, bool isAnyJoined) => part.IsPresent && (part.IsConnected || !isAnyJoined);

    /// <summary>What some of the parts make together.</summary>
    private struct Tally
    {
        private int _parts;
        private Measured<double>? _voltage;
        private Measured<double>? _weightedSoc;
        private Measured<double>? _firstSoc;

        public Measured<double>? Current { get; private set; }

        public Measured<double>? RemainingAh { get; private set; }

        public Measured<double>? HeadroomAh { get; private set; }

        public double? InstalledAh { get; private set; }

        public Measured<int>? Cycles { get; private set; }

        public Measured<bool>? Balancing { get; private set; }

        public readonly Measured<double>? MeanVoltage => _voltage is { } sum ? new(sum.Value / _parts, sum.At) : null;

        /// <summary>
        /// The SoC of one part is its own, and needs no weight. Weighed is what the others differ by: the mean of parts that all say 90 % is 90 %, and not a last digit below the level at
        /// which charging starts anew.
        /// </summary>
        public readonly Measured<double>? SocPercent =>
            _parts == 1 ? _firstSoc
            : _weightedSoc is { } sum && _firstSoc is { } first && InstalledAh is > 0 and var installed ? new(first.Value + sum.Value / installed, sum.At)
            : null;

        public void Add(BankView part)
        {
            bool isFirst = _parts++ == 0;
            _firstSoc = isFirst ? part.SocPercent : _firstSoc;
            Measured<double>? weighted = part.SocPercent is { } soc && _firstSoc is { } first && part.CountedInstalledAh is double installed
                ? new((soc.Value - first.Value) * installed, soc.At)
                : null;
            _voltage = isFirst ? part.Voltage : Moments.Sum(_voltage, part.Voltage);
            _weightedSoc = isFirst ? weighted : Moments.Sum(_weightedSoc, weighted);
            Current = isFirst ? part.Current : Moments.Sum(Current, part.Current);
            RemainingAh = isFirst ? part.RemainingAh : Moments.Sum(RemainingAh, part.RemainingAh);
            HeadroomAh = isFirst ? part.HeadroomAh : Moments.Sum(HeadroomAh, part.HeadroomAh);
            InstalledAh = isFirst ? part.CountedInstalledAh : InstalledAh + part.CountedInstalledAh;
            Cycles = isFirst ? part.Cycles : Moments.Higher(Cycles, part.Cycles);
            Balancing = isFirst ? part.Balancing : Moments.Or(Balancing, part.Balancing);
        }
    }
}
