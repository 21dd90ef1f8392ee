using System.Globalization;

namespace BtBattery.Aggregation.Merging;

/// <summary>What cells and sensors are called: <c>C7</c> and <c>T2</c> of one battery alone, <c>B2C7</c> and <c>B2T2</c> in a bank.</summary>
/// <remarks>Without blanks and at most eight characters, which is all that Modbus has for them.</remarks>
public static class CellNames
{
    private const int Made = 32;

    private static readonly string[] s_made = [.. Enumerable.Range(0, 2 * 5 * (Made + 1)).Select(Make)];

    /// <summary>Name of a cell.</summary>
    /// <param name="members">How many batteries the bank has.</param>
    /// <param name="battery">Number of the battery, from 1.</param>
    /// <param name="cell">Number of the cell within it, from 1.</param>
    public static string OfCell(int members, int battery, int cell) => Of('C', members == 1 ? 0 : battery, cell);

    /// <summary>Name of a temperature sensor.</summary>
    /// <param name="members">How many batteries the bank has.</param>
    /// <param name="battery">Number of the battery, from 1.</param>
    /// <param name="sensor">Number of the sensor within it, from 1.</param>
    public static string OfSensor(int members, int battery, int sensor) => Of('T', members == 1 ? 0 : battery, sensor);

    private static string Of(char kind, int battery, int number) =>
        battery is >= 0 and < 5 && number is > 0 and <= Made
            ? s_made[Index(kind, battery, number)]
            : Write(kind, battery, number);

    private static int Index(char kind, int battery, int number) => ((kind == 'C' ? 0 : 5) + battery) * (Made + 1) + number;

    private static string Make(int index)
    {
        int row = index / (Made + 1);
        return Write(row < 5 ? 'C' : 'T', row % 5, index % (Made + 1));
    }

    private static string Write(char kind, int battery, int number) => battery == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{kind}{number}")
        : string.Create(CultureInfo.InvariantCulture, $"B{battery}{kind}{number}");
}
