using BenchmarkDotNet.Attributes;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Publish.Surfaces;
using BtBattery.Driver.Run;

namespace BtBattery.Benchmarks;

/// <summary>
/// One turn of the loop for four batteries of 16 cells of which every value is new: they are merged, the limits are worked out, and what is to be published is
/// compared with what was.
/// </summary>
[MemoryDiagnoser]
public class BankTurnBenchmarks
{
    private const int Batteries = 4;

    private BankState _state = null!;
    private ItemTree _tree = null!;
    private BankTurn _turn = null!;
    private MonotonicTime _now = new(TimeSpan.FromSeconds(5));
    private int _round;

    [Params("A4:C1:38:00:00:01+A4:C1:38:00:00:02+A4:C1:38:00:00:03+A4:C1:38:00:00:04", "(A4:C1:38:00:00:01+A4:C1:38:00:00:02)|(A4:C1:38:00:00:03+A4:C1:38:00:00:04)")]
    public string Topology { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        DriverConfiguration configuration = ConfigurationLoader.Load(new ConfigurationRequest
        {
            ProgramFolder = Path.GetTempPath(),
            Batteries = [.. Enumerable.Range(1, Batteries).Select(number => $"A4:C1:38:00:00:0{number}")],
            Topology = Topology,
        });
        if (configuration.HasErrors)
        {
            throw new InvalidOperationException(string.Join(' ', configuration.Findings.Select(finding => finding.Describe())));
        }

        BankPlan plan = BankPlanning.Plan(configuration, "");
        _state = new BankState(plan, "1", _now);
        _tree = new ItemTree(Surface.Of(plan));
        Turn();
    }

    /// <summary>All of it: readings to what is to be published.</summary>
    [Benchmark(Baseline = true)]
    public int Turn()
    {
        Decide();
        return _tree.Update(_turn).Count;
    }

    /// <summary>Without what is to be published.</summary>
    [Benchmark]
    public void Decide()
    {
        _now += TimeSpan.FromSeconds(2);
        _round++;
        for (int number = 1; number <= Batteries; number++)
        {
            _state.Take(number, new BatteryUpdate(Battery(), s_status), _now);
        }

        _turn = _state.TakeTurn(_now);
    }

    /// <summary>What making the readings costs, which is in both of the others.</summary>
    [Benchmark]
    public BatterySnapshot Readings() => Battery();

    private static readonly BatteryStatus s_status = new() { IsLive = true, BmsType = "jbd", Reports = [Protection.CellOvervoltage, Protection.CellUndervoltage] };

    private BatterySnapshot Battery() => new()
    {
        Voltage = new(52.8 + _round % 10 * 0.01, _now),
        Current = new(10 + _round % 7 * 0.1, _now),
        SocPercent = new(50, _now),
        RemainingAh = new(50, _now),
        FullAh = new(100, _now),
        CellCount = new(16, _now),
        CellVoltages = new(Cells(), _now),
        Balancing = new(s_balancing, _now),
        Temperatures = new(s_temperatures, _now),
        Cycles = new(7, _now),
        ChargeFetOn = new(true, _now),
        DischargeFetOn = new(true, _now),
        Protections = new([], _now),
    };

    private static readonly bool[] s_balancing = new bool[16];

    private static readonly double?[] s_temperatures = [20.0, 21.0, 22.0];

    private double?[] Cells()
    {
        var cells = new double?[16];
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = 3.3 + 0.001 * ((i + _round) % 16);
        }

        return cells;
    }
}
