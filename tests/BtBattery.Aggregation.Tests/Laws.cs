using System.Globalization;
using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Aggregation.Tests;

/// <summary>
/// What holds for every case. The seed is fixed, so a failure repeats; the variable <c>BTBATTERY_LAW_CASES</c> sets how many cases there are, for a run that
/// takes its time. Cases that once broke a law stand in <c>counter-examples.txt</c>, and are tried first for ever.
/// </summary>
internal static class Laws
{
    private const string FileName = "counter-examples.txt";

    private static readonly Config s_config = Config.QuickThrowOnFailure.WithReplay(20261122, 5).WithMaxTest(
        int.TryParse(Environment.GetEnvironmentVariable("BTBATTERY_LAW_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out int cases) ? cases : 1000);

    private static readonly ILookup<string, (ulong Seed, ulong Gamma, int Size)> s_counterExamples =
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, FileName))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToLookup(words => words[0], words => (ulong.Parse(words[1], CultureInfo.InvariantCulture), ulong.Parse(words[2], CultureInfo.InvariantCulture),
                int.Parse(words[3], CultureInfo.InvariantCulture)));

    /// <summary>Tries the law; it throws where it does not hold.</summary>
    public static void Hold<T>(Gen<T> cases, Action<T> law, Func<T, bool>? applies = null, [CallerMemberName] string name = "")
    {
        Property property = Prop.ForAll(cases.Where(applies ?? (_ => true)).ToArbitrary(), law);
        foreach ((ulong seed, ulong gamma, int size) in s_counterExamples[name])
        {
            Check.One(Config.QuickThrowOnFailure.WithReplay(seed, gamma, size).WithMaxTest(1), property);
        }

        Check.One(s_config, property);
    }
}
