using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.Voltage;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.Tests.Charging.Voltage;

/// <summary>A bank told turn by turn what its batteries say; time passes only when it is told.</summary>
internal sealed class VoltageStory(string wiring = "1")
{
    /// <summary>The defaults for LFP.</summary>
    public static readonly CellVoltageSettings Lfp = new()
    {
        MaxVolts = 3.45,
        FloatVolts = 3.35,
        MinVolts = 2.9,
        BlockedVolts = 3.3,
        PenaltyAt = [3.45, 3.55, 3.6],
        Penalties = [0.01, 1, 2],
    };

    private readonly BankNode _wiring = Banks.Wiring(wiring);
    private readonly int?[] _cells = new int?[BankNode.MostMembers];
    private BankVerdict? _verdict;

    public ChargeVoltageSettings Settings { get; set; } = new() { Batteries = [Lfp, Lfp, Lfp, Lfp], IsControlled = true };

    public ChargeVoltageMemory Memory { get; set; } = ChargeVoltageMemory.Empty;

    /// <summary>As after a restart: the file of state knows how many cells each battery has.</summary>
    public VoltageStory Remembering(int cells)
    {
        Array.Fill(_cells, cells);
        return this;
    }

    public MonotonicTime Now { get; private set; } = Banks.Now;

    public bool IsChargeBlocked { get; set; }

    public Candidate? WithheldBy { get; set; }

    public VoltageStory After(double seconds)
    {
        Now += TimeSpan.FromSeconds(seconds);
        return this;
    }

    /// <summary>A battery with these cells that speaks now.</summary>
    public BatterySnapshot Battery(double soc, params double?[] cells) => Banks.Healthy(at: Now) with
    {
        SocPercent = new(soc, Now),
        Voltage = new(cells.Sum() ?? 0, Now),
        CellCount = new(cells.Length, Now),
        CellVoltages = new(cells, Now),
    };

    public VoltageDecision Turn(params BatterySnapshot[] batteries)
    {
        for (int i = 0; i < batteries.Length; i++)
        {
            (_, _cells[i]) = RememberedCells.Decide(null, _cells[i], batteries[i]);
        }

        MemberView[] members = [.. Banks.Members(batteries).Select((member, index) => member with { Now = Now, KnownCellCount = _cells[index] })];
        _verdict = LossEvaluator.Evaluate(
            _wiring,
            [.. members.Select(_ => LossTimes.Of(LossPolicy.Balanced))],
            [.. members.Select(member => MemberSituation.Of(member, CellBand.Lfp, TimeSpan.FromHours(1)))],
            _verdict?.Memory ?? [],
            2,
            Now);
        VoltageDecision decision = ChargeVoltage.Decide(BankMerge.Merge(_wiring, members), _verdict, IsChargeBlocked, Settings, Memory, Now, WithheldBy);
        Memory = decision.Memory;
        return decision;
    }

    /// <summary>The same battery turn after turn, a second each.</summary>
    public VoltageDecision Turns(int seconds, double soc, params double?[] cells)
    {
        VoltageDecision? last = null;
        for (int i = 0; i < seconds; i++)
        {
            last = After(1).Turn(Battery(soc, cells));
        }

        return last!;
    }

    /// <summary>As after some minutes in which nothing held the charge voltage down.</summary>
    public VoltageStory Recovered(double volts, ChargeStage stage = ChargeStage.Bulk)
    {
        Memory = new() { Stage = stage, Volts = volts, StageVolts = volts, At = Now, HeldDownAt = new(Now.SinceOrigin - TimeSpan.FromMinutes(5)) };
        return this;
    }
}
