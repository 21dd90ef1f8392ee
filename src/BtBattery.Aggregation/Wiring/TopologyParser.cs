using System.Globalization;

namespace BtBattery.Aggregation.Wiring;

/// <summary>
/// Reads an expression of names, plus signs, bars and parentheses. Plus binds tighter than the bar: <c>A+B|C+D</c> is two strings in parallel.
/// Joints of one kind inside each other become one.
/// </summary>
/// <remarks>expression = string { "|" string }; string = part { "+" part }; part = name | "(" expression ")".</remarks>
internal sealed class TopologyParser
{
    /// <summary>Four batteries need a fraction of it; it bounds the depth of the recursion.</summary>
    private const int LongestText = 500;

    private readonly string _text;
    private int _at;
    private string? _advice;

    private TopologyParser(string text) => _text = text;

    /// <summary>The expression, or null with the reason if there is more to say than what is expected.</summary>
    public static TopologyTerm? Parse(string text, out string? advice)
    {
        advice = null;
        if (text.Length is 0 or > LongestText)
        {
            return null;
        }

        var parser = new TopologyParser(text);
        TopologyTerm? term = parser.ReadJoint(isSeries: false);
        if (term is not null && parser.Peek() is not '\0')
        {
            parser.Complain(parser.Peek() == ')' ? "there is a ')' without its '('" : "a + or | is missing");
        }

        advice = parser._advice;
        return advice is null ? term : null;
    }

    /// <summary>Parts with bars between them, each of which is parts with plus signs between them.</summary>
    private TopologyTerm? ReadJoint(bool isSeries)
    {
        char sign = isSeries ? '+' : '|';
        var parts = new List<TopologyTerm>();
        while (true)
        {
            if ((isSeries ? ReadPart() : ReadJoint(isSeries: true)) is not TopologyTerm part)
            {
                return null;
            }

            parts.Add(part);
            if (Peek() != sign)
            {
                return TopologyTerm.Join(isSeries, parts);
            }

            _at++;
        }
    }

    private TopologyTerm? ReadPart()
    {
        if (Peek() == '(')
        {
            int opened = _at++;
            TopologyTerm? inner = ReadJoint(isSeries: false);
            if (inner is not null && Peek() != ')')
            {
                Complain(Peek() == '\0' ? $"the '(' of character {Number(opened)} has no ')'" : "a + or | is missing");
                return null;
            }

            _at++;
            return inner;
        }

        int start = _at;
        while (_at < _text.Length && _text[_at] is not ('+' or '|' or '(' or ')'))
        {
            _at++;
        }

        string name = _text[start.._at].Trim();
        if (name.Length == 0)
        {
            _at = start;
            Complain("a battery is missing");
            return null;
        }

        return TopologyTerm.Of(name);
    }

    /// <summary>Notes what is wrong here; what was noted first is nearer to the cause.</summary>
    private void Complain(string what) => _advice ??= _at < _text.Length
        ? $"{what} at character {Number(_at)}, before '{Rest()}'"
        : $"{what} at the end";

    private string Rest() => _text.Length - _at > 20 ? string.Concat(_text.AsSpan(_at, 20), "…") : _text[_at..];

    private static string Number(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);

    private char Peek()
    {
        while (_at < _text.Length && _text[_at] == ' ')
        {
            _at++;
        }

        return _at < _text.Length ? _text[_at] : '\0';
    }
}
