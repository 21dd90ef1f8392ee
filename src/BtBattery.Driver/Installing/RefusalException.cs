namespace BtBattery.Driver.Installing;

/// <summary>Why something is not done, in a sentence or two that say what to do; nothing was changed that matters.</summary>
/// <param name="sentence">For people.</param>
/// <param name="exitCode">What the program ends with.</param>
internal sealed class RefusalException(string sentence, int exitCode = CommandLine.ExitCode.Environment) : Exception(sentence)
{
    /// <summary>What the program ends with.</summary>
    public int ExitCode { get; } = exitCode;
}
