using BtBattery.Bms;

namespace BtBattery.Driver.Options;

/// <summary>What follows from a link that is given up between two readings (<c>CONNECTION = intermittent</c>).</summary>
public static class Intermittent
{
    /// <summary>
    /// How much longer than the interval a reading may take to come: four batteries that share a radio connect one after the other.
    /// </summary>
    /// <value>15 s; we chose it: connecting and reading take about three seconds each, and one attempt may have to be repeated.</value>
    public static readonly TimeSpan ConnectAllowance = TimeSpan.FromSeconds(15);

    /// <summary>The longest that the values of a reading are waited for.</summary>
    /// <param name="interval">From one reading to the next.</param>
    public static TimeSpan LongestGap(TimeSpan interval) => interval + ConnectAllowance;

    /// <summary>What speaks against it for boards of a family, a sentence; null if nothing does.</summary>
    public static string? Objection(BmsFamily family)
    {
        ArgumentNullException.ThrowIfNull(family);
        return family.SleepsWithoutLink
            ? $"{family.Name} boards may switch their radio off while no current flows and nobody is connected. With CONNECTION = intermittent such a battery can be "
            + "out of reach until a load, a charger or its button wakes it; CONNECTION = continuous keeps it awake."
            : null;
    }
}
