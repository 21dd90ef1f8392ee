namespace BtBattery.Driver.Tools.Shell;

/// <summary>Where the shell reads its lines and writes its answers.</summary>
public interface IShellTerminal
{
    /// <summary>Reads the next line; null at the end of the input.</summary>
    /// <param name="prompt">Shown before it, where somebody looks.</param>
    /// <param name="complete">Whole lines that a line could become.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    Task<string?> ReadLineAsync(string prompt, Func<string, IReadOnlyList<string>> complete, CancellationToken cancellationToken);

    /// <summary>Writes a line.</summary>
    void WriteLine(string line);

    /// <summary>Runs something that Ctrl+C ends.</summary>
    /// <returns>False if it was ended so.</returns>
    Task<bool> RunAsync(Func<CancellationToken, Task> run, CancellationToken cancellationToken);
}
