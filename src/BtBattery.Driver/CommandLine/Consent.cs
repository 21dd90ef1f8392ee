namespace BtBattery.Driver.CommandLine;

/// <summary>Asks at the terminal before something is done that cannot be left undone.</summary>
internal static class Consent
{
    /// <summary>False if nobody can answer; that is said, and that --yes would do it without asking.</summary>
    /// <param name="command">Name of the command.</param>
    /// <param name="before">Before what it asks, in words.</param>
    public static bool CanBeGiven(string command, string before)
    {
        if (!Console.IsInputRedirected)
        {
            return true;
        }

        Complaint.Write($"{command} asks before {before}, and nobody can answer here: run it in a terminal, or add --yes.");
        return false;
    }

    /// <summary>True if the answer is yes.</summary>
    /// <param name="question">The question, with its question mark.</param>
    public static bool IsGiven(string question)
    {
        Console.Out.Write($"{question} [y/N] ");
        return Console.In.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES";
    }
}
