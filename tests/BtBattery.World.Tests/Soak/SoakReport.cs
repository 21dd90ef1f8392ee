using System.Globalization;
using System.Text;

namespace BtBattery.World.Tests;

/// <summary>What a soak showed.</summary>
internal sealed record SoakReport
{
    /// <summary>Objects that appear for the first time (caches, tables of the runtime) take some memory whatever happens; a leak of one
    /// small object per fault does not stay below this.</summary>
    private const long AllowedMemory = 1_000_000;

    public required SoakOptions Options { get; init; }

    public required SoakFigures Figures { get; init; }

    /// <summary>How far it came.</summary>
    public required TimeSpan Simulated { get; init; }

    public required Growth RestBefore { get; init; }

    public required Growth RestAfter { get; init; }

    /// <summary>Match rules that stand on the bus more often than before.</summary>
    public required IReadOnlyList<string> MoreRules { get; init; }

    /// <summary>Asynchronous methods that wait more often than before, by their names; another may have come for one that went.</summary>
    public required IReadOnlyList<string> MoreTasks { get; init; }

    public required Footprint Before { get; init; }

    public required Footprint After { get; init; }

    /// <summary>What must never happen and did, but for what grew.</summary>
    public required IReadOnlyList<string> Seen { get; init; }

    /// <summary>Laws broken; empty = none.</summary>
    public IReadOnlyList<string> Problems => [.. Broken, .. GrownInProcess()];

    /// <summary>
    /// The same without what is counted in the whole process (its objects, its tasks, its descriptors): under a test runner that is not of one run alone.
    /// </summary>
    public IReadOnlyList<string> Broken => [.. Seen, .. Grown()];

    /// <summary>Everything that another run with the same options says as well.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        Line(text, "seed", Options.Seed.ToString(CultureInfo.InvariantCulture));
        Line(text, "simulated", $"{Hours(Simulated)} with {Options.Batteries} {(Options.Batteries == 1 ? "battery" : "batteries")}");
        Line(text, "faults", $"{Figures.Faults}, {Figures.Kinds.Count} kinds of {FaultTable.All.Count}");
        Line(text, "left out", SoakPlan.LeftOut.Count == 0 ? "nothing" : $"{SoakPlan.LeftOut.Count} kinds that are known to fail by themselves");
        Line(text, "recoveries", $"{Figures.Recoveries}, in {Figures.Losses} of them values had been invalid");
        Line(text, "slowest recovery", Figures.Slowest is not { } slowest ? "none"
            : $"{slowest.Took.TotalSeconds:F0} s, {slowest.Episode.Battery.Address} at {Hours(slowest.At)}, after {string.Join("; ", slowest.Episode.Faults)}");
        Line(text, "", Figures.Slowest is not { } bounded ? "" : $"allowed: {bounded.Bound}");
        Line(text, "largest age", Figures.Oldest is not { } oldest ? "none"
            : $"{oldest.Age.TotalSeconds:F0} s, {oldest.Battery.Address} at {Hours(oldest.At)}, under {(oldest.Faults.Count == 0 ? "no fault" : string.Join("; ", oldest.Faults))}");
        Line(text, "growth", $"connections {Step(RestBefore.Connections, RestAfter.Connections)}, match rules {Step(RestBefore.MatchRules, RestAfter.MatchRules)}, "
            + $"calls waiting {Step(RestBefore.PendingCalls, RestAfter.PendingCalls)}, names {Step(RestBefore.Names, RestAfter.Names)}, "
            + $"timers {Step(RestBefore.Timers, RestAfter.Timers)}");
        return text.ToString();
    }

    /// <summary>The rest: what differs from run to run, since it is that of the whole process, test runner and all.</summary>
    public string DescribeMemory()
    {
        var text = new StringBuilder();
        Line(text, "memory", FormattableString.Invariant(
            $"{Before.Memory / 1e6:F2} -> {After.Memory / 1e6:F2} MB in objects, {Before.WorkingSet / 1e6:F0} -> {After.WorkingSet / 1e6:F0} MB in all"));
        Line(text, "in the process", $"tasks {Step(RestBefore.Tasks, RestAfter.Tasks)}, descriptors {Step(Before.Descriptors, After.Descriptors)}");
        return text.ToString();
    }

    private static void Line(StringBuilder text, string what, string figures) => text.Append(CultureInfo.InvariantCulture, $"{what,-18}{figures}\n");

    private static string Hours(TimeSpan time) => FormattableString.Invariant($"{(int)time.TotalHours}:{time:mm\\:ss}");

    private static string Step(int before, int after) => FormattableString.Invariant($"{before} -> {after}");

    private IEnumerable<string> Grown()
    {
        if (!(RestAfter with { Tasks = 0 }).IsWithin(RestBefore))
        {
            yield return $"Something grew. Before: {RestBefore}, after: {RestAfter}. Match rules: {(MoreRules.Count == 0 ? "as before" : string.Join(" and ", MoreRules))}";
        }
    }

    private IEnumerable<string> GrownInProcess()
    {
        if (RestAfter.Tasks > RestBefore.Tasks)
        {
            yield return $"Tasks grew from {RestBefore.Tasks} to {RestAfter.Tasks}. More often than before: {string.Join(", ", MoreTasks)}.";
        }

        if (After.Descriptors > Before.Descriptors)
        {
            yield return $"Descriptors grew from {Before.Descriptors} to {After.Descriptors}.";
        }

        if (After.Memory > Before.Memory + AllowedMemory)
        {
            yield return $"The memory grew by {(After.Memory - Before.Memory) / 1000} kB; {AllowedMemory / 1000} kB are allowed.";
        }
    }
}
