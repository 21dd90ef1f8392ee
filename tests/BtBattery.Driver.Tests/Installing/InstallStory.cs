using System.Text;
using BtBattery.Driver.Installing;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Tests.Installing;

/// <summary>A GX device, and what is done with it one after the other.</summary>
internal sealed class InstallStory : IDisposable
{
    public const string Configuration = "[BANK]\nBATTERIES = A4:C1:38:00:00:01\n";

    private readonly ManualTimeProvider _time = new();

    public GxFolder Gx { get; } = new();

    public Places Places => Gx.Places;

    public List<string> Told { get; } = [];

    public Power Power { get; private set; } = new();

    public GxPrograms Programs { get; private set; }

    public InstallStory() => Programs = new GxPrograms(Gx, Power);

    public bool MayEnableHook { get; set; }

    public long FreeBytes { get; set; } = 500_000_000;

    /// <summary>The power is on again, and may fail.</summary>
    public void SwitchOn(int failsBefore = 0, Action<GxPrograms>? programs = null)
    {
        Power = new Power { FailsBefore = failsBefore };
        Programs = new GxPrograms(Gx, Power);
        programs?.Invoke(Programs);
    }

    public Task InstallAsync(string version = "1.0.0") => Run(means => new Installer(means).InstallAsync(
        new InstallRequest(Gx.Unpack(version))
        {
            Configuration = Encoding.UTF8.GetBytes(Configuration),
            Batteries = BatteryAddress.TryParse("A4:C1:38:00:00:01", out BatteryAddress battery) ? [battery] : [],
        },
        CancellationToken.None));

    public Task UpdateAsync(string version)
    {
        Programs.InArchive = version;
        Gx.Write("data/update.tar.gz", "packed");
        return Run(means => new Updating(means).UpdateAsync(Gx.At("data/update.tar.gz"), CancellationToken.None));
    }

    public Task RollBackAsync() => Run(means => new Updating(means).RollBackAsync(CancellationToken.None));

    public Task UninstallAsync(bool isPurge = true) => Run(means => new Uninstaller(means).UninstallAsync(isPurge, CancellationToken.None));

    /// <summary>A start of the device: /service and /run are in memory, and the start hook links the service if what it calls is there.</summary>
    public void Boot()
    {
        Directory.Delete(Gx.At("run"), recursive: true);
        Directory.CreateDirectory(Gx.At("run"));
        File.Delete(Places.ServiceLink);
        if (File.Exists(Places.StartHook)
            && (File.GetUnixFileMode(Places.StartHook) & UnixFileMode.UserExecute) != 0
            && StartHookText.IsIn(File.ReadAllText(Places.StartHook))
            && File.Exists(Places.BootScript))
        {
            File.CreateSymbolicLink(Places.ServiceLink, "/data/apps/btbattery/service");
        }
    }

    public void Dispose() => Gx.Dispose();

    private async Task Run(Func<InstallMeans, Task> act)
    {
        var disk = new Disk(Power.Take);
        var host = new GxHost(Places, disk, Programs, Told.Add, _time) { MayEnableHook = MayEnableHook };
        var means = new InstallMeans(Places, disk, Programs, host, Told.Add, _time) { FreeBytes = _ => FreeBytes };
        Task done = act(means);
        while (!done.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        await done;
    }
}
