namespace BtBattery.Aggregation.Alarms;

/// <summary>What has to be remembered of alarms from one turn to the next. The same object comes back while nothing changes.</summary>
public sealed record AlarmMemory
{
    /// <summary>Nothing yet.</summary>
    public static AlarmMemory Empty { get; } = new();

    /// <summary>Of the bank: as many as <see cref="Alarm"/> has, in its order; empty before the first turn.</summary>
    public IReadOnlyList<AlarmState> Bank { get; init; } = [];

    /// <summary>Of each battery, battery 1 first, the same.</summary>
    public IReadOnlyList<IReadOnlyList<AlarmState>> Members { get; init; } = [];
}
