using System.Globalization;
using BtBattery.Aggregation.Charging.Members;
using BtBattery.Driver.CommandLine;
using BtBattery.Driver.Configuration.Forms;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Installing.Questions;

/// <summary>
/// Asks what a battery is and bears: what was given with the command is not asked, and each question has a proposal that Enter takes. The currents are proposed from the capacity by the
/// rule that the driver itself follows until its owner says more (docs/charging.md), and never above the default of their key, so that a proposal never allows more than no answer would.
/// </summary>
/// <param name="given">What was given with the command, as it was typed.</param>
/// <param name="takesProposals">True to take every proposal without asking.</param>
/// <param name="terminal">Where to ask; null if nobody can answer.</param>
internal sealed class Interview(BatteryAnswers given, bool takesProposals, Terminal? terminal)
{
    /// <summary>The answers for a battery.</summary>
    /// <param name="battery">Which one.</param>
    /// <param name="known">What is written of it already, which is proposed.</param>
    /// <param name="before">Else the answers for the battery before it are; where nobody is asked, only what its cells are made of, since another battery may be a smaller one.</param>
    /// <exception cref="RefusalException">An answer that was given is none, or nobody can answer.</exception>
    public BatteryAnswers Ask(BatteryAddress battery, BatteryAnswers known, BatteryAnswers before)
    {
        CheckGiven();
        if (IsAsking)
        {
            terminal!.Say($"Battery {battery}. Enter takes what stands in brackets.");
        }

        string chemistry = Answer(
            BatteryKeys.Chemistry, "--chemistry", given.Chemistry, "What are its cells made of: LFP, Li-ion or LTO?", known.Chemistry ?? before.Chemistry ?? BatteryKeys.Chemistry.DefaultText(Chemistry.Lfp), null)!;
        string? capacity = Answer(
            BatteryKeys.Capacity, "--capacity", given.Capacity, "How many Ah does it have?", known.Capacity ?? (takesProposals ? null : before.Capacity), "what its BMS says");
        bool isSame = !takesProposals && capacity is not null && capacity == before.Capacity;
        string? charge = Answer(
            CurrentKeys.MaxCharge,
            "--charge-current",
            given.ChargeCurrent,
            "How many A may charge it at most? Its BMS, cables and fuse must bear them.",
            known.ChargeCurrent ?? (isSame ? before.ChargeCurrent : null) ?? Proposal(capacity, MemberLimiter.ChargePerAh, CurrentKeys.MaxCharge),
            $"half the Ah that its BMS says, {Default(CurrentKeys.MaxCharge)} at most");
        string? discharge = Answer(
            CurrentKeys.MaxDischarge,
            "--discharge-current",
            given.DischargeCurrent,
            "How many A may be drawn from it at most?",
            known.DischargeCurrent ?? (isSame ? before.DischargeCurrent : null) ?? Proposal(capacity, MemberLimiter.DischargePerAh, CurrentKeys.MaxDischarge),
            $"the Ah that its BMS says, {Default(CurrentKeys.MaxDischarge)} at most");
        return new(chemistry, capacity, charge, discharge);
    }

    /// <summary>A current for a capacity, whole ampere, and never more than the rule or the default of its key; null if the capacity is not known.</summary>
    internal static string? Proposal(string? capacity, double perAh, ConfigurationKey<double> key) =>
        capacity is null ? null : Math.Min(Math.Floor(double.Parse(capacity, CultureInfo.InvariantCulture) * perAh), key.DefaultOf(Chemistry.Lfp)).ToString(CultureInfo.InvariantCulture);

    private static string Default(ConfigurationKey key) => key.DefaultText(Chemistry.Lfp);

    private bool IsAsking => !takesProposals && terminal is not null && (given.Chemistry is null || given.Capacity is null || given.ChargeCurrent is null || given.DischargeCurrent is null);

    private void CheckGiven()
    {
        bool isComplete = given.Chemistry is not null && (given.Capacity is not null || (given.ChargeCurrent is not null && given.DischargeCurrent is not null));
        if (!takesProposals && terminal is null && !isComplete)
        {
            throw new RefusalException(
                "This asks what the batteries are and bear, and nobody can answer here: run it in a terminal, add --defaults, or give --chemistry and --capacity, or both currents instead of that.",
                ExitCode.Usage);
        }
    }

    /// <param name="key">What it is written to.</param>
    /// <param name="option">The option that gives it.</param>
    /// <param name="typed">What was given with that.</param>
    /// <param name="question">Else what is asked.</param>
    /// <param name="proposal">What Enter takes; null to leave it open.</param>
    /// <param name="open">What holds then, in words.</param>
    private string? Answer(ConfigurationKey key, string option, string? typed, string question, string? proposal, string? open)
    {
        if (typed is not null)
        {
            return Read(key, typed, out string? advice) ?? throw new RefusalException($"{option} {typed}: {advice}.", ExitCode.Usage);
        }

        while (IsAsking)
        {
            string? answer = terminal!.Ask($"  {question} [{proposal ?? open}] ");
            if (answer is null)
            {
                throw new RefusalException("The questions were not answered: nothing was changed.", ExitCode.Usage);
            }

            if (answer.Length == 0)
            {
                break;
            }

            if (Read(key, answer, out string? advice) is string value)
            {
                return value;
            }

            terminal.Say($"  That cannot be: {advice}.");
        }

        return proposal;
    }

    private static string? Read(ConfigurationKey key, string text, out string? advice)
    {
        Reading<object?> reading = key.Read(text.Trim());
        advice = reading.Advice;
        return reading.Code is null ? key.Format(reading.Value) : null;
    }
}
