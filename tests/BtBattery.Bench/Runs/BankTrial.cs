namespace BtBattery.Bench;

/// <summary>A case judged by all oracles, and for its usefulness against a controller that knows everything.</summary>
internal static class BankTrial
{
    /// <summary>With the driver as it ships.</summary>
    public static BankResult Run(BankCase bank) => Run(bank, () => new DriverRig(bank));

    /// <summary>With anybody.</summary>
    /// <param name="bank">The case.</param>
    /// <param name="open">Makes the bank and who leads it.</param>
    public static BankResult Run(BankCase bank, Func<IRig> open)
    {
        long started = TimeProvider.System.GetTimestamp();
        OwnersLimits owner = OwnersLimits.Of(bank);
        var trace = new Trace(bank);
        using IRig rig = open();
        var run = new BankRun(bank, rig, OracleSet.For(bank, owner)) { Trace = trace };
        BankResult result = run.Run();
        UsefulnessWatch best = Best(bank);
        var useful = new Usefulness(run.Useful.StoredWh, best.StoredWh, run.Useful.ChargeShare, run.Useful.DischargeShare);
        Violation[] violations = [.. result.Violations, .. useful.Judge(bank)];
        return result with
        {
            Violations = violations,
            Useful = useful,
            Svg = violations.Length > 0 ? trace.ToSvg(violations) : null,
            RealTime = TimeProvider.System.GetElapsedTime(started),
        };
    }

    private static UsefulnessWatch Best(BankCase bank)
    {
        using var rig = new DirectRig(bank, physics => new PerfectController(bank, physics));
        var run = new BankRun(bank, rig, []);
        run.Run();
        return run.Useful;
    }
}
