namespace BtBattery.Bench;

/// <summary>The virtual battery that the reference driver makes of several: those that are not there are left out.</summary>
internal sealed record ReferenceBank
{
    /// <summary>V between the batteries from which it calls a bank in parallel uneven.</summary>
    private const double UnevenVolts = 0.3;

    /// <summary>V of the pack.</summary>
    public required double Volts { get; init; }

    /// <summary>A.</summary>
    public double Amps { get; init; }

    /// <summary>%.</summary>
    public double SocPercent { get; init; }

    /// <summary>Cells in series, as it believes.</summary>
    public required int CellCount { get; init; }

    /// <summary>V of the cells; empty if one battery of a string has not told its own.</summary>
    public IReadOnlyList<double> Cells { get; init; } = [];

    /// <summary>°C: the highest of all readings and the second highest.</summary>
    public IReadOnlyList<double> Celsius { get; init; } = [];

    /// <summary>A: the least of the configured ones in series, their sum in parallel.</summary>
    public double MaxChargeAmps { get; init; }

    /// <summary>The same for discharging.</summary>
    public double MaxDischargeAmps { get; init; }

    /// <summary>True in parallel, when the batteries are further apart in voltage than 0.3 V.</summary>
    public bool AreVoltsUneven { get; init; }

    /// <summary>True in parallel, when they are further apart in state of charge than is configured.</summary>
    public bool AreSocsUneven { get; init; }

    /// <summary>Merges batteries that are there; at least one.</summary>
    /// <param name="batteries">Their place from 0, and what was read of each.</param>
    /// <param name="isSeries">How they are wired.</param>
    /// <param name="settings">What is configured.</param>
    public static ReferenceBank Of(IReadOnlyList<(int Index, ReferenceReading Reading)> batteries, bool isSeries, ReferenceSettings settings)
    {
        ReferenceReading[] there = [.. batteries.Select(battery => battery.Reading)];
        double[] charge = [.. batteries.Select(battery => settings.MaxChargeAmps[battery.Index])];
        double[] discharge = [.. batteries.Select(battery => settings.MaxDischargeAmps[battery.Index])];
        double[] celsius = [.. there.SelectMany(battery => battery.Celsius).OrderDescending().Take(2)];
        if (isSeries)
        {
            return new()
            {
                Volts = there.Sum(battery => battery.Volts),
                Amps = there.Average(battery => battery.Amps),
                SocPercent = there.Min(battery => battery.SocPercent),
                CellCount = there.Sum(battery => battery.CellCount),
                Cells = there.All(battery => battery.Cells.Count > 0) ? [.. there.SelectMany(battery => battery.Cells)] : [],
                Celsius = celsius,
                MaxChargeAmps = charge.Min(),
                MaxDischargeAmps = discharge.Min(),
            };
        }

        double installed = there.Sum(battery => battery.InstalledAh);
        return new()
        {
            Volts = there.Average(battery => battery.Volts),
            Amps = there.Sum(battery => battery.Amps),
            SocPercent = installed > 0 ? there.Sum(battery => battery.SocPercent * battery.InstalledAh) / installed : 0,
            CellCount = there[0].CellCount,
            Cells = there.FirstOrDefault(battery => battery.Cells.Count > 0)?.Cells ?? [],
            Celsius = celsius,
            MaxChargeAmps = charge.Sum(),
            MaxDischargeAmps = discharge.Sum(),
            AreVoltsUneven = there.Max(battery => battery.Volts) - there.Min(battery => battery.Volts) > UnevenVolts,
            AreSocsUneven = there.Max(battery => battery.SocPercent) - there.Min(battery => battery.SocPercent) > settings.SocImbalancePercent,
        };
    }
}
