using System.Text.Json.Serialization;
using BtBattery.Aggregation.Alarms;
using BtBattery.Aggregation.CellMonitor;
using BtBattery.Aggregation.Charging.Currents;
using BtBattery.Aggregation.Charging.RightBanks;
using BtBattery.Aggregation.Charging.Voltage;
using BtBattery.Aggregation.Energy;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.Charging;

/// <summary>What has to be remembered of a bank from one turn to the next: numbers, words and moments, and what can be made of them anew, nothing else.</summary>
public sealed record BankMemory
{
    /// <summary>Nothing yet.</summary>
    public static BankMemory Empty { get; } = new();

    /// <summary>Each battery, battery 1 first; empty before the first turn.</summary>
    public IReadOnlyList<MemberMemory> Members { get; init; } = [];

    /// <summary>Of the charge voltage.</summary>
    public ChargeVoltageMemory Voltage { get; init; } = ChargeVoltageMemory.Empty;

    /// <summary>Of the currents.</summary>
    public CurrentMemory Currents { get; init; } = new();

    /// <summary>Of what the owner has to mend.</summary>
    public ProblemMemory Problems { get; init; } = ProblemMemory.Empty;

    /// <summary>Of the comparison with other devices.</summary>
    public RightBankMemory RightBank { get; init; } = RightBankMemory.Start;

    /// <summary>Of charge and energy.</summary>
    public EnergyMemory Energy { get; init; } = EnergyMemory.Empty;

    /// <summary>Of alarms.</summary>
    public AlarmMemory Alarms { get; init; } = AlarmMemory.Empty;

    /// <summary>Cells that got too far apart.</summary>
    public CellAlerts CellAlerts { get; init; } = CellAlerts.Empty;

    /// <summary>Of its cells beside each other.</summary>
    [JsonIgnore]
    public BankCellMemory Cells { get; init; } = BankCellMemory.Empty;

    /// <summary>Since when it cannot be said how its cells stand, turn by turn, because of a bug; null while it can.</summary>
    [JsonIgnore]
    public MonotonicTime? CellFaultSince { get; init; }

    /// <summary>True if limits were claimed in the last turn.</summary>
    public bool WereLimitsValid { get; init; }

    /// <summary>Since when limits that were claimed are being taken back; null while they are not.</summary>
    public MonotonicTime? WithheldSince { get; init; }

    /// <summary>True if limits are claimed, and are not being taken back.</summary>
    [JsonIgnore]
    public bool AreLimitsGiven => WereLimitsValid && WithheldSince is null;

    /// <summary>
    /// What still holds of a bank in which the same batteries are wired as before, but have other numbers. What was learned of currents does: it goes by how they are wired. Alarms move
    /// with their batteries; alerts, whose words name numbers, do not.
    /// </summary>
    /// <param name="places">The place, from 0, that each battery had, battery 1 first; null if that is not known: then no alarm is any battery's.</param>
    public BankMemory Renumbered(IReadOnlyList<int>? places) => this with
    {
        Alarms = places is null ? AlarmMemory.Empty : Alarms.Renumbered(places),
        CellAlerts = CellAlerts.Renumbered(),
    };

    /// <summary>
    /// What still holds when the program starts. If limits were given, and every battery was heard so lately that its limits are held yet, they go on, in the held
    /// phase, until the batteries answer; else nothing is claimed before. What was learned and counted holds in any case.
    /// </summary>
    /// <param name="wiring">How the bank is wired now.</param>
    /// <param name="times">When a silent battery goes from one condition to the next; battery 1 first.</param>
    /// <param name="now">The moment of the start, on the clock on which moments of this memory are.</param>
    public BankMemory AfterRestart(BankNode wiring, IReadOnlyList<LossTimes> times, MonotonicTime now)
    {
        ArgumentNullException.ThrowIfNull(wiring);
        ArgumentNullException.ThrowIfNull(times);
        bool isResumed = AreLimitsGiven && Members.Count == wiring.Members.Count && RightBank.State is RightBankState.Unchecked or RightBankState.Agreed;
        for (int i = 0; isResumed && i < Members.Count; i++)
        {
            isResumed = Members[i].Seen?.At is { } at && at <= now && at.AgeAt(now) < times[i].BlockedFrom;
        }

        return new()
        {
            Members = [.. Members.Select(member => member.AfterRestart(isResumed))],
            Voltage = Voltage.AfterRestart(),
            Currents = Currents.AfterRestart(wiring, now),
            RightBank = isResumed ? RightBankMemory.Resumed : RightBankMemory.Start,
            Energy = EnergyMemory.Empty with { History = Energy.History },
            Alarms = Alarms.AfterRestart(isResumed),
            CellAlerts = CellAlerts.AfterRestart(wiring.Members.Count),
            WereLimitsValid = isResumed,
        };
    }
}
