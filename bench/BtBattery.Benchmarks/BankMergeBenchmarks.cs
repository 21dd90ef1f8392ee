using BenchmarkDotNet.Attributes;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Benchmarks;

/// <summary>Four batteries of 16 cells become one bank, and what does not belong together is looked for: once per turn.</summary>
[MemoryDiagnoser]
public class BankMergeBenchmarks
{
    private readonly MemberView[] _members = [.. Enumerable.Range(1, 4).Select(Member)];
    private BankNode _wiring = null!;

    [Params("1+2+3+4", "1|2|3|4", "(1+2)|(3+4)")]
    public string Wiring { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        MemberName[] names = [.. Enumerable.Range(1, 4).Select(number => new MemberName($"A4:C1:38:00:00:0{number}", $"{number}"))];
        if (!TopologyExpression.TryParse(Wiring, out TopologyExpression? expression, out string? advice) || !expression.TryResolve(names, out BankNode? wiring, out advice))
            throw new InvalidOperationException(advice);
        _wiring = wiring;
    }

    [Benchmark]
    public int Merge() => BankCheck.Find(BankMerge.Merge(_wiring, _members), BankTolerances.Default).Count;

    private static MemberView Member(int number)
    {
        var at = new MonotonicTime(TimeSpan.FromSeconds(5));
        return new MemberView
        {
            Number = number,
            Address = $"A4:C1:38:00:00:0{number}",
            Now = at,
            Deadline = TimeSpan.FromSeconds(30),
            NominalCellVolts = 3.2,
            Snapshot = new BatterySnapshot
            {
                Voltage = new(52.8, at),
                Current = new(10, at),
                SocPercent = new(50, at),
                RemainingAh = new(50, at),
                FullAh = new(100, at),
                CellCount = new(16, at),
                CellVoltages = new([.. Enumerable.Range(0, 16).Select(cell => (double?)(3.3 + 0.001 * cell))], at),
                Balancing = new(new bool[16], at),
                Temperatures = new([20.0, 21.0, 22.0], at),
                Cycles = new(7, at),
                ChargeFetOn = new(true, at),
                DischargeFetOn = new(true, at),
                Protections = new([], at),
            },
        };
    }
}
