using System.Text.Json.Serialization;

namespace BtBattery.Aggregation.Alarms;

/// <summary>What has to be remembered of alarms from one turn to the next. The same object comes back while nothing changes.</summary>
public sealed record AlarmMemory
{
    private const int Gravest = 2;

    /// <summary>Nothing yet.</summary>
    public static AlarmMemory Empty { get; } = new();

    /// <summary>Of the bank: as many as <see cref="Alarm"/> has, in its order; empty before the first turn.</summary>
    public IReadOnlyList<AlarmState> Bank { get; init; } = [];

    /// <summary>Of each battery, battery 1 first, the same.</summary>
    public IReadOnlyList<IReadOnlyList<AlarmState>> Members { get; init; } = [];

    /// <summary>This, if anything is up; else null: nothing is worth keeping over a restart.</summary>
    [JsonIgnore]
    public AlarmMemory? WhileUp
    {
        get
        {
            bool isUp = IsAnyUp(Bank);
            for (int i = 0; i < Members.Count; i++)
            {
                isUp |= IsAnyUp(Members[i]);
            }

            return isUp ? this : null;
        }
    }

    /// <summary>With alarms where their batteries are now.</summary>
    /// <param name="places">The place, from 0, that each battery had, battery 1 first.</param>
    internal AlarmMemory Renumbered(IReadOnlyList<int> places) => Members.Count == places.Count ? this with { Members = [.. places.Select(place => Members[place])] } : Empty;

    /// <summary>What still holds when the program starts.</summary>
    /// <param name="isResumed">True if what was said before still counts.</param>
    internal AlarmMemory AfterRestart(bool isResumed) => isResumed && IsWhole(Bank) && Members.All(IsWhole) ? this : Empty;

    private static bool IsAnyUp(IReadOnlyList<AlarmState> states)
    {
        for (int i = 0; i < states.Count; i++)
        {
            if (states[i].Shown > 0 || states[i].Level > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>False for what another version of the program, or nobody, has written.</summary>
    private static bool IsWhole(IReadOnlyList<AlarmState>? states) => states is not null && states.Count == AlarmTable.Rules.Count
        && states.All(state => state.Shown is null or (>= 0 and <= Gravest) && state.Said is >= 0 and <= Gravest && state.Own.Level is >= 0 and <= Gravest);
}
