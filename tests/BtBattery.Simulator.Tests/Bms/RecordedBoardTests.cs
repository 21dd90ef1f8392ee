using BtBattery.Simulator.Bms;
using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.Tests.Bms;

public sealed class RecordedBoardTests
{
    [Fact]
    public void Answers_are_given_piece_by_piece_in_turn_and_unrecorded_requests_are_not_answered()
    {
        var board = new RecordedBoard(GattProfile.SerialBridge(0xff00, 0xff01, 0xff02),
        [
            (null, [[0]]),
            ([1], [[10, 11], [12]]),
            ([1], []),
            ([2], [[20]]),
        ]);

        Assert.Equal([0], Assert.Single(board.Subscribed()).Pieces[0]);
        Assert.Equal([[10, 11], [12]], Assert.Single(board.Receive([1])).Pieces);
        Assert.Empty(Assert.Single(board.Receive([1])).Pieces);
        Assert.Equal(2, Assert.Single(board.Receive([1])).Pieces.Count);
        Assert.Empty(board.Receive([3]));

        board.LinkUp(isEncrypted: false);
        Assert.Equal(2, Assert.Single(board.Receive([1])).Pieces.Count);
    }
}
