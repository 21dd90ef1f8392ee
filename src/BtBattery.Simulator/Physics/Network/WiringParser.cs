namespace BtBattery.Simulator.Physics.Network;

/// <summary>Reads how packs are wired: numbers from 1, + in series, | in parallel, parentheses; + binds tighter.</summary>
/// <remarks>expression = string { "|" string }; string = part { "+" part }; part = number | "(" expression ")".</remarks>
internal sealed class WiringParser
{
    private const int LongestText = 200;

    private readonly string _text;
    private readonly NetworkNode?[] _left;
    private int _at;

    private WiringParser(string text, IEnumerable<NetworkNode> packs)
    {
        _text = text;
        _left = [.. packs];
    }

    /// <summary>The network of <paramref name="packs"/>, each of which is in it once.</summary>
    /// <exception cref="FormatException">The text says something else; the message is a clause.</exception>
    public static NetworkNode Read(string text, IReadOnlyList<NetworkNode> packs)
    {
        if (text is "series" or "parallel" or "")
            return Join(isSeries: text == "series", [.. packs]);
        if (text.Length > LongestText) throw new FormatException($"the wiring has more than {LongestText} characters");
        var parser = new WiringParser(text, packs);
        NetworkNode network = parser.ReadJoint(isSeries: false);
        if (parser.Peek() != '\0') throw parser.Unexpected("a + or |");
        int forgotten = Array.FindIndex(parser._left, pack => pack is not null);
        if (forgotten >= 0) throw new FormatException($"pack {Number(forgotten + 1)} is not in the wiring \"{text}\"");
        return network;
    }

    private NetworkNode ReadJoint(bool isSeries)
    {
        var parts = new List<NetworkNode>();
        while (true)
        {
            parts.Add(isSeries ? ReadPart() : ReadJoint(isSeries: true));
            if (Peek() != (isSeries ? '+' : '|')) return Join(isSeries, [.. parts]);
            _at++;
        }
    }

    private NetworkNode ReadPart()
    {
        if (Peek() == '(')
        {
            _at++;
            NetworkNode inner = ReadJoint(isSeries: false);
            if (Peek() != ')') throw Unexpected("a )");
            _at++;
            return inner;
        }
        int start = _at;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at])) _at++;
        if (start == _at) throw Unexpected("the number of a pack");
        ReadOnlySpan<char> number = _text.AsSpan(start, _at - start);
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int pack) || pack < 1 || pack > _left.Length)
            throw new FormatException($"there is no pack {number}, there are {Number(_left.Length)}");
        NetworkNode node = _left[pack - 1] ?? throw new FormatException($"pack {number} is twice in the wiring");
        _left[pack - 1] = null;
        return node;
    }

    private static NetworkNode Join(bool isSeries, NetworkNode[] parts) =>
        parts.Length == 1 ? parts[0] : isSeries ? new SeriesNode(parts) : new ParallelNode(parts);

    private FormatException Unexpected(string wanted) =>
        new($"the wiring \"{_text}\" wants {wanted} at character {Number(_at + 1)}");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private char Peek()
    {
        while (_at < _text.Length && _text[_at] == ' ') _at++;
        return _at < _text.Length ? _text[_at] : '\0';
    }
}
