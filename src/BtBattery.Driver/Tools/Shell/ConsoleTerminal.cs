using System.Runtime.InteropServices;

namespace BtBattery.Driver.Tools.Shell;

/// <summary>
/// The console: with a small line editor on a terminal, plain lines from a pipe. Ctrl+C ends what runs, never the shell;
/// SIGTERM ends the shell.
/// </summary>
internal sealed class ConsoleTerminal : IShellTerminal, IDisposable
{
    private const string ClearLine = "\r\u001b[K";

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _terminated = new();
    private readonly List<string> _history = [];
    private readonly PosixSignalRegistration _onInterrupt;
    private readonly PosixSignalRegistration _onTerminate;
    private CancellationTokenSource? _running;

    public ConsoleTerminal()
    {
        _onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            lock (_lock)
            {
                _running?.Cancel();
            }
        });
        _onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            _terminated.Cancel();
        });
    }

    /// <summary>Cancelled by SIGTERM.</summary>
    public CancellationToken Terminated => _terminated.Token;

    public Task<string?> ReadLineAsync(string prompt, Func<string, IReadOnlyList<string>> complete, CancellationToken cancellationToken)
    {
        // The console has no reading that can be cancelled; at the end of the program the thread is left to it.
        Func<string?> read = Console.IsInputRedirected ? Console.In.ReadLine : () => EditLine(prompt, complete);
        return Task.Run(read, cancellationToken).WaitAsync(cancellationToken);
    }

    public void WriteLine(string line) => Console.Out.WriteLine(line);

    public async Task<bool> RunAsync(Func<CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        using var interruption = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        SetRunning(interruption);
        try
        {
            await run(interruption.Token);
            return true;
        }
        catch (OperationCanceledException) when (interruption.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            SetRunning(null);
        }
    }

    public void Dispose()
    {
        _onInterrupt.Dispose();
        _onTerminate.Dispose();
        _terminated.Dispose();
    }

    private void SetRunning(CancellationTokenSource? running)
    {
        lock (_lock)
        {
            _running = running;
        }
    }

    private string? EditLine(string prompt, Func<string, IReadOnlyList<string>> complete)
    {
        bool before = Console.TreatControlCAsInput;
        Console.TreatControlCAsInput = true;
        try
        {
            while (true)
            {
                var line = new EditedLine(complete, _history);
                Console.Out.Write(prompt);
                KeyOutcome outcome;
                while ((outcome = line.Press(Console.ReadKey(intercept: true))) == KeyOutcome.Edited)
                {
                    if (line.Choices.Count > 0)
                    {
                        Console.Out.Write($"\n{string.Join("  ", line.Choices)}\n");
                    }

                    Console.Out.Write($"{ClearLine}{prompt}{line.Text}");
                }

                Console.Out.Write('\n');
                if (outcome == KeyOutcome.Ended)
                {
                    return null;
                }

                if (outcome == KeyOutcome.Entered)
                {
                    if (line.Text.Trim().Length > 0)
                    {
                        _history.Add(line.Text);
                    }

                    return line.Text;
                }
            }
        }
        finally
        {
            Console.TreatControlCAsInput = before;
        }
    }
}
