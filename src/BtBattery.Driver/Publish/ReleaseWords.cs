using System.Globalization;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Publish;

/// <summary>What is told of a release to a phone: the one place that says what happens to values and limits meanwhile.</summary>
public static class ReleaseWords
{
    /// <summary>What a release does, in sentences.</summary>
    public static string WhatHappens(DriverOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return "While the link is released the battery is not read: what was measured turns invalid on the bus "
            + $"{Seconds(options.DataTimeout)} s after the last reading, and /Alarms/BmsCable warns {Seconds(options.LinkWarningAfter)} s after it. "
            + (options.LimitPolicy is { } policy
                ? WhatBecomesOfLimits(LossTimes.Of(policy, options.Timing.LateAfter, options.DataTimeout))
                : "Chargers and inverters are not told anything: they go on by their own settings.");
    }

    /// <summary>Where the link is, in few words.</summary>
    public static string ReleasedFor(int minutes) => string.Create(CultureInfo.InvariantCulture, $"released to a phone app for {minutes} min more");

    /// <summary>The text of <see cref="PhoneRelease.InfoPath"/>: what a release would do, and while there is one how long it lasts yet.</summary>
    /// <param name="whatHappens">What <see cref="WhatHappens"/> says.</param>
    /// <param name="minutesLeft">0 without a release.</param>
    public static string Info(string whatHappens, int minutesLeft) => minutesLeft > 0 ? $"The link is {ReleasedFor(minutesLeft)}. {whatHappens}" : whatHappens;

    /// <summary>The rows of the decision table for a release, in words.</summary>
    private static string WhatBecomesOfLimits(LossTimes times)
    {
        LossRow row = LossTable.Find(MemberCondition.Released, MemberRole.Only, times.Policy)
            ?? throw new InvalidOperationException($"The table has no row for a release under {times.Policy}.");
        string held = Seconds(times.HeldFrom);
        return $"Its limits for chargers and inverters do not rise meanwhile. From {held} s after the last reading on, {Share(row.Charge)} of the charge limit and "
            + $"{Share(row.Discharge)} of the discharge limit are left; from {Seconds(times.ExcusedUntil)} s on, or if a cell was nearly full or empty from {held} s on, nothing.";
    }

    private static string Share(LimitRule rule) => string.Create(CultureInfo.InvariantCulture, $"{rule.From * 100:0} % falling to {rule.To * 100:0} %");

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
}
