using System.Globalization;
using System.Text;

namespace BtBattery.Driver.Configuration;

/// <summary>One thing that is wrong with a configuration, or odd. Never holds a secret.</summary>
/// <param name="Severity">What follows from it.</param>
/// <param name="Code">One of <see cref="FindingCodes"/>.</param>
/// <param name="Message">A sentence or two for people: what is wrong, what to write instead.</param>
public sealed record Finding(Severity Severity, string Code, string Message)
{
    /// <summary>The file; null if the command line or the battery itself is meant.</summary>
    public string? File { get; init; }

    /// <summary>The line in it, from 1; null if the file as a whole is meant.</summary>
    public int? Line { get; init; }

    /// <summary>The section, without brackets; null if none is meant.</summary>
    public string? Section { get; init; }

    /// <summary>The key; null if none is meant.</summary>
    public string? Key { get; init; }

    /// <summary>Place and message on one line.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        if (File is not null)
        {
            text.Append(File);
            if (Line is int line)
            {
                text.Append(CultureInfo.InvariantCulture, $":{line}");
            }

            text.Append(Section is null ? ": " : $": [{Section}] ");
        }

        return text.Append(Message).ToString();
    }

    /// <summary>Severity, place and message on one line, as <c>check-config</c> and the log show it.</summary>
    public override string ToString() => (Severity == Severity.Error ? "error: " : "warning: ") + Describe();
}
