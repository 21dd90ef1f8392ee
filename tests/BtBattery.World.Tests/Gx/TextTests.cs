using System.Globalization;
using BtBattery.DBus;

namespace BtBattery.World.Tests;

/// <summary>Texts are the same on every machine, whatever its language.</summary>
public sealed class TextTests
{
    [Fact]
    public void Every_text_has_points_and_no_grouping_whatever_the_locale()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var strange = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (strange.NumberFormat.NumberDecimalSeparator, strange.NumberFormat.NumberGroupSeparator, strange.NumberFormat.NegativeSign) = (",", ".", "−");
        strange.NumberFormat.PercentDecimalSeparator = ",";
        try
        {
            Dictionary<string, string> usual = TextsOf();
            CultureInfo.CurrentCulture = strange;
            Dictionary<string, string> elsewhere = TextsOf();
            Assert.Equal("-8.40A", elsewhere["/Dc/0/Current"]);
            Assert.Equal(usual, elsewhere);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static Dictionary<string, string> TextsOf()
    {
        using var world = new World(Scenarios.OneBattery, new WorldOptions { Configuration = "TIME_TO_SOC_POINTS = 12.5, 50" });
        world.AdvanceUntil(() => world.Drivers[0].Number("/Info/MaxChargeVoltage") is not null, TimeSpan.FromMinutes(2), "limits");
        world.Advance(20);
        DBusConnection connection = world.Result(world.ConnectAsync());
        Message answer = world.Result(connection.CallAsync(world.Drivers[0].ServiceName, "/", "com.victronenergy.BusItem", "GetItems"));
        Dictionary<string, string> texts = [];
        MessageReader reader = answer.GetReader();
        ArrayEnd end = reader.ReadArrayStart(DBusType.DictEntry);
        while (reader.HasNext(end))
        {
            reader.AlignStruct();
            texts.Add(reader.ReadString(), reader.ReadVariantDictionary()["Text"].AsString());
        }

        _ = connection.DisposeAsync().AsTask();
        world.ThrowIfWrong();
        return texts;
    }
}
