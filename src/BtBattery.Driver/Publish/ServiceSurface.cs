using BtBattery.Driver.Run;
using Row = BtBattery.Driver.Publish.SurfaceRow<BtBattery.Driver.Publish.BankTurn>;

namespace BtBattery.Driver.Publish;

/// <summary>What every service publishes of the program and its configuration, whatever it serves.</summary>
internal static class ServiceSurface
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<Row> Rows { get; } =
    [
        Row.Fact("/Mgmt/ProcessName", _ => "btbattery"),
        Row.Fact("/Mgmt/ProcessVersion", turn => turn.First.Version),

        // The voltage came over the air: systemcalc must not steer chargers by it (shared voltage sense).
        Row.Fact("/Mgmt/InsecureConnection", _ => 1),
        Row.Fact("/DeviceInstance", turn => turn.First.DeviceInstance),
        Row.Fact("/ProductId", _ => 0, "0x"),
        Row.Fact("/ProductName", _ => "BtBattery"),
        Row.Fact("/Diagnostics/Configuration", turn => turn.ConfigurationRemark),
        Row.Fact("/Diagnostics/Advice", turn => turn.First.Remarks[RemarkTopic.Advice]),
        Row.Fact("/Diagnostics/AdviceCode", turn => turn.First.Remarks[RemarkTopic.AdviceCode]),
    ];
}
