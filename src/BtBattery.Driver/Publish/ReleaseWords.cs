using System.Globalization;
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
            + "No charge limits are published by this version, so chargers and inverters are not told to stop: they go on by their own settings.";
    }

    /// <summary>Where the link is, in few words.</summary>
    public static string ReleasedFor(int minutes) => string.Create(CultureInfo.InvariantCulture, $"released to a phone app for {minutes} min more");

    /// <summary>The text of <see cref="PhoneRelease.InfoPath"/>: what a release would do, and while there is one how long it lasts yet.</summary>
    public static string Info(DriverOptions options, int minutesLeft) =>
        minutesLeft > 0 ? $"The link is {ReleasedFor(minutesLeft)}. {WhatHappens(options)}" : WhatHappens(options);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
}
