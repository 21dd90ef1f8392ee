using BtBattery.Driver.Installing.Reference;

namespace BtBattery.Driver.Tests.Installing.Reference;

/// <summary>Run files as they are about.</summary>
public sealed class RunLineTests
{
    [Theory]
    [InlineData("#!/bin/sh\nexec 2>&1\nexec /opt/x/dbus-btbattery.py 70:3e:97:08:00:62\n", "/opt/x/dbus-btbattery.py|70:3e:97:08:00:62")]
    [InlineData("# exec /opt/x/dbus-btbattery.py 70:3e:97:08:00:61\n  exec /opt/x/dbus-btbattery.py -p \\\n  A4:C1:38:00:00:01:/data/a.ini \\\n  A4:C1:38:00:00:02\n", "/opt/x/dbus-btbattery.py|-p|A4:C1:38:00:00:01:/data/a.ini|A4:C1:38:00:00:02")]
    [InlineData("exec /opt/x/dbus-btbattery.py\n# exec /opt/x/dbus-btbattery.py --series A B\n", "/opt/x/dbus-btbattery.py")]
    [InlineData("exec softlimit -d 100000 python3 '/data/my boat/dbus-btbattery.py' \"A4:C1:38:00:00:01:port side.ini\" # mine\r\n", "/data/my boat/dbus-btbattery.py|A4:C1:38:00:00:01:port side.ini")]
    [InlineData("cd /data/x && ./dbus-btbattery.py -s A4:C1:38:00:00:01 >> /tmp/log 2>&1\n", "./dbus-btbattery.py|-s|A4:C1:38:00:00:01")]
    public void It_is_found_with_what_it_is_given(string script, string expected)
    {
        RunLine line = RunLine.Find(script)!;

        Assert.Equal(expected, string.Join('|', [line.Program, .. line.Arguments]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("exec /data/apps/btbattery/current/btbattery --config x\n")]
    [InlineData("# exec dbus-btbattery.py\n")]
    [InlineData("python3 -c \"print('/opt/dbus-btbattery/config.ini')\"\n")]
    public void Others_are_none(string script) => Assert.Null(RunLine.Find(script));
}
