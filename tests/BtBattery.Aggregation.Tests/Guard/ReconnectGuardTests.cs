using BtBattery.Aggregation.Guard;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using FsCheck.Fluent;

namespace BtBattery.Aggregation.Tests.Guard;

/// <summary>M-8: what reconnects far from the busbar drives hundreds of ampere.</summary>
public sealed class ReconnectGuardTests
{
    [Theory]
    [InlineData(13.2, GuardAction.Free, GuardAction.Free)]
    [InlineData(13.39, GuardAction.Free, GuardAction.Free)]
    [InlineData(13.5, GuardAction.Reduced, GuardAction.Zero)]
    [InlineData(13.8, GuardAction.Zero, GuardAction.Zero)]
    [InlineData(13.01, GuardAction.Free, GuardAction.Free)]
    [InlineData(12.9, GuardAction.Zero, GuardAction.Reduced)]
    [InlineData(12.6, GuardAction.Zero, GuardAction.Zero)]
    public void M8_a_member_that_is_off_and_stands_apart_blocks_what_drives_it_further(double volts, GuardAction charge, GuardAction discharge)
    {
        ReconnectVerdict verdict = Judge(Banks.Healthy(), Off(volts, charge: false, discharge: false));
        Assert.Equal((charge, discharge), (verdict.Charge, verdict.Discharge));
    }

    [Theory]
    [InlineData(13.5, false, true, GuardAction.Free, GuardAction.Free)]
    [InlineData(13.5, true, false, GuardAction.Reduced, GuardAction.Zero)]
    [InlineData(12.9, false, true, GuardAction.Zero, GuardAction.Reduced)]
    [InlineData(12.9, true, false, GuardAction.Free, GuardAction.Free)]
    public void M8_one_open_FET_blocks_one_direction_only(double volts, bool chargeOn, bool dischargeOn, GuardAction charge, GuardAction discharge)
    {
        ReconnectVerdict verdict = Judge(Banks.Healthy(), Off(volts, chargeOn, dischargeOn));
        Assert.Equal((charge, discharge), (verdict.Charge, verdict.Discharge));
    }

    [Fact]
    public void M8_the_text_tells_difference_and_inrush()
    {
        ReconnectRisk risk = Assert.Single(Judge(Banks.Healthy(), Off(14.0, charge: false, discharge: false)).Risks);
        Assert.Equal((2, 0.8), (risk.Battery, Math.Round(risk.Volts!.Value, 9)));
        Assert.Equal(200, risk.InrushAmps!.Value, 6);
        Assert.Equal(
            "Starboard is switched off and 0.80 V above the others: if it switches on, about 200 A flow (resistances assumed). CCL and DCL are 0.", risk.Text);

        BankView bank = Banks.Merge("1|2", Banks.Healthy(), Off(12.9, charge: false, discharge: false));
        risk = Assert.Single(ReconnectGuard.Judge(bank, ReconnectSettings.Default, [0.01, 0.02]).Risks);
        Assert.Equal(
            "Starboard is switched off and 0.30 V below the others: if it switches on, about 10 A flow. CCL is 0 and discharging goes on reduced, which brings them together.",
            risk.Text);
    }

    /// <summary>30 A lift or lower the other one by 0.3 V; with 60 A it says that it is above, and is below.</summary>
    [Theory]
    [InlineData(13.5, 30, 0.010, GuardAction.Free, GuardAction.Free)]
    [InlineData(13.8, 30, 0.010, GuardAction.Zero, GuardAction.Reduced)]
    [InlineData(14.2, 30, 0.010, GuardAction.Zero, GuardAction.Zero)]
    [InlineData(13.5, 30, null, GuardAction.Zero, GuardAction.Reduced)]
    [InlineData(12.9, -30, 0.010, GuardAction.Free, GuardAction.Free)]
    [InlineData(12.6, -30, 0.010, GuardAction.Reduced, GuardAction.Zero)]
    [InlineData(13.2, 30, 0.010, GuardAction.Free, GuardAction.Free)]
    [InlineData(13.2, -30, 0.010, GuardAction.Free, GuardAction.Free)]
    [InlineData(13.5, 60, 0.010, GuardAction.Reduced, GuardAction.Reduced)]
    public void What_a_current_lifts_the_others_by_does_not_stand_apart(double volts, double amps, double? ohms, GuardAction charge, GuardAction discharge)
    {
        BatterySnapshot on = Banks.Healthy(amps) with { Voltage = new(volts, Banks.Now) };
        ReconnectVerdict verdict = Judge([ohms, null], on, Off(13.2, charge: false, discharge: false));
        Assert.Equal((charge, discharge), (verdict.Charge, verdict.Discharge));
    }

    [Fact]
    public void The_others_are_at_rest_only_if_all_of_them_are_known_to_be()
    {
        BatterySnapshot on = Banks.Healthy(30) with { Voltage = new(13.5, Banks.Now) };
        BatterySnapshot off = Off(13.2, charge: false, discharge: false);
        Assert.Equal(GuardAction.Free, Judge([0.01, 0.01, null], on, on, off).Charge);
        Assert.Equal(GuardAction.Zero, Judge([0.01, null, null], on, on, off).Charge);
        Assert.Equal(GuardAction.Zero, Judge([0.01, 0.01, null], on, on with { Current = null }, off).Charge);
        Assert.Equal(GuardAction.Zero, Judge([0.01, 0.01, null], on, Banks.Lost(on), off).Charge);
        Assert.Equal(-0.45, Assert.Single(Judge([0.01, 0.02, null], on with { Voltage = new(14, Banks.Now) }, on with { Voltage = new(14.2, Banks.Now) }, off).Risks).Volts!.Value, 6);
    }

    /// <summary>Whatever batteries say, whoever knows no resistance is never allowed more.</summary>
    [Fact]
    public void Knowing_no_resistance_never_allows_more() => Laws.Hold(
        from volts in Gen.Choose(1260, 1380).ArrayOf(3)
        from amps in Gen.Choose(-60, 60).ArrayOf(3)
        from ohms in Gen.Choose(1, 30).Select(thousandths => (double?)(thousandths / 1000.0)).ArrayOf(3)
        from fets in Gen.Elements(true, true, false).ArrayOf(6)
        from which in Gen.Choose(0, 2)
        select (volts, amps, ohms, fets, which),
        bank =>
        {
            BatterySnapshot[] batteries =
            [
                .. bank.volts.Select((volts, index) => Off(volts / 100.0, bank.fets[2 * index], bank.fets[2 * index + 1]) with { Current = new(bank.amps[index], Banks.Now) }),
            ];
            ReconnectVerdict before = Judge(bank.ohms, batteries);
            double?[] less = [.. bank.ohms];
            less[bank.which] = null;
            ReconnectVerdict after = Judge(less, batteries);
            Assert.True(after.Charge >= before.Charge && after.Discharge >= before.Discharge);
        });

    [Fact]
    public void Members_that_conduct_are_none_of_its_business() =>
        Assert.Same(ReconnectVerdict.None, Judge(Banks.Healthy(), Banks.Healthy(cellVolts: 3.5)));

    [Fact]
    public void Silence_makes_a_member_that_is_off_no_less_dangerous()
    {
        BatterySnapshot off = Off(13.5, charge: false, discharge: false);
        Assert.Equal(GuardAction.Zero, Judge(Banks.Healthy(), Banks.Lost(off)).Discharge);
        ReconnectVerdict unknown = Judge(Banks.Healthy(), off with { Voltage = null });
        Assert.Equal((GuardAction.Zero, GuardAction.Zero), (unknown.Charge, unknown.Discharge));
        Assert.Contains("it cannot be told how far", unknown.Risks[0].Text, StringComparison.Ordinal);
        Assert.Equal(GuardAction.Zero, Judge(Banks.Lost(Banks.Healthy()), Off(13.2, charge: false, discharge: false)).Charge);
    }

    [Fact]
    public void Where_everything_is_off_there_is_no_busbar() =>
        Assert.Same(ReconnectVerdict.Near, Judge(Off(12, charge: false, discharge: false), Off(14, charge: false, discharge: false)));

    [Fact]
    public void A_string_is_judged_as_a_whole()
    {
        BatterySnapshot off = Off(13.5, charge: false, discharge: false);
        BankView bank = Banks.Merge("(1+2)|(3+4)", Banks.Healthy(), Banks.Healthy(), off, Banks.Healthy());
        ReconnectRisk risk = Assert.Single(ReconnectGuard.Judge(bank, ReconnectSettings.Default, []).Risks);
        Assert.Equal((3, 0.3, GuardAction.Zero), (risk.Battery, Math.Round(risk.Volts!.Value, 9), risk.Discharge));
        Assert.Throws<ArgumentException>(() => ReconnectGuard.Judge(bank.Parts[0], ReconnectSettings.Default, []));
    }

    /// <summary>Any reading of a voltage that ages or goes missing leaves the guard as strict as it was, or makes it stricter.</summary>
    [Fact]
    public void Knowing_less_never_allows_more() => Laws.Hold(
        from volts in Gen.Choose(1200, 1400).ArrayOf(3)
        from amps in Gen.Choose(-60, 60).ArrayOf(3)
        from ohms in Gen.Elements<double?>(0.005, 0.01, null).ArrayOf(3)
        from fets in Gen.Elements(true, true, false).ArrayOf(6)
        from which in Gen.Choose(0, 2)
        from what in Gen.Choose(0, 2)
        select (volts, amps, ohms, fets, which, what),
        bank =>
        {
            BatterySnapshot[] batteries =
            [
                .. bank.volts.Select((volts, index) => Off(volts / 100.0, bank.fets[2 * index], bank.fets[2 * index + 1]) with { Current = new(bank.amps[index], Banks.Now) }),
            ];
            ReconnectVerdict before = Judge(bank.ohms, batteries);
            BatterySnapshot known = batteries[bank.which];
            batteries[bank.which] = bank.what == 0 ? known with { Voltage = null } : bank.what == 1 ? known with { Current = null } : Banks.Lost(known);
            ReconnectVerdict after = Judge(bank.ohms, batteries);
            Assert.True(after.Charge >= before.Charge && after.Discharge >= before.Discharge);
        });

    private static ReconnectVerdict Judge(params BatterySnapshot[] batteries) => Judge([], batteries);

    private static ReconnectVerdict Judge(double?[] ohms, params BatterySnapshot[] batteries) =>
        ReconnectGuard.Judge(Banks.Merge(string.Join('|', Enumerable.Range(1, batteries.Length)), batteries), ReconnectSettings.Default, ohms);

    private static BatterySnapshot Off(double volts, bool charge, bool discharge) =>
        Banks.Healthy() with { Voltage = new(volts, Banks.Now), ChargeFetOn = new(charge, Banks.Now), DischargeFetOn = new(discharge, Banks.Now) };
}
