using System.Globalization;

namespace BtBattery.Driver.Options;

/// <summary>
/// The Bluetooth adapters an owner wants to be used, each by its address, which stays, or by its name (<c>hci0</c>), which may be another one's after the
/// next start; the one wanted most comes first.
/// </summary>
public sealed class AdapterPreference
{
    private AdapterPreference(IReadOnlyList<string> wanted) => Wanted = wanted;

    /// <summary>The owner has no wish.</summary>
    public static AdapterPreference Any { get; } = new([]);

    /// <summary>Names in lower case and addresses in upper case, each once; empty if the owner has no wish.</summary>
    public IReadOnlyList<string> Wanted { get; }

    /// <summary>True if the owner has no wish.</summary>
    public bool IsAny => Wanted.Count == 0;

    /// <summary>Reads a list with commas between.</summary>
    /// <returns>Null if something in it is neither a name nor an address.</returns>
    public static AdapterPreference? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string?[] wanted = [.. Split(text).Select(Read)];
        return wanted.Contains(null) ? null : new([.. wanted.OfType<string>().Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Reads a list of which a command line is the source: what is neither a name nor an address fits no adapter, and is shown as it is.</summary>
    public static AdapterPreference Of(string? text) =>
        string.IsNullOrWhiteSpace(text) ? Any : new([.. Split(text).Select(one => Read(one) ?? one).Distinct(StringComparer.Ordinal)]);

    /// <summary>Those adapters that may be used, the one wanted most first: those listed, or, without a wish, all in the order of their numbers.</summary>
    /// <param name="adapters">The adapters there are.</param>
    /// <param name="name">Tells the name of one.</param>
    /// <param name="address">Tells the address of one.</param>
    public IReadOnlyList<T> Order<T>(IReadOnlyList<T> adapters, Func<T, string> name, Func<T, string?> address) =>
        IsAny
            ? [.. adapters.OrderBy(one => Number(name(one))).ThenBy(name, StringComparer.Ordinal)]
            : [
                .. Wanted.SelectMany(wanted => adapters.Where(one => IsMeant(wanted, name(one), address(one)))).Distinct(),
            ];

    /// <summary>True if one of <see cref="Wanted"/> means the adapter with that name and address.</summary>
    public static bool IsMeant(string wanted, string name, string? address) =>
        string.Equals(wanted, name, StringComparison.OrdinalIgnoreCase) || string.Equals(wanted, address, StringComparison.OrdinalIgnoreCase);

    /// <summary>The list as one writes it.</summary>
    public override string ToString() => string.Join(',', Wanted);

    private static string[] Split(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string? Read(string text) =>
        BatteryAddress.TryParse(text, out BatteryAddress address) ? address.ToString()
            : text.Length is > 3 and < 8 && text.StartsWith("hci", StringComparison.OrdinalIgnoreCase) && text[3..].All(char.IsAsciiDigit)
                ? text.ToLowerInvariant()
                : null;

    private static int Number(string name) =>
        int.TryParse(name.AsSpan(Math.Min(3, name.Length)), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : int.MaxValue;
}
