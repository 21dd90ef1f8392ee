namespace BtBattery.Driver.Installing;

/// <summary>What became of a command.</summary>
/// <param name="ExitCode">How it ended; null if it did not start or not end.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Errors">What it printed on standard error; of a command that did not run or end, why.</param>
internal sealed record CommandResult(int? ExitCode, string Output, string Errors)
{
    /// <summary>True if it ended well.</summary>
    public bool IsDone => ExitCode == 0;

    /// <summary>Why not, in a line: the first thing it complained of, of programs that then go on to say what comes of it.</summary>
    public string Cause => Array.Find(Errors.Split('\n'), line => line.Trim().Length > 0)?.Trim() ?? Why;

    /// <summary>Why not, in a line: the last thing it said.</summary>
    public string Why =>
        Array.FindLast((Errors + "\n" + Output).Split('\n'), line => line.Trim().Length > 0)?.Trim() ?? FormattableString.Invariant($"it ended with {ExitCode}");
}
