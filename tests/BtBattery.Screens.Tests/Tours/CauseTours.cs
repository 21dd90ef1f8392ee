using System.Text.Json;
using BtBattery.Aggregation.Charging;
using BtBattery.EndToEnd.Tests.Harness;
using BtBattery.Screens.Tests.Harness;

namespace BtBattery.Screens.Tests.Tours;

/// <summary>Both interfaces have words for whatever the driver may give as the cause of a limit, and its reading has the unit of that cause.</summary>
public sealed class CauseTours
{
    private const string Service = "com.victronenergy.battery.btbattery_bank_713008dc";
    private const string Limits = Service + "/Batteries/1/Diagnostics/Limits/";

    [ScreenTheory]
    [InlineData("v1")]
    [InlineData("v2")]
    public async Task Every_cause_of_a_limit_has_its_words_and_its_unit(string gui)
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        string file = Path.Combine(folder, gui + "-causes.json");
        try
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new
            {
                gui,
                fixture = Path.Combine(Repository.Root, "tests", "screens", "fixtures", "outlier.json"),
                language = "en",
                steps = (object[])[.. gui == "v1" ? OpenV1 : OpenV2, .. Enum.GetValues<LimitCause>().Chunk(2).SelectMany(two => Steps(gui, two[0], two[^1]))],
            }));
            Tour tour = await Tour.RunAsync(file, gui + "-causes");
            tour.AssertIsFine();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static object[] OpenV1 =>
    [
        new { open = "PageBtBatteryMember.qml", properties = new { bindPrefix = Service, @base = Service + "/Batteries/1", k = 1 } },
        new { scroll = "Link" },
    ];

    private static object[] OpenV2 => [new { open = "BtMemberPage.qml", properties = new { title = "B1", service = "dbus/" + Service, number = 1 } }];

    /// <summary>One cause decides each of the two limits; all have a number and a reading, though the driver gives them to some only.</summary>
    private static object[] Steps(string gui, LimitCause charge, LimitCause discharge) =>
    [
        new
        {
            set = new Dictionary<string, object>
            {
                [Limits + "ChargeCurrent"] = 12.5,
                [Limits + "ChargeCurrentCause"] = charge.ToString(),
                [Limits + "ChargeCurrentNumber"] = 2,
                [Limits + "ChargeCurrentReading"] = 54.0,
                [Limits + "DischargeCurrent"] = 11.5,
                [Limits + "DischargeCurrentCause"] = discharge.ToString(),
                [Limits + "DischargeCurrentNumber"] = 2,
                [Limits + "DischargeCurrentReading"] = 54.0,
            },
        },
        new { expect = (string[])[$"/^12.5 A: {Words(gui, charge)}$/", $"/^11.5 A: {Words(gui, discharge)}$/"] },
    ];

    private static string Words(string gui, LimitCause cause) => gui == "v1" ? WordsOfV1(cause) : WordsOfV2(cause);

    private static string WordsOfV1(LimitCause cause) => cause switch
    {
        LimitCause.Configured => "configured",
        LimitCause.NotConfigured => "not configured, 54 Ah",
        LimitCause.CellVoltage => "cell voltage C2, 54.000 V",
        LimitCause.Temperature => "temperature T2, 54.0 °C",
        LimitCause.MosTemperature => "MOS temperature, 54.0 °C",
        LimitCause.Soc => "SoC, 54 %",
        LimitCause.Protection => "protection",
        LimitCause.ProtectionUnknown => "protection unknown",
        LimitCause.FetOpen => "FET open",
        LimitCause.FetUnknown => "FET unknown",
        LimitCause.CellUnknown => "cell unknown C2",
        LimitCause.SocUnknown => "SoC unknown",
        LimitCause.TemperatureUnknown => "temperature unknown T2",
        LimitCause.SensorLost => "sensor lost T2",
        LimitCause.NoSensor => "no sensor",
        LimitCause.Silent => "silent",
        LimitCause.ReconnectGuard => "reconnect guard, 54.00 V",
        LimitCause.Share => "share, 54 %",
        LimitCause.Parts => "parts",
        LimitCause.Recovery => "recovery",
        LimitCause.Stage => "stage",
        LimitCause.Penalty => "penalty C2, 54.000 V",
        LimitCause.CellOvervoltage => "cell overvoltage C2, 54.000 V",
        LimitCause.ChargeBlocked => "charge blocked",
        LimitCause.NotKnown => "not known",
        LimitCause.Chemistry => "chemistry C2, 54.000 V",
        LimitCause.CellCount => "cell count",
        LimitCause.WrongBank => "wrong bank",
        LimitCause.Refused => "refused",
        LimitCause.Error => "error",
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, "A cause without words on the pages of gui-v1."),
    };

    private static string WordsOfV2(LimitCause cause) => cause switch
    {
        LimitCause.Configured => "setting",
        LimitCause.NotConfigured => "largest currents are not set 54 Ah",
        LimitCause.CellVoltage or LimitCause.CellOvervoltage or LimitCause.Penalty => "cell 2 54.000 V",
        LimitCause.Temperature => "sensor 2 54.0 °C",
        LimitCause.MosTemperature => "MOSFETs 54.0 °C",
        LimitCause.Soc => "state of charge 54.0 %",
        LimitCause.Protection => "protection of the BMS",
        LimitCause.ProtectionUnknown => "protection of the BMS not known",
        LimitCause.FetOpen => "switched off in the BMS",
        LimitCause.FetUnknown => "switch of the BMS not known",
        LimitCause.CellUnknown => "cell 2 not known",
        LimitCause.SocUnknown => "state of charge not known",
        LimitCause.TemperatureUnknown or LimitCause.SensorLost => "sensor 2 not known",
        LimitCause.NoSensor => "no temperature sensor",
        LimitCause.Silent or LimitCause.NotKnown => "no data",
        LimitCause.ReconnectGuard => "stands apart from the others 54.00 V",
        LimitCause.Share => "share of the current 54 %",
        LimitCause.Parts => "all batteries together",
        LimitCause.Recovery => "rising slowly again",
        LimitCause.Stage => "stage of charging",
        LimitCause.ChargeBlocked => "charging is blocked",
        LimitCause.Chemistry => "wrong chemistry 54.000 V",
        LimitCause.CellCount => "wrong number of cells",
        LimitCause.WrongBank => "other devices measure another voltage",
        LimitCause.Refused => "batteries do not belong together",
        LimitCause.Error => "fault of the driver",
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, "A cause without words on the pages of gui-v2."),
    };
}
