using Row = BtBattery.Driver.Publish.SurfaceRow<BtBattery.Driver.Publish.BankTurn>;

namespace BtBattery.Driver.Publish;

/// <summary>What is published of that which was decided about a bank or a battery alone.</summary>
internal static class LimitSurface
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<Row> Rows { get; } =
    [
        Row.Measured("/Io/AllowToCharge", turn => turn.Outcome.View.ChargeFetOn?.Select(isOn => isOn ? 1 : 0)),
        Row.Measured("/Io/AllowToDischarge", turn => turn.Outcome.View.DischargeFetOn?.Select(isOn => isOn ? 1 : 0)),
        Row.Fact("/Alarms/BmsCable", turn => GravestLinkAlarm(turn)),
    ];

    private static int GravestLinkAlarm(BankTurn turn)
    {
        int gravest = 0;
        for (int i = 0; i < turn.Members.Count; i++)
        {
            gravest = Math.Max(gravest, turn.Members[i].LinkAlarm);
        }

        return gravest;
    }
}
