using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Merging;

/// <summary>How far some protections of a bank went, and whose.</summary>
/// <param name="Level">The highest level that is up; null if none is.</param>
/// <param name="Battery">Number of the battery, from 1; 0 if none is up.</param>
/// <param name="Name">The name in the table of that battery's protocol; empty if none is up.</param>
public readonly record struct GravestProtection(ProtectionLevel? Level, int Battery, string Name)
{
    /// <summary>The gravest of the causes that is up in any member that is there; of equals, the first in the order of the bank.</summary>
    /// <param name="members">The members.</param>
    /// <param name="causes">What to look for.</param>
    /// <returns>Null if no member that is there can tell of any of them, or one that can has not told and none is up.</returns>
    public static Measured<GravestProtection>? Among(ReadOnlySpan<MemberView> members, ReadOnlySpan<Protection> causes)
    {
        GravestProtection gravest = new(null, 0, "");
        MonotonicTime? at = null;
        bool isUnknown = false;
        foreach (MemberView member in members)
        {
            if (!member.IsPresent || !Reports(member, causes))
            {
                continue;
            }

            if (member.Fresh(member.Snapshot.Protections) is not { } active)
            {
                isUnknown = true;
                continue;
            }

            at = at is { } before ? Moments.Older(before, active.At) : active.At;
            for (int i = 0; i < active.Value.Count; i++)
            {
                ActiveProtection protection = active.Value[i];
                if (causes.Contains(protection.Protection) && (gravest.Level is not { } level || protection.Level > level))
                {
                    gravest = new(protection.Level, member.Number, protection.Name);
                }
            }
        }

        return at is { } moment && (gravest.Level is not null || !isUnknown) ? new(gravest, moment) : null;
    }

    private static bool Reports(MemberView member, ReadOnlySpan<Protection> causes)
    {
        IReadOnlyList<Protection> reports = member.Status.Reports;
        for (int i = 0; i < reports.Count; i++)
        {
            if (causes.Contains(reports[i]))
            {
                return true;
            }
        }

        return false;
    }
}
