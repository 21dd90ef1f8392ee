using System.Buffers;
using System.Text;
using System.Text.Json;
using BtBattery.Driver.Links;
using BtBattery.Driver.Scanning;

namespace BtBattery.Driver.Tests.Scanning;

/// <summary>The whole output of a scan, letter for letter.</summary>
public sealed class ScanOutputTests
{
    private static readonly SeenDevice[] s_devices =
    [
        Seen.Device("A4:C1:38:00:00:01", "JBD-280Ah", -61, services: [Seen.Ff00]),
        Seen.Device("A4:C1:38:00:00:02", "DL-40F0A1B20002", -79, services: [Seen.Fff0], makers: [0x0102]),
        Seen.Device("C8:47:8C:00:00:03", "Starboard", rssi: null, isConnected: true, isPaired: true),
        Seen.Device("A4:C1:38:00:00:04", "ATC_000004", -88),
        Seen.Device("11:22:33:44:55:66", "Lamp\u001b[2J", -45),
        Seen.Device("11:22:33:44:55:77", null, -93),
    ];

    [Fact]
    public void Text()
    {
        AssertText(
            """
            Likely batteries (only their answers prove it):
              TYPE        NAME             ADDRESS            SIGNAL            BECAUSE OF                     STATE
              maybe JBD   JBD-280Ah        A4:C1:38:00:00:01  -61 dBm (strong)  name, address, service
              maybe Daly  DL-40F0A1B20002  A4:C1:38:00:00:02  -79 dBm (fair)    name, address, maker, service
              unknown     Starboard        C8:47:8C:00:00:03  -                 driver                         connected here, served by btbattery, paired
              maybe JBD   ATC_000004       A4:C1:38:00:00:04  -88 dBm (weak)    address only

            2 other devices; --all lists them.

            Served by a running btbattery already: C8:47:8C:00:00:03.

            To serve them as one bank, whichever way they are wired (-p in parallel, -s in series):
              btbattery -p A4:C1:38:00:00:01 A4:C1:38:00:00:02
              btbattery -s A4:C1:38:00:00:01 A4:C1:38:00:00:02

            Or in config.ini, with one of the two TOPOLOGY lines:
              [BANK]
              BATTERIES = A4:C1:38:00:00:01, A4:C1:38:00:00:02
              TOPOLOGY = parallel
              TOPOLOGY = series

              [A4:C1:38:00:00:01]
              NAME = JBD-280Ah

              [A4:C1:38:00:00:02]
              NAME = DL-40F0A1B20002

            Which box is which? 'btbattery scan --identify' shows their currents side by side.
            """,
            Seen.Report(s_devices, "C8:47:8C:00:00:03"),
            all: false);
    }

    [Fact]
    public void Text_with_everything()
    {
        AssertText(
            """
            Likely batteries (only their answers prove it):
              TYPE       NAME        ADDRESS            SIGNAL          BECAUSE OF    STATE
              maybe JBD  ATC_000004  A4:C1:38:00:00:04  -88 dBm (weak)  address only

            Other devices:
              NAME       ADDRESS            SIGNAL            STATE
              Lamp?[2J   11:22:33:44:55:66  -45 dBm (strong)
              -          11:22:33:44:55:77  -93 dBm (weak)
              Starboard  C8:47:8C:00:00:03  -                 connected here, paired

            No name of a known battery is among them; 'btbattery scan --identify' asks them what they are.
            To serve it:
              btbattery A4:C1:38:00:00:04

            Or in config.ini:
              [BANK]
              BATTERIES = A4:C1:38:00:00:04

              [A4:C1:38:00:00:04]
              NAME = ATC_000004
            """,
            Seen.Report(s_devices.Skip(2)),
            all: true);
    }

    [Fact]
    public void Text_without_any_battery() =>
        AssertText("1 other device; --all lists it.", Seen.Report([Seen.Device("11:22:33:44:55:66", "Lamp")]), all: false);

    [Fact]
    public void Text_of_silence_is_empty() => Assert.Empty(ScanText.Lines(Seen.Report([]), all: true, paste: null));

    [Fact]
    public void Json()
    {
        ScanReport report = Seen.Report([s_devices[1], s_devices[2], s_devices[4]], "C8:47:8C:00:00:03");
        Assert.Equal(
            """
            {
              "devices": [
                {
                  "address": "A4:C1:38:00:00:02",
                  "name": "DL-40F0A1B20002",
                  "likeness": "likely",
                  "kinds": [
                    "daly"
                  ],
                  "signs": [
                    "name",
                    "address",
                    "maker",
                    "service"
                  ],
                  "unsupported": false,
                  "rssi": -79,
                  "signal": "fair",
                  "connected": false,
                  "paired": false,
                  "served_as": null,
                  "services": [
                    "0000fff0-0000-1000-8000-00805f9b34fb"
                  ],
                  "manufacturer_ids": [
                    258
                  ]
                },
                {
                  "address": "C8:47:8C:00:00:03",
                  "name": "Starboard",
                  "likeness": "likely",
                  "kinds": [],
                  "signs": [
                    "served"
                  ],
                  "unsupported": false,
                  "rssi": null,
                  "signal": null,
                  "connected": true,
                  "paired": true,
                  "served_as": "com.victronenergy.battery.btbattery_c8478c000003",
                  "services": [],
                  "manufacturer_ids": []
                }
              ],
              "other_devices": 1,
              "commands": [
                "btbattery A4:C1:38:00:00:02"
              ],
              "ini": [
                "[BANK]",
                "BATTERIES = A4:C1:38:00:00:02",
                "",
                "[A4:C1:38:00:00:02]",
                "NAME = DL-40F0A1B20002"
              ]
            }
            """,
            Write(report, all: false));
    }

    [Fact]
    public void Json_with_everything_keeps_names_as_they_were_sent()
    {
        using JsonDocument all = JsonDocument.Parse(Write(Seen.Report([s_devices[4]]), all: true));
        JsonElement device = all.RootElement.GetProperty("devices")[0];

        Assert.Equal("Lamp\u001b[2J", device.GetProperty("name").GetString());
        Assert.Equal("none", device.GetProperty("likeness").GetString());
        Assert.Equal(1, all.RootElement.GetProperty("other_devices").GetInt32());
        Assert.Equal(0, all.RootElement.GetProperty("commands").GetArrayLength());
    }

    private static void AssertText(string expected, ScanReport report, bool all) =>
        Assert.Equal(expected, string.Join('\n', ScanText.Lines(report, all, PasteLines.For(report))));

    private static string Write(ScanReport report, bool all)
    {
        var output = new ArrayBufferWriter<byte>();
        ScanJson.Write(report, all, PasteLines.For(report), output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
