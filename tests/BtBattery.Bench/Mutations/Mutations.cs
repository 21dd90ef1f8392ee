namespace BtBattery.Bench;

/// <summary>Every rule of the driver that an oracle can see, left out one at a time.</summary>
internal static class Mutations
{
    /// <summary>All of them, in the order of docs/charging.md and docs/loss-policy.md.</summary>
    public static IReadOnlyList<Mutation> All { get; } = [.. MemberMutations.All, .. BankMutations.All, .. VoltageMutations.All, .. LossMutations.All];
}
