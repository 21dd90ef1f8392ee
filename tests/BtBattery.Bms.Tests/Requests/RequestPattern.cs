namespace BtBattery.Bms.Tests.Requests;

/// <summary>One frame of the list: literal bytes, <c>**</c> for any byte, <c>##</c> for the sum of its protocol.</summary>
internal sealed record RequestPattern(string Text, string Family)
{
    private const string AnyByte = "**";
    private const string Sum = "##";

    private readonly string[] _tokens = Text.Split(' ');

    /// <summary>The patterns of one line; <c>40/80</c> makes two of it.</summary>
    public static IEnumerable<RequestPattern> Parse(string text, string family)
    {
        string? choice = text.Split(' ').FirstOrDefault(token => token.Contains('/'));
        return choice is null
            ? [new(text, family)]
            : choice.Split('/').SelectMany(one => Parse(text.Replace(choice, one), family));
    }

    public bool Matches(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != _tokens.Length)
            return false;
        for (int i = 0; i < bytes.Length; i++)
        {
            string expected = _tokens[i] == Sum ? $"{SumOf(bytes[..i]):X2}" : _tokens[i];
            if (expected != AnyByte && expected != $"{bytes[i]:X2}")
                return false;
        }

        return true;
    }

    public override string ToString() => $"{Family}: {Text}";

    private static int SumOf(ReadOnlySpan<byte> before)
    {
        int sum = 0;
        foreach (byte b in before is [0xFF, 0xAA, ..] ? before[2..] : before)
            sum += b;
        return sum & 0xFF;
    }
}
