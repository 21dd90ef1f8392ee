using System.Globalization;
using System.Text.Json.Serialization;
using BtBattery.Aggregation.Charging.Members;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Alarms;

/// <summary>How often cells of a battery got too far apart, and the last time it happened.</summary>
/// <param name="Count">Since it is counted; kept over restarts.</param>
/// <param name="Latest">In words; empty before the first.</param>
public sealed record CellAlerts(int Count, string Latest)
{
    /// <summary>So many are kept. One that lasts is never let go for others: a battery has one at a time, and a bank has fewer batteries.</summary>
    public const int MostKept = 5;

    /// <summary>None yet.</summary>
    public static CellAlerts Empty { get; } = new(0, "");

    /// <summary>The last ones, newest first.</summary>
    public IReadOnlyList<CellAlert> Last { get; init; } = [];

    /// <summary>Their number, and nothing of the last ones.</summary>
    [JsonIgnore]
    internal CellAlerts WithoutLast => new(Count, Latest);

    /// <summary>How many batteries are apart.</summary>
    [JsonIgnore]
    public int Active
    {
        get
        {
            int count = 0;
            for (int i = 0; i < Last.Count; i++)
            {
                count += Last[i].IsOver ? 0 : 1;
            }

            return count;
        }
    }

    /// <summary>After a turn.</summary>
    /// <param name="members">The batteries; battery 1 first.</param>
    /// <param name="before">Alarms of the turn before.</param>
    /// <param name="after">Alarms of this turn.</param>
    /// <param name="isWatched">False if nobody wants to be told of cells that are apart: then none are.</param>
    /// <param name="wall">The wall clock; null while it cannot be believed.</param>
    public CellAlerts After(ReadOnlySpan<MemberView> members, AlarmMemory before, AlarmMemory after, bool isWatched, WallTime? wall)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        CellAlerts next = this;
        for (int i = 0; i < members.Length; i++)
        {
            (OwnCondition was, OwnCondition apart) = (Of(before, i), Of(after, i));
            bool isUp = next.IsUp(i + 1);

            // One that was told before a restart lasts yet: whatever is up and has none is told, also if nobody was there when it came up.
            if (!isUp && apart.Level > 0 && CellReading.Of(members[i]).IsKnown)
            {
                next = next.With(new(i + 1, Describe(members[i], members.Length), wall?.UnixSeconds, null, IsOver: false));
            }
            else if (isUp && apart.Level == 0 && (apart.WasFine || was.Level > 0 || !isWatched))
            {
                // After a restart one goes on until the cells were seen to be fine.
                next = next with { Last = [.. next.Last.Select(alert => alert.IsOver || alert.Battery != i + 1 ? alert : alert with { Ended = wall?.UnixSeconds, IsOver = true })] };
            }
        }

        return next;
    }

    /// <summary>What of them still holds where batteries have other numbers: how many there were. Words and numbers would name others.</summary>
    internal CellAlerts Renumbered() => Count == 0 ? this : new(Count, "");

    /// <summary>What still holds when the program starts: nothing of batteries that there are not.</summary>
    /// <param name="members">How many batteries there are.</param>
    internal CellAlerts AfterRestart(int members) => Last.All(alert => alert.Battery <= members) ? this : this with { Last = [.. Last.Where(alert => alert.Battery <= members)] };

    /// <summary>True while cells of a battery are further apart than its owner allows.</summary>
    /// <param name="alarms">What is remembered of alarms.</param>
    /// <param name="index">The place of the battery, from 0.</param>
    internal static bool IsApart(AlarmMemory alarms, int index) => Of(alarms, index).Level > 0;

    /// <summary>True while one of that battery lasts.</summary>
    private bool IsUp(int battery)
    {
        for (int i = 0; i < Last.Count; i++)
        {
            if (!Last[i].IsOver && Last[i].Battery == battery)
            {
                return true;
            }
        }

        return false;
    }

    private CellAlerts With(CellAlert alert)
    {
        List<CellAlert> last = [alert, .. Last];
        if (last.Count > MostKept)
        {
            last.RemoveAt(last.FindLastIndex(one => one.IsOver) is >= 0 and var over ? over : last.Count - 1);
        }

        return new(Count == int.MaxValue ? Count : Count + 1, alert.Text) { Last = last };
    }

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
