using System.Globalization;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Publish.Surfaces;

namespace BtBattery.Driver.Tests.Publish;

public sealed class ItemTests
{
    [Theory]
    [InlineData(26.444, 2, "V", 26.44, "26.44V")]
    [InlineData(26.445, 2, "V", 26.45, "26.45V")]
    [InlineData(-10, 2, "A", -10, "-10.00A")]
    [InlineData(-263.7, 0, "W", -264, "-264W")]
    [InlineData(3.3005, 3, "V", 3.301, "3.301V")]
    [InlineData(21.5, 1, "°C", 21.5, "21.5°C")]
    [InlineData(-0.001, 2, "A", 0, "0.00A")]
    public void Numbers_are_rounded_and_carry_their_unit(double raw, int decimals, string unit, double value, string text)
    {
        var item = new Item("/X", new ValueForm(ItemKind.Number, decimals, unit));
        Assert.True(item.Set(ItemValue.Of(raw, decimals)));
        Assert.Equal(value, item.Value.AsNumber);
        Assert.Equal(text, item.Text);
    }

    [Fact]
    public void Texts_do_not_depend_on_the_locale()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            german.NumberFormat.NumberDecimalSeparator = ",";
            german.NumberFormat.NegativeSign = "−";
            CultureInfo.CurrentCulture = german;
            var item = new Item("/X", new ValueForm(ItemKind.Number, 2, "V"));
            item.Set(ItemValue.Of(-1234.5, 2));
            Assert.Equal("-1234.50V", item.Text);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_not_a_number_is_invalid(double raw) => Assert.False(ItemValue.Of(raw, 2).IsValid);

    [Fact]
    public void Invalid_reads_as_dashes_and_counts_as_a_change_once()
    {
        var item = new Item("/X", ValueForm.Count);
        Assert.Equal("---", item.Text);
        Assert.False(item.Set(ItemValue.Invalid));
        Assert.True(item.Set(ItemValue.Of(0)));
        Assert.Equal("0", item.Text);
        Assert.True(item.Set(ItemValue.Invalid));
        Assert.Equal("---", item.Text);
    }

    [Fact]
    public void A_path_never_changes_its_type()
    {
        var item = new Item("/X", ValueForm.Count);
        Assert.Throws<InvalidOperationException>(() => item.Set(ItemValue.Of(1.0, 1)));
    }

    [Fact]
    public void A_product_id_reads_in_hexadecimal()
    {
        var item = new Item("/ProductId", ValueForm.Hexadecimal);
        item.Set(ItemValue.Of(0xBA77));
        Assert.Equal("0xBA77", item.Text);
    }
}
