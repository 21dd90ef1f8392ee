using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>A real process: started, watched line by line, ended with a deadline. Killed when disposed.</summary>
internal sealed partial class ChildProcess : IAsyncDisposable
{
    /// <summary>Generous: only a hang reaches it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly List<string> _errors = [];
    private readonly List<(string Part, Func<string, bool> Matches, TaskCompletionSource<string> Found)> _waiting = [];
    private readonly SemaphoreSlim _moreOutput = new(0);
    private readonly Task _reading;
    private readonly bool _leadsGroup;
    private bool _isSilent;

    private ChildProcess(Process process, bool leadsGroup)
    {
        (_process, _leadsGroup) = (process, leadsGroup);
        _reading = Task.WhenAll(ReadOutputAsync(), ReadErrorsAsync());
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return string.Join('\n', _errors);
            }
        }
    }

    /// <summary>Starts a program that is found by PATH.</summary>
    /// <param name="program">Its name or path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">What differs from that of the tests; null takes a variable away.</param>
    /// <param name="leadsGroup">What it starts and leaves behind is killed with it.</param>
    public static ChildProcess Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, bool leadsGroup = false)
    {
        var start = new ProcessStartInfo(leadsGroup ? "setsid" : program, leadsGroup ? [program, .. arguments] : arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Repository.Root,
        };
        // It says on what the tests run: a script started by them does what it does for everybody.
        start.Environment.Remove(Repository.ProgramVariable);
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        try
        {
            return new ChildProcess(Process.Start(start)!, leadsGroup);
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new InvalidOperationException($"{program} cannot be started: {exception.Message}. ./test.sh installs what the tests need.", exception);
        }
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, TimeSpan? patience = null)
    {
        await using ChildProcess process = Start(program, arguments, environment);
        return (await process.WaitForExitAsync(patience), process.Output, process.Errors);
    }

    /// <summary>Waits for a line on standard error, one already written included.</summary>
    /// <param name="part">What it contains.</param>
    /// <param name="nth">Which of such lines, from 1.</param>
    /// <exception cref="InvalidOperationException">It ended without.</exception>
    /// <exception cref="TimeoutException">It went on without.</exception>
    public async Task<string> WaitForErrorLineAsync(string part, int nth = 1)
    {
        int left = nth;
        Task<string> found;
        lock (_errors)
        {
            if (_errors.Find(Matches) is string line)
            {
                return line;
            }

            if (_isSilent)
            {
                throw Silent(part);
            }

            var source = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((part, Matches, source));
            found = source.Task;
        }

        try
        {
            return await found.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"No line with '{part}' within {Patience}; standard error so far:\n{Errors}");
        }

        bool Matches(string line) => line.Contains(part, StringComparison.Ordinal) && --left == 0;
    }

    private InvalidOperationException Silent(string part) =>
        new($"No line with '{part}': {_process.StartInfo.FileName} has ended; standard error:\n{string.Join('\n', _errors)}");

    /// <summary>Waits for a whole line on standard output, one already written included.</summary>
    public async Task<string> WaitForOutputLineAsync(Func<string, bool> matches)
    {
        using var deadline = new CancellationTokenSource(2 * Patience, TimeProvider.System);
        int looked = 0;
        while (true)
        {
            string output = Output;
            for (int end = output.IndexOf('\n', looked); end >= 0; end = output.IndexOf('\n', looked))
            {
                string line = output[looked..end];
                looked = end + 1;
                if (matches(line))
                {
                    return line;
                }
            }

            try
            {
                await _moreOutput.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"No such line within {2 * Patience}; standard output so far:\n{output}\nStandard error:\n{Errors}");
            }
        }
    }

    public async Task<int> WaitForExitAsync(TimeSpan? patience = null)
    {
        using var deadline = new CancellationTokenSource(patience ?? Patience, TimeProvider.System);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{_process.StartInfo.FileName} did not end within {patience ?? Patience}. Standard error:\n{Errors}");
        }

        await _reading.WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>SIGTERM, as supervisors send it.</summary>
    public void Terminate() => Assert.Equal(0, Kill(_process.Id, 15));

    /// <summary>SIGSTOP: it stands still until it is told to go on.</summary>
    public void Stop() => Assert.Equal(0, Kill(_process.Id, 19));

    /// <summary>SIGCONT.</summary>
    public void Continue() => Assert.Equal(0, Kill(_process.Id, 18));

    /// <summary>Lines on standard error so far that contain <paramref name="part"/>.</summary>
    public int CountErrorLines(string part) => Errors.Split('\n').Count(line => line.Contains(part, StringComparison.Ordinal));

    /// <summary>SIGKILL.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        if (_leadsGroup)
        {
            // What is left of it holds the other ends of these streams.
            _ = Kill(-_process.Id, 9);
            await _reading.WaitAsync(Patience);
        }

        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);

    private async Task ReadOutputAsync()
    {
        char[] buffer = new char[4096];
        int count;
        while ((count = await _process.StandardOutput.ReadAsync(buffer)) > 0)
        {
            lock (_output)
            {
                _output.Append(buffer, 0, count);
            }

            _moreOutput.Release();
        }
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is string line)
        {
            lock (_errors)
            {
                _errors.Add(line);
                foreach ((_, Func<string, bool> matches, TaskCompletionSource<string> found) in _waiting)
                {
                    if (matches(line))
                    {
                        found.TrySetResult(line);
                    }
                }
            }
        }

        lock (_errors)
        {
            _isSilent = true;
            foreach ((string part, _, TaskCompletionSource<string> found) in _waiting)
            {
                found.TrySetException(Silent(part));
            }
        }
    }
}
