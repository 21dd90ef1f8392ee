using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Publish.Surfaces;

/// <summary>How far protections went, as alarms show it.</summary>
internal static class AlarmLevels
{
    /// <summary>What a BMS says of a low state of charge; the driver tells it by its own thresholds too.</summary>
    public static Protection[] LowSoc { get; } = [Protection.SocLow];

    /// <summary>What a BMS says of a low voltage; the driver tells it too, before cells stop the discharging.</summary>
    public static Protection[] LowVoltage { get; } = [Protection.PackUndervoltage];

    /// <summary>The gravest of the causes that is up in a service; null where no BMS that is there can tell of any of them.</summary>
    public static Measured<int>? Of(BankTurn turn, Protection[] causes) =>
        GravestProtection.Among(turn.Views, causes)?.Select(gravest => (int)(gravest.Level ?? ProtectionLevel.State));

    /// <summary>The gravest of the causes that is up in a battery; null where its BMS cannot tell of any of them.</summary>
    public static Measured<int>? Of(Turn turn, Protection[] causes) =>
        turn.Battery.Protections is { } active && IsReported(turn, causes) ? new(Gravest(active.Value, causes), active.At) : null;

    private static bool IsReported(Turn turn, Protection[] causes)
    {
        for (int i = 0; i < causes.Length; i++)
        {
            if (turn.Status.Reports.Contains(causes[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static int Gravest(IReadOnlyList<ActiveProtection> active, Protection[] causes)
    {
        int level = 0;
        for (int i = 0; i < active.Count; i++)
        {
            if (Array.IndexOf(causes, active[i].Protection) >= 0)
            {
                level = Math.Max(level, (int)active[i].Level);
            }
        }

        return level;
    }
}
