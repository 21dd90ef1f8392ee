using System.ComponentModel;
using System.Diagnostics;

namespace BtBattery.Driver.Installing;

/// <summary>Runs programs as processes, with this program's environment and nothing on standard input.</summary>
internal sealed class MachineCommands(TimeProvider timeProvider) : ICommands
{
    public async Task<CommandResult> RunAsync(string program, IReadOnlyList<string> arguments, TimeSpan deadline, CancellationToken cancellationToken = default)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        try
        {
            using Process process = Process.Start(start)!;
            using var ended = new CancellationTokenSource(deadline, timeProvider);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(ended.Token, cancellationToken);
            try
            {
                process.StandardInput.Close();
                Task<string> output = process.StandardOutput.ReadToEndAsync(both.Token);
                Task<string> errors = process.StandardError.ReadToEndAsync(both.Token);
                await process.WaitForExitAsync(both.Token);
                return new CommandResult(process.ExitCode, await output, await errors);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return new CommandResult(null, "", FormattableString.Invariant($"'{program}' did not end within {deadline.TotalSeconds:0} s"));
            }
            finally
            {
                if (!process.HasExited)
                {
                    process.Kill(entireProcessTree: true);
                }
            }
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            return new CommandResult(null, "", $"'{program}' cannot be run: {exception.Message}");
        }
    }
}
