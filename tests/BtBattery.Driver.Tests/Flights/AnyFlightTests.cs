using BtBattery.Driver.Links;
using BtBattery.Driver.Options;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Tests.Fakes;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Driver.Tests.Flights;

/// <summary>Whatever happens, in whatever order, a recording of it is played again bit for bit. The seed is fixed: every run tries the same cases.</summary>
public sealed class AnyFlightTests
{
    private const string AskPackInfo = "dda50300fffd77";
    private const string AskCells = "dda50400fffc77";

    private static readonly Gen<Step> s_steps = Gen.Frequency(
        (6, Gen.Choose(1, 60_000).Select(milliseconds => new Step($"wait {milliseconds} ms", story => story.Advance(milliseconds / 1000.0)))),
        (1, Gen.Choose(1, 60).Select(seconds => new Step($"stand still {seconds} s", story => story.StandStill(seconds)))),
        (2, Gen.Constant(new Step("drop", story => story.Battery.Drop()))),
        (2, Gen.Elements(true, false).Select(isSilent => new Step($"silent {isSilent}", story => story.Battery.IsSilent = isSilent))),
        (2, Gen.Elements(true, false).Select(fails => new Step(
            $"not seen {fails}", story => story.Battery.ConnectFails = fails ? new LinkException(LinkProblem.NotSeen, "A4:C1:38:00:00:01 was not seen.") : null))),
        (2, Gen.Choose(0, 900).Select(delay => new Step($"delay {delay} ms", story => story.Battery.AnswerDelay = TimeSpan.FromMilliseconds(delay)))),
        (1, Gen.Choose(1000, 5000).Select(delay => new Step($"delay {delay} ms", story => story.Battery.AnswerDelay = TimeSpan.FromMilliseconds(delay)))),
        (4, from volts in Gen.Choose(2400, 2900) from amps in Gen.Choose(-500, 500) from cut in Gen.Choose(1, 30)
            select new Step($"pack {volts} {amps} cut {cut}", story => story.Battery.Answers[AskPackInfo] = Cut(Pack(volts, amps), cut))),
        (2, from place in Gen.Choose(0, 30) from bit in Gen.Choose(0, 7)
            select new Step($"flip bit {bit} of byte {place}", story => story.Battery.Answers[AskPackInfo] = Cut(Flip(Pack(2653, -28), place, bit), 20))),
        (1, Gen.Elements(true, false).Select(answers => new Step($"cells {answers}", story => SetCells(story, answers)))),
        (1, Gen.Elements("", "Starboard", "A4C138000001", new string('x', 65)).Select(name => new Step($"name {name}", story => Write(story, "/CustomName", ItemValue.Of(name))))),
        (3, from fet in Gen.Elements("/Control/ChargeFet", "/Control/DischargeFet") from to in Gen.Choose(0, 2)
            select new Step($"{fet} {to}", story => Write(story, fet, ItemValue.Of(to)))),
        (1, Gen.Constant(new Step("read", story => story.Bus.Read("/Dc/0/Voltage")))),
        (1, Gen.Elements(true, false).Select(acknowledges => new Step($"acknowledges {acknowledges}", story => SetAcknowledging(story, acknowledges)))));

    [Fact]
    public void Any_flight_is_played_again() => Holds(150, segmentBytes: 64 * 1024);

    [Fact]
    public void Any_flight_is_played_again_from_the_middle() => Holds(150, segmentBytes: 12 * 1024);

    private static void Holds(int cases, int segmentBytes)
    {
        Arbitrary<List<Step>> flights = s_steps.ListOf().Resize(40).ToArbitrary();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(20261120, 7),
            Prop.ForAll(flights, steps => IsPlayedAgain(steps, segmentBytes)));
    }

    private static bool IsPlayedAgain(IReadOnlyList<Step> steps, int segmentBytes)
    {
        using var story = new DriverStory(new BatterySettings { AllowSwitching = true, BmsType = "jbd" }, segmentBytes);
        story.Start();
        foreach (Step step in steps)
        {
            step.Do(story);
        }

        story.Advance(1);
        Replayed replayed = Replayed.Of(story.Member.Recorder.Save());
        return replayed.Differences.Count == 0 ? true : throw new InvalidOperationException(replayed.Differences[0].ToString());
    }

    private static void Write(DriverStory story, string path, ItemValue value) => _ = story.Bus.WriteAsync(path, value);

    private static void SetCells(DriverStory story, bool answers)
    {
        if (answers)
        {
            story.Battery.Answers[AskCells] = [FakeBattery.Cells[..40], FakeBattery.Cells[40..]];
        }
        else
        {
            story.Battery.Answers.Remove(AskCells);
        }
    }

    private static void SetAcknowledging(DriverStory story, bool acknowledges)
    {
        foreach (string request in (string[])["dd5ae1020000ff1d77", "dd5ae1020001ff1c77", "dd5ae1020002ff1b77", "dd5ae1020003ff1a77"])
        {
            story.Battery.Answers[request] = acknowledges ? ["dde10000000077"] : ["dde18000ff8077"];
        }
    }

    private static byte[] Pack(int hundredthsOfVolts, int hundredthsOfAmps)
    {
        byte[] frame = Convert.FromHexString(FakeBattery.PackInfo);
        (frame[4], frame[5]) = ((byte)(hundredthsOfVolts >> 8), (byte)(hundredthsOfVolts & 0xFF));
        (frame[6], frame[7]) = ((byte)((hundredthsOfAmps >> 8) & 0xFF), (byte)(hundredthsOfAmps & 0xFF));
        int sum = 0x10000 - frame[2..^3].Sum(value => value);
        (frame[^3], frame[^2]) = ((byte)(sum >> 8), (byte)(sum & 0xFF));
        return frame;
    }

    private static byte[] Flip(byte[] frame, int place, int bit)
    {
        frame[place % frame.Length] ^= (byte)(1 << bit);
        return frame;
    }

    private static string[] Cut(byte[] frame, int at) => [Convert.ToHexStringLower(frame[..at]), Convert.ToHexStringLower(frame[at..])];

    private sealed record Step(string Text, Action<DriverStory> Do)
    {
        public override string ToString() => Text;
    }
}
