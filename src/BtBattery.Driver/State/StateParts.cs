using BtBattery.Aggregation.Charging.Currents;
using BtBattery.Aggregation.Charging.Members;
using BtBattery.Aggregation.Charging.RightBanks;
using BtBattery.Aggregation.Energy.Counting;
using BtBattery.Aggregation.Energy.Histories;
using BtBattery.Aggregation.LossPolicies;

namespace BtBattery.Driver.State;

/// <summary>Everything that is kept, row by row.</summary>
internal static class StateParts
{
    /// <summary>Of a bank. They mean nothing once it is wired in another way.</summary>
    public static IReadOnlyList<StatePart<BankRecord>> OfBank { get; } =
    [
        StatePart<BankRecord>.Of<RightBankMemory>("right_bank", r => r.RightBank, (r, v) => r with { RightBank = v }, RightBankMemory.Start, (a, b) => a?.State != b?.State),
        StatePart<BankRecord>.Of<CurrentMemory>("currents", r => r.Currents, (r, v) => r with { Currents = v }, new()),
        StatePart<BankRecord>.Of<HistoryMemory>("history", r => r.History, (r, v) => r with { History = v }, HistoryMemory.Empty, (a, b) => a?.FullAt != b?.FullAt),
    ];

    /// <summary>Of a battery.</summary>
    public static IReadOnlyList<StatePart<BatteryRecord>> OfBattery { get; } =
    [
        StatePart<BatteryRecord>.Of<CellsKept>("cells", r => r.Cells, (r, v) => r with { Cells = v }, matters: (a, b) => a != b),
        StatePart<BatteryRecord>.Of<LastSeen>("last_seen", r => r.LastSeen, (r, v) => r with { LastSeen = v }),
        StatePart<BatteryRecord>.Of<MemberLimitMemory>(
            "readings",
            r => r.Readings,
            (r, v) => r with { Readings = v },
            MemberLimitMemory.Empty,
            (a, b) => a?.Sensors.Fitted != b?.Sensors.Fitted || a?.MosSensor.Fitted != b?.MosSensor.Fitted || a?.OutsideCell is null != b?.OutsideCell is null),
        StatePart<BatteryRecord>.Of<SocMemory>("charge", r => r.Charge, (r, v) => r with { Charge = v }, SocMemory.Empty, (a, b) => a?.Syncs != b?.Syncs),
    ];
}
