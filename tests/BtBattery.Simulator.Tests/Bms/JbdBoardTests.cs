using BtBattery.Simulator.Bms;

namespace BtBattery.Simulator.Tests.Bms;

public sealed class JbdBoardTests
{
    /// <summary>Bytes of a published log of a 110 Ah Liontron pack; two sensors, no trailing part.</summary>
    [Fact]
    public void Pack_info_without_the_trailing_part_is_what_a_real_board_sent()
    {
        var board = new JbdBoard(new SimulatedPack(new BatteryState
        {
            Cells = [3.3, 3.3, 3.3, 3.3],
            Soc = 65,
            RemainingAh = 70.9,
            DesignAh = 109.91,
            Cycles = 2,
            ProductionDate = new DateOnly(2020, 8, 10),
            Software = "2.5",
            Temperatures = [20.1, 19.2],
        }));

        Assert.Equal("DD03001B052800001BB22AEF0002290A00000000000025410304020B740B6BFC3977", Ask(board, "DDA50300FFFD77"));
    }

    /// <summary>
    /// Bytes of a published log (bradcagle/dbus-btbattery issue 14), but for the balance current, which the real
    /// board filled with 0x8110.
    /// </summary>
    [Fact]
    public void Pack_info_with_the_trailing_part_is_what_a_real_board_sent()
    {
        var board = new JbdBoard(new SimulatedPack(new BatteryState
        {
            Cells = [3.294, 3.295, 3.295, 3.296],
            Soc = 53,
            RemainingAh = 165.58,
            DesignAh = 300,
            FullAh = 312.47,
            Cycles = 1,
            ProductionDate = new DateOnly(2023, 5, 16),
            Software = "4.1",
            Temperatures = [21.0, 21.5, 21.2],
        }));

        string real = "DD0300260526000040AE753000012EB000000000000041350304030B7D0B820B7F0000007A0F40AE8110F91677";
        // 0x8110 less is 0x81 + 0x10 more in the checksum.
        string expected = real.Replace("8110F91677", "0000F9A777", StringComparison.Ordinal);
        Assert.Equal(expected, Ask(board, "DDA50300FFFD77"));
        Assert.Equal("DD0400080CDE0CDF0CDF0CE0FC4C77", Ask(board, "DDA50400FFFC77"));
    }

    [Fact]
    public void A_discharge_current_protections_and_balancing_have_their_bits()
    {
        BatteryState state = Plain() with { Current = -1.52, Protections = ["cell_undervoltage", "short_circuit"], Balancing = [1, 4],
            DischargeFet = false };
        byte[] frame = Convert.FromHexString(Ask(new JbdBoard(new SimulatedPack(state)), "DDA50300FFFD77"));

        Assert.Equal("FF68", Convert.ToHexString(frame, 6, 2));
        Assert.Equal("00090000", Convert.ToHexString(frame, 16, 4));
        Assert.Equal("0402", Convert.ToHexString(frame, 20, 2));
        Assert.Equal(1, frame[24]);
    }

    [Fact]
    public void Balancing_of_cells_above_16_is_in_the_second_word()
    {
        BatteryState state = Plain() with { Cells = [.. Enumerable.Repeat(3.3, 24)], Balancing = [17, 24] };
        byte[] frame = Convert.FromHexString(Ask(new JbdBoard(new SimulatedPack(state)), "DDA50300FFFD77"));

        Assert.Equal("00000081", Convert.ToHexString(frame, 16, 4));
    }

    [Fact]
    public void Name_and_counters_are_answered()
    {
        var board = new JbdBoard(new SimulatedPack(Plain() with { Hardware = "JBD", ErrorCounts = [0, 0, 0, 0, 1] }));

        Assert.Equal("DD0500034A4244FF2D77", Ask(board, "DDA50500FFFB77"));
        // Eleven counters, the fifth is 1, and two bytes of unknown meaning: 0x18 + 1 = 0x19.
        Assert.Equal("DDAA0018" + "0000000000000000" + "0001" + "0000000000000000000000000000" + "FFE777", Ask(board, "DDA5AA00FF5677"));
    }

    [Fact]
    public void A_board_without_a_name_stays_silent_when_asked_for_it()
    {
        Assert.Empty(Ask(new JbdBoard(new SimulatedPack(Plain())), "DDA50500FFFB77"));
    }

    [Theory]
    [InlineData("DDA50300FFFC77")]
    [InlineData("DDA50300FFFD76")]
    [InlineData("DDA503")]
    [InlineData("00")]
    public void A_request_that_is_not_right_is_not_answered(string request)
    {
        Assert.Empty(Ask(new JbdBoard(new SimulatedPack(Plain())), request));
    }

    [Fact]
    public void Noise_before_a_request_and_a_request_in_two_writes_are_understood()
    {
        var board = new JbdBoard(new SimulatedPack(Plain()));

        Assert.Empty(Ask(board, "00DDFFDDA504"));
        Assert.StartsWith("DD0400", Ask(board, "00FFFC77"), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_requests_in_one_write_get_two_answers()
    {
        var board = new JbdBoard(new SimulatedPack(Plain()));

        Assert.Equal(2, board.Receive(Convert.FromHexString("DDA50300FFFD77DDA50400FFFC77")).Count);
    }

    [Fact]
    public void Settings_are_refused_outside_factory_mode_and_readable_within()
    {
        var board = new JbdBoard(new SimulatedPack(Plain()));

        // The refusal is a recorded one.
        Assert.Equal("DD248100FF7F77", Ask(board, "DDA52400FFDC77"));
        Assert.Equal("DD000000000077", Ask(board, "DD5A00025678FF3077"));
        Assert.Equal("DD2400020E42FFAE77", Ask(board, "DDA52400FFDC77"));
        Assert.Equal("DD010000000077", Ask(board, "DD5A01020000FFFD77"));
        Assert.Equal("DD248100FF7F77", Ask(board, "DDA52400FFDC77"));
    }

    [Fact]
    public void Switching_the_transistors_is_seen_in_pack_info_with_the_software_lock()
    {
        var pack = new SimulatedPack(Plain());
        var board = new JbdBoard(pack);

        Assert.Equal("DDE10000000077", Ask(board, "DD5AE1020001FF1C77"));
        Assert.False(pack.State.ChargeFet);
        Assert.True(pack.State.DischargeFet);
        Assert.Equal(["mosfet_software_lock"], pack.State.Protections);

        Assert.Equal("DDE10000000077", Ask(board, "DD5AE1020000FF1D77"));
        Assert.True(pack.State.ChargeFet);
        Assert.Empty(pack.State.Protections);
    }

    [Fact]
    public void An_unknown_register_is_refused()
    {
        Assert.Equal("DDF08000FF8077", Ask(new JbdBoard(new SimulatedPack(Plain())), "DDA5F000FF1077"));
    }

    [Fact]
    public void A_new_link_forgets_half_a_request_and_factory_mode()
    {
        var board = new JbdBoard(new SimulatedPack(Plain()));
        Ask(board, "DD5A00025678FF3077");
        Ask(board, "DDA503");

        board.LinkUp(isEncrypted: false);

        Assert.Empty(Ask(board, "00FFFD77"));
        Assert.Equal("DD248100FF7F77", Ask(board, "DDA52400FFDC77"));
    }

    [Theory]
    [InlineData("soc", 50.5)]
    [InlineData("current", 327.68)]
    [InlineData("remaining", 655.36)]
    public void What_the_frame_cannot_hold_is_objected_to(string what, double value)
    {
        BatteryState state = what switch
        {
            "soc" => Plain() with { Soc = value },
            "current" => Plain() with { Current = value },
            _ => Plain() with { RemainingAh = value },
        };

        Assert.Null(new JbdBoard(new SimulatedPack(Plain())).Objection(Plain()));
        Assert.NotNull(new JbdBoard(new SimulatedPack(Plain())).Objection(state));
    }

    private static BatteryState Plain() => new() { Cells = [3.3, 3.3, 3.3, 3.3], Soc = 50, RemainingAh = 50, DesignAh = 100 };

    private static string Ask(JbdBoard board, string request) =>
        string.Concat(board.Receive(Convert.FromHexString(request)).SelectMany(reply => reply.Pieces).Select(Convert.ToHexString));
}
