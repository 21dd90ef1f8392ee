namespace BtBattery.Driver.Installing;

/// <summary>Venus OS: a service of daemontools, a start hook that links it into /service, and the screens.</summary>
/// <param name="places">Where everything lies.</param>
/// <param name="disk">Changes it.</param>
/// <param name="commands">svc, svstat and the installer of the screens.</param>
/// <param name="tell">Told what was done.</param>
/// <param name="timeProvider">The clock of deadlines.</param>
internal sealed class GxHost(Places places, Disk disk, ICommands commands, Action<string> tell, TimeProvider timeProvider) : IServiceHost
{
    /// <summary>What starts the program lies outside the versions, and is renewed once a version has proven itself.</summary>
    private static readonly string[] s_launchers = ["trial.sh", "service/run", "service/log/run", "boot.sh"];

    private static readonly TimeSpan s_commandDeadline = TimeSpan.FromSeconds(10);

    /// <summary>The installer of the screens restarts the interface, and waits for others.</summary>
    private static readonly TimeSpan s_screensDeadline = TimeSpan.FromSeconds(120);

    /// <summary>svscan looks every five seconds; a program that is told to end has five.</summary>
    private static readonly TimeSpan s_serviceDeadline = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(0.5);

    private readonly StartHook _hook = new(places, disk, tell);

    /// <summary>Lines of others in the start hook may begin to run.</summary>
    public bool MayEnableHook { get; init; }

    public string ServiceName => places.OnMachine(places.ServiceLink);

    public string LogCommand => $"tail -F {places.OnMachine(places.Log)}/current | tai64nlocal";

    public IReadOnlyList<string> OwnersFolders => [Path.GetDirectoryName(places.Config)!];

    public bool IsInstalled => Disk.IsThere(places.ServiceLink);

    public void Check() => _hook.Check(MayEnableHook);

    public InstalledFacts Note(InstalledFacts facts) => facts with
    {
        StartHook = facts.StartHook ?? _hook.Look(),
        NewFolders = [.. facts.NewFolders.Union(((string[])["/data/apps/available", "/data/apps/enabled"]).Where(folder => !Directory.Exists(places.At(folder))))],
    };

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        bool isChanged = false;
        foreach (string launcher in s_launchers)
        {
            string target = Path.Join(places.Base, launcher);
            disk.MakeFolder(Path.GetDirectoryName(target)!);
            isChanged |= disk.Copy(Path.Join(places.Current, launcher), target);
        }

        if (isChanged)
        {
            tell($"{places.OnMachine(places.Service)}: the service is in place.");
        }

        await PutScreensAsync(cancellationToken);
    }

    public Task RegisterAsync(CancellationToken cancellationToken)
    {
        _hook.Add();
        return Task.CompletedTask;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (disk.Link(places.ServiceLink, places.OnMachine(places.Service)))
        {
            tell($"{ServiceName}: linked.");
        }
        else if (!await IsRunningAsync(cancellationToken))
        {
            await SvcAsync("-u", [places.ServiceLink], cancellationToken);
        }

        // In a folder that stands for a machine which does not run, nothing starts.
        if (!places.IsMachine && (await LookAsync(places.ServiceLink, cancellationToken)).ExitCode is null)
        {
            tell($"{ServiceName}: starts with the machine.");
            return;
        }

        if (!await BecomesAsync(async () => await IsRunningAsync(cancellationToken), cancellationToken))
        {
            throw new RefusalException($"The service was not started within {s_serviceDeadline.TotalSeconds:0} s. 'svstat {ServiceName}' says where it stands; if svscan does not run, start the device anew.");
        }
    }

    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        if (IsInstalled)
        {
            await SvcAsync("-t", [places.ServiceLink], cancellationToken);
        }
    }

    /// <summary>One that ended and is about to be started anew counts.</summary>
    public async Task<bool> IsRunningAsync(CancellationToken cancellationToken)
    {
        string state = await StateAsync(places.ServiceLink, cancellationToken);
        return state.Contains(": up (", StringComparison.Ordinal) || state.Contains(", want up", StringComparison.Ordinal);
    }

    public async Task PauseAsync(CancellationToken cancellationToken)
    {
        await SvcAsync("-d", [places.ServiceLink], cancellationToken);
        if (!await BecomesAsync(async () => !await IsRunningAsync(cancellationToken), cancellationToken))
        {
            throw new RefusalException($"The service does not end within {s_serviceDeadline.TotalSeconds:0} s: 'svstat {ServiceName}' says where it stands. Try again.");
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // Without the link svscan does not start it again; with it gone, the service is reached where it lies.
        disk.DeleteFile(Disk.UnfinishedLink(places.ServiceLink));
        disk.DeleteFile(places.ServiceLink);
        string[] services = [.. ((string[])[places.Service, Path.Join(places.Service, "log")]).Where(service => Directory.Exists(Path.Join(service, "supervise")))];
        if (services.Length == 0)
        {
            return;
        }

        await SvcAsync("-dx", services, cancellationToken);
        bool hasEnded = await BecomesAsync(
            async () =>
            {
                foreach (string service in services)
                {
                    if (await IsSupervisedAsync(service, cancellationToken))
                    {
                        return false;
                    }
                }

                return true;
            },
            cancellationToken);
        if (!hasEnded)
        {
            throw new RefusalException($"The service does not end within {s_serviceDeadline.TotalSeconds:0} s: 'svstat {places.OnMachine(places.Service)}' says where it stands. Try again.");
        }

        tell($"{ServiceName}: ended, and gone.");
    }

    public Task UnregisterAsync(InstalledFacts facts, CancellationToken cancellationToken)
    {
        _hook.Remove(facts.StartHook);
        return Task.CompletedTask;
    }

    public async Task RemoveAsync(InstalledFacts facts, CancellationToken cancellationToken)
    {
        // What could do it again goes next.
        if (await RunScreensAsync(["--remove"], cancellationToken) is { IsDone: false } result)
        {
            throw new RefusalException($"The pages of BtBattery on the screens could not be taken away: {result.Why.TrimEnd('.')}. Try again.");
        }

        disk.DeleteFile(places.Firmware);
        foreach (string launcher in s_launchers)
        {
            disk.DeleteFile(Path.Join(places.Base, launcher));
        }

        disk.DeleteFolder(places.Service);
        if (disk.DeleteFolder(places.Log))
        {
            tell($"{places.OnMachine(places.Log)}: the log is gone.");
        }

        disk.DeleteFolder(places.Runtime);
    }

    /// <summary>The firmware is noted behind it: if the power fails before, the start hook does it again.</summary>
    private async Task PutScreensAsync(CancellationToken cancellationToken)
    {
        disk.DeleteFile(places.Firmware);
        CommandResult? result = await RunScreensAsync([], cancellationToken);
        if (result is { IsDone: false })
        {
            tell($"The screens are not as they should be: {result.Why.TrimEnd('.')}. The driver does not need them.");
        }
        else if (result is not null && File.ReadLines(places.FirmwareVersion).FirstOrDefault() is { } firmware)
        {
            disk.Write(places.Firmware, firmware.TrimEnd('\r'));
        }
    }

    /// <returns>Null where there is nothing to run.</returns>
    private async Task<CommandResult?> RunScreensAsync(string[] arguments, CancellationToken cancellationToken)
    {
        string script = Path.Join(places.Current, "qml", "install-qml.sh");
        if (!File.Exists(script))
        {
            return null;
        }

        CommandResult result = await commands.RunAsync(
            "sh", [script, .. arguments, .. places.IsMachine ? (string[])[] : ["--root", places.Root]], s_screensDeadline, cancellationToken);
        foreach (string line in result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            tell(line);
        }

        return result;
    }

    private async Task SvcAsync(string signal, IReadOnlyList<string> services, CancellationToken cancellationToken)
    {
        CommandResult result = await commands.RunAsync("svc", [signal, .. services], s_commandDeadline, cancellationToken);
        if (!result.IsDone)
        {
            tell($"'svc {signal}' failed: {result.Why.TrimEnd('.')}.");
        }
    }

    private Task<CommandResult> LookAsync(string service, CancellationToken cancellationToken) => commands.RunAsync("svstat", [service], s_commandDeadline, cancellationToken);

    private async Task<string> StateAsync(string service, CancellationToken cancellationToken) => (await LookAsync(service, cancellationToken)).Output;

    private async Task<bool> IsSupervisedAsync(string service, CancellationToken cancellationToken)
    {
        string state = await StateAsync(service, cancellationToken);
        return state.Contains(": up (", StringComparison.Ordinal) || state.Contains(": down ", StringComparison.Ordinal);
    }

    private async Task<bool> BecomesAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        long start = timeProvider.GetTimestamp();
        while (!await condition())
        {
            if (timeProvider.GetElapsedTime(start) > s_serviceDeadline)
            {
                return false;
            }

            await Task.Delay(s_look, timeProvider, cancellationToken);
        }

        return true;
    }
}
