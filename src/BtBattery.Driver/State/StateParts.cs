using BtBattery.Aggregation.Alarms;
using BtBattery.Aggregation.CellMonitor;
using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.Currents;
using BtBattery.Aggregation.Charging.Members;
using BtBattery.Aggregation.Charging.RightBanks;
using BtBattery.Aggregation.Charging.Voltage;
using BtBattery.Aggregation.Energy.Counting;
using BtBattery.Aggregation.Energy.Histories;
using BtBattery.Aggregation.LossPolicies;

namespace BtBattery.Driver.State;

/// <summary>
/// Everything that is kept, row by row. What is remembered of a turn and has no row ends with the process. A name is never used again for another thing.
/// </summary>
internal static class StateParts
{
    /// <summary>What was counted of a bank; it goes on when one of its batteries is exchanged.</summary>
    public const string History = "history";

    /// <summary>Of a bank. They mean nothing once it is wired in another way; <see cref="BankMemory.Renumbered"/> says what does once its batteries have other numbers.</summary>
    public static IReadOnlyList<StatePart<BankMemory>> OfBank { get; } =
    [
        StatePart<BankMemory>.Of<ChargeVoltageMemory>("voltage", m => m.Voltage, (m, v) => m with { Voltage = v }, ChargeVoltageMemory.Empty, (a, b) => a.Stage != b.Stage),
        StatePart<BankMemory>.Of<CurrentMemory>("currents", m => m.Currents, (m, v) => m with { Currents = v }, new()),
        StatePart<BankMemory>.Of<RightBankMemory>("right_bank", m => m.RightBank, (m, v) => m with { RightBank = v }, RightBankMemory.Start),
        StatePart<BankMemory>.Of<AlarmMemory>("alarms", m => m.Alarms.WhileUp, (m, v) => m with { Alarms = v }, AlarmMemory.Empty),
        StatePart<BankMemory>.Of<CellAlerts>(
            "cell_alerts", m => m.CellAlerts, (m, v) => m with { CellAlerts = CellAlertsCheck.Whole(v) }, CellAlerts.Empty, (a, b) => a.Count != b.Count),
        StatePart<BankMemory>.Of<LimitsKept>("limits", m => new(m.AreLimitsGiven), (m, v) => m with { WereLimitsValid = v.WereValid }, null, (a, b) => a != b),
        StatePart<BankMemory>.Of<HistoryMemory>(
            History, m => m.Energy.History, (m, v) => m with { Energy = m.Energy with { History = v } }, HistoryMemory.Empty, (a, b) => a.FullAt != b.FullAt),
    ];

    /// <summary>Of a battery, whatever bank it is in.</summary>
    public static IReadOnlyList<StatePart<MemberMemory>> OfBattery { get; } =
    [
        StatePart<MemberMemory>.Of<CellsKept>("cells", m => m.Cells is int count ? new(count) : null, (m, v) => m with { Cells = v.Count }, null, (a, b) => a != b),
        StatePart<MemberMemory>.Of<LastSeen>("last_seen", m => m.Seen, (m, v) => m with { Seen = v }),
        StatePart<MemberMemory>.Of<MemberLimitMemory>(
            "readings",
            m => m.Readings,
            (m, v) => m with { Readings = v },
            MemberLimitMemory.Empty,
            (a, b) => a.Sensors.Fitted != b.Sensors.Fitted || a.MosSensor.Fitted != b.MosSensor.Fitted || a.OutsideCell is null != b.OutsideCell is null),
        StatePart<MemberMemory>.Of<SocMemory>("charge", m => m.Soc, (m, v) => m with { Soc = v }, SocMemory.Empty, (a, b) => a.Syncs != b.Syncs),
    ];

    /// <summary>Of a battery what is too long to be written with the rest each time: it has a file of its own on flash, written seldom.</summary>
    public static IReadOnlyList<StatePart<MemberMemory>> OfBatterySeldom { get; } =
    [
        StatePart<MemberMemory>.Of<CellHistory>(
            "cell_history",
            m => m.Monitor.History,
            (m, v) => m with { Monitor = m.Monitor with { History = CellHistoryCheck.Whole(v) } },
            CellHistory.Empty,
            (a, b) => a.RunningFigures != b.RunningFigures),
    ];
}
