using BtBattery.Aggregation.LossPolicies;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Screen;
using BtBattery.Driver.Tests.Configuration;

namespace BtBattery.Driver.Tests.Screen;

/// <summary>Files and screen together: what holds, what is shown, what is refused.</summary>
public sealed class ScreenOverlayTests
{
    private const string Currents = "[DEFAULT]\nMAX_BATTERY_CHARGE_CURRENT = 50\n";

    [Fact]
    public void Without_the_screen_the_files_hold()
    {
        DriverConfiguration files = Setup.Load(Currents);
        ScreenState state = ScreenOverlay.Apply(files, ScreenValues.None);
        Assert.True(state.InForce.IsSameAs(files));
        Assert.Empty(state.Ignored);
        Assert.All(ScreenKeys.All, key => Assert.False(state.IsOverridden(key)));
        Assert.Equal((50.0, 0.0, 50.0, 50.0), Shown(state, CurrentKeys.MaxCharge));
        Assert.Equal(1, state.ValueOf(ScreenKeys.Find(BankKeys.LossPolicy)!).AsInteger);
    }

    [Fact]
    public void A_limit_can_be_made_stricter_and_no_looser()
    {
        ScreenState state = ScreenOverlay.Apply(Setup.Load(Currents), ScreenValues.None);
        state = Changed(state, CurrentKeys.MaxCharge, 20);
        Assert.Equal((20.0, 0.0, 50.0, 50.0), Shown(state, CurrentKeys.MaxCharge));
        ConfigurationValue value = state.InForce.Batteries[0].Values[CurrentKeys.MaxCharge];
        Assert.Equal((20.0, "screen", $"{Setup.Owners}:2"), (state.InForce.Batteries[0].Get(CurrentKeys.MaxCharge), value.Origin.ToString(), value.InFiles.Origin.ToString()));
        Assert.Equal(OriginKind.Screen, value.Origin.Kind);

        // Up again as far as the files allow.
        state = Changed(state, CurrentKeys.MaxCharge, 50);
        Assert.True(state.IsOverridden(ScreenKeys.Find(CurrentKeys.MaxCharge)!));
        Assert.Equal(
            "MAX_BATTERY_CHARGE_CURRENT = 50 A in the files, and the screen can only make it lower: change the files to set 50.1 A.", Refusal(state, CurrentKeys.MaxCharge, 50.1));
        Assert.Equal("MAX_BATTERY_CHARGE_CURRENT takes a number from 0 to 2000 A.", Refusal(state, CurrentKeys.MaxCharge, 2001));
        Assert.NotNull(Refusal(state, CurrentKeys.MaxCharge, -0.1));
        Assert.NotNull(Refusal(state, CellVoltageKeys.Min, 2.89));
        Assert.Equal(3, Changed(state, CellVoltageKeys.Min, 3).InForce.Batteries[0].Get(CellVoltageKeys.Min));
    }

    /// <summary>Unless both largest currents are set in the files, half the capacity is allowed; that a screen has set one must not lift that.</summary>
    [Fact]
    public void A_current_that_is_set_on_the_screen_is_not_one_that_the_owner_wrote()
    {
        ScreenState state = ScreenOverlay.Apply(Setup.Load(""), ScreenValues.None);
        state = Changed(Changed(state, CurrentKeys.MaxCharge, 69), CurrentKeys.MaxDischarge, 89);
        Assert.False(state.InForce.Batteries[0].ToMemberLimitSettings(isLinear: false).AreCurrentsSet);
    }

    [Fact]
    public void What_is_not_bound_by_the_files_is_what_the_screen_says_until_it_is_given_back()
    {
        ScreenState state = ScreenOverlay.Apply(Setup.Load("[DEFAULT]\nLOSS_POLICY = cautious\n"), ScreenValues.None);
        ScreenKey key = ScreenKeys.Find(BankKeys.LossPolicy)!;
        Assert.Null(state.Change(key, ItemValue.Of(2), out state));
        Assert.Equal((LossPolicy.KeepSailing, 2), (state.InForce.Get(BankKeys.LossPolicy), state.ValueOf(key).AsInteger));
        Assert.Equal((0, 2, 0), (state.RangeOf(key).Min.AsInteger, state.RangeOf(key).Max.AsInteger, state.RangeOf(key).Default.AsInteger));
        Assert.Null(state.Change(key, ItemValue.Invalid, out state));
        Assert.Equal((LossPolicy.Cautious, false), (state.InForce.Get(BankKeys.LossPolicy), state.IsOverridden(key)));
    }

    [Fact]
    public void Saying_what_holds_changes_nothing()
    {
        ScreenState state = ScreenOverlay.Apply(Setup.Load(Currents), ScreenValues.None);
        Assert.Same(state, Changed(state, CurrentKeys.MaxCharge, 50));
        state = Changed(state, BatteryKeys.PollInterval, 5);
        Assert.True(Changed(state, BatteryKeys.PollInterval, 2).IsOverridden(ScreenKeys.Find(BatteryKeys.PollInterval)!));
    }

    [Fact]
    public void What_contradicts_another_key_is_refused_and_the_bounds_say_so_before()
    {
        ScreenState state = ScreenOverlay.Apply(Setup.Load("[DEFAULT]\nDATA_TIMEOUT = 20\n"), ScreenValues.None);
        Assert.StartsWith("FLOAT_CELL_VOLTAGE = 3.35 V (default for LFP) is above MAX_CELL_VOLTAGE = 3.34 V (screen)", Refusal(state, CellVoltageKeys.Max, 3.34), StringComparison.Ordinal);
        Assert.Equal((3.45, 3.35, 3.45, 3.45), Shown(state, CellVoltageKeys.Max));
        Assert.Equal((2.9, 2.9, 3.3, 2.9), Shown(state, CellVoltageKeys.Min));
        Assert.Equal((2.0, 0.5, 10.0, 2.0), Shown(state, BatteryKeys.PollInterval));
        Assert.Equal((10.0, 0.0, 20.0, 10.0), Shown(state, DisplayKeys.SocLowAlarm));
        state = Changed(Changed(state, CellVoltageKeys.Float, 3.312), CellVoltageKeys.Max, 3.312);
        Assert.Equal((3.312, 3.312, 3.45, 3.45), Shown(state, CellVoltageKeys.Max));

        // Given back, it would be above the maximum.
        Assert.NotNull(state.Change(ScreenKeys.Find(CellVoltageKeys.Float)!, ItemValue.Invalid, out _));
    }

    [Fact]
    public void One_value_holds_for_all_batteries_and_each_keeps_what_is_stricter_of_its_own()
    {
        ScreenState state = ScreenOverlay.Apply(
            Setup.Load($"[DEFAULT]\nMAX_BATTERY_CHARGE_CURRENT = 100\n[{Setup.First}]\nMAX_BATTERY_CHARGE_CURRENT = 50\nPOLL_INTERVAL = 5\n", Setup.First, Setup.Second), ScreenValues.None);
        Assert.Equal((100.0, 0.0, 100.0, 100.0), Shown(state, CurrentKeys.MaxCharge));
        Assert.False(state.ValueOf(ScreenKeys.Find(BatteryKeys.PollInterval)!).IsValid);
        Assert.False(state.RangeOf(ScreenKeys.Find(BatteryKeys.PollInterval)!).Default.IsValid);
        state = Changed(state, CurrentKeys.MaxCharge, 80);
        Assert.Equal([50, 80], state.InForce.Batteries.Select(battery => battery.Get(CurrentKeys.MaxCharge)));
        Assert.Equal([$"{Setup.Owners}:4", "screen"], state.InForce.Batteries.Select(battery => battery.Values[CurrentKeys.MaxCharge].Origin.ToString()));
        state = Changed(Changed(state, CurrentKeys.MaxCharge, 30), BatteryKeys.PollInterval, 3);
        Assert.Equal([30, 30], state.InForce.Batteries.Select(battery => battery.Get(CurrentKeys.MaxCharge)));
        Assert.Equal([3, 3], state.InForce.Batteries.Select(battery => battery.Get(BatteryKeys.PollInterval)));
    }

    [Fact]
    public void Files_that_became_stricter_than_the_screen_hold_and_are_shown()
    {
        ScreenValues stored = Changed(ScreenOverlay.Apply(Setup.Load(Currents), ScreenValues.None), CurrentKeys.MaxCharge, 40).Screen;
        ScreenState state = ScreenOverlay.Apply(Setup.Load("[DEFAULT]\nMAX_BATTERY_CHARGE_CURRENT = 25\n"), stored);
        Assert.Equal((25.0, 0.0, 25.0, 25.0), Shown(state, CurrentKeys.MaxCharge));
        Assert.Equal($"{Setup.Owners}:2", state.InForce.Batteries[0].Values[CurrentKeys.MaxCharge].Origin.ToString());
        Assert.True(state.IsOverridden(ScreenKeys.Find(CurrentKeys.MaxCharge)!));
        Assert.Empty(state.Ignored);
    }

    /// <summary>The maximum was lowered to the float voltage, and then the files got a higher float voltage.</summary>
    [Fact]
    public void A_voltage_that_the_screen_has_lowered_stays_down_when_the_files_say_that_others_are_higher()
    {
        ScreenValues stored = Changed(ScreenOverlay.Apply(Setup.Load(""), ScreenValues.None), CellVoltageKeys.Max, 3.36).Screen;
        ScreenState state = ScreenOverlay.Apply(Setup.Load("[DEFAULT]\nFLOAT_CELL_VOLTAGE = 3.4\nBLOCKED_CELL_VOLTAGE = 3.38\n"), stored);
        BatteryConfiguration battery = state.InForce.Batteries[0];
        Assert.False(state.InForce.HasErrors);
        Assert.Empty(state.Ignored);
        Assert.Equal((3.36, 3.36, 3.36), (battery.Get(CellVoltageKeys.Max), battery.Get(CellVoltageKeys.Float), battery.Get(CellVoltageKeys.Blocked)));
        Assert.Equal("screen, with MAX_CELL_VOLTAGE", battery.Values[CellVoltageKeys.Float].Origin.ToString());

        // It can be mended key by key.
        state = Changed(state, CellVoltageKeys.Float, 3.35);
        Assert.Null(state.Change(ScreenKeys.Find(CellVoltageKeys.Max)!, ItemValue.Invalid, out state));
        Assert.Equal(3.45, state.InForce.Batteries[0].Get(CellVoltageKeys.Max));
    }

    [Fact]
    public void What_does_not_go_with_the_files_any_more_is_left_out_and_told()
    {
        ScreenState before = ScreenOverlay.Apply(Setup.Load(""), ScreenValues.None);
        ScreenValues stored = Changed(Changed(before, CellVoltageKeys.Min, 3.2), CurrentKeys.MaxCharge, 10).Screen;
        ScreenState state = ScreenOverlay.Apply(Setup.Load("[DEFAULT]\nBLOCKED_CELL_VOLTAGE = 3.1\n"), stored);
        Assert.Equal((2.9, 10.0), (state.InForce.Batteries[0].Get(CellVoltageKeys.Min), state.InForce.Batteries[0].Get(CurrentKeys.MaxCharge)));
        Assert.StartsWith(
            "MIN_CELL_VOLTAGE was set to 3.2 V on the screen, which does not go with the files any more, and the files hold: MIN_CELL_VOLTAGE = 3.2 V (screen) is above",
            Assert.Single(state.Ignored),
            StringComparison.Ordinal);
        Assert.True(state.IsOverridden(ScreenKeys.Find(CellVoltageKeys.Min)!));
        Assert.Null(state.Change(ScreenKeys.Find(CellVoltageKeys.Min)!, ItemValue.Invalid, out state));
        Assert.Empty(state.Ignored);
    }

    [Fact]
    public void What_cannot_be_read_is_left_out_and_told()
    {
        ScreenState state = ScreenOverlay.Apply(Setup.Load(Currents), ScreenValues.None.With(CurrentKeys.MaxCharge, null).With(BatteryKeys.PollInterval, 5.0));
        Assert.Equal((50.0, 5.0), (state.InForce.Batteries[0].Get(CurrentKeys.MaxCharge), state.InForce.Batteries[0].Get(BatteryKeys.PollInterval)));
        Assert.Equal("MAX_BATTERY_CHARGE_CURRENT was set on the screen to something that cannot be read, and the files hold: set it anew.", Assert.Single(state.Ignored));
        Assert.Empty(Changed(state, CurrentKeys.MaxCharge, 40).Ignored);
    }

    private static ScreenState Changed(ScreenState state, ConfigurationKey key, double number)
    {
        Assert.Null(state.Change(ScreenKeys.Find(key)!, ItemValue.Of(number, 6), out ScreenState next));
        return next;
    }

    private static string Refusal(ScreenState state, ConfigurationKey key, double number)
    {
        string? why = state.Change(ScreenKeys.Find(key)!, ItemValue.Of(number, 6), out ScreenState next);
        Assert.Same(state, next);
        return Assert.IsType<string>(why);
    }

    private static (double Value, double Min, double Max, double Default) Shown(ScreenState state, ConfigurationKey key)
    {
        ItemRange range = state.RangeOf(ScreenKeys.Find(key)!);
        return (state.ValueOf(ScreenKeys.Find(key)!).AsNumber, range.Min.AsNumber, range.Max.AsNumber, range.Default.AsNumber);
    }
}
