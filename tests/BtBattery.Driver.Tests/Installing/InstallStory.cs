using System.Text;
using BtBattery.Driver.Installing;
using BtBattery.Driver.Installing.Reference;
using BtBattery.Driver.Options;
using BtBattery.Tests.VirtualTime;

namespace BtBattery.Driver.Tests.Installing;

/// <summary>A GX device, and what is done with it one after the other.</summary>
internal sealed class InstallStory : IDisposable
{
    public const string Configuration = "[BANK]\nBATTERIES = A4:C1:38:00:00:01\n";

    private readonly VirtualWorld _world = new();

    public GxFolder Gx { get; } = new();

    public Places Places => Gx.Places;

    public List<string> Told { get; } = [];

    public Power Power { get; private set; } = new();

    public GxPrograms Programs { get; private set; }

    public InstallStory() => Programs = new GxPrograms(Gx, Power);

    public bool MayEnableHook { get; set; }

    public long FreeBytes { get; set; } = 500_000_000;

    /// <summary>The driver that the installation replaces; null for none.</summary>
    public Func<Places, TimeProvider, Migration?> Replaced { get; set; } = (_, _) => null;

    /// <summary>The power is on again, and may fail.</summary>
    public void SwitchOn(int failsBefore = 0, Action<GxPrograms>? programs = null)
    {
        Power = new Power { FailsBefore = failsBefore };
        Programs = new GxPrograms(Gx, Power);
        programs?.Invoke(Programs);
    }

    public void Install(string version = "1.0.0") => Run(means => new Installer(means).InstallAsync(
        new InstallRequest(Gx.Unpack(version))
        {
            Configuration = Encoding.UTF8.GetBytes(Configuration),
            Batteries = BatteryAddress.TryParse("A4:C1:38:00:00:01", out BatteryAddress battery) ? [battery] : [],
            Migration = Replaced(Places, _world.Time),
        },
        CancellationToken.None));

    public void Update(string? version)
    {
        Programs.InArchive = version;
        Gx.Write("data/update.tar.gz", "packed");
        Run(means => new Updating(means).UpdateAsync(Gx.At("data/update.tar.gz"), CancellationToken.None));
    }

    public void RollBack() => Run(means => new Updating(means).RollBackAsync(CancellationToken.None));

    public void Uninstall(bool isPurge = true) => Run(means => new Uninstaller(means).UninstallAsync(isPurge, CancellationToken.None));

    /// <summary>A start of the device: /service and /run are in memory, and the start hook links the service if what it calls is there; a version on trial then proves itself.</summary>
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
            Programs.EndTrial();
        }
    }

    public void Dispose()
    {
        _world.Dispose();
        Gx.Dispose();
    }

    private void Run(Func<InstallMeans, Task> act)
    {
        var disk = new Disk(Power.Take);
        var host = new GxHost(Places, disk, Programs, Told.Add, _world.Time) { MayEnableHook = MayEnableHook };
        var means = new InstallMeans(Places, disk, Programs, host, Told.Add, _world.Time) { FreeBytes = _ => FreeBytes };
        Task done = _world.Start(() => act(means));
        for (int second = 0; !done.IsCompleted && second < 600; second++)
        {
            _world.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.True(done.IsCompleted, "it waits for nothing");
        done.GetAwaiter().GetResult();
    }
}
