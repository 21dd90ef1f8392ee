namespace BtBattery.Driver.Installing.Reference;

/// <summary>The root file system of Venus OS is read-only: it is made writable for as long as something is changed on it, and read-only again.</summary>
/// <param name="places">The machine.</param>
/// <param name="commands">Mounts.</param>
/// <param name="tell">Told what could not be done.</param>
internal sealed class WritableRoot(Places places, ICommands commands, Action<string> tell)
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(20);

    /// <summary>Changes something that may be on it.</summary>
    /// <param name="change">The change; begun again if it failed because of a read-only file system.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">It cannot be made writable either.</exception>
    public async Task ChangeAsync(Action change, CancellationToken cancellationToken)
    {
        try
        {
            change();
            return;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            CommandResult mounted = await MountAsync("remount,rw", cancellationToken);
            if (!mounted.IsDone)
            {
                throw new IOException($"{exception.Message.TrimEnd('.')}, and the root file system cannot be made writable: {mounted.Why}", exception);
            }
        }

        try
        {
            change();
        }
        finally
        {
            if (!(await MountAsync("remount,ro", CancellationToken.None)).IsDone)
            {
                tell("The root file system stays writable until the next start of the machine: another program is writing to it.");
            }
        }
    }

    private Task<CommandResult> MountAsync(string option, CancellationToken cancellationToken) =>
        commands.RunAsync("mount", ["-o", option, places.IsMachine ? "/" : places.Root], s_deadline, cancellationToken);
}
