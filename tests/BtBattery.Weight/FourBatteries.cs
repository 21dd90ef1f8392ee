using System.Globalization;

namespace BtBattery.Weight;

/// <summary>Four packs of sixteen cells. Every cell and every current changes between two polls: a bank has no more to tell than this.</summary>
internal static class FourBatteries
{
    public const int Count = 4;

    public const int Cells = 16;

    /// <summary>How often the driver polls each of them (<c>POLL_INTERVAL</c>).</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    public static IEnumerable<string> Addresses => Enumerable.Range(1, Count).Select(Address);

    /// <summary>What the simulator is started with.</summary>
    public static string Scenario
    {
        get
        {
            string cells = string.Join(", ", Enumerable.Repeat("3.300", Cells));
            return $$"""
                { "description": "Four packs of sixteen cells.", "batteries": [{{string.Join(",", Enumerable.Range(1, Count).Select(battery => $$"""
                { "name": "Pack{{battery}}", "address": "{{Address(battery)}}", "rssi": -60, "bms": "jbd", "state": { "cells": [{{cells}}], "current": 0, "soc": 50,
                  "remainingAh": 50, "designAh": 100, "fullAh": 100, "cycles": 3, "temperatures": [20, 21], "productionDate": "2023-04-17", "software": "8.0", "hardware": "JBD" } }
                """))}}] }
                """;
        }
    }

    /// <summary>Tells the simulator what all of them are to show next.</summary>
    /// <param name="round">Counts polls.</param>
    public static string Change(int round)
    {
        string cells = string.Join(' ', Enumerable.Range(1, Cells).Select(cell =>
            string.Create(CultureInfo.InvariantCulture, $"cell{cell}={3.300 + (((round + cell) % 7) * 0.004):F3}")));
        return $"set all {cells} current={round % 5}";
    }

    private static string Address(int battery) => string.Create(CultureInfo.InvariantCulture, $"A4:C1:38:00:00:0{battery}");
}
