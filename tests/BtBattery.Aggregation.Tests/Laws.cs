using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Aggregation.Tests;

/// <summary>
/// What holds for every case. The seed is fixed, so a failure repeats; the variable <c>BTBATTERY_LAW_CASES</c> sets how many cases there are, for a run that
/// takes its time.
/// </summary>
internal static class Laws
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithReplay(20261122, 5).WithMaxTest(
        int.TryParse(Environment.GetEnvironmentVariable("BTBATTERY_LAW_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out int cases) ? cases : 1000);

    /// <summary>Tries the law; it throws where it does not hold.</summary>
    public static void Hold<T>(Gen<T> cases, Action<T> law, Func<T, bool>? applies = null) =>
        Check.One(s_config, Prop.ForAll(cases.Where(applies ?? (_ => true)).ToArbitrary(), law));
}
