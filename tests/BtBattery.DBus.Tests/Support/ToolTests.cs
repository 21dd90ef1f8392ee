namespace BtBattery.DBus.Tests.Support;

public sealed class ToolTests
{
    [Fact]
    public void A_missing_program_is_told_with_its_package()
    {
        InvalidOperationException exception =
            Assert.Throws<InvalidOperationException>(() => Tool.Start("no-such-program", "some-package", []));
        Assert.Contains("install the package some-package", exception.Message, StringComparison.Ordinal);
    }
}
