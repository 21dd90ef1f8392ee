using BtBattery.Aggregation.Model;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Driver.Tests.Polling;

public sealed class DisconnectRhythmTests
{
    private static readonly BatteryAddress[] s_batteries = [Address(1), Address(2), Address(3)];

    private readonly DisconnectRhythm _rhythm = new();

    [Fact]
    public void All_links_cut_every_minute_are_a_rhythm_after_six_times()
    {
        for (int stroke = 1; stroke <= 6; stroke++)
        {
            AllUp(_rhythm, (60 * stroke) - 50);
            Assert.Null(_rhythm.PeriodAt(At(60 * stroke)));
            AllCut(_rhythm, 60 * stroke);
        }

        Assert.Null(_rhythm.PeriodAt(At(360)));
        Assert.Equal(60, _rhythm.PeriodAt(At(363))?.TotalSeconds);
    }

    [Fact]
    public void It_is_over_when_the_strokes_stay_away()
    {
        Strokes(60, 120, 180, 240, 300, 360);
        Assert.NotNull(_rhythm.PeriodAt(At(600)));
        Assert.Null(_rhythm.PeriodAt(At(631)));
    }

    [Fact]
    public void One_stroke_at_which_nobody_was_connected_does_no_harm()
    {
        Strokes(60, 120, 240, 300, 360, 420);
        Assert.Equal(60, _rhythm.PeriodAt(At(423))?.TotalSeconds);
    }

    [Fact]
    public void Strokes_are_never_quite_even()
    {
        Strokes(60, 121.5, 180.5, 241, 299, 361);
        Assert.InRange(_rhythm.PeriodAt(At(364))!.Value.TotalSeconds, 60, 60.5);
    }

    [Fact]
    public void What_one_link_outlives_is_no_stroke()
    {
        for (int stroke = 1; stroke <= 10; stroke++)
        {
            AllUp(_rhythm, (60 * stroke) - 50);
            _rhythm.Down(s_batteries[0], wasCut: true, At(60 * stroke));
            _rhythm.Down(s_batteries[1], wasCut: true, At((60 * stroke) + 0.1));
        }

        Assert.Null(_rhythm.PeriodAt(At(603)));
    }

    [Fact]
    public void A_single_drop_between_the_strokes_does_not_hide_them_while_another_link_is_up()
    {
        for (int stroke = 1; stroke <= 6; stroke++)
        {
            AllUp(_rhythm, (60 * stroke) - 50);
            _rhythm.Down(s_batteries[1], wasCut: true, At((60 * stroke) - 20));
            _rhythm.Up(s_batteries[1], At((60 * stroke) - 10));
            AllCut(_rhythm, 60 * stroke);
        }

        Assert.NotNull(_rhythm.PeriodAt(At(363)));
    }

    [Fact]
    public void A_link_that_is_back_at_once_was_cut_all_the_same()
    {
        for (int stroke = 1; stroke <= 6; stroke++)
        {
            AllUp(_rhythm, (60 * stroke) - 50);
            _rhythm.Down(s_batteries[0], wasCut: true, At(60 * stroke));
            _rhythm.Up(s_batteries[0], At((60 * stroke) + 1));
            _rhythm.Down(s_batteries[1], wasCut: true, At((60 * stroke) + 1.2));
            _rhythm.Down(s_batteries[2], wasCut: true, At((60 * stroke) + 1.2));
        }

        Assert.NotNull(_rhythm.PeriodAt(At(363)));
    }

    [Fact]
    public void Links_that_we_end_ourselves_are_no_strokes()
    {
        for (int stroke = 1; stroke <= 10; stroke++)
        {
            AllUp(_rhythm, (60 * stroke) - 50);
            Array.ForEach(s_batteries, battery => _rhythm.Down(battery, wasCut: false, At(60 * stroke)));
        }

        Assert.Null(_rhythm.PeriodAt(At(603)));
    }

    /// <summary>Whatever the strokes, a rhythm is claimed only where six in a row lie on a common beat.</summary>
    [Fact]
    public void Nothing_is_claimed_that_is_not_so() =>
        Prop.ForAll(Gen.Frequency((1, Gen.Choose(40, 1200)), (3, Gen.Choose(580, 620))).ListOf(40).ToArbitrary(), tenths =>
        {
            List<double> strokes = [];
            foreach (int gap in tenths)
            {
                strokes.Add((strokes.Count > 0 ? strokes[^1] : 0) + (gap / 10.0));
            }

            return IsRightAboutAll(new DisconnectRhythm(), strokes);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Links_that_drop_by_chance_raise_no_false_alarm() =>
        Prop.ForAll(Gen.Choose(0, 150).ListOf(60).ToArbitrary(), tenths =>
        {
            // Gaps of 30 to 45 s and of 75 to 90 s in turn: about one a minute, and never two that are alike.
            var rhythm = new DisconnectRhythm();
            double at = 0;
            bool isLong = false;
            foreach (int more in tenths)
            {
                at += (isLong ? 75 : 30) + (more / 10.0);
                isLong = !isLong;
                Stroke(rhythm, at);
                if (rhythm.PeriodAt(At(at + 3)) is not null)
                {
                    return false;
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();

    private static bool IsRightAboutAll(DisconnectRhythm rhythm, List<double> strokes)
    {
        for (int i = 0; i < strokes.Count; i++)
        {
            Stroke(rhythm, strokes[i]);
            if (rhythm.PeriodAt(At(strokes[i] + 3)) is { } period
                && !Enumerable.Range(0, i + 1).Any(last => IsEven(strokes.GetRange(0, last + 1), period.TotalSeconds)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsEven(List<double> strokes, double period)
    {
        if (strokes.Count < DisconnectRhythm.StrokesNeeded)
        {
            return false;
        }

        double[] last = [.. strokes.TakeLast(DisconnectRhythm.StrokesNeeded)];
        double[] beats = [.. last.Select(stroke => Math.Round((stroke - last[0]) / period))];
        return last.Zip(beats, (stroke, beat) => Math.Abs(stroke - last[0] - (beat * period))).All(off => off < 2.001)
            && beats.Distinct().Count() == beats.Length
            && beats[^1] <= DisconnectRhythm.StrokesNeeded;
    }

    private void Strokes(params double[] seconds) => Array.ForEach(seconds, second => Stroke(_rhythm, second));

    private static void Stroke(DisconnectRhythm rhythm, double second)
    {
        AllUp(rhythm, second - 3);
        AllCut(rhythm, second);
    }

    private static void AllUp(DisconnectRhythm rhythm, double seconds) => Array.ForEach(s_batteries, battery => rhythm.Up(battery, At(seconds)));

    private static void AllCut(DisconnectRhythm rhythm, double seconds) => Array.ForEach(s_batteries, battery => rhythm.Down(battery, wasCut: true, At(seconds)));

    private static BatteryAddress Address(int number)
    {
        _ = BatteryAddress.TryParse($"A4:C1:38:00:00:0{number}", out BatteryAddress address);
        return address;
    }

    private static MonotonicTime At(double seconds) => new(TimeSpan.FromSeconds(seconds));
}
