namespace BtBattery.Bench.Tests;
public sealed class TmpRun
{
    private sealed class W(string id) { readonly System.Text.StringBuilder b = new(); public void WriteLine(string t) { b.AppendLine(t); File.WriteAllText("/tmp/w/r-out/" + id + ".txt", b.ToString()); } }
    public static TheoryData<string> Ids => [.. ReferenceFailures.All.Select(f => f.Fault)];
    public static TheoryData<string> Muts => [.. Mutations.All.Select(f => f.Rule)];
    private static List<Violation> Run(string id, BankCase bank, IRig rig)
    {
        var output = new W(id);
        var owner = OwnersLimits.Of(bank);
        var lookout = new Lookout(bank, rig.Physics);
        var useful = new UsefulnessWatch(owner, rig.Physics);
        IReadOnlyList<IOracle> oracles = OracleSet.For(bank, owner);
        for (TimeSpan now = TimeSpan.FromSeconds(1); now <= bank.Length; now += TimeSpan.FromSeconds(1))
        {
            rig.Advance(now);
            Sight sight = lookout.See(new Moment(now, bank, rig.Physics, rig.Controller.Limits, rig.Controller));
            foreach (IOracle o in oracles) o.Look(sight);
            useful.Look(sight);
            if (now.TotalSeconds % Math.Max(10, bank.Length.TotalSeconds / 40) < 1)
                output.WriteLine(FormattableString.Invariant($"{now} {sight.Volts:F2} V {sight.Amps:F1} A {Words.Of(sight.Published)} {sight.Causes} | {string.Join(" | ", sight.Packs.Select(p => FormattableString.Invariant($"{p.Amps:F1} A {p.LowestVolts:F3}..{p.HighestVolts:F3} V {p.ShownSocPercent:F1}% {p.ColdestCelsius:F0}C {p.ChargeFet}/{p.DischargeFet} sil {p.Silence?.TotalSeconds:F0}")))}"));
        }
        List<Violation> all = [.. oracles.SelectMany(o => o.End())];
        foreach (Violation v in all) output.WriteLine($"{v}");
        if (rig is DriverRig driver) { foreach (string p in driver.World.Problems) output.WriteLine("PROBLEM " + p); output.WriteLine(driver.World.Log.Tail); }
        return all;
    }
    [Theory]
    [MemberData(nameof(Ids))]
    public void Ref(string id)
    {
        ReferenceFailure f = ReferenceFailures.All.Single(x => x.Fault == id);
        using var rig = new DirectRig(f.Case, physics => new ReferenceController(physics, f.Case, f.Phase));
        Assert.Contains(Run("ref-" + id, f.Case, rig), v => v.Oracle == f.Oracle);
    }
    [Theory]
    [MemberData(nameof(Ids))]
    public void Ours(string id)
    {
        ReferenceFailure f = ReferenceFailures.All.Single(x => x.Fault == id);
        using var rig = new DriverRig(f.Case);
        Assert.Empty(Run("ours-" + id, f.Case, rig));
    }
    [Theory]
    [MemberData(nameof(Muts))]
    public void Whole(string id)
    {
        Mutation f = Mutations.All.Single(x => x.Rule == id);
        using var rig = new DriverRig(f.Case);
        Assert.Empty(Run("whole-" + id, f.Case, rig));
    }
    [Theory]
    [MemberData(nameof(Muts))]
    public void Mutant(string id)
    {
        Mutation f = Mutations.All.Single(x => x.Rule == id);
        using var rig = new DriverRig(f.Case, f.LeaveOut);
        Assert.Contains(Run("mutant-" + id, f.Case, rig), v => v.Oracle == f.Oracle);
    }
}
