using System.Threading.Channels;
using BtBattery.Aggregation.Model;
using BtBattery.Bms;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Polling;

/// <summary>A link for each reading (<c>CONNECTION = intermittent</c>): when a reading is over, and when the next one begins.</summary>
/// <param name="address">The battery.</param>
/// <param name="interval">From the start of one reading to the start of the next.</param>
/// <param name="isTypeConfigured">True if the owner named the type of the BMS, and so was told what speaks against this when the configuration was checked.</param>
/// <param name="clock">Now.</param>
/// <param name="logger">Told once how the battery is read.</param>
public sealed class DutyCycle(BatteryAddress address, TimeSpan interval, bool isTypeConfigured, MonotonicClock clock, ILogger logger)
{
    /// <summary>A battery that gives no whole reading in so many rounds is not kept from others any longer. As many as one question is asked.</summary>
    private const int MostRounds = 3;

    /// <summary>Also when a reading took longer than the interval: a phone that waits hears the battery advertise, some once a second only.</summary>
    private static readonly TimeSpan s_leastRest = TimeSpan.FromSeconds(3);

    private bool _isTold;

    /// <summary>A link is up, and the battery speaks that protocol.</summary>
    public void Recognised(BmsFamily family)
    {
        if (_isTold)
        {
            return;
        }

        _isTold = true;
        logger.LogInformation("{Address}: intermittent: a link every {Seconds} s for one reading, and none in between.", address, interval.TotalSeconds);
        if (!isTypeConfigured && Intermittent.Objection(family) is string objection)
        {
            logger.LogWarning("{Address}: {Objection}", address, objection);
        }
    }

    /// <summary>True if the link can be given up: all is known afresh and nothing is to be switched, or it takes too long.</summary>
    /// <param name="battery">What the battery said.</param>
    /// <param name="began">When the first round on this link began.</param>
    /// <param name="rounds">Rounds on this link so far.</param>
    public static bool IsOver(PolledBattery battery, MonotonicTime began, int rounds)
    {
        ArgumentNullException.ThrowIfNull(battery);
        return rounds >= MostRounds || (battery.WasReadSince(began) && battery.TakesWishes);
    }

    /// <summary>Waits for the next reading. A wish to switch a FET does not wait for it.</summary>
    /// <param name="began">When the last reading began: before its link was made.</param>
    /// <param name="wishes">Confirmed wishes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RestAsync(MonotonicTime began, ChannelReader<SwitchWish> wishes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wishes);
        TimeSpan left = interval - (clock.Now - began);
        await TimedWait.ForAsync(wishes, left > s_leastRest ? left : s_leastRest, clock.TimeProvider, cancellationToken);
    }
}
