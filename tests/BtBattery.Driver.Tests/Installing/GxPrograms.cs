using BtBattery.Driver.Installing;

namespace BtBattery.Driver.Tests.Installing;

/// <summary>The programs of a GX device, as far as the installer calls them: each does to the files what the real one would, or leaves it half done.</summary>
/// <param name="gx">The device.</param>
/// <param name="power">Fails before a program, or in the middle of one.</param>
internal sealed class GxPrograms(GxFolder gx, Power power) : ICommands
{
    private const string Pages = "opt/victronenergy/gui/qml/PageBtBatteryCells.qml";
    private const string Plugin = "data/apps/available/BtBattery/gui-v2/BtBattery.json";

    /// <summary>What was called, such as <c>svc -t btbattery</c>.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>The version that <c>tar</c> finds in the archive; null for none.</summary>
    public string? InArchive { get; set; }

    /// <summary>What installservice.sh --check objects to.</summary>
    public string? Objection { get; set; }

    /// <summary>What becomes of a version on trial when its service is started anew: null proves it, else why it is taken back.</summary>
    public string? TrialFails { get; set; }

    /// <summary>The version says nothing, and what watches it does nothing yet.</summary>
    public bool TrialGoesOn { get; set; }

    /// <summary>Of a version that fails, the one before is not there any more.</summary>
    public bool HasNothingToGoBackTo { get; set; }

    /// <summary>What a version objects to in the configuration; null for nothing.</summary>
    public string? ConfigurationFault { get; set; }

    /// <summary>The pages on the screens cannot be taken away.</summary>
    public bool ScreensStay { get; set; }

    /// <summary>False for a program that does not even say its version.</summary>
    public bool Starts { get; set; } = true;

    /// <summary>False in an image, which has no programs of daemontools that could run here.</summary>
    public bool AreThere { get; set; } = true;

    /// <summary>The program ends as soon as it is started, and is seen between two starts.</summary>
    public bool EndsAtOnce { get; set; }

    /// <summary>Called after <c>svc -dx</c> of a service; svscan may do something at that very moment.</summary>
    public Action? AfterEnd { get; set; }

    /// <summary>False while svscan does not run.</summary>
    public bool ScanRuns { get; set; } = true;

    public Task<CommandResult> RunAsync(string program, IReadOnlyList<string> arguments, TimeSpan deadline, CancellationToken cancellationToken = default)
    {
        string call = string.Join(' ', [Path.GetFileName(program), .. arguments.Select(argument => Path.GetFileName(argument))]);
        Calls.Add(call);
        return Task.FromResult(program switch
        {
            "svstat" when !AreThere => new CommandResult(null, "", "'svstat' cannot be run"),
            "svstat" when EndsAtOnce => new CommandResult(0, $"{arguments[0]}: down 0 seconds, normally up, want up\n", ""),
            "svstat" => new CommandResult(0, $"{arguments[0]}: {(IsUp(arguments[0]) ? "up (pid 4711) 3 seconds" : "supervise not running")}\n", ""),
            "svok" => new CommandResult(File.Exists(Path.Combine(arguments[0], "supervise", "ok")) ? 0 : 100, "", ""),
            "svc" => Svc(arguments),
            "sh" when arguments[0].EndsWith("install-qml.sh", StringComparison.Ordinal) => Screens(arguments.Contains("--remove")),
            "sh" when arguments[0].EndsWith("installservice.sh", StringComparison.Ordinal) => new CommandResult(Objection is null ? 0 : 4, "", Objection ?? ""),
            "tar" => Tar(arguments[^1]),
            _ when program.EndsWith("/btbattery", StringComparison.Ordinal) && arguments[0] == "check-config" && ConfigurationFault is { } fault
                => new CommandResult(2, $"error: {fault}\n\n1 error, 0 warnings\n", ""),
            _ when program.EndsWith("/btbattery", StringComparison.Ordinal) => Starts ? new CommandResult(0, "1.0.0\n", "") : new CommandResult(139, "", "Segmentation fault"),
            _ => new CommandResult(null, "", $"'{program}' cannot be run"),
        });
    }

    private bool IsUp(string service) => ScanRuns && (service == gx.Places.ServiceLink ? Disk.IsThere(service) : File.Exists(Path.Combine(service, "supervise", "ok")));

    private CommandResult Svc(IReadOnlyList<string> arguments)
    {
        power.Take($"svc {arguments[0]}");
        if (arguments[0] == "-dx")
        {
            foreach (string service in arguments.Skip(1))
            {
                File.Delete(Path.Combine(service, "supervise", "ok"));
            }

            AfterEnd?.Invoke();
        }
        else if (arguments[0] == "-t" && !TrialGoesOn)
        {
            EndTrial();
        }

        return new CommandResult(0, "", "");
    }

    /// <summary>What package/trial.sh does; that has tests of its own.</summary>
    public void EndTrial()
    {
        Places places = gx.Places;
        if (Trial.Current(places) is null)
        {
            return;
        }

        if (TrialFails is { } why)
        {
            string from = File.ReadAllLines(places.Trial).Single(line => line.StartsWith("from=", StringComparison.Ordinal))[5..];
            File.AppendAllText(places.Trial, $"failed={why}\n");
            if (HasNothingToGoBackTo)
            {
                File.Move(places.Trial, places.RolledBack, overwrite: true);
                return;
            }

            File.Delete(places.Current);
            File.CreateSymbolicLink(places.Current, from);
            File.Delete(places.Previous);
            File.Move(places.Trial, places.RolledBack, overwrite: true);
        }
        else
        {
            foreach (string launcher in (string[])["trial.sh", "boot.sh", "service/run", "service/log/run"])
            {
                File.Copy(Path.Join(places.Current, launcher), Path.Join(places.Base, launcher), overwrite: true);
            }

            File.Delete(places.Trial);
        }
    }

    private CommandResult Screens(bool areRemoved)
    {
        power.Take("screens");
        if (areRemoved && ScreensStay)
        {
            return new CommandResult(1, "", "The file system is read-only.");
        }
        else if (areRemoved)
        {
            File.Delete(gx.At(Pages));
            power.Take("half of the screens");
            if (Directory.Exists(gx.At("data/apps/available/BtBattery")))
            {
                Directory.Delete(gx.At("data/apps/available/BtBattery"), recursive: true);
            }

            if (Disk.IsThere(gx.At("data/apps/enabled/BtBattery")))
            {
                File.Delete(gx.At("data/apps/enabled/BtBattery"));
            }
        }
        else
        {
            gx.Write(Pages, "cells");
            power.Take("half of the screens");
            gx.Write(Plugin, "{}");
            Directory.CreateDirectory(gx.At("data/apps/enabled"));
            if (!Disk.IsThere(gx.At("data/apps/enabled/BtBattery")))
            {
                File.CreateSymbolicLink(gx.At("data/apps/enabled/BtBattery"), "../available/BtBattery");
            }
        }

        return new CommandResult(0, "", "");
    }

    private CommandResult Tar(string folder)
    {
        power.Take("tar");
        if (InArchive is null)
        {
            return new CommandResult(1, "", "gzip: stdin: not in gzip format\ntar: Child returned status 1\ntar: Error is not recoverable: exiting now\n");
        }

        string top = Path.Combine(folder, $"btbattery-{InArchive}-linux-arm");
        Directory.CreateDirectory(top);
        File.WriteAllText(Path.Combine(top, "btbattery"), "half");
        power.Take("half of tar");
        GxFolder.Fill(top, InArchive);
        return new CommandResult(0, "", "");
    }

    /// <summary>What svscan does within five seconds of a link, and at a start of the device.</summary>
    public void Scan()
    {
        if (!Directory.Exists(gx.Places.ServiceLink) && !Directory.Exists(gx.Places.Service))
        {
            return;
        }

        foreach (string service in (string[])["service", "service/log"])
        {
            gx.Write($"data/apps/btbattery/{service}/supervise/ok", "");
        }
    }
}
