namespace BtBattery.Driver.Tools.Shell;

/// <summary>The commands of the shell: their names, their short forms, what they do.</summary>
public static class ShellWords
{
    /// <summary>Name, short form ("" for none), argument ("" for none) and what it does, in the order of the help.</summary>
    public static IReadOnlyList<(string Name, string Short, string Argument, string Text)> All { get; } =
    [
        ("scan", "s", "", "look for devices, and number them"),
        ("connect", "c", "[N|MAC]", "connect with a device of the scan or an address"),
        ("data", "d", "", "read the battery and show everything"),
        ("status", "", "", "say what is connected"),
        ("auto", "", "", "connect by itself after a scan, or not"),
        ("reset", "r", "", "disconnect and forget what was found"),
        ("services", "", "", "list the GATT services of the connected device"),
        ("continuous", "", "", "show reading after reading until Ctrl+C"),
        ("json", "", "", "show the last reading as JSON"),
        ("help", "h", "", "this list"),
        ("exit", "q", "", "disconnect and leave"),
    ];

    /// <summary>The command a word stands for: its name, its short form, or a beginning that fits one only.</summary>
    /// <param name="word">What was typed.</param>
    /// <param name="name">The command; null if there is none.</param>
    /// <param name="problem">Why there is none, in words; null if there is one.</param>
    public static bool TryFind(string word, out string? name, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(word);
        string typed = word.ToLowerInvariant();
        string[] fitting = [.. All.Where(command => command.Name == typed || command.Short == typed).Select(command => command.Name)];
        if (fitting.Length == 0)
        {
            fitting = typed switch
            {
                "quit" => ["exit"],
                "?" => ["help"],
                _ => [.. All.Where(command => command.Name.StartsWith(typed, StringComparison.Ordinal)).Select(command => command.Name)],
            };
        }

        name = fitting.Length == 1 ? fitting[0] : null;
        problem = fitting.Length switch
        {
            0 => $"There is no command '{word}'; 'help' lists them.",
            1 => null,
            _ => $"'{word}' could be {string.Join(" or ", fitting)}.",
        };
        return name is not null;
    }

    /// <summary>What Tab may make of a line: commands for its first word, addresses for the second of <c>connect</c>.</summary>
    /// <param name="line">The line so far.</param>
    /// <param name="addresses">The addresses that were found.</param>
    /// <returns>Whole lines.</returns>
    public static IReadOnlyList<string> Complete(string line, IReadOnlyList<string> addresses)
    {
        ArgumentNullException.ThrowIfNull(line);
        int blank = line.IndexOf(' ', StringComparison.Ordinal);
        if (blank < 0)
        {
            return [.. All.Where(command => command.Name.StartsWith(line, StringComparison.OrdinalIgnoreCase)).Select(command => command.Name)];
        }

        string word = line[(blank + 1)..];
        return TryFind(line[..blank], out string? name, out _) && name == "connect"
            ? [.. addresses.Where(address => address.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Select(address => $"{line[..blank]} {address}")]
            : [];
    }
}
