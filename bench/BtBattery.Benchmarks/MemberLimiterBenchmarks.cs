using BenchmarkDotNet.Attributes;
using BtBattery.Aggregation.Charging.Members;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Benchmarks;

/// <summary>What one battery of 16 cells allows by its own readings: once per battery and turn.</summary>
[MemoryDiagnoser]
public class MemberLimiterBenchmarks
{
    private readonly MemberView _member = Member();
    private MemberLimitSettings _settings = null!;
    private MemberLimitMemory _memory = null!;

    [Params(false, true)]
    public bool IsLinear { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _settings = new MemberLimitSettings
        {
            MaxChargeAmps = 70,
            MaxDischargeAmps = 90,
            AreCurrentsSet = false,
            OwnersAh = null,
            IsLinear = IsLinear,
            ChargeByCell = new([3.3, 3.45, 3.5, 3.55], [1, 0.5, 0.05, 0], CurveStep.AtOrBelow),
            DischargeByCell = new([2.7, 2.8, 2.9, 3.1], [0, 0.1, 0.5, 1], CurveStep.Above),
            ChargeByTemperature = new([0, 2, 5, 10, 15, 20, 35, 40, 55], [0, 0.1, 0.2, 0.4, 0.8, 1, 1, 0.4, 0], CurveStep.AtOrBelow),
            DischargeByTemperature = new([-20, 0, 5, 10, 15, 45, 55], [0, 0.2, 0.3, 0.4, 1, 1, 0], CurveStep.Above),
            ByMosTemperature = new([70, 80, 90], [1, 0.25, 0], CurveStep.AtOrBelow),
            ChargeBySoc = new([91, 95, 98, 100], [1, 0.5, 0.3, 0.1], CurveStep.Above),
            DischargeBySoc = new([10, 20, 30, 40], [0.1, 0.3, 0.5, 1], CurveStep.Above),
            NoSensorFraction = 0.5,
            Chemistry = "LFP",
            LowestCellVolts = 2,
            HighestCellVolts = 3.65,
        };
        _memory = MemberLimiter.Decide(_member, _settings, MemberLimitMemory.Empty).Memory;
    }

    [Benchmark]
    public MemberDecision Decide() => MemberLimiter.Decide(_member, _settings, _memory);

    private static MemberView Member()
    {
        var at = new MonotonicTime(TimeSpan.FromSeconds(5));
        return new MemberView
        {
            Number = 1,
            Address = "A4:C1:38:00:00:01",
            Now = at,
            Deadline = TimeSpan.FromSeconds(30),
            Status = new() { IsLive = true, Reports = [Protection.CellOvervoltage, Protection.CellUndervoltage] },
            Snapshot = new BatterySnapshot
            {
                Voltage = new(52.8, at),
                SocPercent = new(50, at),
                FullAh = new(100, at),
                CellCount = new(16, at),
                CellVoltages = new([.. Enumerable.Range(0, 16).Select(cell => (double?)(3.3 + 0.001 * cell))], at),
                Temperatures = new([20.0, 21.0, 22.0, 23.0], at),
                MosTemperature = new(35, at),
                Protections = new([], at),
            },
        };
    }
}
