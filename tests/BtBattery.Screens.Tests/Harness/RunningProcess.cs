using System.Globalization;
using System.Text;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.Screens.Tests.Harness;

/// <summary>A process of this machine.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Program">As it was called.</param>
internal sealed record RunningProcess(int Id, string Program)
{
    /// <summary>Every process that has a text among its arguments or in its environment.</summary>
    public static IReadOnlyList<RunningProcess> With(string text)
    {
        var found = new List<RunningProcess>();
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int id))
            {
                continue;
            }

            string arguments = Read(folder + "/cmdline");
            if (arguments.Contains(text, StringComparison.Ordinal) || Read(folder + "/environ").Contains(text, StringComparison.Ordinal))
            {
                found.Add(new RunningProcess(id, arguments.Split('\0')[0]));
            }
        }

        return found;
    }

    /// <summary>Waits for the end of the last of them. What nobody has waited for, a zombie, has no arguments any more.</summary>
    public static async Task WaitUntilNoneAsync(string text)
    {
        using var deadline = new CancellationTokenSource(ChildProcess.Patience, TimeProvider.System);
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        while (With(text) is [var running, ..])
        {
            try
            {
                await again.WaitForNextTickAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"{running.Program} ({running.Id}) did not end within {ChildProcess.Patience}.");
            }
        }
    }

    // Gone in between, or of somebody else.
    private static string Read(string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
