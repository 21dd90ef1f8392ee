using System.CommandLine;
using BtBattery.Driver.Installing;

namespace BtBattery.Driver.CommandLine;

/// <summary>What the commands that change an installation have in common: this machine to change, and one way to say why not.</summary>
internal static class InstallAction
{
    /// <summary>Makes a command do that.</summary>
    /// <param name="command">The command.</param>
    /// <param name="act">Does it, and returns the exit code.</param>
    /// <param name="mayEnableHook">Whether lines of others in the start hook may begin to run; null for no.</param>
    public static void Set(Command command, Func<InstallMeans, ParseResult, CancellationToken, Task<int>> act, Func<ParseResult, bool>? mayEnableHook = null) =>
        SetAsking(command, (means, arguments, heed) => act(means, arguments, heed()), mayEnableHook);

    /// <summary>The same for a command that asks something first. A signal ends the program until it heeds them, which it does behind the questions: one that waits for an answer cannot.</summary>
    /// <param name="command">The command.</param>
    /// <param name="act">Does it; what it gets begins to heed signals, and gives the token that they cancel.</param>
    /// <param name="mayEnableHook">As above.</param>
    public static void SetAsking(Command command, Func<InstallMeans, ParseResult, Func<CancellationToken>, Task<int>> act, Func<ParseResult, bool>? mayEnableHook = null)
    {
        CommandHelp.SetExitCodes(command, "0 done, 2 wrong command line or configuration, 3 a version did not prove itself, 4 the machine does not allow it");
        command.SetAction(async (arguments, cancellationToken) =>
        {
            StopSignals? stop = null;
            try
            {
                return await act(CreateMeans(mayEnableHook?.Invoke(arguments) ?? false), arguments, () => (stop ??= new StopSignals(cancellationToken, withHangUp: true)).Token);
            }
            catch (RefusalException exception)
            {
                Complaint.Write(exception.Message);
                return exception.ExitCode;
            }
            catch (UnauthorizedAccessException exception)
            {
                Complaint.Write($"This user may not do that: {exception.Message.TrimEnd('.')}. Give the same command again as root (sudo), or as whoever owns that.");
                return ExitCode.Environment;
            }
            catch (IOException exception)
            {
                Complaint.Write($"It could not be finished: {exception.Message.TrimEnd('.')}. Once that is mended, give the same command again.");
                return ExitCode.Environment;
            }
            catch (OperationCanceledException) when (stop?.Token.IsCancellationRequested == true)
            {
                Complaint.Write("Stopped. Give the same command again to finish; 'btbattery status' says where it stands.");
                return ExitCode.NoData;
            }
            finally
            {
                stop?.Dispose();
            }
        });
    }

    /// <summary>The option that lets lines of others in the start hook run.</summary>
    public static Option<bool> CreateEnableHook() => new(StartHook.EnableOption)
    {
        Description = "Venus OS: make /data/rc.local executable although it has lines of others, which then run at each start, too.",
    };

    private static InstallMeans CreateMeans(bool mayEnableHook)
    {
        Places places = Places.OfMachine();
        var disk = new Disk();
        var commands = new MachineCommands(TimeProvider.System);
        Action<string> tell = Tell;
        return new InstallMeans(places, disk, commands, ServiceHosts.Create(places, disk, commands, tell, TimeProvider.System, mayEnableHook), tell, TimeProvider.System);
    }

    /// <summary>What is under way is finished although nobody reads what is done any more, such as behind a connection that is gone.</summary>
    private static void Tell(string line)
    {
        try
        {
            Console.Out.WriteLine(line);
        }
        catch (IOException)
        {
        }
    }
}
