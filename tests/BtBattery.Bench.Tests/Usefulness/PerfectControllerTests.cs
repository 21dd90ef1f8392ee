using BtBattery.Simulator.Physics;

namespace BtBattery.Bench.Tests;

public sealed class PerfectControllerTests
{
    [Fact]
    public void A_bank_in_the_sun_is_filled_and_no_wish_of_its_owner_is_broken()
    {
        (Trace trace, UsefulnessWatch useful, IReadOnlyList<Violation> seen) = Run(Sunny(Pack(), Pack()));
        Assert.Empty(seen);
        Assert.InRange(Highest(trace), 3.44, 3.455);
        Assert.InRange(trace.Points.Max(point => point.Packs.Max(pack => pack.Amps)), 45, 51);
        Assert.True(useful.StoredWh > 3000, $"{useful.StoredWh} Wh");
        Assert.InRange(useful.ChargeShare!.Value, 0.99, 1);
        Assert.Equal(26.8, trace.Points[(int)TimeSpan.FromHours(10).TotalSeconds].Published.Cvl!.Value, 3);
    }

    [Fact]
    public void Of_batteries_that_differ_the_better_one_is_used_to_its_limit_and_not_beyond()
    {
        (Trace trace, _, IReadOnlyList<Violation> seen) = Run(Sunny(Pack(), Pack(resistance: 3)));
        Assert.Empty(seen);
        Assert.InRange(trace.Points.Max(point => point.Packs[0].Amps), 49, 51);
        Assert.InRange(trace.Points.Where(point => point.Packs[0].Amps > 49).Max(point => point.Amps), 60, 75);
    }

    [Fact]
    public void A_weak_cell_is_the_one_that_ends_charging() => Assert.InRange(Highest(Run(Sunny(Pack(weak: 0.8))).Trace), 3.44, 3.46);

    [Fact]
    public void Where_the_sun_feeds_in_the_voltage_protects_the_weak_cell()
    {
        BankCase bank = Sunny(Pack(weak: 0.8), Pack());
        Assert.InRange(Highest(Run(bank with { System = bank.System with { Inverter = new() { FeedsIn = true } } }).Trace), 3.40, 3.63);
    }

    [Fact]
    public void A_full_bank_is_held_at_its_top_and_not_charged_and_fed_into_the_grid_in_turns()
    {
        BankCase bank = Sunny(Pack(weak: 0.8, charge: 0.9), Pack(charge: 0.9));
        bank = bank with { Configuration = bank.Configuration.Replace("True", "False", StringComparison.Ordinal), System = bank.System with { StartHour = 8, Inverter = new() { FeedsIn = true } } };
        TracePoint[] full = [.. Run(bank with { Length = TimeSpan.FromHours(6) }).Trace.Points.Where(point => point.Now > TimeSpan.FromHours(3))];
        Assert.InRange(full.Min(point => point.Amps), -2, 5);
        Assert.InRange(full.Max(point => point.Amps), -2, 5);
        Assert.InRange(full.Max(point => point.Published.Cvl!.Value) - full.Min(point => point.Published.Cvl!.Value), 0, 0.1);
    }

    [Theory]
    [InlineData(-0.2, 4.1)]
    [InlineData(0, 4.0)]
    public void Whether_a_full_bank_goes_to_float_is_said_by_its_BMS(double socError, double cellVolts)
    {
        PackDescription cells = Pack(charge: 0.9);
        PackDescription pack = cells with { Chemistry = Chemistry.Nmc, Bms = BmsDescription.Usual(Chemistry.Nmc) with { SocError = socError } };
        BankCase bank = Sunny(pack, pack) with { Length = TimeSpan.FromHours(4) };
        (Trace trace, _, _) = Run(bank with { Configuration = bank.Configuration + "CHEMISTRY = Li-ion\n", System = bank.System with { StartHour = 10 } });
        Assert.Equal(8 * cellVolts, trace.Points[^1].Published.Cvl!.Value, 0.1);
    }

    [Fact]
    public void An_empty_bank_is_not_emptied_further()
    {
        BankCase bank = Sunny(Pack(charge: 0.1), Pack(charge: 0.1));
        (Trace trace, _, IReadOnlyList<Violation> seen) = Run(bank with { System = bank.System with { Solar = new(), Load = new() { AcWatts = 400 } } });
        Assert.Empty(seen);
        Assert.InRange(trace.Points.Min(point => point.Packs.Min(pack => pack.LowestVolts)), 2.55, 2.75);
        Assert.Equal(0, trace.Points[^1].Published.Dcl!.Value);
    }

    private static double Highest(Trace trace) => trace.Points.Max(point => point.Packs.Max(pack => pack.HighestVolts));

    internal static (Trace Trace, UsefulnessWatch Useful, IReadOnlyList<Violation> Seen) Run(BankCase bank)
    {
        using var rig = new DirectRig(bank, physics => new PerfectController(bank, physics));
        OwnersLimits owner = OwnersLimits.Of(bank);
        IReadOnlyList<IOracle> oracles = OracleSet.For(bank, owner);
        var lookout = new Lookout(bank, rig.Physics);
        var useful = new UsefulnessWatch(owner, rig.Physics);
        var trace = new Trace(bank);
        for (var now = TimeSpan.FromSeconds(1); now <= bank.Length; now += TimeSpan.FromSeconds(1))
        {
            rig.Advance(now);
            Sight sight = lookout.See(new(now, bank, rig.Physics, rig.Controller.Limits, rig.Controller));
            useful.Look(sight);
            trace.Look(sight);
            foreach (IOracle oracle in oracles)
            {
                oracle.Look(sight);
            }
        }

        return (trace, useful, [.. oracles.SelectMany(oracle => oracle.End())]);
    }

    internal static BankCase Sunny(params PackDescription[] packs) => new()
    {
        Seed = 1,
        Name = "sunny",
        Story = "Two batteries in parallel in the sun.",
        Bank = new() { Packs = packs, Wiring = "parallel" },
        System = new()
        {
            Solar = new() { PeakWatts = 6000 },
            Charger = new() { MaxAmps = 150 },
        },
        Boards = [.. packs.Select(_ => new Board("jbd", null))],
        Topology = string.Join('|', Enumerable.Range(1, packs.Length)),
        Configuration = "MAX_BATTERY_CHARGE_CURRENT = 50\nMAX_BATTERY_DISCHARGE_CURRENT = 80\nCVCM_ENABLE = True\n",
    };

    internal static PackDescription Pack(double resistance = 1, double charge = 0.3, double weak = 1) => new()
    {
        Chemistry = Chemistry.Lfp,
        Cells = [.. Enumerable.Range(0, 8).Select(cell => new CellDescription { CapacityAh = cell == 3 ? 100 * weak : 100, Ohms = 0.001 * resistance, Charge = charge })],
        LeadOhms = 0.003 * resistance,
        MaxChargeAmps = 50,
        MaxDischargeAmps = 80,
    };
}
