using BtBattery.Driver.Installing;
using BtBattery.Tests.VirtualTime;

namespace BtBattery.Driver.Tests.Installing;

/// <summary>Real programs.</summary>
public sealed class MachineCommandsTests
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task What_a_program_prints_and_how_it_ends()
    {
        CommandResult result = await RunAsync("sh", "-c", "echo one; echo two >&2; exit 3");
        Assert.Equal(new CommandResult(3, "one\n", "two\n"), result);
        Assert.Equal(("one", false), (result.Why, result.IsDone));
        Assert.True((await RunAsync("sh", "-c", "read nothing || exit 0")).IsDone);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_a_result()
    {
        CommandResult result = await RunAsync("btbattery-is-no-such-program");
        Assert.Null(result.ExitCode);
        Assert.StartsWith("'btbattery-is-no-such-program' cannot be run:", result.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_does_not_end_is_killed_at_its_deadline()
    {
        Task<CommandResult> running = RunAsync("sleep", "100000");
        Assert.False(running.IsCompleted);
        _time.Advance(s_deadline);
        Assert.Equal(new CommandResult(null, "", "'sleep' did not end within 60 s"), await running);
    }

    [Fact]
    public async Task Whoever_gives_up_is_not_told_a_result()
    {
        using var givesUp = new CancellationTokenSource();
        Task<CommandResult> running = new MachineCommands(_time).RunAsync("sleep", ["100000"], s_deadline, givesUp.Token);
        await givesUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private Task<CommandResult> RunAsync(string program, params string[] arguments) => new MachineCommands(_time).RunAsync(program, arguments, s_deadline);
}
