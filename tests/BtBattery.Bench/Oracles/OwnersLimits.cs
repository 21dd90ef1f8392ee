using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.Members;
using BtBattery.Aggregation.Charging.Voltage;
using BtBattery.Aggregation.Wiring;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Options;
using BtBattery.Simulator.Physics;
using BtBattery.World.Tests;

namespace BtBattery.Bench;

/// <summary>What the owner of a bank configured, as the driver's own loader reads it. Batteries from 0.</summary>
internal sealed class OwnersLimits
{
    private readonly BankPlan _plan;

    private OwnersLimits(BankPlan plan) => _plan = plan;

    /// <summary>How many batteries there are.</summary>
    public int Count => _plan.Members.Count;

    /// <summary>All of it.</summary>
    public BankControlSettings Settings => _plan.Control;

    /// <summary>DATA_TIMEOUT: the oldest that a valid value may be.</summary>
    public TimeSpan DataTimeout => _plan.Members.Max(member => member.DataTimeout);

    /// <summary>That of a case.</summary>
    public static OwnersLimits Of(BankCase bank) => Of(bank.ConfigurationText(), bank.Addresses, bank.Topology);

    /// <summary>That of a file.</summary>
    /// <param name="text">The owner's file.</param>
    /// <param name="addresses">The batteries.</param>
    /// <param name="topology">How they are wired, with their numbers for addresses.</param>
    public static OwnersLimits Of(string text, IReadOnlyList<string> addresses, string topology)
    {
        string folder = AppContext.BaseDirectory;
        var files = new WorldFiles();
        files.Write(Path.Combine(folder, ConfigurationRequest.OwnersFileName), text);
        DriverConfiguration configuration = ConfigurationLoader.Load(
            new()
            {
                ProgramFolder = folder,
                CurrentFolder = folder,
                Batteries = addresses,
                Topology = addresses.Count > 1 ? Expression(topology, addresses) : null,
            },
            files);
        return configuration.HasErrors ? throw new ArgumentException(string.Join('\n', configuration.Findings), nameof(text))
            : new(BankPlanning.Plan(configuration, ""));
    }

    /// <summary>MAX_CELL_VOLTAGE of a battery, V.</summary>
    public double MaxCellVolts(int battery) => Settings.Voltage.Batteries[battery].MaxVolts;

    /// <summary>V of the lowest cell of a battery at and below which the owner's curve leaves nothing of discharging; negative infinity without one.</summary>
    public double EmptyCellVolts(int battery) =>
        Settings.Members[battery].DischargeByCell?.ZeroUpTo(Settings.Voltage.IsLinear) ?? double.NegativeInfinity;

    /// <summary>A that the owner lets a battery be charged with at most.</summary>
    /// <param name="battery">Which.</param>
    /// <param name="capacityAh">Its capacity as its BMS says, Ah.</param>
    public double MaxChargeAmps(int battery, double capacityAh) => Largest(Settings.Members[battery], Settings.Members[battery].MaxChargeAmps, capacityAh / 2);

    /// <summary>A that the owner lets a battery be discharged with at most; positive.</summary>
    /// <param name="battery">Which.</param>
    /// <param name="capacityAh">Its capacity as its BMS says, Ah.</param>
    public double MaxDischargeAmps(int battery, double capacityAh) => Largest(Settings.Members[battery], Settings.Members[battery].MaxDischargeAmps, capacityAh);

    /// <summary>V of the bank: cells times what is set for one, the sum in series, the least in parallel.</summary>
    /// <param name="bank">The bank, which has as many cells as it has.</param>
    /// <param name="ofCell">What is set for one.</param>
    public double BankVolts(BankModel bank, Func<CellVoltageSettings, double> ofCell) => Volts(Settings.Wiring, bank, ofCell);

    private double Volts(BankNode part, BankModel bank, Func<CellVoltageSettings, double> ofCell) => part switch
    {
        BankMember member => bank.Packs[member.Number - 1].Cells.Count * ofCell(Settings.Voltage.Batteries[member.Number - 1]),
        BankJoint { IsSeries: true } joint => joint.Parts.Sum(inner => Volts(inner, bank, ofCell)),
        _ => ((BankJoint)part).Parts.Min(inner => Volts(inner, bank, ofCell)),
    };

    private static double Largest(MemberLimitSettings set, double amps, double ofCapacity) => set.AreCurrentsSet ? amps : Math.Min(amps, ofCapacity);

    private static string Expression(string topology, IReadOnlyList<string> addresses) =>
        string.Concat(topology.Select(character => char.IsAsciiDigit(character) ? addresses[character - '1'] : character.ToString()));
}
