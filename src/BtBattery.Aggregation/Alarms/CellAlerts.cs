using System.Globalization;
using BtBattery.Aggregation.Charging.Members;
using BtBattery.Aggregation.Merging;

namespace BtBattery.Aggregation.Alarms;

/// <summary>How often cells of a battery got too far apart, and the last time it happened.</summary>
/// <param name="Count">Since it is counted; kept over restarts.</param>
/// <param name="Latest">In words; empty before the first.</param>
public sealed record CellAlerts(int Count, string Latest)
{
    /// <summary>None yet.</summary>
    public static CellAlerts Empty { get; } = new(0, "");

    /// <summary>After a turn.</summary>
    /// <param name="members">The batteries; battery 1 first.</param>
    /// <param name="before">Alarms of the turn before.</param>
    /// <param name="after">Alarms of this turn.</param>
    public CellAlerts After(ReadOnlySpan<MemberView> members, AlarmMemory before, AlarmMemory after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        CellAlerts next = this;
        for (int i = 0; i < members.Length; i++)
        {
            // What stood there when the driver began to look was counted before it ended, unless nothing ever was.
            OwnCondition apart = Of(after, i);
            if (apart.Level > Of(before, i).Level && (apart.WasFine || Count == 0))
            {
                next = new(next.Count == int.MaxValue ? next.Count : next.Count + 1, Describe(members[i], members.Length));
            }
        }

        return next;
    }

    /// <summary>True while cells of a battery are further apart than its owner allows.</summary>
    /// <param name="alarms">What is remembered of alarms.</param>
    /// <param name="index">The place of the battery, from 0.</param>
    internal static bool IsApart(AlarmMemory alarms, int index) => Of(alarms, index).Level > 0;

    private static OwnCondition Of(AlarmMemory alarms, int index) => index < alarms.Members.Count && alarms.Members[index].Count > (int)Alarm.CellImbalance
        ? alarms.Members[index][(int)Alarm.CellImbalance].Own
        : default;

    private static string Describe(MemberView member, int members)
    {
        CellReading cells = CellReading.Of(member);
        string lowest = CellNames.OfCell(members, member.Number, cells.Lowest.Number);
        string highest = CellNames.OfCell(members, member.Number, cells.Highest.Number);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{cells.Highest.Value - cells.Lowest.Value:F3} V apart: {lowest} {cells.Lowest.Value:F3} V, {highest} {cells.Highest.Value:F3} V");
    }
}
