using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Bench;

/// <summary>
/// A controller that sees every cell as it truly is and at once, and is bound by the same wishes of the owner: the curves, the largest currents, the
/// cell voltages, absorption and float. It needs no hold, no ramp, no caution and no learning. How much the driver stores is measured against it.
/// </summary>
internal sealed class PerfectController : IDirectController
{
    /// <summary>V that chargers hold at most above what they are told where the sun feeds in, for each 12 V of the system.</summary>
    private const double FeedInVolts = 0.1;

    /// <summary>How far it is followed each second what they hold above it.</summary>
    private const double Follow = 0.02;

    private readonly OwnersLimits _owner;
    private readonly PhysicalBank _physics;
    private readonly Lookout _lookout;
    private readonly BestCurrents _best;
    private readonly PerfectStage _stage;
    private readonly BankCase _bank;

    /// <summary>V by which the bus is held above what was told.</summary>
    private double _aboveVolts;

    /// <param name="bank">The case.</param>
    /// <param name="physics">The bank.</param>
    public PerfectController(BankCase bank, PhysicalBank physics)
    {
        (_bank, _physics, _owner) = (bank, physics, OwnersLimits.Of(bank));
        _lookout = new Lookout(bank, physics);
        _best = new BestCurrents(_owner, physics.Bank);
        _stage = new PerfectStage(_owner, physics.Bank);
    }

    public PublishedLimits Limits { get; private set; }

    public TimeSpan? DataAge => TimeSpan.Zero;

    public TimeSpan? OldestValue => null;

    public IReadOnlyList<string> Problems => [];

    public TimeSpan? SilenceOf(int member) => TimeSpan.Zero;

    public string? CauseOf(string limit) => null;

    public void Step(TimeSpan now)
    {
        IReadOnlyList<PackSight> packs = _lookout.See(new(now, _bank, _physics, Limits, this)).Packs;
        double stageVolts = _stage.Next(now, packs);
        _best.Look();

        // The system rounds up what it tells chargers, and where the sun feeds in it tells them none: what holds a cell at its end is the voltage.
        double above = _physics.Bank.Volts - (_physics.System.ChargeVoltsFollowed ?? stageVolts);
        _aboveVolts += Follow * (Math.Clamp(above, 0, FeedInVolts * Math.Round(stageVolts / 13)) - _aboveVolts);
        Limits = new(true, Math.Min(stageVolts, _best.TopVolts(packs) - _aboveVolts), _best.Charge(packs, stageVolts), _best.Discharge(packs));
    }

    public void Dispose()
    {
    }
}
