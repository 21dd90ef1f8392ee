using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging.RightBanks;

/// <summary>What <see cref="RightBank"/> remembers from one turn to the next. It ends with the process: every start compares anew.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="KnownSince">Since when the bank's own voltage has been known; null before.</param>
/// <param name="DiffersSince">When the first of the readings was made that have differed since; null while they agree.</param>
/// <param name="Text">What is wrong; null for nothing.</param>
public sealed record RightBankMemory(RightBankState State, MonotonicTime? KnownSince, MonotonicTime? DiffersSince, string? Text)
{
    /// <summary>At the start.</summary>
    public static RightBankMemory Start { get; } = new(RightBankState.Waiting, null, null, null);

    /// <summary>
    /// At a start that goes on with the limits of the process before, which had compared: they hold on until devices are asked, and a difference then has to stay.
    /// </summary>
    public static RightBankMemory Resumed { get; } = Start with { State = RightBankState.Unchecked };
}
