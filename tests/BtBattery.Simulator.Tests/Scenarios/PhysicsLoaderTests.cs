using System.Text.Json;
using BtBattery.Simulator.Physics;
using BtBattery.Simulator.Physics.Power;
using BtBattery.Simulator.Scenarios;

namespace BtBattery.Simulator.Tests.Scenarios;

public sealed class PhysicsLoaderTests
{
    private const string Pack =
        """{ "chemistry": "lfp", "maxChargeAmps": 50, "maxDischargeAmps": 90, "cells": [ { "capacityAh": 100, "ohms": 0.0007, "charge": 0.4 }, { "capacityAh": 99, "ohms": 0.0007, "charge": 0.4 } ] }""";

    private static string Json(string physics = """{ "wiring": "parallel" }""", string pack = Pack, string bms = "\"bms\": \"jbd\"", string extra = "") => $$"""
        { "physics": {{physics}}, {{extra}} "batteries": [
          { "name": "One", "address": "A4:C1:38:00:00:01", {{bms}}, "pack": {{pack}} },
          { "name": "Two", "address": "A4:C1:38:00:00:02", "bms": "jbd", "pack": {{Pack}} } ] }
        """;

    [Fact]
    public void What_is_left_out_is_as_by_default()
    {
        PhysicsDescription physics = ScenarioLoader.Parse(Json(), ".").Physics!;
        PackDescription pack = physics.Bank.Packs[0];
        PackDescription usual = new() { Chemistry = Chemistry.Lfp, Cells = [], MaxChargeAmps = 1, MaxDischargeAmps = 1 };
        Assert.Equal((usual.LeadOhms, usual.Celsius, usual.HeatCapacity, usual.ThermalResistance), (pack.LeadOhms, pack.Celsius, pack.HeatCapacity, pack.ThermalResistance));
        Assert.Equal(new CellDescription { CapacityAh = 99, Ohms = 0.0007, Charge = 0.4 }, pack.Cells[1]);
        Assert.Equal(Text(BmsDescription.Usual(Chemistry.Lfp)), Text(pack.Bms!));
        Assert.Equal(new SystemDescription(), physics.System);
        Assert.Equal("parallel", physics.Bank.Wiring);

        static string Text(BmsDescription bms) => PhysicsJson.Pack(new PackDescription { Chemistry = Chemistry.Lfp, Cells = [], MaxChargeAmps = 1, MaxDischargeAmps = 1, Bms = bms });
    }

    [Fact]
    public void What_is_said_arrives_where_it_belongs()
    {
        string pack = Pack.Replace("\"chemistry\": \"lfp\"", "\"chemistry\": \"nmc\", \"celsius\": -3, \"bms\": { \"shuntGain\": 1.1, \"ovpDelay\": 4.5, \"sensorCells\": [2] }", StringComparison.Ordinal)
            .Replace("\"ohms\": 0.0007, \"charge\": 0.4 } ]", "\"ohms\": 0.0008, \"charge\": 0.5, \"leakageAmps\": 0.02 } ]", StringComparison.Ordinal);
        const string System =
            """{ "wiring": "1+2", "system": { "startHour": 9.5, "solar": { "peakWatts": 800, "clouds": 0.2 }, "charger": { "timeout": 90 }, "inverter": { "feedsIn": true }, "load": { "profile": "boat" } } }""";
        PhysicsDescription physics = ScenarioLoader.Parse(Json(System, pack), ".").Physics!;
        PackDescription read = physics.Bank.Packs[0];
        Assert.Equal((Chemistry.Nmc, -3, 0.0008, 0.02), (read.Chemistry, read.Celsius, read.Cells[1].Ohms, read.Cells[1].LeakageAmps));
        Assert.Equal((1.1, TimeSpan.FromSeconds(4.5), 4.25), (read.Bms!.ShuntGain, read.Bms.OvpDelay, read.Bms.CellOvp));
        Assert.Equal([2], read.Bms.SensorCells);
        SystemDescription system = physics.System;
        Assert.Equal((9.5, 800, 0.2, 6), (system.StartHour, system.Solar.PeakWatts, system.Solar.Clouds, system.Solar.Sunrise));
        Assert.Equal((TimeSpan.FromSeconds(90), true, LoadProfile.Boat), (system.Charger.Timeout, system.Inverter.FeedsIn, system.Load.Profile));
    }

    [Fact]
    public void The_board_follows_from_the_kind_of_the_battery_and_measures_as_it_can_say()
    {
        Scenario scenario = ScenarioLoader.Parse(Json(bms: "\"bms\": \"daly\", \"variant\": \"p81\""), ".");
        Assert.Equal((BmsBoard.DalyWithoutAlarms, BmsBoard.Jbd), (scenario.Physics!.Bank.Packs[0].Bms!.Board, scenario.Physics.Bank.Packs[1].Bms!.Board));
        Assert.All(scenario.Batteries, battery => Assert.Null(battery.Bms.Objection(battery.Pack.State)));
        Assert.Equal(2, scenario.Batteries[0].Pack.State.Cells.Count);
    }

    [Fact]
    public void What_is_written_is_read_as_the_same()
    {
        var pack = new PackDescription
        {
            Chemistry = Chemistry.Nmc,
            Cells = [new CellDescription { CapacityAh = 50, Ohms = 0.002, Charge = 0.1, LeakageAmps = 0.01, RelaxationOhms = 0.001, RelaxationSeconds = 60 }],
            LeadOhms = 0.01,
            Celsius = 3,
            HeatCapacity = 9000,
            ThermalResistance = 0.4,
            MaxChargeAmps = 20,
            MaxDischargeAmps = 30,
            Bms = BmsDescription.Usual(Chemistry.Nmc) with { Board = BmsBoard.Daly, CellErrors = [0.01], OvpDelay = TimeSpan.FromSeconds(1), ChargeFetStuckOpen = true },
        };
        var system = new SystemDescription
        {
            Solar = new SolarDescription { PeakWatts = 100, IsConstant = true },
            Charger = new ChargerDescription { StandaloneVolts = 14, HasSeenBms = false },
            Load = new LoadDescription { Profile = LoadProfile.Household, HasDcRelay = false },
            UserMaxVolts = 14.1,
        };
        PackDescription readPack = PhysicsJson.ReadPack(Parsed(PhysicsJson.Pack(pack)), BmsBoard.Daly, "pack");
        Assert.Equal(PhysicsJson.Pack(pack), PhysicsJson.Pack(readPack));
        Assert.Equal((pack.Cells[0], pack.HeatCapacity, BmsBoard.Daly), (readPack.Cells[0], readPack.HeatCapacity, readPack.Bms!.Board));
        Assert.Equal(system, PhysicsJson.ReadSystem(Parsed(PhysicsJson.System(system)), "system"));

        static JsonElement Parsed(string text) => JsonDocument.Parse(text).RootElement;
    }

    [Theory]
    [InlineData("\"charge\": 0.4 } ]", "\"charge\": 0.4, \"colour\": 1 } ]", "unknown key \"batteries[0].pack.cells[1].colour\"")]
    [InlineData("\"chemistry\": \"lfp\"", "\"chemistry\": \"lfp\", \"bms\": { \"board\": \"jbd\" }", "unknown key \"batteries[0].pack.bms.board\"")]
    [InlineData("\"chemistry\": \"lfp\"", "\"chemistry\": \"lfp\", \"bms\": { \"noise\": 1 }", "unknown key \"batteries[0].pack.bms.noise\"")]
    [InlineData("\"chemistry\": \"lfp\",", "", "batteries[0].pack: missing key \"chemistry\"")]
    [InlineData("\"charge\": 0.4 } ]", "\"leakageAmps\": 0.4 } ]", "batteries[0].pack.cells[1]: missing key \"charge\"")]
    [InlineData("\"chemistry\": \"lfp\"", "\"chemistry\": \"lead\"", "batteries[0].pack.chemistry has a value of the wrong kind")]
    [InlineData("\"charge\": 0.4 } ]", "\"charge\": \"full\" } ]", "batteries[0].pack.cells[1].charge has a value of the wrong kind")]
    [InlineData("\"charge\": 0.4 } ]", "\"charge\": 1.4 } ]", "batteries[0].pack: the charge of a cell is between")]
    [InlineData("\"chemistry\": \"lfp\"", "\"chemistry\": \"lfp\", \"bms\": { \"cellOvp\": 2 }", "batteries[0].pack: cellUvp")]
    [InlineData("\"chemistry\": \"lfp\"", "\"chemistry\": \"lfp\", \"bms\": 3", "batteries[0].pack.bms has a value of the wrong kind")]
    [InlineData("\"chemistry\": \"lfp\"", "\"chemistry\": \"lfp\", \"bms\": { \"ovpDelay\": -1 }", "batteries[0].pack.bms.ovpDelay has a value of the wrong kind")]
    public void A_mistake_in_a_pack_is_said_in_one_sentence(string part, string instead, string expected)
    {
        Assert.Contains(part, Pack, StringComparison.Ordinal);
        int at = Pack.LastIndexOf(part, StringComparison.Ordinal);
        Refused(Json(pack: Pack[..at] + instead + Pack[(at + part.Length)..]), expected);
    }

    [Theory]
    [InlineData("""{ "wirng": "1|2" }""", "unknown key \"wirng\"")]
    [InlineData("""{ "wiring": "1|3" }""", "physics.wiring: there is no pack 3")]
    [InlineData("""{ "wiring": "1" }""", "physics.wiring: pack 2 is not in the wiring")]
    [InlineData("""{ "system": { "solar": { "watts": 1 } } }""", "unknown key \"physics.system.solar.watts\"")]
    [InlineData("""{ "system": { "solar": { "clouds": 2 } } }""", "physics.system.solar.clouds is 2, possible is 0 to 1")]
    [InlineData("""{ "system": { "solar": { "sunrise": 20, "sunset": 6 } } }""", "physics.system.solar.sunset is not after")]
    [InlineData("""{ "system": { "load": { "profile": "factory" } } }""", "physics.system.load.profile has a value of the wrong kind")]
    [InlineData("""{ "system": { "charger": { "timeout": 1 } } }""", "physics.system.charger.timeout is 1, possible is 3 to 86400")]
    [InlineData("""{ "system": 5 }""", "physics.system has a value of the wrong kind")]
    public void A_mistake_in_the_system_is_said_in_one_sentence(string physics, string expected) => Refused(Json(physics), expected);

    [Fact]
    public void Packs_and_physics_need_each_other()
    {
        Refused(Json().Replace("\"physics\": { \"wiring\": \"parallel\" },", "", StringComparison.Ordinal), "needs the key \"physics\"");
        Refused(Json(bms: "\"bms\": \"jbd\", \"state\": { \"cells\": [3.3], \"soc\": 5, \"remainingAh\": 1, \"designAh\": 2 }"), "either \"state\", \"recording\" or \"pack\"");
        Refused(Json(bms: "\"bms\": \"jbd\", \"drift\": true"), "drift needs a \"state\"");
        Refused(
            Json().Replace($"\"pack\": {Pack} }},", "\"state\": { \"cells\": [3.3], \"soc\": 5, \"remainingAh\": 1, \"designAh\": 2 } },", StringComparison.Ordinal),
            "with \"physics\" every battery has a \"pack\"");
    }

    [Theory]
    [InlineData("physics sun 2", "neither a number from 0 to 1 nor described")]
    [InlineData("physics explode", "nothing, or one of these is needed")]
    [InlineData("physics freeze Three", "no battery Three")]
    [InlineData("physics feed-in maybe", "on or off")]
    public void A_mistake_in_a_time_line_is_found_when_it_is_loaded(string command, string expected) =>
        Refused(Json(extra: $$""" "timeline": [ { "at": 1, "do": "{{command}}" } ],"""), expected);

    [Fact]
    public void A_scenario_without_physics_has_no_such_command() => Refused(
        """{ "batteries": [ { "name": "One", "address": "A4:C1:38:00:00:01", "bms": "jbd", "state": { "cells": [3.3], "soc": 5, "remainingAh": 1, "designAh": 2 } } ], "timeline": [ { "at": 1, "do": "physics sun 1" } ] }""",
        "timeline[0].do: this scenario has no physics");

    private static void Refused(string json, string expected)
    {
        ScenarioException problem = Assert.Throws<ScenarioException>(() => ScenarioLoader.Parse(json, "."));
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
        Assert.DoesNotContain("BtBattery", problem.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", problem.Message, StringComparison.Ordinal);
    }
}
