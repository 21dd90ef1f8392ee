using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.Currents;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.Tests.Charging;

/// <summary>A bank whose batteries say what a test makes them say, turn after turn.</summary>
internal sealed class CurrentBank
{
    private readonly BankNode _wiring;
    private MonotonicTime _now = Banks.Now;
    private IReadOnlyList<LossMemory> _loss = [];

    public CurrentBank(string wiring)
    {
        _wiring = Banks.Wiring(wiring);
        int count = _wiring.Members.Count;
        Batteries = [.. Enumerable.Repeat(Banks.Healthy(), count)];
        ChargeAmps = [.. Enumerable.Repeat(70.0, count)];
        DischargeAmps = [.. Enumerable.Repeat(90.0, count)];
        IsSilent = new bool[count];
        Memory = CurrentMemory.Of(_wiring);
    }

    public static CurrentSettings Settings { get; } = new() { MaxChargeAmps = 140, MaxDischargeAmps = 180 };

    /// <summary>Whether the curves of the batteries are steps.</summary>
    public bool HasSteps { get; init; }

    /// <summary>What limits them.</summary>
    public LimitCause Cause { get; set; } = LimitCause.Configured;

    /// <summary>What they say; the moment is set by the turn.</summary>
    public BatterySnapshot[] Batteries { get; }

    public double[] ChargeAmps { get; }

    public double[] DischargeAmps { get; }

    /// <summary>Which of them say nothing more.</summary>
    public bool[] IsSilent { get; }

    public CurrentMemory Memory { get; set; }

    public MonotonicTime Now => _now;

    public CurrentDecision Last { get; private set; } = null!;

    public double Charge => Last.Charge.Value!.Value;

    public double Discharge => Last.Discharge.Value!.Value;

    public static MemberLimits Own(int battery, double charge, double discharge, LimitCause cause = LimitCause.Configured) =>
        new(battery, Limit.Of([new(cause, charge, Battery: battery)]), Limit.Of([new(cause, discharge, Battery: battery)]));

    /// <summary>The currents of the batteries, A, positive = charging.</summary>
    public CurrentBank Amps(params double[] amps)
    {
        for (int i = 0; i < amps.Length; i++)
            Batteries[i] = Batteries[i] with { Current = new(amps[i], _now) };
        return this;
    }

    public CurrentBank Set(int battery, Func<BatterySnapshot, BatterySnapshot> change)
    {
        Batteries[battery - 1] = change(Batteries[battery - 1]);
        return this;
    }

    /// <summary>All that speak say it anew, and a turn is taken.</summary>
    public CurrentDecision Turn(double seconds = 2)
    {
        _now += TimeSpan.FromSeconds(seconds);
        for (int i = 0; i < Batteries.Length; i++)
        {
            if (!IsSilent[i])
                Batteries[i] = Banks.Aged(Batteries[i], (Batteries[i].Voltage?.At ?? _now) - _now);
        }

        MemberView[] members = [.. Banks.Members(Batteries).Select(member => member with { Now = _now })];
        MemberSituation[] situations =
        [
            .. members.Select((member, index) => MemberSituation.Of(member, CellBand.Lfp, TimeSpan.FromHours(1)) with
            {
                LastChargeAmps = ChargeAmps[index],
                LastDischargeAmps = DischargeAmps[index],
            }),
        ];
        BankVerdict verdict = LossEvaluator.Evaluate(_wiring, [.. members.Select(_ => LossTimes.Of(LossPolicy.Balanced))], situations, _loss, 2, _now);
        MemberLimits[] own = [.. members.Select((member, index) => Own(member.Number, ChargeAmps[index], DischargeAmps[index], Cause))];
        _loss = verdict.Memory;
        Last = BankCurrents.Decide(BankMerge.Merge(_wiring, members), own, verdict, Settings with { HasSteps = HasSteps }, Memory, _now);
        Memory = Last.Memory;
        return Last;
    }

    public CurrentDecision Turns(int count, double seconds = 2)
    {
        for (int i = 0; i < count; i++)
            Turn(seconds);
        return Last;
    }
}
