using BtBattery.Simulator.Physics;
using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Bench;

/// <summary>Makes small banks by hand, in which one thing happens: no chance, no clouds, and as short as it shows.</summary>
internal static class MadeBank
{
    /// <summary>Currents that the owner wrote, as most owners do.</summary>
    public const string Currents = "MAX_BATTERY_CHARGE_CURRENT = 70\nMAX_BATTERY_DISCHARGE_CURRENT = 90\n";

    /// <summary>A pack of equal LFP cells with a usual BMS, which trusts whoever charges it in the cold as cheap ones do.</summary>
    /// <param name="cells">How many.</param>
    /// <param name="charge">How full they are, 0 to 1.</param>
    /// <param name="ah">What each has, Ah.</param>
    /// <param name="odd">How full one cell is that is not like the others; null for none.</param>
    /// <param name="ohms">Resistance of a cell, Ω.</param>
    /// <param name="celsius">How warm it is.</param>
    public static PackDescription Pack(int cells = 16, double charge = 0.5, double ah = 100, double? odd = null, double ohms = 0.0005, double celsius = 20) => new()
    {
        Chemistry = Chemistry.Lfp,
        Cells = [.. Enumerable.Range(1, cells).Select(cell => new CellDescription
        {
            CapacityAh = ah,
            Ohms = ohms,
            Charge = cell == 2 ? odd ?? charge : charge,
        })],
        Celsius = celsius,
        Bms = BmsDescription.Usual(Chemistry.Lfp) with { ChargeMinCelsius = -30, DischargeMinCelsius = -35, BalanceAmps = 0 },
        MaxChargeAmps = 200,
        MaxDischargeAmps = 200,
    };

    /// <summary>The same with another BMS.</summary>
    public static PackDescription With(this PackDescription pack, Func<BmsDescription, BmsDescription> change) => pack with { Bms = change(pack.Bms!) };

    /// <summary>A sun that does not move, a charger that could take all of it, and a load that does not move.</summary>
    /// <param name="solarAmps">What the sun gives at <paramref name="volts"/>, A.</param>
    /// <param name="loadAmps">What the load takes at it, A.</param>
    /// <param name="volts">V of the bank, about.</param>
    /// <param name="celsius">Of the air.</param>
    /// <param name="feedsIn">True where what the bank does not take is fed in, so that CCL is not obeyed.</param>
    public static SystemDescription System(double solarAmps = 0, double loadAmps = 0, double volts = 53, double celsius = 20, bool feedsIn = false) => new()
    {
        Solar = new() { PeakWatts = solarAmps * volts, IsConstant = true },
        Charger = new() { MaxAmps = 2 * solarAmps + 1 },
        Inverter = new() { MaxWatts = 20_000, FeedsIn = feedsIn, IdleWatts = 0, Efficiency = 1 },
        Load = new() { AcWatts = loadAmps * volts },
        Ambient = new() { MeanCelsius = celsius, SwingCelsius = 0 },
        StartHour = 12,
    };

    /// <summary>A case of packs wired alike.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="story">One sentence.</param>
    /// <param name="minutes">How long it takes to show.</param>
    /// <param name="system">What charges and discharges.</param>
    /// <param name="wiring">"series", "parallel" or an expression.</param>
    /// <param name="packs">The packs.</param>
    public static BankCase Case(string name, string story, double minutes, SystemDescription system, string wiring, params IReadOnlyList<PackDescription> packs) => new()
    {
        Seed = 1,
        Name = name,
        Story = story,
        Bank = new() { Packs = packs, Wiring = wiring },
        System = system,
        Boards = [.. packs.Select(_ => new Board("jbd", null))],
        Topology = wiring,
        Configuration = Currents,
        Length = TimeSpan.FromMinutes(minutes),
        HasFault = true,
    };

    /// <summary>So many minutes.</summary>
    public static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);
}
