using System.ComponentModel;
using System.Diagnostics;

namespace BtBattery.DBus.Tests.Support;

/// <summary>Programs of the system that the tests talk to.</summary>
internal static class Tool
{
    internal const string Python = "/usr/bin/python3";

    /// <summary>Runs a program to its end; fails unless it ends with 0. Returns what it printed.</summary>
    internal static async Task<string> RunAsync(string program, string package, params string[] arguments)
    {
        (int exitCode, string output, string error) = await TryRunAsync(program, package, arguments);
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {exitCode}: {error}{output}");
        return output;
    }

    /// <summary>Runs a program to its end.</summary>
    internal static async Task<(int ExitCode, string Output, string Error)> TryRunAsync(
        string program, string package, params string[] arguments)
    {
        using Process process = Start(program, package, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Deadline.Time);
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw;
        }

        return (process.ExitCode, await output, await error);
    }

    /// <summary>Starts a program; a missing one fails the test with the name of the package that has it.</summary>
    internal static Process Start(string program, string package, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LC_ALL"] = "C.UTF-8" },
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException($"The program {program} is missing: install the package {package} (apt-get install {package}).");
        }
    }
}
