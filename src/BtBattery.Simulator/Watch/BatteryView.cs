using System.Text;

namespace BtBattery.Simulator.Watch;

/// <summary>Battery services as text for people: a table for terminals, one line each for files and pipes.</summary>
internal static class BatteryView
{
    private const int CellsPerRow = 8;

    /// <summary>Everything about all services, several lines.</summary>
    /// <param name="services">By name.</param>
    /// <param name="age">Time since the last change of a service.</param>
    public static string Table(IEnumerable<WatchedService> services, Func<WatchedService, TimeSpan> age)
    {
        var text = new StringBuilder();
        foreach (WatchedService service in services)
        {
            if (text.Length > 0) text.Append('\n');
            if (Completeness.IsBattery(service)) AppendBattery(text, service, age(service));
            else text.Append(CultureInfo.InvariantCulture,
                $"{service.Name}  {service.Values.Count} values, changed {Age(age(service))} ago\n");
        }
        return text.Length == 0 ? "no com.victronenergy service on this bus yet\n" : text.ToString();
    }

    /// <summary>The state of one service in one line.</summary>
    public static string Line(WatchedService service)
    {
        if (!service.IsKnown) return $"{service.Name}  no values yet";
        if (!Completeness.IsBattery(service)) return $"{service.Name}  {service.Values.Count} values";
        var cells = Completeness.Cells(service).Select(cell => cell.Value).ToList();
        string spread = cells.Count == 0
            ? "cells ---" : string.Create(CultureInfo.InvariantCulture, $"cells {cells.Min():F3}…{cells.Max():F3}V");
        return $"{service.Name}  {Measured(service)}  {spread}  {Connection(service)}{Alarms(service)}";
    }

    private static void AppendBattery(StringBuilder text, WatchedService service, TimeSpan age)
    {
        string title = service.Text("/CustomName") ?? service.Text("/ProductName") ?? service.Name;
        text.Append(CultureInfo.InvariantCulture, $"{title}  ({service.Name}, instance {Value(service, "/DeviceInstance", "F0", "")})\n");
        text.Append(CultureInfo.InvariantCulture, $"  {Connection(service)}; changed {Age(age)} ago\n");
        text.Append(CultureInfo.InvariantCulture,
            $"  {Measured(service)}   capacity {Value(service, "/Capacity", "F1", "Ah")} of {Value(service, "/InstalledCapacity", "F0", "Ah")}\n");
        text.Append(CultureInfo.InvariantCulture,
            $"  temperature {Value(service, "/Dc/0/Temperature", "F1", "°C")}   sensors {Value(service, "/System/MinCellTemperature", "F1", "°C")} to {Value(service, "/System/MaxCellTemperature", "F1", "°C")}\n");
        AppendCells(text, service);
        if (service.Number("/Info/MaxChargeVoltage") is not null)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"  limits: charge to {Value(service, "/Info/MaxChargeVoltage", "F2", "V")} with {Value(service, "/Info/MaxChargeCurrent", "F1", "A")}, discharge {Value(service, "/Info/MaxDischargeCurrent", "F1", "A")}\n");
        }
        text.Append(CultureInfo.InvariantCulture,
            $"  charging {Allowed(service, "/Io/AllowToCharge")}, discharging {Allowed(service, "/Io/AllowToDischarge")}{Alarms(service)}\n");
    }

    private static void AppendCells(StringBuilder text, WatchedService service)
    {
        var cells = Completeness.Cells(service).ToList();
        if (cells.Count == 0)
        {
            text.Append("  cells ---\n");
            return;
        }
        double lowest = cells.Min(cell => cell.Value);
        double highest = cells.Max(cell => cell.Value);
        foreach (KeyValuePair<string, double>[] row in cells.Chunk(CellsPerRow))
        {
            text.Append("  ");
            foreach ((string path, double volts) in row)
            {
                char mark = lowest == highest ? ' ' : volts == highest ? '▲' : volts == lowest ? '▼' : ' ';
                text.Append(CultureInfo.InvariantCulture, $"{path["/Voltages/Cell".Length..],5}: {volts:F3}{mark}");
            }
            text.Append('\n');
        }
        text.Append(CultureInfo.InvariantCulture, $"  spread {(highest - lowest) * 1000:F0} mV\n");
    }

    private static string Measured(WatchedService service) =>
        $"{Value(service, "/Dc/0/Voltage", "F2", "V")}  {Value(service, "/Dc/0/Current", "F2", "A")}  {Value(service, "/Dc/0/Power", "F0", "W")}  {Value(service, "/Soc", "F1", "%")}";

    private static string Connection(WatchedService service) => service.Number("/Connected") == 1
        ? $"connected ({service.Text("/Mgmt/Connection") ?? "---"})"
        : $"NOT CONNECTED ({service.Text("/Mgmt/Connection") ?? "---"})";

    private static string Alarms(WatchedService service)
    {
        IEnumerable<string> raised = service.Values.Keys
            .Where(path => path.StartsWith("/Alarms/", StringComparison.Ordinal) && service.Number(path) > 0)
            .Select(path => $"{path["/Alarms/".Length..]} {(service.Number(path) == 1 ? "warning" : "ALARM")}");
        string text = string.Join(", ", raised);
        return text.Length == 0 ? "; no alarm" : "; " + text;
    }

    private static string Allowed(WatchedService service, string path) => service.Number(path) switch
    {
        null => "---",
        0 => "blocked",
        _ => "allowed",
    };

    private static string Value(WatchedService service, string path, string format, string unit) =>
        service.Number(path) is { } number ? number.ToString(format, CultureInfo.InvariantCulture) + unit : "---";

    private static string Age(TimeSpan age) => string.Create(CultureInfo.InvariantCulture, $"{age.TotalSeconds:F0} s");
}
