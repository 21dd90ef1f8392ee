using BtBattery.Driver.Options;

namespace BtBattery.Driver.Tests.Options;

public sealed class StateFolderTests
{
    [Theory]
    [InlineData("/data/apps/btbattery/config/config.ini", null, "/data/apps/btbattery/config")]
    [InlineData("/data/apps/btbattery/config/config.ini", "", "/data/apps/btbattery/config")]
    [InlineData("/etc/btbattery/config.ini", null, "/var/lib/btbattery")]
    [InlineData("/etc/btbattery/harbour.ini", null, "/var/lib/btbattery")]
    [InlineData("/tmp/image/etc/btbattery/config.ini", null, "/tmp/image/var/lib/btbattery")]
    [InlineData("/etc/btbattery/config.ini", "/var/lib/other", "/var/lib/other")]
    [InlineData("/home/me/config.ini", "/var/lib/btbattery:/var/lib/more", "/var/lib/btbattery")]
    public void What_is_kept_lies_beside_the_configuration_or_where_the_machine_keeps_such_things(string configuration, string? given, string folder) =>
        Assert.Equal(folder, StateFolder.Of(configuration, given));
}
