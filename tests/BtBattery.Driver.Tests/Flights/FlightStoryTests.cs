using System.Globalization;
using System.Text;
using System.Text.Json;
using BtBattery.Driver.Flights;
using BtBattery.Driver.Links;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Tests.Fakes;

namespace BtBattery.Driver.Tests.Flights;

/// <summary>Stories of the running driver, saved and played again: the same is published, bit for bit.</summary>
public sealed class FlightStoryTests
{
    private const string AskPackInfo = "dda50300fffd77";

    [Fact]
    public void A_quiet_flight_is_played_again()
    {
        using var story = new DriverStory();
        story.Start();
        story.Advance(60);

        Replayed replayed = Play(story, story.Member.Recorder.Save());
        Assert.Contains(replayed.Turns, turn => turn.Changes.Any(change => change.Key == "/Dc/0/Voltage" && change.Value.AsNumber == 26.53));
    }

    [Fact]
    public void Lost_links_broken_frames_and_late_answers_are_played_again()
    {
        using var story = new DriverStory();
        story.Battery.AnswerDelay = TimeSpan.FromMilliseconds(130);
        story.Start();
        RunTroubles(story, rounds: 1);

        Play(story, story.Member.Recorder.Save());
    }

    [Fact]
    public void A_flight_is_played_again_from_the_middle_once_its_start_is_lost()
    {
        using var story = new DriverStory(new() { AllowSwitching = true }, segmentBytes: 16 * 1024);
        SwitchingBoard(story.Battery);
        story.Start();
        for (int i = 0; i < 8; i++)
        {
            RunTroubles(story, rounds: 1);
            Switch(story, i % 2);
            byte[] recording = story.Member.Recorder.Save();

            Replayed replayed = Play(story, recording);
            Assert.InRange(recording.Length, 1000, 4 * 16 * 1024 * 8);
            Assert.True(replayed.Changing.Any());
        }

        // The first turns are gone: the ring has wrapped.
        using JsonDocument start = JsonDocument.Parse(Encoding.UTF8.GetString(story.Member.Recorder.Save()).Split('\n')[1]);
        Assert.True(start.RootElement.GetProperty("at").GetDouble() > 60);
    }

    [Fact]
    public void Switching_is_played_again()
    {
        using var story = new DriverStory(new() { AllowSwitching = true });
        SwitchingBoard(story.Battery);
        story.Start();
        story.Advance(5);
        Switch(story, 0);
        Switch(story, 1);
        story.Finish(story.Bus.WriteAsync("/Control/DischargeFet", ItemValue.Of(0)));
        story.Advance(30);

        Replayed replayed = Play(story, story.Member.Recorder.Save());
        Assert.Contains(replayed.Turns, turn => turn.Changes.Any(change => change is { Key: "/Control/SwitchState", Value.AsText: "charging off: done" }));
    }

    [Fact]
    public void Custom_names_and_refused_ones_are_played_again()
    {
        using var story = new DriverStory();
        story.Start();
        Assert.True(story.Finish(story.Bus.WriteAsync("/CustomName", ItemValue.Of("Starboard \u2013 \"B\""))));
        Assert.False(story.Finish(story.Bus.WriteAsync("/CustomName", ItemValue.Of(new string('x', 65)))));
        story.Advance(10);

        Replayed replayed = Play(story, story.Member.Recorder.Save());
        Assert.Contains(replayed.Turns, turn => turn.Changes.Any(change => change is { Key: "/CustomName", Value.AsText: "Starboard \u2013 \"B\"" }));
    }

    [Fact]
    public void What_the_settings_say_of_name_and_number_is_played_again_also_from_the_middle()
    {
        var home = new FakeHome();
        home.Set("CustomName", ItemValue.Of("Starboard"));
        using var story = new DriverStory(segmentBytes: 8 * 1024, home: home);
        story.Start();
        Assert.Equal(("Starboard", 7), (story.Bus.Text("/CustomName"), story.Bus.Integer("/DeviceInstance")));
        story.Advance(10);
        FakeBus before = story.Bus;
        story.OfferBus();
        home.Set(9);
        home.Set("CustomName", ItemValue.Of("Port"));
        story.Advance(10);
        Assert.True(before.IsDisposed);
        Assert.Equal(("Port", 9), (story.Bus.Text("/CustomName"), story.Bus.Integer("/DeviceInstance")));

        Replayed replayed = Play(story, story.Member.Recorder.Save());
        Assert.Contains(replayed.Turns, turn => turn.Changes.Any(change => change is { Key: "/CustomName", Value.AsText: "Port" }));
        Assert.Contains(replayed.Turns, turn => turn.Changes.Any(change => change is { Key: "/DeviceInstance", Value.AsInteger: 9 }));
        for (int i = 0; i < 5; i++)
        {
            story.Advance(600);
            Play(story, story.Member.Recorder.Save());
        }
    }

    [Fact]
    public void A_link_for_each_reading_is_played_again_also_from_the_middle()
    {
        using var story = new DriverStory(segmentBytes: 8 * 1024, intermittentInterval: TimeSpan.FromSeconds(15));
        story.Start();
        for (int i = 0; i < 20; i++)
        {
            story.Advance(100);
            Play(story, story.Member.Recorder.Save());
        }

        RunTroubles(story, rounds: 1);
        byte[] recording = story.Member.Recorder.Save();
        Assert.Contains("\"link_rests\"", Encoding.UTF8.GetString(recording), StringComparison.Ordinal);
        Play(story, recording);
        using JsonDocument start = JsonDocument.Parse(Encoding.UTF8.GetString(recording).Split('\n')[1]);
        Assert.True(start.RootElement.GetProperty("at").GetDouble() > 60);
    }

    [Fact]
    public void A_release_to_a_phone_is_played_again_also_from_its_middle()
    {
        using var story = new DriverStory(segmentBytes: 8 * 1024);
        story.Start();
        for (int i = 0; i < 6; i++)
        {
            story.Advance(100);
            Assert.True(story.Finish(story.Bus.WriteAsync("/Control/ReleaseMinutes", ItemValue.Of(3))));
            story.Advance(100);
            Assert.False(story.Finish(story.Bus.WriteAsync("/Control/ReleaseMinutes", ItemValue.Of(121))));
            Play(story, story.Member.Recorder.Save());
            story.Advance(100);
        }

        Replayed replayed = Play(story, story.Member.Recorder.Save());
        Assert.Contains(replayed.Turns, turn => turn.Changes.Any(change => change is { Key: "/Control/ReleaseMinutes", Value.AsInteger: 2 }));
    }

    [Fact]
    public void A_client_that_reads_while_the_loop_stands_still_is_played_again()
    {
        using var story = new DriverStory();
        story.Start();
        story.Advance(4);
        story.Battery.IsSilent = true;
        story.Battery.ConnectFails = new LinkException(LinkProblem.NotSeen, "not seen.");
        story.StandStill(40);
        Assert.False(story.Bus.Read("/Dc/0/Voltage").IsValid);
        story.Advance(10);

        byte[] recording = story.Member.Recorder.Save();
        Assert.Contains("\"late\":true", Encoding.UTF8.GetString(recording), StringComparison.Ordinal);
        Play(story, recording);
    }

    [Fact]
    public void A_driver_that_was_stopped_is_played_again()
    {
        using var story = new DriverStory();
        story.Start();
        story.Advance(3);
        story.Stop();

        Replayed replayed = Play(story, story.Member.Recorder.Save());
        Assert.Contains(replayed.Turns[^1].Changes, change => change.Key == "/Dc/0/Voltage" && !change.Value.IsValid);
    }

    [Fact]
    public void One_flipped_bit_in_a_frame_is_a_difference_with_a_name()
    {
        using var story = new DriverStory();
        story.Start();
        story.Advance(10);
        string recording = Encoding.UTF8.GetString(story.Member.Recorder.Save());

        // A good frame with another value: 26.53 V becomes 26.54 V.
        string changed = recording.Replace(FakeBattery.PackInfo[..40], With(FakeBattery.PackInfo, "0a5d", "0a5e", "f987", "f986")[..40], StringComparison.Ordinal)
            .Replace(FakeBattery.PackInfo[40..], With(FakeBattery.PackInfo, "0a5d", "0a5e", "f987", "f986")[40..], StringComparison.Ordinal);
        FlightDifference difference = Replayed.Of(changed).Differences[0];
        Assert.Equal(("/Dc/0/Voltage", "26.53", "26.54"), (difference.Path, difference.Recorded, difference.Replayed));

        // A frame that is none any more: it was answered, and now it is not.
        changed = recording.Replace(FakeBattery.PackInfo[..40], With(FakeBattery.PackInfo, "0a5d", "0a5e")[..40], StringComparison.Ordinal);
        difference = Replayed.Of(changed).Differences[0];
        Assert.Equal(("(answered)", "true", "false"), (difference.Path, difference.Recorded, difference.Replayed));
    }

    [Fact]
    public void One_changed_value_is_a_difference_with_a_name()
    {
        using var story = new DriverStory();
        story.Start();
        story.Advance(10);
        string recording = Encoding.UTF8.GetString(story.Member.Recorder.Save());

        FlightDifference difference = Assert.Single(Replayed.Of(recording.Replace("\"/Dc/0/Voltage\":26.53", "\"/Dc/0/Voltage\":26.530000000000005", StringComparison.Ordinal)).Differences);
        Assert.Equal(("/Dc/0/Voltage", "26.530000000000005", "26.53"), (difference.Path, difference.Recorded, difference.Replayed));

        difference = Assert.Single(Replayed.Of(recording.Replace("\"/Soc\":98,", "", StringComparison.Ordinal)).Differences);
        Assert.Equal(("/Soc", "unchanged", "98"), (difference.Path, difference.Recorded, difference.Replayed));

        difference = Assert.Single(Replayed.Of(recording.Replace("\"/Soc\":98,", "\"/Soc\":98,\"/Nonsense\":1,", StringComparison.Ordinal)).Differences);
        Assert.Equal(("/Nonsense", "1", "no such path"), (difference.Path, difference.Recorded, difference.Replayed));
    }

    [Fact]
    public void A_path_that_a_later_program_adds_is_no_difference_and_one_that_it_lost_is()
    {
        using var story = new DriverStory();
        story.Start();
        story.Advance(10);
        string recording = Encoding.UTF8.GetString(story.Member.Recorder.Save());

        // As if the recording came from a program that did not have /Soc.
        string older = recording.Replace("\"/Soc\":98,", "", StringComparison.Ordinal).Replace("\"/Soc\",", "", StringComparison.Ordinal);
        Assert.Empty(Replayed.Of(older).Differences);
        Assert.Contains(Replayed.Of(older).Turns, turn => turn.Changes.Any(change => change.Key == "/Soc"));

        string other = recording.Replace("\"/Soc\"", "\"/StateOfCharge\"", StringComparison.Ordinal);
        FlightDifference difference = Assert.Single(Replayed.Of(other).Differences);
        Assert.Equal(("/StateOfCharge", "98", "no such path"), (difference.Path, difference.Recorded, difference.Replayed));
    }

    /// <summary>Plays it; what was published is what a client reads, and nothing differs.</summary>
    private static Replayed Play(DriverStory story, byte[] recording)
    {
        Replayed replayed = Replayed.Of(recording);
        Assert.Empty(replayed.Differences);
        Assert.NotEmpty(replayed.Turns);

        // The recording tells the truth in the first place: the last values are those a client reads.
        var last = new Dictionary<string, ItemValue>();
        foreach ((string path, ItemValue value) in replayed.Turns.SelectMany(turn => turn.Changes))
        {
            last[path] = value is { IsValid: true, Kind: ItemKind.Text }
                ? ItemValue.Of(value.AsText.Replace("BA:77:E4:00:00:01", "A4:C1:38:00:00:01", StringComparison.Ordinal))
                : value;
        }

        Assert.All(last, value => Assert.Equal(story.Bus.Present(value.Key), value.Value));
        return replayed;
    }

    private static void RunTroubles(DriverStory story, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            string[] good = story.Battery.Answers[AskPackInfo];
            story.Advance(20);
            story.Battery.Drop();
            story.Advance(7);
            story.Battery.Answers[AskPackInfo] = [FakeBattery.PackInfo.Replace("0a5d", "0a5e", StringComparison.Ordinal)];
            story.Advance(40);
            story.Battery.Answers[AskPackInfo] = [good[0][..10], good[0][10..], "0102", .. good[1..]];
            story.Advance(9);
            story.Battery.Answers[AskPackInfo] = ["ff" + good[0], .. good[1..]];
            story.Battery.ConnectFails = new LinkException(LinkProblem.NotSeen, "not seen.");
            story.Battery.Drop();
            story.Advance(100);
            story.Battery.ConnectFails = null;
            story.Battery.IsSilent = true;
            story.Advance(40);
            story.Battery.IsSilent = false;
            story.Battery.Answers[AskPackInfo] = good;
            story.Advance(40);
        }
    }

    private static void Switch(DriverStory story, int to)
    {
        Assert.True(story.Finish(story.Bus.WriteAsync("/Control/ChargeFet", ItemValue.Of(to))));
        story.Advance(1);
        Assert.True(story.Finish(story.Bus.WriteAsync("/Control/ChargeFet", ItemValue.Of(to))));
        story.Advance(15);
    }

    private static void SwitchingBoard(FakeBattery battery)
    {
        battery.OnWrite = bytes =>
        {
            if (!bytes.StartsWith("dd5ae102", StringComparison.Ordinal))
            {
                return;
            }

            // Fets: bit 0 charge, bit 1 discharge; the request has a bit for each that is held off.
            int fets = 3 - int.Parse(bytes.AsSpan(10, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            byte[] frame = Convert.FromHexString(FakeBattery.PackInfo);
            frame[24] = (byte)fets;
            int sum = frame[2..^3].Sum(value => value);
            (frame[^3], frame[^2]) = unchecked(((byte)(-sum >> 8), (byte)-sum));
            battery.Answers[AskPackInfo] = [Convert.ToHexStringLower(frame)[..40], Convert.ToHexStringLower(frame)[40..]];
            battery.Notify("dde10000000077");
        };
    }

    private static string With(string frame, params string[] pairs)
    {
        for (int i = 0; i < pairs.Length; i += 2)
        {
            frame = frame.Replace(pairs[i], pairs[i + 1], StringComparison.Ordinal);
        }

        return frame;
    }
}
