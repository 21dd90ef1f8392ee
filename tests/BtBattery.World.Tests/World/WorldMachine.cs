using BtBattery.Driver.Run;
using BtBattery.Tests.VirtualTime;

namespace BtBattery.World.Tests;

/// <summary>The machine of a world. It has been up for an hour when the world begins.</summary>
internal sealed class WorldMachine(ManualTimeProvider time) : IMachine
{
    private TimeSpan _startedAt = TimeSpan.FromHours(-1);

    /// <summary>Number of its present start.</summary>
    public int Boot { get; private set; } = 1;

    /// <summary>When it was told to start anew.</summary>
    public List<TimeSpan> Reboots { get; } = [];

    /// <summary>Why it refuses to start anew; null if it does not.</summary>
    public string? Refusal { get; set; }

    /// <summary>True for one that runs Venus OS.</summary>
    public bool IsGx { get; init; }

    public MachineMoment? Now => new($"boot-{Boot}", time.Elapsed - _startedAt);

    public Task<string?> RebootAsync(CancellationToken cancellationToken)
    {
        Reboots.Add(time.Elapsed);
        return Task.FromResult(Refusal);
    }

    /// <summary>It comes up anew.</summary>
    public void Start()
    {
        Boot++;
        _startedAt = time.Elapsed;
    }
}
