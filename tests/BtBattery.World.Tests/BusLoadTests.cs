using System.Globalization;
using Xunit.Abstractions;

namespace BtBattery.World.Tests;

/// <summary>What a service costs the bus: messages and bytes that its connection sends, at rest and while everything changes.</summary>
public sealed class BusLoadTests(ITestOutputHelper output)
{
    private const int Cells = 16;

    /// <summary>By then the charge voltage has come up to its stage.</summary>
    private static readonly TimeSpan s_start = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData("series", "")]
    [InlineData("parallel", "")]
    [InlineData("(1+2)|(3+4)", "")]
    [InlineData("(1+2)|(3+4)", "COMPATIBILITY_PATHS = True")]
    public void Four_times_sixteen_cells_that_all_change_at_every_poll(string topology, string configuration)
    {
        using World world = Live(4, topology, configuration);
        var heard = new Heard(world);
        const int Seconds = 300;
        for (int second = 0; second < Seconds; second++)
        {
            SetCells(world, cell => 3.300 + (((second + cell) % 7) * 0.004));
            world.Inject(FormattableString.Invariant($"set all current={10 + (second % 5)} soc={50 + (second % 3)}"));
            world.Advance(1);
        }

        output.WriteLine(heard.Describe(Seconds));
        Assert.InRange((double)heard.Messages / Seconds, 0.5, 2);
        Assert.InRange((double)heard.Bytes / Seconds, 1000, 5000);
        Assert.InRange(heard.LongestOf("/Batteries/4/Dc/0/Current"), TimeSpan.Zero, TimeSpan.FromSeconds(4.5));
        Assert.InRange(heard.LongestOf("/Batteries/4/Voltages/Cell16"), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        world.ThrowIfWrong();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void At_rest_there_is_no_message(int batteries)
    {
        using World world = Live(batteries, "parallel", "");

        // By then it counts as at rest, and the sentence says so; the last hour still grows by a number each minute.
        world.Advance(TimeSpan.FromMinutes(30));
        var heard = new Heard(world);
        world.Advance(TimeSpan.FromMinutes(30));
        Assert.Empty(heard.Changes);
        world.ThrowIfWrong();
    }

    [Fact]
    public void The_last_hour_goes_along_with_what_else_is_sent()
    {
        using World world = Live(4, "parallel", "");
        var heard = new Heard(world);
        for (int second = 0; second < 300; second++)
        {
            SetCells(world, cell => 3.300 + (((second / 60) + cell) % 3 * 0.004));
            world.Advance(1);
        }

        Assert.InRange(heard.LongestOf("/Batteries/4/CellMonitor/History/Minutes"), TimeSpan.FromSeconds(55), TimeSpan.FromSeconds(125));
        world.ThrowIfWrong();
    }

    [Fact]
    public void Noise_of_a_step_is_no_message()
    {
        using World world = Live(4, "parallel", "");
        MakeNoise(world, seconds: 1800);
        var heard = new Heard(world);
        MakeNoise(world, seconds: 600);
        Assert.Empty(heard.Changes);
        world.ThrowIfWrong();
    }

    /// <summary>Now this cell is a step higher, now that one.</summary>
    private static void MakeNoise(World world, int seconds)
    {
        for (int second = 0; second < seconds; second++)
        {
            SetCells(world, cell => 3.300 + (cell * 0.003) + ((((second / 2 * 7) + (cell * 5)) % 3) == 0 ? 0.001 : 0));
            world.Advance(1);
        }
    }

    private static void SetCells(World world, Func<int, double> volts) => world.Inject("set all " + string.Join(' ', Enumerable.Range(1, Cells)
        .Select(cell => string.Create(CultureInfo.InvariantCulture, $"cell{cell}={volts(cell):F3}"))));

    private static World Live(int batteries, string topology, string configuration)
    {
        string Address(int battery) => string.Create(CultureInfo.InvariantCulture, $"A4:C1:38:00:00:0{battery}");
        string cells = string.Join(", ", Enumerable.Repeat("3.300", Cells));
        string scenario = $$"""
            { "description": "Packs of sixteen cells.", "batteries": [{{string.Join(",", Enumerable.Range(1, batteries).Select(battery => $$"""
            { "name": "Pack {{battery}}", "address": "{{Address(battery)}}", "rssi": -60, "bms": "jbd", "state": { "cells": [{{cells}}], "current": 0, "soc": 50,
              "remainingAh": 50, "designAh": 100, "fullAh": 100, "cycles": 3, "temperatures": [20, 21], "productionDate": "2023-04-17", "software": "8.0", "hardware": "JBD" } }
            """))}}] }
            """;
        var world = new World(scenario, new WorldOptions { Configuration = configuration, Topology = topology });
        world.AdvanceUntil(() => world.IsAllLive, TimeSpan.FromMinutes(1), "live");
        world.Advance(s_start);
        return world;
    }

    /// <summary>What the connection of the service has sent since.</summary>
    private sealed class Heard
    {
        private readonly World _world;
        private readonly string _service;
        private readonly int _before;
        private readonly TimeSpan _start;

        public Heard(World world)
        {
            (_world, _service, _before, _start) = (world, world.Drivers[0].ServiceName, world.Watcher.History.Count, world.Now);
            string owner = world.Bus.OwnerOf(_service)!;
            world.Bus.Routed += (message, bytes) =>
            {
                if (message.Sender == owner)
                {
                    Messages++;
                    Bytes += bytes.Length;
                }
            };
        }

        public int Messages { get; private set; }

        public long Bytes { get; private set; }

        public IEnumerable<string> Changes => _world.Watcher.History.Skip(_before).SelectMany(change => change.Items.Select(item => $"{change.At} {item.Key} = {item.Value}"));

        /// <summary>The longest time in which a path was not sent.</summary>
        public TimeSpan LongestOf(string path)
        {
            (TimeSpan last, TimeSpan longest) = (_start, TimeSpan.Zero);
            foreach (TimeSpan at in _world.Watcher.History.Skip(_before).Where(change => change.Items.ContainsKey(path)).Select(change => change.At).Append(_world.Now))
            {
                longest = at - last > longest ? at - last : longest;
                last = at;
            }

            return longest;
        }

        public string Describe(int seconds) => string.Create(
            CultureInfo.InvariantCulture,
            $"{(double)Messages / seconds:F2} messages and {(double)Bytes / seconds:F0} bytes a second; a cell at least every {LongestOf("/Batteries/4/Voltages/Cell16").TotalSeconds:F1} s, a current every {LongestOf("/Batteries/4/Dc/0/Current").TotalSeconds:F1} s");
    }
}
