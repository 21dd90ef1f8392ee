using System.Text;
using System.Text.Json;
using BtBattery.Simulator.Physics;
using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Simulator.Control;

/// <summary>The command "physics".</summary>
internal static class PhysicsCommand
{
    public const string Arguments = "[load|dc-load WATTS|described, sun SHARE|described, air CELSIUS|described, feed-in on|off, freeze|thaw NAME]";

    private const string Described = "described";

    public static string Run(PhysicalBank physics, IReadOnlyList<string> words)
    {
        PowerSystem system = physics.System;
        switch (words)
        {
            case []: return Figures(physics);
            case ["load", var watts]: system.FixedAcWatts = Number(watts, 0, 1e6); break;
            case ["dc-load", var watts]: system.FixedDcWatts = Number(watts, 0, 1e6); break;
            case ["sun", var share]: system.FixedSun = Number(share, 0, 1); break;
            case ["air", var celsius]: system.FixedCelsius = Number(celsius, -60, 80); break;
            case ["feed-in", var how]: system.FeedsIn = IsOn(how); break;
            case ["freeze", var name]: Each(physics, name, battery => battery.Freeze()); break;
            case ["thaw", var name]: Each(physics, name, battery => battery.Thaw()); break;
            default: throw Unknown();
        }
        return "";
    }

    /// <summary>Throws <see cref="ControlException"/> for what can be seen to be wrong without doing it.</summary>
    public static void Check(IReadOnlyList<string> words)
    {
        switch (words)
        {
            case []: break;
            case ["load" or "dc-load", var watts]: Number(watts, 0, 1e6); break;
            case ["sun", var share]: Number(share, 0, 1); break;
            case ["air", var celsius]: Number(celsius, -60, 80); break;
            case ["feed-in", var how]: IsOn(how); break;
            case ["freeze" or "thaw", _]: break;
            default: throw Unknown();
        }
    }

    private static void Each(PhysicalBank physics, string name, Action<PhysicalBattery> action)
    {
        IReadOnlyList<Radio.Peripheral> named = ControlCommands.NamedOrAll([.. physics.Batteries.Select(battery => battery.Radio)], name);
        foreach (PhysicalBattery battery in physics.Batteries.Where(battery => named.Contains(battery.Radio))) action(battery);
    }

    private static double? Number(string text, double least, double most) =>
        text == Described ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= least && number <= most
            ? number
            : throw new ControlException(string.Create(CultureInfo.InvariantCulture, $"{text} is neither a number from {least} to {most} nor {Described}"));

    private static bool IsOn(string how) => how switch
    {
        "on" => true,
        "off" => false,
        _ => throw new ControlException("on or off is needed"),
    };

    private static ControlException Unknown() => new($"nothing, or one of these is needed: {Arguments}");

    private static string Figures(PhysicalBank physics)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            PowerSystem system = physics.System;
            json.WriteStartObject();
            Write(json, "hour", system.Hour);
            Write(json, "air", system.AmbientCelsius);
            Write(json, "volts", physics.Bank.Volts);
            Write(json, "amps", physics.Bank.Amps);
            Write(json, "storedWh", physics.Bank.StoredWh);
            Write(json, "cvl", physics.Limits.Cvl);
            Write(json, "ccl", physics.Limits.Ccl);
            Write(json, "dcl", physics.Limits.Dcl);
            Write(json, "sunWatts", system.SolarWattsOffered);
            Write(json, "solarWatts", system.SolarWatts);
            Write(json, "solarAmps", system.SolarAmps);
            Write(json, "inverterAmps", system.InverterAmps);
            Write(json, "loadWatts", system.LoadWattsAsked);
            Write(json, "servedWatts", system.LoadWattsServed);
            Write(json, "fedInWatts", system.FedInWatts);
            json.WriteBoolean("bmsLost", system.IsBmsLost);
            json.WriteBoolean("error67", system.HasError67);
            json.WriteStartArray("packs");
            foreach (PackModel pack in physics.Bank.Packs) WritePack(json, pack);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WritePack(Utf8JsonWriter json, PackModel pack)
    {
        json.WriteStartObject();
        Write(json, "volts", pack.Volts);
        Write(json, "amps", pack.Amps);
        Write(json, "lowestCell", pack.Cells.Min(cell => cell.Volts));
        Write(json, "highestCell", pack.Cells.Max(cell => cell.Volts));
        Write(json, "charge", pack.Cells.Average(cell => cell.Charge));
        Write(json, "celsius", pack.Celsius);
        json.WriteBoolean("chargeFet", pack.ChargeFet);
        json.WriteBoolean("dischargeFet", pack.DischargeFet);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string key, double? value)
    {
        if (value is { } number) json.WriteNumber(key, Math.Round(number, 4));
        else json.WriteNull(key);
    }
}
