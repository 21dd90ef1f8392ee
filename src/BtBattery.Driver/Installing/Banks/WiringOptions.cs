using System.CommandLine;

namespace BtBattery.Driver.Installing.Banks;

/// <summary>How batteries are wired, as commands that write it into the owner's file take it: said once, in one of three ways.</summary>
/// <param name="who">Who is wired so, in words: "The batteries are".</param>
/// <param name="when">When, in words with a blank before; nothing for now.</param>
internal sealed class WiringOptions(string who, string when)
{
    private readonly Option<bool> _series = new("--series", "-s") { Description = $"{who} wired in series{when}." };

    private readonly Option<bool> _parallel = new("--parallel", "-p") { Description = $"{who} wired in parallel{when}." };

    private readonly Option<string?> _topology = new("--topology")
    {
        Description = $"How {char.ToLowerInvariant(who[0])}{who[1..]} wired{when}, with addresses: + is series, | is parallel, as in \"(A+B)|(C+D)\".",
        HelpName = "EXPRESSION",
    };

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [_series, _parallel, _topology];

    /// <summary>What was said, as TOPOLOGY in a file; null for nothing.</summary>
    /// <exception cref="RefusalException">It was said more than once.</exception>
    public string? Topology(ParseResult arguments)
    {
        string[] given = [.. new[] { arguments.GetValue(_series) ? "series" : null, arguments.GetValue(_parallel) ? "parallel" : null, arguments.GetValue(_topology) }.OfType<string>()];
        return given.Length > 1 ? throw new RefusalException("-s, -p and --topology say the same thing: give one of them.", CommandLine.ExitCode.Usage) : given.FirstOrDefault();
    }
}
