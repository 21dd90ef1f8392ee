namespace BtBattery.Aggregation.Guard;

/// <summary>What the guard leaves of a direction, from the most to the least permissive.</summary>
public enum GuardAction
{
    /// <summary>All of it.</summary>
    Free,

    /// <summary><see cref="ReconnectGuard.ReducedShare"/> of it: the voltages come closer, gently.</summary>
    Reduced,

    /// <summary>Nothing.</summary>
    Zero,
}
