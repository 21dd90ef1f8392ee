using BtBattery.Driver.Options;

namespace BtBattery.Driver.Tests.Options;

public sealed class AdapterPreferenceTests
{
    private static readonly (string Name, string? Address)[] s_there = [("hci10", "00:00:00:00:00:10"), ("hci2", null), ("hci1", "00:00:00:00:00:0A"), ("built-in", null)];

    [Theory]
    [InlineData("hci1", "hci1")]
    [InlineData(" HCI1 ,00:1a:7d:da:71:02,hci1", "hci1,00:1A:7D:DA:71:02")]
    [InlineData(",", "")]
    [InlineData("bluetooth", null)]
    [InlineData("hci1,hci", null)]
    [InlineData("hci1 hci2", null)]
    [InlineData("hci12345", null)]
    public void A_list_is_read_in_any_spelling_and_only_if_all_of_it_is_right(string text, string? read) =>
        Assert.Equal(read, AdapterPreference.Parse(text)?.ToString());

    [Theory]
    [InlineData(null, "hci1 hci2 hci10 built-in")]
    [InlineData(" ", "hci1 hci2 hci10 built-in")]
    [InlineData("hci10,hci1", "hci10 hci1")]
    [InlineData("00:00:00:00:00:0a,hci7,hci1", "hci1")]
    [InlineData("Built-In", "built-in")]
    [InlineData("hci7", "")]
    public void Those_that_are_there_are_taken_in_the_order_of_the_list_else_of_their_numbers(string? text, string order) =>
        Assert.Equal(order, string.Join(' ', AdapterPreference.Of(text).Order(s_there, one => one.Name, one => one.Address).Select(one => one.Name)));
}
