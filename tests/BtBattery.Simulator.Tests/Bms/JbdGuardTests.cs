using BtBattery.Simulator.Bms;

namespace BtBattery.Simulator.Tests.Bms;

public sealed class JbdGuardTests
{
    private const string AskCells = "dda50400fffc77";

    /// <summary>syssi/esphome-jbd-bms: docs/ffaa-auth-flow; address, password and random byte of that log.</summary>
    [Fact]
    public void The_recorded_handshake_opens_the_board_until_the_link_ends()
    {
        JbdPasswordGuard board = Guard();
        board.LinkUp(isEncrypted: false);
        Assert.Empty(Ask(board, AskCells));

        Assert.Equal("ffaa15010016", Ask(board, "ffaa15063030303030303b"));
        Assert.Equal("ffaa1701243c", Ask(board, "ffaa170017"));
        Assert.Equal("ffaa18010019", Ask(board, "ffaa180645bb752a642445"));
        Assert.StartsWith("dd0400", Ask(board, AskCells), StringComparison.Ordinal);

        board.LinkUp(isEncrypted: false);
        Assert.Empty(Ask(board, AskCells));
    }

    [Fact]
    public void A_wrong_password_and_a_wrong_app_key_are_refused()
    {
        JbdPasswordGuard board = Guard();
        board.LinkUp(isEncrypted: false);

        Assert.Equal("ffaa15010117", Ask(board, "ffaa15063130303030303c"));
        Ask(board, "ffaa170017");
        Assert.Equal("ffaa1801011a", Ask(board, "ffaa180645bb752a642344"));
        Assert.Empty(Ask(board, AskCells));
    }

    [Fact]
    public void A_message_with_a_wrong_sum_is_not_answered()
    {
        Assert.Empty(Ask(Guard(), "ffaa170018"));
    }

    [Fact]
    public void A_board_that_wants_pairing_echoes_until_the_link_is_encrypted()
    {
        var board = new JbdPairingGuard(new JbdBoard(new SimulatedPack(Plain())));
        board.LinkUp(isEncrypted: false);
        Assert.Equal(AskCells, Ask(board, AskCells));

        board.LinkUp(isEncrypted: true);
        Assert.StartsWith("dd0400", Ask(board, AskCells), StringComparison.Ordinal);
    }

    private static JbdPasswordGuard Guard() => new(new JbdBoard(new SimulatedPack(Plain())), "10:A5:62:32:75:36", "123456", () => 0x24);

    private static BatteryState Plain() => new() { Cells = [3.3, 3.3, 3.3, 3.3], Soc = 50, RemainingAh = 50, DesignAh = 100 };

    private static string Ask(IBms board, string request) =>
        string.Concat(board.Receive(Convert.FromHexString(request)).SelectMany(reply => reply.Pieces).Select(Convert.ToHexStringLower));
}
