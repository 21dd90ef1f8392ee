using System.Globalization;
using System.Text;
using BtBattery.DBus;

namespace BtBattery.World.Tests;

/// <summary>A register, or several in a row, in which the Modbus server of a GX device shows one path of a battery. The unit id is the device instance.</summary>
/// <param name="Address">Of the first register.</param>
/// <param name="Type"><c>uint16</c>, <c>int16</c>, <c>uint32</c>, <c>int32</c>, or <c>string[n]</c> of two characters in each of n registers.</param>
/// <param name="Scale">What a number is multiplied with before it is rounded; below zero for what a battery shows as below zero.</param>
/// <param name="Path">The path.</param>
internal sealed record ModbusRegister(int Address, string Type, double Scale, string Path)
{
    /// <summary>Registers of class <c>battery</c>, as Victron's list has them (dbus_modbustcp: attributes.csv; D-Bus description of a battery), starter and fused voltages left out.</summary>
    public static IReadOnlyList<ModbusRegister> All { get; } =
        [.. File.ReadLines(System.IO.Path.Combine(AppContext.BaseDirectory, "Gx", "modbus-registers.csv")).Skip(1).Select(line => line.Split(',')).Select(Parse)];

    /// <summary>True for one that shows a text.</summary>
    public bool IsText => Type.StartsWith("string", StringComparison.Ordinal);

    /// <summary>How many registers it takes.</summary>
    public int Length => IsText ? int.Parse(Type.AsSpan("string[".Length..^1), CultureInfo.InvariantCulture) : Type.EndsWith("32", StringComparison.Ordinal) ? 2 : 1;

    /// <summary>Smallest and largest number it can show, after the scale.</summary>
    public (double Least, double Most) Range => Type switch
    {
        "uint16" => (ushort.MinValue, ushort.MaxValue),
        "int16" => (short.MinValue, short.MaxValue),
        "uint32" => (uint.MinValue, uint.MaxValue),
        _ => (int.MinValue, int.MaxValue),
    };

    /// <summary>What a client of the server reads.</summary>
    /// <param name="value">Value of the path; null if it is invalid or not there, which reads as zeros.</param>
    /// <exception cref="OverflowException">The number has no place in the register: what would be read is another one.</exception>
    /// <exception cref="ArgumentException">The path has a type that the server does not show in such a register, or a text that is cut.</exception>
    public ushort[] Read(Variant? value)
    {
        if (value is not { } valid)
        {
            return new ushort[Length];
        }

        return IsText ? ReadText(valid) : ReadNumber(valid);
    }

    private static ModbusRegister Parse(string[] fields) =>
        new(int.Parse(fields[0], CultureInfo.InvariantCulture), fields[1], double.Parse(fields[2], CultureInfo.InvariantCulture), fields[3]);

    private ushort[] ReadText(Variant value)
    {
        if (!value.TryGetString(out string? text) || text.Length > 2 * Length || text.Any(character => character is < ' ' or > '~'))
        {
            throw new ArgumentException($"{Path} is {value}, which {Type} does not show whole.");
        }

        byte[] characters = Encoding.Latin1.GetBytes(text.PadRight(2 * Length, '\0'));
        return [.. Enumerable.Range(0, Length).Select(i => (ushort)((characters[2 * i] << 8) | characters[2 * i + 1]))];
    }

    private ushort[] ReadNumber(Variant value)
    {
        if (value.Signature is not ("i" or "d") || !value.TryGetNumber(out double number))
        {
            throw new ArgumentException($"{Path} is a {value.Signature}, which {Type} does not show.");
        }

        double scaled = Math.Round(number * Scale, MidpointRounding.AwayFromZero);
        if (scaled < Range.Least || scaled > Range.Most)
        {
            throw new OverflowException($"{Path} is {number}, times {Scale} that is {scaled}: nothing for {Type}.");
        }

        long bits = (long)scaled;
        return Length == 1 ? [unchecked((ushort)bits)] : [unchecked((ushort)(bits >> 16)), unchecked((ushort)bits)];
    }
}
