namespace BtBattery.Driver.Installing;

/// <summary>Runs programs of the machine.</summary>
internal interface ICommands
{
    /// <summary>Runs a program to its end. Throws nothing for one that is missing, fails or does not end.</summary>
    /// <param name="program">Its name, looked for on the path, or its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="deadline">How long it may take; then it is killed.</param>
    /// <param name="cancellationToken">Gives up, and kills it.</param>
    Task<CommandResult> RunAsync(string program, IReadOnlyList<string> arguments, TimeSpan deadline, CancellationToken cancellationToken = default);
}
