namespace BtBattery.Bench;

/// <summary>All that is looked for in a run.</summary>
internal static class OracleSet
{
    /// <summary>New ones; each is for one run.</summary>
    /// <param name="owner">What the owner of the bank configured.</param>
    public static IReadOnlyList<IOracle> For(OwnersLimits owner) =>
    [
        new CellTooHigh(owner), new CellTooLow(owner), new MemberCurrent(owner), new ColdCharging(owner), new StaleValue(owner), new SilentMember(owner),
        new NeedlessZero(owner), new LimitChatter(owner), new Inrush(owner),
    ];
}
