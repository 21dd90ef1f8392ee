using BtBattery.Driver.Run;

namespace BtBattery.Driver.Tests.Fakes;

/// <summary>A machine that is what a test says.</summary>
internal sealed class FakeMachine : IMachine
{
    public MachineMoment? Now { get; set; } = new("first", TimeSpan.FromDays(2));

    public bool IsGx { get; init; }

    public int Reboots { get; private set; }

    /// <summary>Why it refuses to start anew; null if it does not.</summary>
    public string? Refusal { get; set; }

    /// <summary>Time passes.</summary>
    public void Advance(TimeSpan time) => Now = Now is { } now ? now with { Uptime = now.Uptime + time } : null;

    public Task<string?> RebootAsync(CancellationToken cancellationToken)
    {
        Reboots++;
        return Task.FromResult(Refusal);
    }
}
