using BtBattery.Aggregation.Model;
using BtBattery.Driver.Doctor.Facts;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;

namespace BtBattery.Driver.Run;

/// <summary>
/// What the batteries of one process notice together of other programs on the radio. Any thread may call.
/// </summary>
/// <param name="clock">The time.</param>
public sealed class RadioNeighbours(MonotonicClock clock)
{
    /// <summary>A scan is noticed only while a battery is looked for: one that was noticed counts for so long.</summary>
    private static readonly TimeSpan s_scanHolds = TimeSpan.FromMinutes(30);

    private readonly Lock _sync = new();
    private readonly DisconnectRhythm _rhythm = new();
    private MonotonicTime? _scanAt;

    /// <summary>What is noticed now.</summary>
    public RadioNeighbourFacts Facts
    {
        get
        {
            lock (_sync)
            {
                MonotonicTime now = clock.Now;
                return new RadioNeighbourFacts { CutEvery = _rhythm.PeriodAt(now), IsScanned = _scanAt is { } at && now - at <= s_scanHolds };
            }
        }
    }

    /// <summary>The link of a battery came up, or ended, or fares as before.</summary>
    public void Take(BatteryAddress battery, BatteryStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        lock (_sync)
        {
            if (status is { IsLive: true, IsResting: false })
            {
                _rhythm.Up(battery, clock.Now);
            }
            else
            {
                _rhythm.Down(battery, wasCut: status.ProblemCode == ProblemCode.Disconnected, clock.Now);
            }
        }
    }

    /// <summary>Another program was found scanning.</summary>
    public void ScanSeen()
    {
        lock (_sync)
        {
            _scanAt = clock.Now;
        }
    }
}
