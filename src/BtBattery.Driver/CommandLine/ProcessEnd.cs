using System.Diagnostics;

namespace BtBattery.Driver.CommandLine;

/// <summary>Ends a process in which something hangs.</summary>
internal static class ProcessEnd
{
    /// <summary>Ending in order may hang as well: a pipe that nobody reads holds up whoever writes to it.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>Says why and exits with <see cref="ExitCode.Stalled"/>; if that takes too long, kills itself (SIGKILL). Does not return.</summary>
    public static void Stalled(string reason)
    {
        var exit = new Thread(() =>
        {
            Complaint.Write(reason);
            System.Environment.Exit(ExitCode.Stalled);
        })
        {
            IsBackground = true,
        };
        exit.Start();
        exit.Join(s_patience);
        Process.GetCurrentProcess().Kill();
    }
}
