namespace BtBattery.Bench;

/// <summary>Lets a case pass, second after second, and looks.</summary>
internal sealed class BankRun
{
    private readonly BankCase _bank;
    private readonly IRig _rig;
    private readonly IReadOnlyList<IOracle> _oracles;
    private readonly Lookout _lookout;
    private readonly Fingerprint _fingerprint = new();

    /// <param name="bank">What is run.</param>
    /// <param name="rig">With whom; stays the caller's.</param>
    /// <param name="oracles">Who looks; each for one run.</param>
    public BankRun(BankCase bank, IRig rig, IReadOnlyList<IOracle> oracles)
    {
        (_bank, _rig, _oracles) = (bank, rig, oracles);
        _lookout = new Lookout(bank, rig.Physics);
        Useful = new UsefulnessWatch(OwnersLimits.Of(bank), rig.Physics);
    }

    /// <summary>What it was good for.</summary>
    public UsefulnessWatch Useful { get; }

    /// <summary>Keeps the run for a picture; null for none.</summary>
    public Trace? Trace { get; init; }

    /// <summary>Runs it to its end.</summary>
    public BankResult Run()
    {
        for (TimeSpan now = TimeSpan.FromSeconds(1); now <= _bank.Length; now += TimeSpan.FromSeconds(1))
        {
            _rig.Advance(now);
            var moment = new Moment(now, _bank, _rig.Physics, _rig.Controller.Limits, _rig.Controller);
            Look(moment);
        }

        return new BankResult
        {
            Case = _bank,
            Violations = [.. _oracles.SelectMany(oracle => oracle.End()).OrderBy(violation => violation.At)],
            Notes = [.. _oracles.SelectMany(oracle => oracle.Notes)],
            Hash = _fingerprint.ToString(),
        };
    }

    private void Look(in Moment moment)
    {
        _fingerprint.Add(moment.Physics, moment.Published);
        Sight sight = _lookout.See(moment);
        foreach (IOracle oracle in _oracles)
        {
            oracle.Look(sight);
        }

        Useful.Look(sight);
        Trace?.Look(sight);
    }
}
