using System.Text.RegularExpressions;

namespace BtBattery.Simulator.Watch;

/// <summary>Decides whether a battery service shows a whole battery.</summary>
internal static partial class Completeness
{
    private const string BatteryPrefix = "com.victronenergy.battery.";

    public static bool IsBattery(WatchedService service) => service.Name.StartsWith(BatteryPrefix, StringComparison.Ordinal);

    /// <summary>What is still missing, in words; null = nothing.</summary>
    public static string? Missing(WatchedService service)
    {
        if (!service.IsKnown) return "its values";
        if (service.Number("/Connected") != 1) return "/Connected = 1";
        if (service.Number("/Dc/0/Voltage") is null) return "a voltage";
        if (service.Number("/Dc/0/Current") is null) return "a current";
        if (service.Number("/Soc") is null) return "a state of charge";
        int cells = Cells(service).Count();
        if (cells == 0) return "cell voltages";
        if (service.Number("/System/NrOfCellsPerBattery") is not { } cellsInSeries) return "the number of cells in series";
        if (cellsInSeries > cells) return "some of its cell voltages";
        return Members(service).Select(member => MissingOf(service, member)).FirstOrDefault(missing => missing is not null);
    }

    /// <summary>The valid cell voltages by path, battery after battery and in wiring order.</summary>
    public static IEnumerable<KeyValuePair<string, double>> Cells(WatchedService service) =>
        service.Values.Keys
            .Select(path => CellPath().Match(path))
            .Where(match => match.Success && service.Number(match.Value) is not null)
            .OrderBy(match => Number(match.Groups["battery"])).ThenBy(match => Number(match.Groups["cell"]))
            .Select(match => new KeyValuePair<string, double>(match.Value, service.Number(match.Value)!.Value));

    /// <summary>What stands before the paths of each battery of a bank, "/Batteries/1" first; none for a battery alone.</summary>
    private static IEnumerable<string> Members(WatchedService service)
    {
        for (int number = 1; service.Values.ContainsKey($"/Batteries/{number}/Dc/0/Voltage"); number++) yield return $"/Batteries/{number}";
    }

    private static string? MissingOf(WatchedService service, string member)
    {
        if (service.Number($"{member}/Dc/0/Voltage") is null) return $"the voltage of {member}";
        if (service.Number($"{member}/System/NrOfCellsPerBattery") is not { } cells) return $"the number of cells of {member}";
        for (int cell = 1; cell <= cells; cell++)
        {
            if (service.Number($"{member}/Voltages/Cell{cell}") is null) return $"some cell voltages of {member}";
        }
        return null;
    }

    /// <summary>0 for the battery of a service that has one only.</summary>
    private static int Number(Group digits) => digits.Success ? int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture) : 0;

    /// <summary>"Cell7" of one battery, "Cell2X7" = cell 7 of member 2 of a bank.</summary>
    [GeneratedRegex(@"^/Voltages/Cell((?<battery>[0-9]{1,3})X)?(?<cell>[0-9]{1,3})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex CellPath();
}
