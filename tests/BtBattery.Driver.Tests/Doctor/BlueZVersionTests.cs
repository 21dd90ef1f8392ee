using BtBattery.Driver.Doctor.Collectors;
using BtBattery.Tests.VirtualTime;

namespace BtBattery.Driver.Tests.Doctor;

/// <summary>Programs that stand for BlueZ's, in a folder that stands for the root.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class BlueZVersionTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("btbattery-bluez-").FullName;
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task The_daemon_is_asked_before_its_tool()
    {
        Program("/usr/bin/bluetoothctl", "echo bluetoothctl: 5.50");
        Assert.Equal("5.50", await ReadAsync());

        Program("/usr/libexec/bluetooth/bluetoothd", "echo 5.72");
        Assert.Equal("5.72", await ReadAsync());
    }

    [Theory]
    [InlineData("echo")]
    [InlineData("echo no version today; exit 1")]
    [InlineData("exit 0")]
    public async Task A_program_without_a_version_tells_nothing(string script)
    {
        Program("/usr/bin/bluetoothctl", script);

        Assert.Null(await ReadAsync());
    }

    [Fact]
    public async Task Without_the_programs_nothing_is_known()
    {
        Assert.Null(await ReadAsync());

        File.WriteAllText(Path.Combine(Directory.CreateDirectory(_root + "/usr/bin").FullName, "bluetoothctl"), "not executable");
        Assert.Null(await ReadAsync());
    }

    [Fact]
    public async Task A_program_that_hangs_costs_its_deadline_and_the_next_is_asked()
    {
        Program("/usr/libexec/bluetooth/bluetoothd", "exec sleep 1000");
        Program("/usr/bin/bluetoothctl", "echo bluetoothctl: 5.66");

        Task<string?> reading = ReadAsync();
        Assert.False(reading.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal("5.66", await reading.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private Task<string?> ReadAsync() => new BlueZVersion(_root, _time).ReadAsync(CancellationToken.None);

    private void Program(string path, string script)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_root + path)!);
        File.WriteAllText(_root + path, "#!/bin/sh\n" + script + "\n");
        File.SetUnixFileMode(_root + path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }
}
