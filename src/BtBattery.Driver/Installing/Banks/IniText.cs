using System.Text;
using BtBattery.Driver.Configuration.Reading;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Installing.Banks;

/// <summary>
/// A configuration file as its owner wrote it, to be changed in single lines; immutable. Whatever is not changed stays byte for byte: remarks, order, blanks, ends of lines, and letters
/// that are no UTF-8. Of a section or a key that is there twice the first one is meant, as for <see cref="IniScanner"/>.
/// </summary>
internal sealed class IniText
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _mark;
    private readonly IReadOnlyList<Line> _lines;

    private IniText(byte[] mark, IReadOnlyList<Line> lines) => (_mark, _lines) = (mark, lines);

    /// <summary>The text of a file.</summary>
    public static IniText Of(ReadOnlySpan<byte> bytes)
    {
        byte[] mark = bytes.StartsWith("\uFEFF"u8) ? bytes[..3].ToArray() : [];
        bytes = bytes[mark.Length..];
        var lines = new List<Line>();
        while (bytes.Length > 0)
        {
            int length = bytes.IndexOfAny((byte)'\r', (byte)'\n');
            int end = length < 0 ? 0 : bytes[length..].StartsWith("\r\n"u8) ? 2 : 1;
            length = length < 0 ? bytes.Length : length;
            lines.Add(new(bytes[..length].ToArray(), bytes.Slice(length, end).ToArray()));
            bytes = bytes[(length + end)..];
        }

        return new(mark, lines);
    }

    /// <summary>The file.</summary>
    public byte[] ToBytes() => [.. _mark, .. _lines.SelectMany(line => (byte[])[.. line.Bytes, .. line.End])];

    /// <summary>True if there is such a section.</summary>
    public bool Has(string section) => Find(section) is not null;

    /// <summary>The names of its sections, as they are written.</summary>
    public IEnumerable<string> Sections => _lines.Select(line => line.Heading).OfType<string>();

    /// <summary>The names of the keys of a section, as they are written, with their values.</summary>
    public IEnumerable<(string Key, string Value)> Entries(string section) =>
        Find(section) is (int heading, int end) ? _lines.Take(end).Skip(heading + 1).Select(line => line.Entry).OfType<(string, string)>() : [];

    /// <summary>The value of a key; null if it is not there.</summary>
    public string? Get(string section, string key) => FindKey(section, key) is int at ? _lines[at].Entry!.Value.Value : null;

    /// <summary>The same with a value: in its line if the key is there, else behind the last key of its section, else in a new section at the end.</summary>
    public IniText With(string section, string key, string value)
    {
        if (FindKey(section, key) is int at)
        {
            string text = _lines[at].Text!;
            int sign = text.IndexOf('=', StringComparison.Ordinal) + 1;
            int blanks = text.AsSpan(sign).IndexOfAnyExcept(' ', '\t');
            string between = blanks < 0 ? " " : text.Substring(sign, blanks);
            return Replace(at, 1, [_lines[at] with { Bytes = s_strict.GetBytes(text[..sign] + between + value) }]);
        }

        Line line = NewLine($"{key} = {value}");
        if (Find(section) is (int heading, int end))
        {
            int last = heading;
            for (int i = heading + 1; i < end; i++)
            {
                last = _lines[i].Entry is null ? last : i;
            }

            return Replace(last, 1, [Ended(_lines[last]), line]);
        }

        return Append(_lines.Count == 0 ? [] : [NewLine("")], [NewLine($"[{section}]"), line]);
    }

    /// <summary>The same without a key; its remarks stay.</summary>
    public IniText Without(string section, string key) => FindKey(section, key) is int at ? Replace(at, 1, []) : this;

    /// <summary>The same with another name of a section.</summary>
    public IniText Renamed(string section, string name)
    {
        if (Find(section) is not (int heading, _))
        {
            return this;
        }

        string text = _lines[heading].Text!;
        int begin = text.IndexOf('[', StringComparison.Ordinal);
        return Replace(heading, 1, [_lines[heading] with { Bytes = s_strict.GetBytes($"{text[..begin]}[{name}]{text[(text.IndexOf(']', StringComparison.Ordinal) + 1)..]}") }]);
    }

    /// <summary>The same with the heading and the keys of a section as remarks, so that nothing of it is lost and nothing of it holds.</summary>
    public IniText Retired(string section) => Find(section) is (int heading, int end)
        ? Replace(heading, end - heading, [.. _lines.Take(end).Skip(heading).Select(line => line.IsRemark ? line : line with { Bytes = [.. "; "u8, .. line.Bytes] })])
        : this;

    /// <summary>Whether two names mean one section: in any case, and addresses however they are written.</summary>
    private static bool IsSame(string? name, string section) =>
        section.Equals(name, StringComparison.OrdinalIgnoreCase)
        || (BatteryAddress.TryParse(name, out BatteryAddress one) && BatteryAddress.TryParse(section, out BatteryAddress other) && one == other);

    /// <summary>Where a section is: its heading, and what comes after its last line.</summary>
    private (int Heading, int End)? Find(string section)
    {
        for (int i = 0; i < _lines.Count; i++)
        {
            if (IsSame(_lines[i].Heading, section))
            {
                int end = i + 1;
                while (end < _lines.Count && !_lines[end].IsHeading)
                {
                    end++;
                }

                return (i, end);
            }
        }

        return null;
    }

    private int? FindKey(string section, string key)
    {
        if (Find(section) is (int heading, int end))
        {
            for (int i = heading + 1; i < end; i++)
            {
                if (key.Equals(_lines[i].Entry?.Key, StringComparison.OrdinalIgnoreCase))
                {
                    return i;
                }
            }
        }

        return null;
    }

    /// <summary>A line that ends as those of the file do.</summary>
    private Line NewLine(string text) => new(s_strict.GetBytes(text), _lines.FirstOrDefault(line => line.End.Length > 0)?.End ?? "\n"u8.ToArray());

    /// <summary>The last line of a file may have no end.</summary>
    private Line Ended(Line line) => line.End.Length > 0 ? line : line with { End = NewLine("").End };

    private IniText Append(IReadOnlyList<Line> between, IReadOnlyList<Line> lines) =>
        new(_mark, [.. _lines.SkipLast(1), .. _lines.TakeLast(1).Select(Ended), .. between, .. lines]);

    private IniText Replace(int at, int count, IReadOnlyList<Line> lines) => new(_mark, [.. _lines.Take(at), .. lines, .. _lines.Skip(at + count)]);

    /// <summary>A line, and what it means.</summary>
    /// <param name="Bytes">Without its end.</param>
    /// <param name="End">None at the end of a file, perhaps.</param>
    private sealed record Line(byte[] Bytes, byte[] End)
    {
        /// <summary>Null if it is no UTF-8.</summary>
        public string? Text
        {
            get
            {
                try
                {
                    return s_strict.GetString(Bytes);
                }
                catch (DecoderFallbackException)
                {
                    return null;
                }
            }
        }

        public bool IsRemark => Trimmed is "" or [';' or '#', ..];

        public bool IsHeading => Trimmed is ['[', ..];

        /// <summary>The name of the section that begins here; null for none.</summary>
        public string? Heading => IsHeading && Trimmed!.IndexOf(']', StringComparison.Ordinal) is var end and > 0 ? Trimmed[1..end].Trim() : null;

        /// <summary>The setting that stands here; null for none.</summary>
        public (string Key, string Value)? Entry =>
            !IsRemark && !IsHeading && Trimmed?.IndexOf('=', StringComparison.Ordinal) is int sign and > 0 ? (Trimmed[..sign].Trim(), Trimmed[(sign + 1)..].Trim()) : null;

        private string? Trimmed => Text?.Trim();
    }
}
