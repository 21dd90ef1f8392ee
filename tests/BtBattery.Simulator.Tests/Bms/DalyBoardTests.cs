using BtBattery.Simulator.Bms;

namespace BtBattery.Simulator.Tests.Bms;

/// <summary>Daly boards against published frames of real ones: the same values must give the same bytes.</summary>
public sealed class DalyBoardTests
{
    /// <summary>syssi/esphome-daly-bms docs/pdus/daly_bms_blue_series_80_registers.txt</summary>
    [Fact]
    public void D2_status_in_80_registers_is_what_a_real_board_sent()
    {
        var board = new DalyD2Board(new SimulatedPack(new BatteryState
        {
            Cells = [3.281, 3.282, 3.283, 3.283, 3.283, 3.282, 3.283, 3.283, 3.283, 3.283, 3.283, 3.283, 3.283, 3.283, 3.283, 3.283],
            Current = -2.5,
            Soc = 56.1,
            RemainingAh = 117.8,
            Cycles = 60,
            Temperatures = [13, 13, 13, 13],
            MosTemperature = 15,
        }), hasEighty: true);

        Assert.Equal(
            "d203a00cd10cd20cd30cd30cd30cd20cd30cd30cd30cd30cd30cd30cd30cd30cd30cd3000000000000000000000000000000000000000000000000000000000000000000350035003500350000000000000000020d751702310cd30cd1003500350002049a00100004003c0000000100010cd20002008300000000000000000000000075300000003700000000000000000000000000000000000000000000000000005455",
            Ask(board, "d203000000505655"));
        Assert.Empty(Ask(board, "d2030000003ed7b9"));
    }

    /// <summary>syssi/esphome-daly-bms docs/pdus/daly_bms_24cells.txt</summary>
    [Fact]
    public void D2_status_in_62_registers_is_what_a_real_board_sent()
    {
        var board = new DalyD2Board(new SimulatedPack(new BatteryState
        {
            Cells = [3.292, 3.291, 3.292, 3.292, 3.292, 3.292, 3.294, 3.292, 3.292, 3.292, 3.292, 3.292, 3.292, 3.292, 3.294, 3.292,
                3.292, 3.292, 3.292, 3.292, 3.292, 3.294, 3.292, 3.292],
            Soc = 33.3,
            RemainingAh = 104.5,
            Temperatures = [16, 14, 16, 16],
        }));

        Assert.Equal(
            "d2037c0cdc0cdb0cdc0cdc0cdc0cdc0cde0cdc0cdc0cdc0cdc0cdc0cdc0cdc0cde0cdc0cdc0cdc0cdc0cdc0cdc0cde0cdc0cdc000000000000000000000000000000000038003600380038000000000000000003167530014d0cde0cdb00380036000004150018000400000000000100010cdc0003000000000000000000004967",
            Ask(board, "d2030000003ed7b9"));
        Assert.Empty(Ask(board, "d203000000505655"));
    }

    /// <summary>patman15/BMS_BLE-HA issue 55, and tests/components/daly_bms_ble/common.h of syssi/esphome-daly-bms</summary>
    [Fact]
    public void D2_balancing_block_and_version_are_what_real_boards_sent()
    {
        var board = new DalyD2Board(new SimulatedPack(Plain() with { MosTemperature = 29, Software = "401012", Hardware = "BMS" }));

        Assert.Equal("d2031200000000753000000045ffffffffffffffff787e", Ask(board, "d203003e0009f7a3"));
        Assert.Equal("d203403430313031320000000000000000000000000000000000000000000000000000424d5300000000000000000000000000000000000000000000000000000000006513", Ask(board, "d20300a900208791"));
        Assert.Empty(Ask(new DalyD2Board(new SimulatedPack(Plain())), "d203003e0009f7a3"));
    }

    [Fact]
    public void D2_alarms_are_at_their_bits()
    {
        // A recorded, nearly empty pack had 3B = 0x0080: state of charge low, level 2.
        string reply = Ask(new DalyD2Board(
            new SimulatedPack(Plain() with { Protections = ["soc_low_alarm", "cell_overvoltage_warning", "internal_comm_fault"] })),
                "d2030000003ed7b9");

        Assert.Equal("0001" + "0080" + "8000" + "0000", reply[(2 * (3 + 2 * 0x3A))..^4]);
    }

    [Fact]
    public void D2_switches_its_transistors_and_echoes_the_write()
    {
        var pack = new SimulatedPack(Plain());
        var board = new DalyD2Board(pack);

        // CRC worked out by a separate program.
        Assert.Equal("d20600a500008a4a", Ask(board, "d20600a500008a4a"));
        Assert.False(pack.State.ChargeFet);
        Assert.Equal("d20600a60001bb8a", Ask(board, "d20600a60001bb8a"));
        Assert.True(pack.State.DischargeFet);
    }

    [Theory]
    [InlineData("d2030000003ed7b8")]
    [InlineData("d2030063000167b7")]
    [InlineData("8103000000405bfa")]
    public void D2_does_not_answer_what_is_wrong_or_meant_for_others(string request)
    {
        Assert.Empty(Ask(new DalyD2Board(new SimulatedPack(Plain())), request));
    }

    /// <summary>patman15/BMS_BLE-HA issue 806; the heartbeat had come to 0x76.</summary>
    [Fact]
    public void P81_cells_and_pack_are_what_a_real_board_sent()
    {
        var board = new DalyP81Board(
            new SimulatedPack(new BatteryState { Cells = [3.256, 3.193, 3.209, 3.262], Current = -3.7, Soc = 8.9,
                Temperatures = [null, null] }));
        for (int beat = 1; beat < 0x76; beat++) Ask(board, "8103000000405bfa");

        Assert.Equal(
            "5103800cb80c790c890cbe0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000ff00ff00ff00ff00ff00ff00ff00ff0081750b00590076000400020cbe00046588",
            Ask(board, "8103000000405bfa"));
    }

    [Fact]
    public void P81_status_settings_and_version_have_their_values_where_the_recording_has_them()
    {
        var board = new DalyP81Board(new SimulatedPack(Plain() with
        {
            Current = -8.9, RemainingAh = 271.2, DesignAh = 314, Cycles = 7, Temperatures = [22, 22, 22, 22], MosTemperature = 24,
                Software = "41_260321_0323", Hardware = "ESS41_0323",
        }));

        string status = Ask(board, "81030041003e8bce");
        Assert.Equal((2 * 129, "51037c"), (status.Length, status[..6]));
        Assert.Equal("0002", Register(status, 0x48 - 0x41));
        Assert.Equal("0a98", Register(status, 0x4B - 0x41));
        Assert.Equal("0007", Register(status, 0x4C - 0x41));
        Assert.Equal("0001", Register(status, 0x52 - 0x41));
        Assert.Equal("0040", Register(status, 0x5A - 0x41));

        string settings = Ask(board, "8103010000519a0a");
        Assert.Equal("0004ca90", Register(settings, 9) + Register(settings, 10));

        string version = Ask(board, "81030178004a5a18");
        Assert.StartsWith("51039434315f3236303332315f30333233", version, StringComparison.Ordinal);
        Assert.Contains("45535334315f3033323300000000", version, StringComparison.Ordinal);
    }

    /// <summary>A public demo payload of an 8S board; unused bytes repeat the frame before.</summary>
    [Fact]
    public void A5_frames_are_what_a_real_board_sent()
    {
        var board = new DalyA5Board(new SimulatedPack(new BatteryState
        {
            Cells = [2.923, 3.138, 3.139, 3.132, 3.154, 3.139, 3.072, 3.144],
            Soc = 38.5,
            RemainingAh = 40.425,
            Cycles = 1,
            Temperatures = [21],
            DischargeFet = false,
            Balancing = [5, 8],
        }));
        for (int life = 1; life < 0x25; life++) Ask(board, "a5409308000000000000000080");

        Assert.Equal("a501900800f80000753001815d", Ask(board, "a540900800000000000000007d"));
        Assert.Equal("a50191080c52050b6b0101819b", Ask(board, "a540910800000000000000007e"));
        Assert.Equal("a50192083d013d016b010181aa", Ask(board, "a540920800000000000000007f"));
        Assert.Equal("a50193080001002500009de9ed", Ask(board, "a5409308000000000000000080"));
        Assert.StartsWith("a501940808010000000001", Ask(board, "a5409408000000000000000081"), StringComparison.Ordinal);
        string cells = Ask(board, "a5409508000000000000000082");
        Assert.Equal(["010b6b0c420c43", "020c3c0c520c43", "030c000c480c43"],
            Enumerable.Range(0, 3).Select(i => cells.Substring(26 * i + 8, 14)));
        Assert.StartsWith("a5019608013d", Ask(board, "a5409608000000000000000083"), StringComparison.Ordinal);
        Assert.StartsWith("a5019708900000000000", Ask(board, "a5409708000000000000000084"), StringComparison.Ordinal);
    }

    /// <summary>jblance/mpp-solar: a discharging pack has a raw current above 30000; issue 113: a name in two frames.</summary>
    [Fact]
    public void A5_discharge_is_above_30000_and_texts_come_in_sevens()
    {
        var board = new DalyA5Board(
            new SimulatedPack(Plain() with { PackVoltage = 53.2, Current = -2.1, Soc = 88.8, Hardware = "DL-BMS-R32-01E" }));

        Assert.Equal("a5019008021400007545037889", Ask(board, "a540900800000000000000007d"));
        Assert.Equal("a501630801444c2d424d532dde" + "a5016308025233322d3031459d", Ask(board, "a5406308000000000000000050"));
    }

    [Fact]
    public void A5_answers_only_under_its_own_address()
    {
        Assert.Empty(Ask(new DalyA5Board(new SimulatedPack(Plain()), address: 0x80), "a540900800000000000000007d"));
        Assert.NotEmpty(Ask(new DalyA5Board(new SimulatedPack(Plain()), address: 0x80), "a58090080000000000000000bd"));
    }

    [Fact]
    public void What_the_frames_cannot_hold_is_objected_to()
    {
        Assert.Null(new DalyD2Board(new SimulatedPack(Plain())).Objection(Plain()));
        Assert.NotNull(new DalyD2Board(new SimulatedPack(Plain())).Objection(Plain() with { Current = 0.05 }));
        Assert.NotNull(new DalyD2Board(new SimulatedPack(Plain())).Objection(Plain() with { Temperatures = [20.5] }));
        Assert.NotNull(new DalyD2Board(new SimulatedPack(Plain())).Objection(Plain() with { Protections = ["fire"] }));
        Assert.NotNull(new DalyP81Board(new SimulatedPack(Plain())).Objection(Plain() with { Protections = ["soc_low_alarm"] }));
        Assert.NotNull(new DalyA5Board(new SimulatedPack(Plain())).Objection(Plain() with { Temperatures = [null] }));
        Assert.Null(new DalyD2Board(new SimulatedPack(Plain())).Objection(Plain() with { Temperatures = [null] }));
    }

    private static BatteryState Plain() => new() { Cells = [3.3, 3.3, 3.3, 3.3], Soc = 50, RemainingAh = 50, DesignAh = 100 };

    private static string Register(string reply, int number) => reply.Substring(2 * (3 + 2 * number), 4);

    private static string Ask(IBms board, string request) =>
        string.Concat(board.Receive(Convert.FromHexString(request)).SelectMany(reply => reply.Pieces).Select(Convert.ToHexStringLower));
}
