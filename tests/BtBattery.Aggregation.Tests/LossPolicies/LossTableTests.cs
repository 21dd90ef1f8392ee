using BtBattery.Aggregation.LossPolicies;

namespace BtBattery.Aggregation.Tests.LossPolicies;

/// <summary>What holds for the table as such, row by row.</summary>
public sealed class LossTableTests
{
    private static readonly LossPolicy[] s_policies = Enum.GetValues<LossPolicy>();

    [Fact]
    public void Every_condition_that_a_policy_has_has_one_row_for_each_role()
    {
        foreach (LossPolicy policy in s_policies)
        {
            foreach (MemberCondition condition in Enum.GetValues<MemberCondition>())
            {
                bool isOfPolicy = condition switch
                {
                    MemberCondition.DischargeKept => policy == LossPolicy.KeepSailing,
                    MemberCondition.Asleep => policy != LossPolicy.Cautious,
                    _ => true,
                };
                foreach (MemberRole role in Enum.GetValues<MemberRole>())
                {
                    int rows = LossTable.Rows.Count(row => (row.Condition, row.Role, row.Policy) == (condition, role, policy));
                    Assert.Equal(isOfPolicy ? 1 : 0, rows);
                    Assert.Equal(isOfPolicy, LossTable.Find(condition, role, policy) is not null);
                }
            }
        }
    }

    [Fact]
    public void F2_currents_are_never_invalid_while_the_charge_voltage_is_valid() => Assert.All(LossTable.Rows, row =>
    {
        Assert.Equal(row.Cvl == CvlAction.Invalid, row.Charge.Action == LimitAction.Invalid);
        Assert.Equal(row.Cvl == CvlAction.Invalid, row.Discharge.Action == LimitAction.Invalid);
    });

    [Fact]
    public void F1_nothing_measured_is_shown_of_a_member_that_is_silent() => Assert.All(
        LossTable.Rows.Where(row => row.Condition > MemberCondition.Late || row.Condition < MemberCondition.Live),
        row =>
        {
            Assert.Equal(Shown.Invalid, row.MemberValues);
            Assert.Equal(row.Role == MemberRole.Parallel ? Shown.TheOthers : Shown.Invalid, row.BankValues);
            Assert.NotEmpty(row.Cause);
        });

    [Fact]
    public void Knowing_less_is_never_allowed_more_down_the_rows()
    {
        MemberCondition[] fading =
            [MemberCondition.Live, MemberCondition.Late, MemberCondition.Held, MemberCondition.DischargeKept, MemberCondition.Blocked, MemberCondition.Gone];
        foreach (LossPolicy policy in s_policies)
        {
            foreach (MemberRole role in Enum.GetValues<MemberRole>())
            {
                LossRow[] rows = [.. fading.Select(condition => LossTable.Find(condition, role, policy)).OfType<LossRow>()];
                for (int i = 1; i < rows.Length; i++)
                {
                    Assert.True(rows[i].Cvl >= rows[i - 1].Cvl, $"{rows[i]}");
                    Assert.True(Most(rows[i].Charge) <= Least(rows[i - 1].Charge), $"{rows[i]}");
                    Assert.True(Most(rows[i].Discharge) <= Least(rows[i - 1].Discharge), $"{rows[i]}");
                    Assert.True(rows[i].BmsCable >= rows[i - 1].BmsCable);
                }
            }
        }
    }

    [Fact]
    public void Only_keep_sailing_has_exceptions_and_none_of_them_charges()
    {
        Assert.All(LossTable.Rows.Where(row => row.Exception is not null), row =>
        {
            Assert.Equal(LossPolicy.KeepSailing, row.Policy);
            if (LossTable.Find(row.Condition, row.Role, LossPolicy.Balanced) is { } balanced)
            {
                Assert.Equal((balanced.Charge, balanced.Cvl), (row.Charge, row.Cvl));
            }
        });
        Assert.All(LossTable.Rows.Where(row => row is { Policy: LossPolicy.KeepSailing, Exception: null }), row =>
        {
            LossRow balanced = LossTable.Find(row.Condition, row.Role, LossPolicy.Balanced)!;
            Assert.Equal((balanced.Charge, balanced.Discharge, balanced.Cvl), (row.Charge, row.Discharge, row.Cvl));
        });
    }

    [Fact]
    public void A_share_only_shrinks_and_is_a_share() => Assert.All(
        LossTable.Rows.SelectMany(row => (LimitRule[])[row.Charge, row.Discharge]).Where(rule => rule.Action == LimitAction.Shrinking),
        rule => Assert.True(rule is { From: <= 1, To: >= 0 } && rule.To <= rule.From));

    [Theory]
    [InlineData(LossPolicy.Cautious)]
    [InlineData(LossPolicy.Balanced)]
    [InlineData(LossPolicy.KeepSailing)]
    public void Times_follow_each_other(LossPolicy policy)
    {
        foreach (int dataTimeout in (int[])[5, 30, 120])
        {
            LossTimes times = LossTimes.Of(policy, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(dataTimeout));
            Assert.True(times.LateAfter <= times.HeldFrom && times.HeldFrom <= times.ChargeBlockedFrom && times.ChargeBlockedFrom <= times.BlockedFrom);
            Assert.True(times.BlockedFrom + LossTimes.LeastBlocked <= times.GoneFrom && times.ExcusedUntil <= TimeSpan.FromMinutes(10));
            Assert.Equal(TimeSpan.FromSeconds(dataTimeout), times.HeldFrom);
            Assert.True(dataTimeout != 30 || times == LossTimes.Of(policy));
        }
    }

    [Fact]
    public void The_times_of_balanced_are_those_that_were_decided()
    {
        LossTimes times = LossTimes.Of(LossPolicy.Balanced);
        Assert.Equal((30, 90, 120), (times.HeldFrom.TotalSeconds, times.BlockedFrom.TotalSeconds, times.GoneFrom.TotalSeconds));
    }

    private static double Most(LimitRule rule) => rule.Action switch
    {
        LimitAction.Own or LimitAction.NotRising => 1,
        LimitAction.Shrinking => rule.From,
        _ => 0,
    };

    private static double Least(LimitRule rule) => rule.Action == LimitAction.Shrinking ? rule.To : Most(rule);
}
