using BtBattery.Aggregation.Charging.Members;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Screen;
using BtBattery.Driver.Tests.Configuration;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Driver.Tests.Screen;

/// <summary>What holds for whatever files, whatever is kept of the screen, and whatever somebody writes.</summary>
public sealed class ScreenLawTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithReplay(20261121, 7).WithMaxTest(300);

    /// <summary>Numbers of every kind: within the range of a key, around it, and far from it.</summary>
    private static readonly Gen<double> s_number = Gen.OneOf(
        Gen.Choose(-10, 4000).Select(number => number / 1000.0), Gen.Choose(-1, 150).Select(number => (double)number), Gen.Elements(double.MaxValue, double.MinValue, 0, 2.9, 3.3, 3.35, 3.45));

    private static readonly Gen<(ScreenKey, double)[]> s_settings = Gen.Elements<ScreenKey>(ScreenKeys.All).SelectMany(key => s_number.Select(number => (key, number))).ArrayOf();

    private static readonly Gen<string> s_files = (from max in Gen.Choose(3300, 3600)
                                                   from hold in Gen.Choose(3200, 3500)
                                                   from blocked in Gen.Choose(3100, 3400)
                                                   from min in Gen.Choose(2600, 3300)
                                                   from charge in Gen.Choose(0, 120)
                                                   from discharge in Gen.Choose(0, 120)
                                                   from first in Gen.Choose(0, 120)
                                                   from isSet in Gen.Elements(true, false)
                                                   select FormattableString.Invariant($"[DEFAULT]\nMAX_CELL_VOLTAGE = {max / 1000.0}\nFLOAT_CELL_VOLTAGE = {hold / 1000.0}\nBLOCKED_CELL_VOLTAGE = {blocked / 1000.0}\n")
                                                       + FormattableString.Invariant($"MIN_CELL_VOLTAGE = {min / 1000.0}\n")
                                                       + (isSet ? FormattableString.Invariant($"MAX_BATTERY_CHARGE_CURRENT = {charge}\nMAX_BATTERY_DISCHARGE_CURRENT = {discharge}\n") : "")
                                                       + FormattableString.Invariant($"[{Setup.First}]\nMAX_BATTERY_CHARGE_CURRENT = {first}\n"));

    [Fact]
    public void Whatever_is_kept_no_limit_is_looser_than_the_files() => Hold((files, settings) =>
    {
        ScreenValues stored = settings.Aggregate(ScreenValues.None, (screen, one) => screen.With(one.Key.Key, one.Key.TryRead(Value(one), out object? value) ? value : null));
        ScreenState state = ScreenOverlay.Apply(files, stored);
        AssertNotLooser(files, state.InForce);
        foreach (ScreenKey key in stored.Keys.Where(key => key.IsBound && stored[key.Key] is not null && !state.Ignored.Any(why => why.StartsWith(key.Key.Name, StringComparison.Ordinal))))
        {
            double screen = key.NumberOf(stored[key.Key]!);
            Assert.All(Numbers(state.InForce, key), number => Assert.True(IsStricter(key, number, screen)));
        }
    });

    [Fact]
    public void Whatever_is_written_no_limit_is_looser_than_the_files_and_what_is_taken_is_shown() => Hold((files, settings) =>
    {
        ScreenState state = ScreenOverlay.Apply(files, ScreenValues.None);
        foreach ((ScreenKey Key, double Number) one in settings)
        {
            ItemRange range = state.RangeOf(one.Key);
            string? refusal = state.Change(one.Key, Value(one), out ScreenState next);
            if (refusal is null)
            {
                Assert.Equal(Value(one), next.ValueOf(one.Key));

                // Bounds have the digits that are shown; between the last of them and the next something may be taken.
                double digit = one.Key.Kind == ItemKind.Number ? Math.Pow(10, -one.Key.Decimals) : 0;
                Assert.InRange(Value(one).AsNumber, range.Min.AsNumber - digit, range.Max.AsNumber + digit);
            }

            foreach (ItemValue bound in (ItemValue[])[range.Min, range.Max])
            {
                Assert.Null(state.Change(one.Key, bound, out _));
            }

            state = next;
            AssertNotLooser(files, state.InForce);

            // It holds again after a restart.
            Assert.True(ScreenOverlay.Apply(files, state.Screen).InForce.IsSameAs(state.InForce));
        }
    });

    private static void AssertNotLooser(DriverConfiguration files, DriverConfiguration inForce)
    {
        Assert.False(inForce.HasErrors);
        Assert.Equal(files.Wiring!.ToString(), inForce.Wiring!.ToString());
        foreach (ScreenKey key in ScreenKeys.All.Where(key => key.IsBound))
        {
            Assert.All(Numbers(files, key).Zip(Numbers(inForce, key)), of => Assert.True(IsStricter(key, of.Second, of.First), key.Name));
        }

        foreach ((BatteryConfiguration before, BatteryConfiguration after) in files.Batteries.Zip(inForce.Batteries))
        {
            (MemberLimitSettings was, MemberLimitSettings now) = (before.ToMemberLimitSettings(isLinear: false), after.ToMemberLimitSettings(isLinear: false));
            Assert.Equal(was.AreCurrentsSet, now.AreCurrentsSet);
            Assert.True(now.MaxChargeAmps <= was.MaxChargeAmps && now.MaxDischargeAmps <= was.MaxDischargeAmps && now.NoSensorFraction <= was.NoSensorFraction);
        }

        // Whatever is not on the screen is as the files say.
        Assert.All(ConfigurationKeys.All.Where(key => key.OnScreen == OnScreen.Never), key => Assert.Equal(Texts(files, key), Texts(inForce, key)));
    }

    private static IEnumerable<double> Numbers(DriverConfiguration configuration, ScreenKey key) => key.Key.Scope == KeyScope.Battery
        ? configuration.Batteries.Select(battery => key.NumberOf(battery.Values[key.Key].Value!))
        : [key.NumberOf(configuration.Values[key.Key].Value!)];

    private static bool IsStricter(ScreenKey key, double number, double than) => key.Key.OnScreen == OnScreen.Lower ? number <= than : number >= than;

    private static string Texts(DriverConfiguration configuration, ConfigurationKey key) => key.Scope == KeyScope.Battery
        ? string.Join('|', configuration.Batteries.Select(battery => battery.Values[key].Text))
        : configuration.Values[key].Text;

    private static ItemValue Value((ScreenKey Key, double Number) one) =>
        one.Key.Kind == ItemKind.Number ? ItemValue.Of(one.Number, ItemValue.Exact) : ItemValue.Of((int)Math.Clamp(one.Number, -1, 100));

    private static void Hold(Action<DriverConfiguration, (ScreenKey Key, double Number)[]> law) => Check.One(s_config, Prop.ForAll(
        s_files.SelectMany(files => s_settings.Select(settings => (Files: Setup.Load(files, Setup.First, Setup.Second), settings))).Where(one => !one.Files.HasErrors).ToArbitrary(),
        one => law(one.Files, one.settings)));
}
