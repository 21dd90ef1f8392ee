using BtBattery.Driver.Flights;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Tests.Flights;

/// <summary>An address has one pseudonym, in every spelling; everything else stays as it is.</summary>
public sealed class PseudonymsTests
{
    private readonly Pseudonyms _names = Create("A4:C1:38:12:34:56");

    [Theory]
    [InlineData("A4:C1:38:12:34:56", "BA:77:E4:00:00:01")]
    [InlineData("a4:c1:38:12:34:56", "ba:77:e4:00:00:01")]
    [InlineData("/org/bluez/hci0/dev_A4_C1_38_12_34_56/service0010", "/org/bluez/hci0/dev_BA_77_E4_00_00_01/service0010")]
    [InlineData("A4-C1-38-12-34-56", "BA-77-E4-00-00-01")]
    [InlineData("com.victronenergy.battery.btbattery_a4c138123456", "com.victronenergy.battery.btbattery_ba77e4000001")]
    [InlineData("BTA4C138123456X", "BTBA77E4000001X")]
    [InlineData("563412 38C1A4, 56341238c1a4", "563412 38C1A4, 010000e477ba")]
    [InlineData("DL-123456", "DL-000001")]
    [InlineData("DL-1234567", "DL-1234567")]
    [InlineData("41344331333831323334353 6, 413443313338313233343536", "41344331333831323334353 6, 424137374534303030303031")]
    [InlineData("service 0000ff00-0000-1000-8000-00805f9b34fb", "service 0000ff00-0000-1000-8000-00805f9b34fb")]
    [InlineData("dd03001b0a5dffe416f8 aabbccddeeff", "dd03001b0a5dffe416f8 aabbccddeeff")]
    [InlineData("", "")]
    public void Every_spelling_is_replaced_and_nothing_else(string text, string replaced)
    {
        _names.Collect(text);
        Assert.Equal(replaced, _names.Replace(text));
    }

    [Fact]
    public void Others_are_numbered_as_they_appear_and_keep_their_numbers()
    {
        _names.Collect("00:11:22:33:44:55 and 66:77:88:99:AA:BB");
        _names.Collect("66_77_88_99_aa_bb");
        Assert.Equal("de_71_ce_00_00_02 DE71CE000001", _names.Replace("66_77_88_99_aa_bb 001122334455"));
        Assert.Equal(2, _names.Others);
    }

    [Fact]
    public void In_JSON_only_texts_are_replaced() =>
        Assert.Equal(
            """{"a \" 000001":[123456,0.123456,"000001"],"at":123456}""",
            _names.ReplaceInJson("""{"a \" 123456":[123456,0.123456,"123456"],"at":123456}"""));

    private static Pseudonyms Create(string text)
    {
        _ = BatteryAddress.TryParse(text, out BatteryAddress address);
        return new Pseudonyms([address]);
    }
}
