using BtBattery.Driver.Options;

namespace BtBattery.Bench;

/// <summary>One rule of the driver left out, and a bank in which that shows.</summary>
/// <param name="Rule">Its name, as docs/bench.md has it: "cell-discharge".</param>
/// <param name="What">What the rule is for, for people.</param>
/// <param name="Oracle">The oracle that sees what happens without it.</param>
/// <param name="LeaveOut">Leaves the rule out of a plan.</param>
/// <param name="Case">The bank; with all rules nothing happens in it.</param>
internal sealed record Mutation(string Rule, string What, string Oracle, Func<BankPlan, BankPlan> LeaveOut, BankCase Case);
