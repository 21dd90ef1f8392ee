namespace BtBattery.Driver.Configuration.Wiring;

/// <summary>Reads an expression of names, plus signs, bars and parentheses. Joints of one kind inside each other become one.</summary>
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
        if (text.Length > LongestText)
        {
            return null;
        }

        var parser = new TopologyParser(text);
        TopologyTerm? term = parser.ReadJoint();
        if (term is not null)
        {
            parser._advice = parser.Peek() switch
            {
                '\0' => null,
                ')' => "there is a ')' without its '('",
                '(' => "a + or | is missing before a '('",
                _ => "a + or | is missing behind a ')'",
            };
        }

        advice = parser._advice;
        return advice is null ? term : null;
    }

    private TopologyTerm? ReadJoint()
    {
        char sign = '\0';
        var parts = new List<TopologyTerm>();
        while (true)
        {
            if (ReadPart() is not TopologyTerm part)
            {
                return null;
            }

            parts.Add(part);
            char next = Peek();
            if (next is not ('+' or '|'))
            {
                return parts.Count == 1 ? parts[0] : Join(sign == '+', parts);
            }

            if (sign != '\0' && next != sign)
            {
                _advice = "+ and | stand side by side; put parentheses, as in (A+B)|(C+D)";
                return null;
            }

            sign = next;
            _at++;
        }
    }

    private TopologyTerm? ReadPart()
    {
        if (Peek() == '(')
        {
            _at++;
            TopologyTerm? inner = ReadJoint();
            if (inner is not null && Peek() != ')')
            {
                _advice = "there is a '(' without its ')'";
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
            _advice ??= _text.Length == 0 ? null : "a battery is missing beside a sign; give " + TopologyExpression.Expected;
            return null;
        }

        if (Peek() == '(')
        {
            _advice = "a + or | is missing before a '('";
            return null;
        }

        return TopologyTerm.Of(name);
    }

    private static TopologyTerm Join(bool isSeries, List<TopologyTerm> parts) => new(
        Name: null,
        isSeries,
        [.. parts.SelectMany(part => part.Name is null && part.IsSeries == isSeries ? part.Parts : [part])]);

    private char Peek()
    {
        while (_at < _text.Length && _text[_at] == ' ')
        {
            _at++;
        }

        return _at < _text.Length ? _text[_at] : '\0';
    }
}
