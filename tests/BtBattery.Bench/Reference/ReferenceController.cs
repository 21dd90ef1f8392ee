using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Bench;

/// <summary>
/// The rules of the driver that BtBattery replaces, as a second controller of the same banks: what is lost, merged and allowed there, made anew from a description of its
/// behaviour (docs/bench.md). It shows that the bench sees what such rules do to cells.
/// </summary>
internal sealed class ReferenceController : IDirectController
{
    private readonly PhysicalBank _bank;
    private readonly BankCase _case;
    private readonly ReferenceSettings _settings;
    private readonly double[] _phases;
    private readonly double?[] _heardAt;
    private ReferenceDriver? _driver;
    private TimeSpan _now;

    /// <param name="bank">What it controls.</param>
    /// <param name="bankCase">What goes wrong with it.</param>
    /// <param name="phase">s after a full second at which its polls fall. From 0.4 to 0.9 a publication falls between a pack info and its cells.</param>
    public ReferenceController(PhysicalBank bank, BankCase bankCase, double phase = 0)
    {
        (_bank, _case, _settings) = (bank, bankCase, ReferenceSettings.Of(bankCase));
        _phases = [.. bankCase.Bank.Packs.Select(_ => phase)];
        _heardAt = new double?[_phases.Length];
    }

    public PublishedLimits Limits => _driver?.Limits ?? default;

    /// <summary>It never takes a value back, so the oldest value is as old as what was heard last of the most silent battery.</summary>
    public TimeSpan? OldestValue => Limits.IsThere ? DataAge : null;

    public TimeSpan? DataAge => Enumerable.Range(1, _phases.Length).Select(SilenceOf).Aggregate(
        (TimeSpan?)TimeSpan.Zero, (longest, silence) => longest is null || silence is null ? null : silence > longest ? silence : longest);

    public IReadOnlyList<string> Problems => [];

    public TimeSpan? SilenceOf(int member) => _heardAt[member - 1] is double heard ? _now - TimeSpan.FromSeconds(heard) : null;

    public string? CauseOf(string limit) => null;

    public void Step(TimeSpan now)
    {
        _now = now;
        if (_driver is null || _driver.HasEnded || IsRestart(now))
        {
            _driver = new(_settings, IsSeries, now.TotalSeconds, _phases);
        }

        _driver.Step(now.TotalSeconds, now + WallClockSteps(now), [.. _bank.Bank.Packs.Select((_, index) => ContactWith(index, now))]);
        for (int i = 0; i < _heardAt.Length; i++)
        {
            _heardAt[i] = _driver.HeardAt(i) ?? _heardAt[i];
        }
    }

    public void Dispose()
    {
    }

    private bool IsSeries => !_case.Topology.Contains('|', StringComparison.Ordinal) && _case.Topology != "parallel";

    private ReferenceContact ContactWith(int index, TimeSpan now)
    {
        (bool isLinked, bool answers) = (true, true);
        foreach (MemberFault fault in _case.Faults.OfType<MemberFault>().Where(fault => fault.Member == index + 1 && fault.IsActive(now)))
        {
            isLinked &= fault is not OutOfReach && !(fault is Flapping flapping && IsEvery(flapping.Period, now - flapping.From));
            answers &= fault is not Silent;
        }

        return new(isLinked, answers, _bank.Bank.Packs[index].Measured);
    }

    private bool IsRestart(TimeSpan now) =>
        _case.Faults.OfType<RestartEvery>().Any(restart => restart.IsActive(now) && IsEvery(restart.Period, now - restart.From));

    private TimeSpan WallClockSteps(TimeSpan now) =>
        _case.Faults.OfType<ClockStep>().Where(step => now >= step.From).Aggregate(TimeSpan.Zero, (sum, step) => sum + step.By);

    private static bool IsEvery(TimeSpan period, TimeSpan since) => since.Ticks % Math.Max(TimeSpan.TicksPerSecond, period.Ticks) == 0;
}
