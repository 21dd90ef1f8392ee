using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging;

/// <summary>
/// Lets a problem count only once it has stayed, and no more only once it has stayed away, so that a step of the load or one odd reading is not told. A refusal
/// counts at once, and ends only while every battery is there to show that it is over.
/// </summary>
public static class ProblemWatch
{
    /// <summary>A problem that refuses nothing is told once it was there for so long: some polls. We chose it.</summary>
    public static readonly TimeSpan ToldAfter = TimeSpan.FromSeconds(10);

    /// <summary>A problem is told no more once it was gone for so long. We chose it.</summary>
    public static readonly TimeSpan ClearedAfter = TimeSpan.FromSeconds(30);

    /// <summary>Numbers in a text are renewed so often, not at every poll.</summary>
    public static readonly TimeSpan TextAge = TimeSpan.FromMinutes(1);

    /// <summary>Longer texts are cut: what nobody reads to its end on a small screen.</summary>
    public const int LongestText = 300;

    private static readonly ProblemDecision s_none = new([], ProblemMemory.Empty);

    /// <summary>Decides.</summary>
    /// <param name="found">What is wrong in this turn.</param>
    /// <param name="isWhole">True while every battery of the bank has fresh data, so that what is not found is not there.</param>
    /// <param name="memory">Of the turn before.</param>
    /// <param name="now">The moment of this turn.</param>
    public static ProblemDecision Decide(IReadOnlyList<BankProblem> found, bool isWhole, ProblemMemory memory, MonotonicTime now)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(memory);
        if (found.Count == 0 && memory.Traces.Count == 0)
        {
            return s_none;
        }

        List<ProblemTrace> traces = [];
        foreach (ProblemTrace trace in memory.Traces)
        {
            if (Find(found, trace.Code, trace.Index) is { } again)
            {
                traces.Add(Seen(trace, again, now));
            }
            else if (Missed(trace, isWhole, now) is { } kept)
            {
                traces.Add(kept);
            }
        }

        for (int i = 0; i < found.Count; i++)
        {
            int index = IndexOf(found, i);
            if (!traces.Exists(trace => trace.Code == found[i].Code && trace.Index == index))
            {
                traces.Add(new(found[i].Code, index, found[i].IsRefused, Cut(found[i].Text), now, now, null, found[i].IsRefused));
            }
        }

        return traces.Count == 0 ? s_none : new(Told(traces), new ProblemMemory(traces));
    }

    private static ProblemTrace Seen(ProblemTrace trace, BankProblem again, MonotonicTime now)
    {
        MonotonicTime since = trace.AbsentSince is null ? trace.Since : now;
        bool isTold = trace.IsTold || again.IsRefused || since.AgeAt(now) >= ToldAfter;
        bool isTextNew = isTold != trace.IsTold || again.IsRefused != trace.IsRefused || trace.TextAt.AgeAt(now) >= TextAge;
        return trace with
        {
            IsRefused = again.IsRefused,
            Since = since,
            AbsentSince = null,
            IsTold = isTold,
            Text = isTextNew ? Cut(again.Text) : trace.Text,
            TextAt = isTextNew ? now : trace.TextAt,
        };
    }

    /// <returns>Null if it is over.</returns>
    private static ProblemTrace? Missed(ProblemTrace trace, bool isWhole, MonotonicTime now)
    {
        if (!trace.IsTold)
        {
            return null;
        }

        if (trace.IsRefused && !isWhole)
        {
            // A battery that is silent shows nothing, and knowing less must not allow more.
            return trace with { AbsentSince = null };
        }

        MonotonicTime absentSince = trace.AbsentSince ?? now;
        return absentSince.AgeAt(now) >= ClearedAfter ? null : trace with { AbsentSince = absentSince };
    }

    private static BankProblem[] Told(List<ProblemTrace> traces)
    {
        BankProblem[] told = new BankProblem[traces.Count(trace => trace.IsTold)];
        int next = 0;
        for (int round = 0; round < 2; round++)
        {
            foreach (ProblemTrace trace in traces)
            {
                if (trace.IsTold && trace.IsRefused == (round == 0))
                {
                    told[next++] = new(trace.Code, trace.IsRefused, trace.Text);
                }
            }
        }

        return told;
    }

    private static BankProblem? Find(IReadOnlyList<BankProblem> found, string code, int index)
    {
        for (int i = 0; i < found.Count; i++)
        {
            if (found[i].Code == code && index-- == 0)
            {
                return found[i];
            }
        }

        return null;
    }

    private static int IndexOf(IReadOnlyList<BankProblem> found, int at)
    {
        int index = 0;
        for (int i = 0; i < at; i++)
        {
            index += found[i].Code == found[at].Code ? 1 : 0;
        }

        return index;
    }

    private static string Cut(string text) => text.Length <= LongestText ? text : $"{text.AsSpan(0, LongestText - 1)}…";
}
