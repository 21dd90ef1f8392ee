namespace BtBattery.Driver.Installing;

/// <summary>
/// What differs between machines: how the program is started, now and at each start of the machine. Each method may be called again after a power cut in the middle of it, finishes what is
/// missing, and tells what it changed, a sentence each. What cannot be done is a <see cref="RefusalException"/> or an <see cref="IOException"/>.
/// </summary>
internal interface IServiceHost
{
    /// <summary>The service as people name it: <c>/service/btbattery</c>, <c>btbattery.service</c>.</summary>
    string ServiceName { get; }

    /// <summary>The command that shows the log.</summary>
    string LogCommand { get; }

    /// <summary>Folders of the owner's configuration and of what the program keeps: they go only with --purge.</summary>
    IReadOnlyList<string> OwnersFolders { get; }

    /// <summary>True if the machine has the service, be it stopped.</summary>
    bool IsInstalled { get; }

    /// <summary>Throws if this machine cannot have the service, before anything is changed.</summary>
    void Check();

    /// <summary>Notes in the facts what the machine is like before the first change, so that an uninstall finds the way back.</summary>
    InstalledFacts Note(InstalledFacts facts);

    /// <summary>Puts what starts the current version, and what shows it, as that version brings it; restarts nothing.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>From here on the machine starts the program at each of its starts.</summary>
    Task RegisterAsync(CancellationToken cancellationToken);

    /// <summary>Starts the service now, if it does not run.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Starts the program of the service anew, if the service is there.</summary>
    Task RestartAsync(CancellationToken cancellationToken);

    /// <summary>True if the supervisor of the machine runs the service.</summary>
    Task<bool> IsRunningAsync(CancellationToken cancellationToken);

    /// <summary>Ends the program; <see cref="StartAsync"/> lets it go on, and a start of the machine does.</summary>
    Task PauseAsync(CancellationToken cancellationToken) => StopAsync(cancellationToken);

    /// <summary>Ends the service and its supervisor; it does not come back by itself.</summary>
    Task StopAsync(CancellationToken cancellationToken);

    /// <summary>Takes back what <see cref="RegisterAsync"/> did.</summary>
    Task UnregisterAsync(InstalledFacts facts, CancellationToken cancellationToken);

    /// <summary>Takes back what <see cref="PrepareAsync"/> did, and what the service left, such as its log.</summary>
    Task RemoveAsync(InstalledFacts facts, CancellationToken cancellationToken);
}
