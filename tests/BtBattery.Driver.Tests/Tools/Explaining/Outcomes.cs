using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Driver.Tests.Tools.Explaining;

/// <summary>What was decided about a bank, as examples.</summary>
internal static class Outcomes
{
    private static readonly MonotonicTime s_now = new(TimeSpan.FromMinutes(10));

    /// <summary>Two batteries in parallel: a high cell in the second one limits both.</summary>
    public static BankOutcome Parallel()
    {
        Limit port = Limit.Of([new(LimitCause.Configured, 50, Battery: 1)]);
        Limit starboard = Limit.Of(
        [
            new(LimitCause.Configured, 50, Battery: 2),
            new(LimitCause.Soc, 25, 93, Battery: 2),
            new(LimitCause.CellVoltage, 12.5, 3.462, Battery: 2, Number: 7),
        ]);
        Limit discharge = Limit.Of([new(LimitCause.Configured, 90, Battery: 1)]);
        return Of(isSeries: false, Battery(), Battery()) with
        {
            Members = [new(1, port, discharge), new(2, starboard, discharge)],
            ChargeVoltage = Limit.Of([new(LimitCause.Configured, 27.6), new(LimitCause.Stage, 27.6)]),
            ChargeCurrent = Limit.Of(
            [
                new(LimitCause.Parts, 62.5),
                new(LimitCause.Share, 25, 50, Battery: 2),
                new(LimitCause.Recovery, 30),
            ]),
            DischargeCurrent = Limit.Of([new(LimitCause.Parts, 180)]),
            Stage = ChargeStage.Bulk,
        };
    }

    /// <summary>One battery, which has not answered yet.</summary>
    public static BankOutcome Starting()
    {
        var nothing = Limit.Invalid(new(LimitCause.NotKnown, 0));
        return Of(isSeries: true, BatterySnapshot.Empty) with { ChargeVoltage = nothing, ChargeCurrent = nothing, DischargeCurrent = nothing };
    }

    private static BatterySnapshot Battery() => new()
    {
        Voltage = new(26.4, s_now),
        Current = new(10, s_now),
        CellVoltages = new([.. Enumerable.Repeat<double?>(3.3, 8)], s_now),
        ChargeFetOn = new(true, s_now),
        DischargeFetOn = new(true, s_now),
    };

    private static BankOutcome Of(bool isSeries, params BatterySnapshot[] batteries)
    {
        string[] names = ["Port", "Starboard"];
        BankMember[] wired = [.. batteries.Select((_, index) => new BankMember(index + 1, $"A4:C1:38:00:00:{index + 1:X2}"))];
        BankNode wiring = wired.Length == 1 ? wired[0] : new BankJoint(isSeries, wired);
        MemberView[] members =
        [
            .. batteries.Select((battery, index) => new MemberView
            {
                Number = index + 1,
                Address = wired[index].Address,
                Name = names[index],
                Snapshot = battery,
                Now = s_now,
                Deadline = TimeSpan.FromSeconds(30),
            }),
        ];
        var nothing = Limit.Invalid(new(LimitCause.NotKnown, 0));
        return new()
        {
            View = BankMerge.Merge(wiring, members),
            Verdict = LossEvaluator.Evaluate(
                wiring,
                [.. members.Select(_ => LossTimes.Of(LossPolicy.Balanced))],
                [.. members.Select(member => MemberSituation.Of(member, CellBand.Lfp, TimeSpan.FromSeconds(10)))],
                [],
                2,
                s_now),
            Members = [],
            ChargeVoltage = nothing,
            ChargeCurrent = nothing,
            DischargeCurrent = nothing,
            Stage = ChargeStage.Unknown,
            LowVolts = null,
            Problems = [],
            Risks = [],
        };
    }
}
