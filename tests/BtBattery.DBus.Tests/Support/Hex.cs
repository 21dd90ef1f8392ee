namespace BtBattery.DBus.Tests.Support;

/// <summary>Bytes as people write them: hexadecimal digits with spaces anywhere.</summary>
internal static class Hex
{
    internal static byte[] Bytes(string text) => Convert.FromHexString(string.Concat(text.Where(c => !char.IsWhiteSpace(c))));

    internal static string Text(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>The same digits in the form that <see cref="Text"/> gives.</summary>
    internal static string Normal(string text) => Text(Bytes(text));
}
