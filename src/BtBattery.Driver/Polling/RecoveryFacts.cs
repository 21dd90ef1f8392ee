namespace BtBattery.Driver.Polling;

/// <summary>What the ladder has to know of everything beside its battery. What is unknown is set so that less is done.</summary>
public readonly record struct RecoveryFacts
{
    /// <summary>Another battery of this driver gives data over the same adapter.</summary>
    public required bool IsOtherLiveOnAdapter { get; init; }

    /// <summary>Another battery of this driver gives data.</summary>
    public required bool IsOtherLive { get; init; }

    /// <summary>At least this long ago the adapter was switched off and on by us; null if it never was.</summary>
    public required TimeSpan? SinceCycle { get; init; }

    /// <summary>How often that was done since data came over the adapter.</summary>
    public required int CyclesInVain { get; init; }

    /// <summary>How long the machine has been up; null if nobody knows.</summary>
    public required TimeSpan? Uptime { get; init; }

    /// <summary>At least this long ago we started the machine anew; null if we never did.</summary>
    public required TimeSpan? SinceReboot { get; init; }
}
