using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Bench.Tests;

public sealed class UsefulnessWatchTests
{
    private const double HighVolts = 27.6;
    private const double LowVolts = 26.0;

    /// <summary>Says what a test wants it to say.</summary>
    private sealed class Told(Func<TimeSpan, PublishedLimits> say) : IDirectController
    {
        public PublishedLimits Limits { get; private set; }

        public TimeSpan? DataAge => TimeSpan.Zero;

        public TimeSpan? OldestValue => null;

        public IReadOnlyList<string> Problems => [];

        public TimeSpan? SilenceOf(int member) => TimeSpan.Zero;

        public string? CauseOf(string limit) => null;

        public void Step(TimeSpan now) => Limits = say(now);

        public void Dispose()
        {
        }
    }

    [Fact]
    public void What_goes_in_and_is_fed_into_the_grid_again_is_not_stored()
    {
        BankCase bank = PerfectControllerTests.Sunny(PerfectControllerTests.Pack(charge: 0.9), PerfectControllerTests.Pack(charge: 0.9));
        bank = bank with { Length = TimeSpan.FromHours(4), System = bank.System with { StartHour = 10, Inverter = new() { FeedsIn = true } } };
        (double steady, _, _) = Run(bank, _ => HighVolts);
        (double swinging, double letIn, _) = Run(bank, now => now.TotalMinutes % 20 < 10 ? HighVolts : LowVolts);
        Assert.True(steady > 300, $"{steady} Wh");
        Assert.True(letIn > 2 * steady, $"{letIn} Wh");
        Assert.True(swinging < steady / 2, $"{swinging} Wh of {steady} Wh");
    }

    [Fact]
    public void What_loads_need_was_of_use()
    {
        (double stored, _, double drawn) = Run(Loaded(new()), _ => HighVolts);
        Assert.InRange(drawn, 800, 1000);
        Assert.InRange(stored, -0.04 * drawn, 0);
    }

    [Fact]
    public void What_loads_take_although_the_sun_could_give_it_was_not()
    {
        (double stored, _, double drawn) = Run(Loaded(new() { PeakWatts = 6000, IsConstant = true }), _ => LowVolts);
        Assert.InRange(drawn, 500, 1000);
        Assert.InRange(stored, -1.05 * drawn, -0.95 * drawn);
    }

    private static BankCase Loaded(SolarDescription sun)
    {
        BankCase bank = PerfectControllerTests.Sunny(PerfectControllerTests.Pack(charge: 0.9), PerfectControllerTests.Pack(charge: 0.9));
        return bank with { Length = TimeSpan.FromHours(2), System = bank.System with { Solar = sun, Load = new() { AcWatts = 400 } } };
    }

    private static (double StoredWh, double LetInWh, double DrawnWh) Run(BankCase bank, Func<TimeSpan, double> volts)
    {
        using var rig = new DirectRig(bank, _ => new Told(now => new(true, volts(now), 100, 160)));
        var lookout = new Lookout(bank, rig.Physics);
        var useful = new UsefulnessWatch(OwnersLimits.Of(bank), rig.Physics);
        (double letIn, double drawn) = (0, 0);
        for (var now = TimeSpan.FromSeconds(1); now <= bank.Length; now += TimeSpan.FromSeconds(1))
        {
            rig.Advance(now);
            Sight sight = lookout.See(new(now, bank, rig.Physics, rig.Controller.Limits, rig.Controller));
            useful.Look(sight);
            double wattHours = sight.Volts * sight.Amps / 3600;
            (letIn, drawn) = (letIn + Math.Max(0, wattHours), drawn + Math.Max(0, -wattHours));
        }

        return (useful.StoredWh, letIn, drawn);
    }
}
