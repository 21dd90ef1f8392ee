using BtBattery.Driver.Links;

namespace BtBattery.Driver.Tests.Links;

public sealed class TurnsTests
{
    private readonly Turns _turns = new();

    [Fact]
    public async Task Turns_come_in_the_order_of_asking()
    {
        await _turns.TakeAsync(CancellationToken.None);
        Task[] waiting = [.. Enumerable.Range(0, 3).Select(_ => _turns.TakeAsync(CancellationToken.None))];
        foreach (Task turn in waiting)
        {
            Assert.False(turn.IsCompleted);
            _turns.Pass();
            await turn;
        }

        _turns.Pass();
        Assert.True(_turns.TakeAsync(CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task One_that_gave_up_holds_up_nobody()
    {
        using var cancellation = new CancellationTokenSource();
        await _turns.TakeAsync(CancellationToken.None);
        Task first = _turns.TakeAsync(cancellation.Token);
        Task second = _turns.TakeAsync(CancellationToken.None);
        await cancellation.CancelAsync();
        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(cancellation.Token, exception.CancellationToken);
        Assert.False(second.IsCompleted);
        _turns.Pass();
        await second;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _turns.TakeAsync(cancellation.Token));
    }

    [Fact]
    public async Task Whoever_has_the_turn_can_see_whether_others_want_it()
    {
        int told = 0;
        _turns.Wanted += () => told++;
        await _turns.TakeAsync(CancellationToken.None);
        Assert.False(_turns.IsWanted);
        using var cancellation = new CancellationTokenSource();
        Task first = _turns.TakeAsync(cancellation.Token);
        Assert.Equal((true, 1), (_turns.IsWanted, told));
        await cancellation.CancelAsync();
        Assert.False(_turns.IsWanted);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        Task second = _turns.TakeAsync(CancellationToken.None);
        Assert.Equal((true, 2), (_turns.IsWanted, told));
        _turns.Pass();
        await second;
        Assert.False(_turns.IsWanted);
    }
}
