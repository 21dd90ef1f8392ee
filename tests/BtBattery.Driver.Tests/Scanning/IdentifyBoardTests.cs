using System.Text.Json;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Scanning;
using BtBattery.Driver.Tools;

namespace BtBattery.Driver.Tests.Scanning;

/// <summary>Candidates side by side: whose current is farthest from where it began.</summary>
public sealed class IdentifyBoardTests
{
    private readonly IdentifyBoard _board = new(
    [
        Candidate.Of(Seen.Device("A4:C1:38:00:00:01", "JBD-A"), servedAs: null),
        Candidate.Of(Seen.Device("A4:C1:38:00:00:02", "JBD-B"), servedAs: null),
        Candidate.Of(Seen.Device("A4:C1:38:00:00:09", "ATC_\u001b[2J"), servedAs: null),
    ]);

    [Fact]
    public void Nobody_is_marked_before_anything_changed()
    {
        Assert.DoesNotContain(_board.RowsAt(At(0)), row => row.IsMostChanged);
        Assert.False(_board.HasHadData);
        Take(0, -8.4, at: 1);
        Take(1, -7.9, at: 1);

        Assert.DoesNotContain(_board.RowsAt(At(1)), row => row.IsMostChanged);
        Assert.True(_board.HasHadData);
    }

    [Fact]
    public void The_load_marks_its_box_and_the_mark_goes_with_it()
    {
        Take(0, -8.4, at: 1);
        Take(1, -7.9, at: 1);
        Take(0, -9.4, at: 2);
        Take(1, -27.9, at: 2);
        Assert.Equal([false, true, false], _board.RowsAt(At(2)).Select(row => row.IsMostChanged));
        Assert.Equal([-1.0, -20.0, null], _board.RowsAt(At(2)).Select(row => row.Change is double change ? Math.Round(change, 6) : (double?)null));

        Take(1, -7.9, at: 3);
        Assert.Equal([true, false, false], _board.RowsAt(At(3)).Select(row => row.IsMostChanged));
        Take(0, -8.3, at: 4);
        Assert.DoesNotContain(_board.RowsAt(At(4)), row => row.IsMostChanged);
    }

    [Fact]
    public void A_charger_marks_as_well_as_a_load()
    {
        Take(0, -8.4, at: 1);
        Take(1, -7.9, at: 1);
        Take(0, -9.4, at: 2);
        Take(1, 30, at: 2);

        Assert.True(_board.RowsAt(At(2))[1].IsMostChanged);
    }

    [Fact]
    public void The_smallest_change_that_marks_is_half_an_ampere()
    {
        Take(0, 0, at: 1);
        Take(0, 0.4, at: 2);
        Assert.False(_board.RowsAt(At(2))[0].IsMostChanged);
        Take(0, 0.5, at: 3);
        Assert.True(_board.RowsAt(At(3))[0].IsMostChanged);
    }

    [Fact]
    public void A_board_whose_sign_is_found_out_to_be_wrong_did_not_change()
    {
        for (int second = 1; second <= 3; second++)
        {
            Take(0, 8.3, at: second);
        }

        Take(0, -8.4, at: 4);
        Assert.Equal(-0.1, Math.Round(_board.RowsAt(At(4))[0].Change!.Value, 6));
        Assert.DoesNotContain(_board.RowsAt(At(4)), row => row.IsMostChanged);
        Take(0, -28.4, at: 5);
        Assert.Equal(-20.1, Math.Round(_board.RowsAt(At(5))[0].Change!.Value, 6));
    }

    [Fact]
    public void Later_on_a_mirrored_current_is_a_charger()
    {
        for (int second = 1; second <= 6; second++)
        {
            Take(0, -8.4, at: second);
        }

        Take(0, 8.4, at: 7);
        Assert.True(_board.RowsAt(At(7))[0].IsMostChanged);
    }

    [Fact]
    public void Values_grow_old_and_vanish_and_mark_nobody_any_more()
    {
        Take(0, -8.4, at: 0);
        Take(0, -40, at: 1);
        Assert.Equal(-40, _board.RowsAt(At(31))[0].Current);
        Assert.Equal(TimeSpan.FromSeconds(30), _board.RowsAt(At(31))[0].Age);

        IdentifyRow old = _board.RowsAt(At(31.1))[0];
        Assert.Null(old.Voltage);
        Assert.Null(old.Current);
        Assert.Null(old.Change);
        Assert.False(old.IsMostChanged);
    }

    [Fact]
    public void A_problem_stands_beside_the_last_values_and_a_failure_replaces_them()
    {
        Take(0, -8.4, at: 0);
        _board.Take(0, Reading("A4:C1:38:00:00:01", -8.4, age: 2) with { Problem = "The link was dropped." }, At(2));
        Assert.Equal((-8.4, "The link was dropped."), (_board.RowsAt(At(2))[0].Current, _board.RowsAt(At(2))[0].Problem));

        _board.Fail(0, "The driver that serves it has ended.");
        Assert.Equal((null, "The driver that serves it has ended."), (_board.RowsAt(At(2))[0].Current, _board.RowsAt(At(2))[0].Problem));
    }

    [Fact]
    public void Text()
    {
        Take(0, -8.4, at: 0);
        Take(1, 0, at: 0);
        Take(0, -40, at: 1);
        Take(1, -0.1, at: 8);
        _board.Take(2, new BatteryReading { Address = Seen.Address("A4:C1:38:00:00:09"), Origin = ReadingOrigin.Bluetooth, Problem = "No battery." }, At(8));

        Assert.Equal(
            """
            NAME      ADDRESS            TYPE       VOLTAGE  CURRENT   CHANGE   SOC
            JBD-A     A4:C1:38:00:00:01  JBD        13.26 V  -40.0 A  -31.6 A  76 %  now <- changed most
            JBD-B     A4:C1:38:00:00:02  JBD        13.26 V   -0.1 A   -0.1 A  76 %
            ATC_?[2J  A4:C1:38:00:00:09  maybe JBD        -        -        -     -  No battery.
            """,
            string.Join('\n', IdentifyText.Lines(_board.RowsAt(At(9)))));
    }

    [Fact]
    public void Text_tells_who_is_still_being_connected_and_whose_values_are_old()
    {
        Take(0, -8.4, at: 0);
        string[] remarks = [.. IdentifyText.Lines(_board.RowsAt(At(7))).Select(line => line[line.LastIndexOf("  ", StringComparison.Ordinal)..].Trim())];

        Assert.Equal(["7 s old", "connecting", "connecting"], remarks[1..]);
    }

    [Fact]
    public void Json()
    {
        Take(0, -8.4, at: 0);
        Take(0, -40, at: 1);
        _board.Fail(2, "No battery.");

        Assert.Equal(
            """{"elapsed_seconds":2.5,"changed_most":"A4:C1:38:00:00:01","batteries":["""
            + """{"address":"A4:C1:38:00:00:01","name":"JBD-A","bms":"jbd","source":"bluetooth","voltage":13.26,"current":-40,"soc":76,"change":-31.6,"age_seconds":1.5,"problem":null},"""
            + """{"address":"A4:C1:38:00:00:02","name":"JBD-B","bms":null,"source":null,"voltage":null,"current":null,"soc":null,"change":null,"age_seconds":null,"problem":null},"""
            + """{"address":"A4:C1:38:00:00:09","name":"ATC_\u001B[2J","bms":null,"source":null,"voltage":null,"current":null,"soc":null,"change":null,"age_seconds":null,"problem":"No battery."}]}""",
            IdentifyJson.Line(_board.RowsAt(At(2.5)), TimeSpan.FromSeconds(2.5)));
        using JsonDocument _ = JsonDocument.Parse(IdentifyJson.Line([], TimeSpan.Zero));
    }

    private static MonotonicTime At(double seconds) => new(TimeSpan.FromSeconds(seconds));

    private static BatteryReading Reading(string address, double amps, double age = 0) => new()
    {
        Address = Seen.Address(address),
        BmsType = "jbd",
        Origin = ReadingOrigin.Bluetooth,
        Age = TimeSpan.FromSeconds(age),
        Values = new BatterySnapshot { Voltage = new(13.26, default), Current = new(amps, default), SocPercent = new(76, default) },
    };

    private void Take(int number, double amps, double at) => _board.Take(number, Reading($"A4:C1:38:00:00:0{number + 1}", amps), At(at));
}
