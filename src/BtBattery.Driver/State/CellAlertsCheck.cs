using BtBattery.Aggregation.Alarms;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Driver.State;

/// <summary>Whether alerts that were read are some that could have been written: they are shown as they stand there, and one that lasts ends only with its battery.</summary>
internal static class CellAlertsCheck
{
    /// <summary>Far more than any that was ever written.</summary>
    private const int LongestText = 200;

    /// <summary>The same.</summary>
    /// <exception cref="FormatException">They are none.</exception>
    public static CellAlerts Whole(CellAlerts alerts)
    {
        bool isWhole = alerts.Last.Count <= CellAlerts.MostKept && alerts.Count >= alerts.Last.Count && alerts.Latest.Length <= LongestText;
        int lasting = 0;
        for (int i = 0; isWhole && i < alerts.Last.Count; i++)
        {
            CellAlert alert = alerts.Last[i];
            isWhole = alert is { Battery: >= 1 and <= BankNode.MostMembers, Text.Length: > 0 and <= LongestText, Began: null or > 0, Ended: null or > 0 }
                && (alert.IsOver || (alert.Ended is null && (lasting & (1 << alert.Battery)) == 0));
            lasting |= !isWhole || alert.IsOver ? 0 : 1 << alert.Battery;
        }

        return isWhole ? alerts : throw new FormatException("They could not have been written.");
    }
}
