using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Tests.Merging;

public sealed class MixedBankTests
{
    [Fact]
    public void A_bank_of_one_shows_what_its_battery_says()
    {
        BatterySnapshot battery = Banks.Healthy(amps: -12, remaining: 110) with { MosTemperature = new(30, Banks.Now) };
        BankView bank = Banks.Merge("1", battery);

        Assert.Equal(battery.Voltage, bank.Voltage);
        Assert.Equal(battery.Current, bank.Current);
        Assert.Equal(battery.SocPercent, bank.SocPercent);
        Assert.Equal(battery.RemainingAh, bank.RemainingAh);
        Assert.Equal(BatteryFigures.Power(battery), BankFigures.Power(bank));
        Assert.Equal(BatteryFigures.ConsumedAh(battery), BankFigures.ConsumedAh(bank));
        Assert.Equal(BatteryFigures.MeanTemperature(battery), BankFigures.MeanTemperature(bank));
        Assert.Equal(CellFigures.Spread(battery), BankFigures.CellSpread(bank));
        Assert.Equal(battery.ChargeFetOn, bank.ChargeFetOn);
        Assert.Equal(4, bank.CellCount);
        Assert.Empty(bank.Parts);
    }

    [Fact]
    public void Strings_in_parallel_merge_as_batteries_do()
    {
        BankView bank = Banks.Merge(
            "(1+2)|(3+4)",
            Banks.Healthy(amps: 10, remaining: 40), Banks.Healthy(amps: 10, remaining: 60),
            Banks.Healthy(amps: 30, remaining: 150, installed: 300), Banks.Healthy(amps: 30, remaining: 240, installed: 300));

        Assert.Equal(26.4, bank.Voltage!.Value.Value, 9);
        Assert.Equal(40, bank.Current?.Value);
        Assert.Equal(190, bank.RemainingAh?.Value);
        Assert.Equal(400, bank.InstalledAh?.Value);
        Assert.Equal((40 * 100 + 50 * 300) / 400.0, bank.SocPercent!.Value.Value, 9);
        Assert.Equal((8, 4), (bank.CellCount, bank.Counted));
    }

    [Fact]
    public void Pairs_in_series_merge_as_batteries_do()
    {
        BankView bank = Banks.Merge("(1|2)+(3|4)", Banks.Healthy(amps: 5), Banks.Healthy(amps: 7), Banks.Healthy(amps: 6), Banks.Healthy(amps: 6));

        Assert.Equal(26.4, bank.Voltage!.Value.Value, 9);
        Assert.Equal(12, bank.Current?.Value);
        Assert.Equal(100, bank.RemainingAh?.Value);
        Assert.Equal(200, bank.InstalledAh?.Value);
    }

    [Fact]
    public void A_string_with_a_missing_member_is_left_out_and_its_cells_are_still_seen()
    {
        BatterySnapshot high = Banks.Healthy(remaining: 90) with { CellVoltages = new([3.3, 3.3, 3.6, 3.3], Banks.Now) };
        BankView bank = Banks.Merge("(1+2)|(3+4)", high, Banks.Lost(Banks.Healthy(remaining: 10)), Banks.Healthy(), Banks.Healthy());

        Assert.Equal(50, bank.SocPercent?.Value);
        Assert.Equal(new MemberValue(1, 3, 3.6), bank.HighestCell?.Value);
        Assert.Null(bank.Parts[0].HighestCell);
        Assert.Equal((2, 3, 1), (bank.Counted, bank.Online, bank.Offline));
    }

    [Fact]
    public void A_pair_with_a_missing_member_still_makes_a_string()
    {
        BankView bank = Banks.Merge("(1|2)+(3|4)", Banks.Healthy(), Banks.Lost(Banks.Healthy()), Banks.Healthy(), Banks.Healthy());

        Assert.Equal(26.4, bank.Voltage!.Value.Value, 9);
        Assert.Equal(50, bank.RemainingAh?.Value);
        Assert.Equal((3, 1), (bank.Online, bank.Offline));
    }

    [Fact]
    public void A_protection_names_its_battery_and_no_answer_is_no_all_clear()
    {
        BatterySnapshot high = Banks.Healthy() with { Protections = new([new(Protection.CellOvervoltage, ProtectionLevel.Alarm, "cell_overvoltage")], Banks.Now) };
        MemberView[] members = Banks.Members(Banks.Healthy(), high);
        Protection[] causes = [Protection.CellOvervoltage];

        Assert.Equal(new GravestProtection(ProtectionLevel.Alarm, 2, "cell_overvoltage"), GravestProtection.Among(members, causes)?.Value);
        Assert.Null(GravestProtection.Among(members, [Protection.CellUndervoltage])?.Value.Level);
        Assert.Null(GravestProtection.Among(members, [Protection.ShortCircuit]));
        Assert.Null(GravestProtection.Among(Banks.Members(Banks.Healthy(), Banks.Healthy() with { Protections = null }), causes));
        Assert.NotNull(GravestProtection.Among(Banks.Members(high, Banks.Healthy() with { Protections = null }), causes));
        Assert.Null(GravestProtection.Among(Banks.Members(Banks.Lost(high)), causes));
    }

    /// <summary>A counter-example of the laws: sums and products of such numbers depend on their order, or overflow.</summary>
    [Theory]
    [InlineData(1e300)]
    [InlineData(-1e300)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void F5_a_number_that_no_battery_can_have_is_unknown(double absurd)
    {
        BatterySnapshot odd = Banks.Healthy() with { Current = new(absurd, Banks.Now), SocPercent = new(absurd, Banks.Now), FullAh = new(absurd, Banks.Now) };
        BankView bank = Banks.Merge("1|2|3", odd, Banks.Healthy(), Banks.Healthy());
        Assert.Equal((null, null, null), (bank.Current, bank.SocPercent, bank.InstalledAh));
        Assert.False(Banks.Merge("1", odd with { Voltage = new(absurd, Banks.Now) }).IsPresent);
        Assert.Null(Banks.Merge("1", odd with { CellVoltages = new([3.3, absurd], Banks.Now) }).HighestCell);
    }

    [Fact]
    public void A_configured_capacity_holds_where_the_BMS_reports_none()
    {
        MemberView member = Banks.Members(Banks.Healthy() with { FullAh = null })[0];
        Assert.Null(BankMerge.Merge(Banks.Wiring("1"), [member]).InstalledAh);
        Assert.Equal(60, BankMerge.Merge(Banks.Wiring("1"), [member with { ConfiguredAh = 60 }]).InstalledAh?.Value);
    }

    /// <summary>A turn has to be cheap on the slowest device: the bytes are the views of the parts, and no more.</summary>
    [Theory]
    [InlineData("1+2+3+4")]
    [InlineData("1|2|3|4")]
    [InlineData("(1+2)|(3+4)")]
    public void Four_batteries_of_sixteen_cells_merge_in_less_than_4_KiB(string text)
    {
        var wiring = Banks.Wiring(text);
        MemberView[] members = Banks.Members([.. Enumerable.Range(0, 4).Select(_ => Banks.Healthy(cells: 16))]);
        BankMerge.Merge(wiring, members);
        long before = GC.GetAllocatedBytesForCurrentThread();
        BankView bank = BankMerge.Merge(wiring, members);
        int problems = BankCheck.Find(bank, BankTolerances.Default).Count;
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, problems);
        Assert.InRange(bytes, 1, 4096);
    }
}
