using System.Diagnostics.CodeAnalysis;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Configuration;

/// <summary>A battery on the command line: <c>MAC</c>, or <c>MAC:CONFIG</c> with a file of its own.</summary>
/// <param name="Address">Which battery.</param>
/// <param name="File">Its file as it was given; null if there was none.</param>
public sealed record BatteryArgument(BatteryAddress Address, string? File)
{
    private const int AddressLength = 17;

    /// <summary>Reads one. The file begins behind the sixth colon, so its name may have colons too.</summary>
    /// <param name="text">The argument.</param>
    /// <param name="argument">The battery.</param>
    /// <param name="complaint">Else: a sentence that says what is wrong and what to give.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out BatteryArgument? argument, [NotNullWhen(false)] out string? complaint)
    {
        ArgumentNullException.ThrowIfNull(text);
        argument = null;
        complaint = null;
        bool hasFile = text.Length > AddressLength && text[AddressLength] == ':';
        if (!BatteryAddress.TryParse(hasFile ? text[..AddressLength] : text, out BatteryAddress address))
        {
            complaint = text.StartsWith('-')
                ? $"'{text}' is not an option."
                : text.All(letter => char.IsAsciiLetter(letter) || letter == '-') && text.Length > 0
                ? $"'{text}' is neither a command nor a Bluetooth address: 'btbattery --help' lists the commands; an address is six hexadecimal bytes with colons, such as A4:C1:38:00:00:01."
                : $"'{text}' is not a Bluetooth address: give six hexadecimal bytes with colons, such as A4:C1:38:00:00:01.";
        }
        else if (hasFile && text.Length == AddressLength + 1)
        {
            complaint = $"'{text}' names no file after the last colon: give one, as in {address}:starboard.ini, or leave the colon out.";
        }
        else
        {
            argument = new BatteryArgument(address, hasFile ? text[(AddressLength + 1)..] : null);
            return true;
        }

        return false;
    }
}
