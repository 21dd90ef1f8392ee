using BtBattery.Aggregation.Charging.RightBanks;
using BtBattery.Aggregation.LossPolicies;

namespace BtBattery.Driver.State;

/// <summary>Everything that is kept, row by row.</summary>
internal static class StateParts
{
    /// <summary>Of a bank. They mean nothing once it is wired in another way.</summary>
    public static IReadOnlyList<StatePart<BankRecord>> OfBank { get; } =
    [
        StatePart<BankRecord>.Of<RightBankMemory>("right_bank", r => r.RightBank, (r, v) => r with { RightBank = v }),
    ];

    /// <summary>Of a battery.</summary>
    public static IReadOnlyList<StatePart<BatteryRecord>> OfBattery { get; } =
    [
        StatePart<BatteryRecord>.Of<CellsKept>("cells", r => r.Cells, (r, v) => r with { Cells = v }, matters: (a, b) => a != b),
        StatePart<BatteryRecord>.Of<LastSeen>("last_seen", r => r.LastSeen, (r, v) => r with { LastSeen = v }),
    ];
}
