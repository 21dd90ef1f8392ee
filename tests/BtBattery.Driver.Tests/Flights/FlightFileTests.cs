using System.Text;
using BtBattery.Driver.Flights;
using BtBattery.Driver.Tests.Fakes;

namespace BtBattery.Driver.Tests.Flights;

/// <summary>What is no recording, or no whole one, is refused in a sentence that says so.</summary>
public sealed class FlightFileTests
{
    private static readonly string s_good = Record();

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("hello\n", "This is no recording of btbattery.")]
    [InlineData("[]\n", "Line 1 is no JSON object: this is no recording of btbattery.")]
    [InlineData("{}\n", "This is no recording of btbattery.")]
    [InlineData("{\"format\":7,\"version\":1}\n", "This is no recording of btbattery.")]
    [InlineData("{\"format\":\"btbattery-flight\"}\n", "This is no recording of btbattery.")]
    [InlineData("{\"format\":\"btbattery-flight\",\"version\":\"1\"}\n", "This is no recording of btbattery.")]
    [InlineData("{\"format\":\"btbattery-flight\",\"version\":1}\n", "The recording holds nothing yet: the driver had only just started.")]
    [InlineData("{\"format\":\"btbattery-flight\",\"version\":1}", "The file is cut off in its last line; save or copy it again.")]
    [InlineData(
        "{\"format\":\"btbattery-flight\",\"version\":2}\n",
        "The recording has format version 2, this program knows 1: use the program that saved it, or a newer one.")]
    [InlineData("{\"format\":\"btbattery-flight\",\"version\":1}\n{\"at\":1,\"kind\":\"round\"}\n", "Line 2: a line of kind \"battery\" has to come first.")]
    public void What_is_no_recording_is_refused(string text, string complaint) =>
        Assert.Equal(complaint, Assert.Throws<FlightFormatException>(() => Replayed.Of(text)).Message);

    [Theory]
    [InlineData("\"kind\":\"round\"", "\"kind\":\"square\"")]
    [InlineData("\"kind\":\"round\"", "\"kind\":7")]
    [InlineData("\"kind\":\"round\"", "\"sort\":\"round\"")]
    [InlineData("\"bytes\":\"dd03", "\"bytes\":\"zz03")]
    [InlineData("\"bytes\":\"dd03", "\"bytes\":\"d03")]
    [InlineData("\"family\":\"jbd\"", "\"family\":\"acme\"")]
    [InlineData("\"address\":\"BA:77:E4:00:00:01\"", "\"address\":\"BA:77\"")]
    [InlineData("{\"at\":0,\"kind\":\"take\"", "{\"at\":\"0\",\"kind\":\"take\"")]
    [InlineData("{\"at\":0,\"kind\":\"take\"", "{\"at\":1e300,\"kind\":\"take\"")]
    [InlineData("\"device_instance\":7", "\"device_instance\":\"x\"")]
    [InlineData("\"late\":false", "\"late\":3")]
    [InlineData("\"reports\":[]", "\"reports\":{}")]
    public void A_damaged_line_is_refused_with_its_number(string before, string after)
    {
        Assert.Contains(before, s_good, StringComparison.Ordinal);
        FlightFormatException exception = Assert.Throws<FlightFormatException>(() => Replayed.Of(s_good.Replace(before, after, StringComparison.Ordinal)));
        Assert.StartsWith("Line ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cut_anywhere_it_plays_to_the_cut_or_is_refused()
    {
        byte[] good = Encoding.UTF8.GetBytes(s_good);
        for (int length = 0; length < good.Length; length += 37)
        {
            try
            {
                Assert.Empty(Replayed.Of(good[..length]).Differences);
            }
            catch (FlightFormatException)
            {
                // In a sentence; anything else fails the test.
            }
        }
    }

    [Fact]
    public void Any_byte_changed_it_plays_differs_or_is_refused()
    {
        byte[] good = Encoding.UTF8.GetBytes(s_good);
        var chance = new Random(20261120);
        for (int i = 0; i < 1500; i++)
        {
            byte[] bad = [.. good];
            bad[chance.Next(bad.Length)] = (byte)chance.Next(256);
            try
            {
                _ = Replayed.Of(bad);
            }
            catch (FlightFormatException)
            {
                // In a sentence; anything else fails the test.
            }
        }
    }

    [Fact]
    public void Several_recordings_become_one_with_a_pseudonym_for_each()
    {
        byte[] merged = FlightMerge.Merge([Encoding.UTF8.GetBytes(s_good), Encoding.UTF8.GetBytes(s_good)]);

        Replayed replayed = Replayed.Of(merged);
        Assert.Empty(replayed.Differences);
        Assert.Equal(["BA:77:E4:00:00:01", "BA:77:E4:00:00:02"], replayed.Turns.Select(turn => turn.Battery).Distinct());
        Assert.Equal(Replayed.Of(s_good).Turns.Count * 2, replayed.Turns.Count);
        string text = Encoding.UTF8.GetString(merged);
        Assert.Contains("DE:71:CE:00:00:01 is in the way of BA:77:E4:00:00:01", text, StringComparison.Ordinal);
        Assert.Contains("DE:71:CE:00:00:02 is in the way of BA:77:E4:00:00:02", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_anything_happened_there_is_a_header_alone()
    {
        using var story = new DriverStory();
        Assert.Equal("{\"format\":\"btbattery-flight\",\"version\":1,\"program\":\"1.2.3\"}\n", Encoding.UTF8.GetString(story.Member.Recorder.Save()));
    }

    private static string Record()
    {
        using var story = new DriverStory();
        story.Battery.ConnectFails = new(Driver.Links.LinkProblem.InUse, "00:11:22:33:44:55 is in the way of A4:C1:38:00:00:01.");
        story.Start();
        story.Battery.ConnectFails = null;
        story.Advance(10);
        return Encoding.UTF8.GetString(story.Member.Recorder.Save());
    }
}
