using BtBattery.Aggregation.Energy.Histories;
using BtBattery.Aggregation.Energy.Strings;
using BtBattery.Aggregation.Energy.Times;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Energy;

/// <summary>Works out everything that comes from charge and energy of a bank. Pure; no limit depends on it.</summary>
public static class EnergyFigures
{
    /// <summary>Works it out.</summary>
    /// <param name="bank">The bank in this turn.</param>
    /// <param name="members">Its batteries; battery 1 first.</param>
    /// <param name="settings">What the owner chose.</param>
    /// <param name="memory">Of the turn before; of another wiring, its strings begin anew.</param>
    /// <param name="now">The moment of this turn.</param>
    public static EnergyOutcome Decide(BankView bank, ReadOnlySpan<MemberView> members, EnergySettings settings, EnergyMemory memory, MonotonicTime now)
    {
        ArgumentNullException.ThrowIfNull(bank);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(memory);
        CurrentMean mean = memory.Mean.Step(bank.Current, settings.LongestGap, now);
        HistoryDecision history = HistoryCounter.Decide(bank, members, settings.LongestGap, memory.History, now);
        int level = bank.SocPercent is { } soc ? LowSoc.LevelOf(soc.Value, settings.SocLowWarning, settings.SocLowAlarm, memory.LowSoc) : memory.LowSoc;
        var times = new Measured<int>?[settings.TimeToSocPoints.Count];
        for (int i = 0; i < times.Length; i++)
        {
            times[i] = RemainingTime.To(bank, mean, settings.TimeToSocPoints[i], settings.IsPastShown);
        }

        (StringFigures[] strings, StringMemory[] remembered) = Compare(bank, settings.Strings, memory.Strings, now);
        return new()
        {
            TimeToGo = RemainingTime.ToGo(bank, mean, settings.SocLowWarning),
            TimesToSoc = times,
            LowSoc = settings.WatchesLowSoc && bank.SocPercent is { } said ? new(level, said.At) : null,
            MidPoint = settings.HasMidPoint ? MidPoint.Of(bank, settings.SameMoment) : null,
            Strings = strings,
            Problems = Problems(strings) ?? (IReadOnlyList<BankProblem>)[],
            Memory = new(mean, level, remembered, history.Memory),
            IsEvent = history.IsEvent,
        };
    }

    private static (StringFigures[] Figures, StringMemory[] Memory) Compare(BankView bank, StringSettings settings, StringMemory[] memory, MonotonicTime now)
    {
        if (bank.Parts.Count == 0)
        {
            return ([], []);
        }

        var joints = new List<BankView>();
        StringCheck.Collect(bank, joints);
        var figures = new StringFigures[joints.Count];
        var next = new StringMemory[joints.Count];
        for (int i = 0; i < figures.Length; i++)
        {
            StringMemory before = memory.Length == joints.Count ? memory[i] : StringMemory.Empty;
            (figures[i], next[i]) = StringCheck.Decide(joints[i], settings, before, now);
        }

        return (figures, next);
    }

    private static List<BankProblem>? Problems(StringFigures[] strings)
    {
        List<BankProblem>? found = null;
        foreach (StringFigures figures in strings)
        {
            if (figures.IsApart)
            {
                (found ??= []).Add(new BankProblem(BankProblemCodes.SeriesUnbalanced, false, figures.Advice));
            }
        }

        return found;
    }
}
