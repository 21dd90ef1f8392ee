using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.RightBanks;
using BtBattery.Aggregation.Energy.Counting;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Tests.Charging.Members;
using BtBattery.Aggregation.Tests.Charging.Voltage;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.Tests.Charging;

/// <summary>A bank under control, turn by turn; time passes only when it is told. Its owner has set 70 A and 90 A for each battery.</summary>
internal sealed class BankStory
{
    public BankStory(BankNode wiring, LossPolicy policy = LossPolicy.Balanced)
    {
        int count = wiring.Members.Count;
        Settings = new()
        {
            Wiring = wiring,
            Times = [.. Enumerable.Repeat(LossTimes.Of(policy), count)],
            Bands = [.. Enumerable.Repeat(CellBand.Lfp, count)],
            CellCounts = new int?[count],
            Members = [.. Enumerable.Repeat(Limiting.Defaults, count)],
            Soc = [.. Enumerable.Repeat(SocSettings.Reported, count)],
            Voltage = new() { Batteries = [.. Enumerable.Repeat(VoltageStory.Lfp, count)], IsControlled = true },
            Currents = new() { MaxChargeAmps = 70, MaxDischargeAmps = 90 },
        };
    }

    public BankStory(string wiring, LossPolicy policy = LossPolicy.Balanced)
        : this(Banks.Wiring(wiring), policy)
    {
    }

    public BankControlSettings Settings { get; set; }

    public BankMemory Memory { get; set; } = BankMemory.Empty;

    public MonotonicTime Now { get; private set; } = Banks.Now;

    /// <summary>What other devices say; by default nobody else is on the bus.</summary>
    public SystemVoltages? System { get; set; } = new([], false, Banks.Now);

    /// <summary>What the wall clock says; by default it is not set.</summary>
    public WallTime? Wall { get; set; }

    public SilenceReason Reason { get; set; }

    /// <summary>Of each battery; by default a BMS that can tell of everything.</summary>
    public BatteryStatus Status { get; set; } = new() { IsLive = true, Reports = Enum.GetValues<Protection>() };

    public BankOutcome Last { get; private set; } = null!;

    public (double? Cvl, double? Ccl, double? Dcl) Limits => (Last.ChargeVoltage.Value, Last.ChargeCurrent.Value, Last.DischargeCurrent.Value);

    /// <summary>The moment at which it begins.</summary>
    public void StartAt(MonotonicTime now) => (Now, System) = (now, new([], false, now));

    public BankStory After(double seconds)
    {
        Now += TimeSpan.FromSeconds(seconds);
        return this;
    }

    /// <summary>A healthy battery that speaks in this moment.</summary>
    public BatterySnapshot Healthy(double amps = 0, double cellVolts = 3.3, int cells = 4, double remaining = 50) =>
        Banks.Healthy(amps, remaining, cellVolts: cellVolts, cells: cells, at: Now);

    public BankOutcome Turn(params BatterySnapshot[] batteries)
    {
        (Last, Memory) = Try(batteries);
        return Last;
    }

    /// <summary>Who has answered has, whatever is left out of what it said.</summary>
    private bool HasAnswered(MemberView member) =>
        member.Snapshot.Voltage is not null || (member.Number <= Memory.Members.Count && Memory.Members[member.Number - 1].AnsweringSince is not null);

    /// <summary>What a turn would decide.</summary>
    public (BankOutcome Outcome, BankMemory Memory) Try(params BatterySnapshot[] batteries)
    {
        MemberView[] members =
            [.. Banks.Members(batteries).Select(member => member with { Now = Now, Status = Status })];
        MemberHint[] hints = [.. members.Select(member => new MemberHint(Reason, HasAnswered(member), TimeSpan.FromHours(1)))];
        var control = new BankControl(Settings, Memory);
        return (control.Decide(members, hints, System, Now, Wall), control.Memory);
    }
}
