using BtBattery.Aggregation.Alarms;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Publish.Surfaces;
using BtBattery.Driver.Tests.Configuration;

namespace BtBattery.Driver.Tests.Publish;

/// <summary>
/// What the screens of a GX device show of a battery without any page of ours: every path that gui-v2's pages bind (PageBattery.qml, BatteryDetails.qml, PageBatteryAlarms.qml,
/// PageBatteryModuleAlarms.qml, PageBatteryHistory.qml, PageLynxIonSystem.qml, PageLynxIonIo.qml, PageBatteryParameters.qml, PageDeviceInfo.qml), which are those of gui-v1 and some
/// more. A row of theirs appears when its path has a value: each is published, or is left out for a reason.
/// </summary>
public sealed class StockPagesTests
{
    private static readonly string[] s_published =
    [
        // The page of the device.
        "/Dc/0/Voltage", "/Dc/0/Current", "/Dc/0/Power", "/Soc", "/Dc/0/Temperature", "/Dc/0/MidVoltage", "/Dc/0/MidVoltageDeviation", "/ConsumedAmphours", "/TimeToGo",

        // Details.
        "/System/MinCellVoltage", "/System/MinVoltageCellId", "/System/MaxCellVoltage", "/System/MaxVoltageCellId",
        "/System/MinCellTemperature", "/System/MinTemperatureCellId", "/System/MaxCellTemperature", "/System/MaxTemperatureCellId",
        "/System/NrOfModulesOnline", "/System/NrOfModulesOffline", "/System/NrOfModulesBlockingCharge", "/System/NrOfModulesBlockingDischarge",
        "/InstalledCapacity", "/Capacity", "/ConnectionInformation",

        // Alarms.
        "/Alarms/LowVoltage", "/Alarms/HighVoltage", "/Alarms/LowCellVoltage", "/Alarms/HighCellVoltage", "/Alarms/LowSoc", "/Alarms/HighChargeCurrent", "/Alarms/HighDischargeCurrent",
        "/Alarms/CellImbalance", "/Alarms/InternalFailure", "/Alarms/HighChargeTemperature", "/Alarms/LowChargeTemperature", "/Alarms/HighTemperature", "/Alarms/LowTemperature",
        "/Alarms/HighInternalTemperature", "/Alarms/BmsCable",

        // Module level alarms.
        "/Diagnostics/Module0/Id", "/Diagnostics/Module3/Id",
        .. Enum.GetNames<Alarm>().Append("BmsCable").Select(alarm => $"/Diagnostics/Module0/Alarms/{alarm}"),

        // History.
        "/History/DeepestDischarge", "/History/LastDischarge", "/History/AverageDischarge", "/History/ChargeCycles", "/History/FullDischarges", "/History/TotalAhDrawn",
        "/History/MinimumVoltage", "/History/MaximumVoltage", "/History/MinimumCellVoltage", "/History/MaximumCellVoltage", "/History/TimeSinceLastFullCharge", "/History/AutomaticSyncs",
        "/History/LowVoltageAlarms", "/History/HighVoltageAlarms", "/Settings/HasTemperature", "/History/MinimumTemperature", "/History/MaximumTemperature",
        "/History/DischargedEnergy", "/History/ChargedEnergy",

        // IO, System, Parameters.
        "/Io/AllowToCharge", "/Io/AllowToDischarge",
        "/System/NrOfBatteries", "/System/BatteriesParallel", "/System/BatteriesSeries", "/System/NrOfCellsPerBattery", "/Balancing", "/Balancer/Status",
        "/Info/MaxChargeVoltage", "/Info/MaxChargeCurrent", "/Info/MaxDischargeCurrent", "/Info/BatteryLowVoltage",

        // Device.
        "/Connected", "/Mgmt/Connection", "/ProductName", "/ProductId", "/FirmwareVersion", "/HardwareVersion", "/Serial", "/DeviceInstance", "/CustomName",
    ];

    private static readonly Dictionary<string, string> s_leftOut = new()
    {
        ["/Mode"] = "a switch for the whole battery, and there is none",
        ["/State"] = "stands for steps of Victron's own BMS, such as pre-charging; where the link stands is told in words",
        ["/ErrorCode"] = "is read as a number of Victron's list of errors",
        ["/Errors/SmartLithium/Communication"] = "of Victron's own batteries",
        ["/Errors/SmartLithium/Voltage"] = "of Victron's own batteries",
        ["/Errors/SmartLithium/NrOfBatteries"] = "of Victron's own batteries",
        ["/Errors/SmartLithium/InvalidConfiguration"] = "of Victron's own batteries",
        ["/N2kDeviceInstance"] = "of devices on a CAN bus",
        ["/Soh"] = "no board tells its state of health",
        ["/Alarms/StateOfHealth"] = "no board tells its state of health",
        ["/AirTemperature"] = "no board measures it",
        ["/Dc/1/Voltage"] = "there is no starter battery",
        ["/BusVoltage"] = "of Victron's own BMS",
        ["/BussVoltage"] = "of Victron's own BMS",
        ["/Relay/0/State"] = "there is no relay",
        ["/Redetect"] = "of Victron's own BMS",
        ["/Alarms/Alarm"] = "a summary of battery monitors, which repeats what the others say",
        ["/Alarms/HighCurrent"] = "of boards that do not tell charging from discharging; these do",
        ["/Alarms/LowStarterVoltage"] = "there is no starter battery",
        ["/Alarms/HighStarterVoltage"] = "there is no starter battery",
        ["/Alarms/BatteryTemperatureSensor"] = "a fault of a sensor is an internal failure here",
        ["/Alarms/MidVoltage"] = "batteries that drift apart are told in words, with what to do",
        ["/Alarms/FuseBlown"] = "no board sees its fuse",
        ["/Alarms/Contactor"] = "there is no contactor",
        ["/History/LowStarterVoltageAlarms"] = "there is no starter battery",
        ["/History/HighStarterVoltageAlarms"] = "there is no starter battery",
        ["/History/MinimumStarterVoltage"] = "there is no starter battery",
        ["/History/MaximumStarterVoltage"] = "there is no starter battery",
        ["/Settings/HasStarterVoltage"] = "there is no starter battery",
        ["/History/CanBeCleared"] = "everybody on the local network could clear it",
        ["/History/Clear"] = "everybody on the local network could clear it",
        ["/SystemSwitch"] = "of Victron's own BMS",
        ["/Io/ExternalRelay"] = "there is no relay",
        ["/Io/ProgrammableContact"] = "there is no contact",
        ["/Info/ChargeRequest"] = "no board asks to be charged",
        ["/Settings/HasSettings"] = "shows a page of shunt settings, all of them empty here",
        ["/Diagnostics/LastErrors/1/Error"] = "is read as a number of Victron's list of errors",
        ["/NumberOfBmses"] = "makes the page that of several of Victron's own BMS, with fewer rows",
        ["/NrOfDistributors"] = "there are no distributors",
    };

    [Fact]
    public void What_a_stock_page_shows_is_published() => Assert.All(s_published, path => Assert.True(SurfacePaths.Exists(path), path));

    [Fact]
    public void What_a_stock_page_shows_and_is_not_published_is_left_out_for_a_reason()
    {
        Assert.All(s_leftOut, path => Assert.False(SurfacePaths.Exists(path.Key), path.Key));
        Assert.All(s_leftOut.Values, Assert.NotEmpty);
        Assert.Empty(s_published.Intersect(s_leftOut.Keys));
    }

    /// <summary>The row that it adds to the page of every battery shows itself for ours alone.</summary>
    [Fact]
    public void The_installer_of_the_screens_knows_our_product_id() => Assert.Contains(
        $"readonly PRODUCT={ProductIdentity.Number}", Repository.Read("qml/install-qml.sh").Split('\n'));

    /// <summary>A cell or sensor without a name reads as number 0 (BatteryDetails.qml): it comes with its reading, and goes with it.</summary>
    [Theory]
    [InlineData("/System/MinCellVoltage", "/System/MinVoltageCellId")]
    [InlineData("/System/MaxCellVoltage", "/System/MaxVoltageCellId")]
    [InlineData("/System/MinCellTemperature", "/System/MinTemperatureCellId")]
    [InlineData("/System/MaxCellTemperature", "/System/MaxTemperatureCellId")]
    public void An_extreme_is_sent_with_its_name(string reading, string name)
    {
        SurfacePath line = SurfaceTable.Paths.Single(path => path.Pattern == name);
        Assert.Equal((reading, Freshness.Reading), (line.Partner, line.Freshness));
        Assert.Equal(SurfaceTable.Paths.Single(path => path.Pattern == reading).Scope, line.Scope);
    }
}
