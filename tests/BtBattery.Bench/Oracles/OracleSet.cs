namespace BtBattery.Bench;

/// <summary>All that is looked for in a run.</summary>
internal static class OracleSet
{
    /// <summary>New ones; each is for one run.</summary>
    /// <param name="bank">The case.</param>
    /// <param name="owner">What its owner configured.</param>
    public static IReadOnlyList<IOracle> For(BankCase bank, OwnersLimits owner) =>
    [
        new CellTooHigh(owner), new CellTooLow(owner), new MemberCurrent(owner), new ColdCharging(owner), new StaleValue(owner), new SilentMember(owner),
        new NeedlessZero(owner), new LimitChatter(owner), new RefusedDirection(owner), new DrivenApart(owner), new LessKnown(owner),
        new LongAtTheTop(owner, [.. bank.Bank.Packs.Select(pack => pack.Cells.Count)]), new Inrush(owner),
    ];
}
