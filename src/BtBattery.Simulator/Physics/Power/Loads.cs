namespace BtBattery.Simulator.Physics.Power;

/// <summary>What is drawn at a moment: what is always on, by the hour, and what people and thermostats switch.</summary>
internal sealed class Loads
{
    // W for each hour of the day, from midnight.
    private static readonly double[] Nothing = new double[24];
    private static readonly double[] HouseholdByHour =
        [110, 100, 95, 95, 95, 110, 180, 260, 240, 190, 170, 180, 220, 200, 170, 170, 200, 280, 380, 430, 430, 390, 280, 170];
    private static readonly double[] BoatAcByHour = [0, 0, 0, 0, 0, 0, 0, 0, 40, 40, 40, 0, 0, 0, 0, 0, 0, 0, 60, 60, 60, 0, 0, 0];
    private static readonly double[] BoatDcByHour = [18, 18, 18, 18, 18, 18, 20, 25, 25, 25, 25, 25, 25, 25, 25, 25, 25, 25, 30, 45, 60, 60, 50, 25];

    private static readonly ApplianceKind Fridge = new(110, (9, 15), (20, 38));
    private static readonly ApplianceKind Kettle = new(2000, (2, 4), (70, 240), 6.5, 22);
    private static readonly ApplianceKind Cooker = new(1500, (12, 35), (200, 420), 11, 20);
    private static readonly ApplianceKind WashingMachine = new(700, (40, 70), (1200, 2600), 9, 18);
    private static readonly ApplianceKind BoatKettle = new(1200, (3, 5), (120, 360), 7, 21);
    private static readonly ApplianceKind BoatFridge = new(55, (8, 16), (14, 28));
    private static readonly ApplianceKind WaterPump = new(80, (0.3, 2), (15, 80), 7, 23);
    private static readonly ApplianceKind BilgePump = new(45, (0.5, 1.5), (120, 400));

    private readonly LoadDescription _description;
    private readonly double[] _acByHour;
    private readonly double[] _dcByHour;
    private readonly Appliance[] _ac;
    private readonly Appliance[] _dc;

    public Loads(LoadDescription description, Random chance)
    {
        _description = description;
        (_acByHour, _dcByHour) = description.Profile switch
        {
            LoadProfile.Household => (HouseholdByHour, Nothing),
            LoadProfile.Boat => (BoatAcByHour, BoatDcByHour),
            _ => (Nothing, Nothing),
        };
        (ApplianceKind[] ac, ApplianceKind[] dc) = description.Profile switch
        {
            LoadProfile.Household => ([Fridge, Kettle, Cooker, WashingMachine], []),
            LoadProfile.Boat => ([BoatKettle], [BoatFridge, WaterPump, BilgePump]),
            _ => ((ApplianceKind[])[], (ApplianceKind[])[]),
        };
        _ac = [.. ac.Select(kind => new Appliance(kind, chance))];
        _dc = [.. dc.Select(kind => new Appliance(kind, chance))];
    }

    /// <summary>W on alternating current.</summary>
    public double AcWatts { get; private set; }

    /// <summary>W on direct current.</summary>
    public double DcWatts { get; private set; }

    public void Step(TimeSpan now, double hour)
    {
        AcWatts = _description.AcWatts + _description.Scale * Drawn(_acByHour, _ac, now, hour);
        DcWatts = _description.DcWatts + _description.Scale * Drawn(_dcByHour, _dc, now, hour);
    }

    private static double Drawn(double[] byHour, Appliance[] appliances, TimeSpan now, double hour)
    {
        double watts = byHour[(int)hour];
        foreach (Appliance each in appliances) watts += each.WattsAt(now, hour);
        return watts;
    }
}
