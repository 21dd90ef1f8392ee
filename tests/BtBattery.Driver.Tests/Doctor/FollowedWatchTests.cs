using BtBattery.Driver.Doctor.Facts;
using BtBattery.Driver.Doctor.Following;
using BtBattery.Driver.Run;
using BtBattery.Driver.Tests.Fakes;
using BtBattery.Tests.VirtualTime;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Tests.Doctor;

/// <summary>Published but not followed, as the running driver sees it over the minutes.</summary>
public sealed class FollowedWatchTests : IDisposable, IVictronSource
{
    private readonly VirtualWorld _world = new();
    private readonly Queue<FollowedAdvice> _told = new();
    private readonly LogLines _log = new();
    private readonly CancellationTokenSource _stop = new();
    private VictronFacts? _victron = Healthy;
    private RadioNeighbourFacts _neighbours = RadioNeighbourFacts.None;
    private bool _hangs;
    private int _looks;

    private static VictronFacts Healthy => Fixture.Load("healthy-venus").Facts.Victron!;

    private static VictronFacts DvccOff => Fixture.Load("dvcc_off").Facts.Victron!;

    [Fact]
    public void A_healthy_system_is_looked_at_once_a_minute_and_never_mentioned()
    {
        Start();
        _world.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(11, _looks);
        Assert.Empty(Told());
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void What_stands_for_two_minutes_is_told_once_and_taken_back_at_once()
    {
        Start();
        _world.Advance(TimeSpan.FromMinutes(1.5));

        // DVCC is switched off: seen at two minutes, told at four.
        _victron = DvccOff;
        _world.Advance(TimeSpan.FromMinutes(2.4));
        Assert.Empty(Told());
        _world.Advance(TimeSpan.FromMinutes(0.2));

        FollowedAdvice advice = Assert.Single(Told());
        Assert.Equal("dvcc_off", advice.Code);
        Assert.StartsWith("The battery's charge limits are published but nobody follows them: DVCC is off. Switch DVCC on", advice.Text, StringComparison.Ordinal);

        // It stays so for an hour: not a word more.
        _world.Advance(TimeSpan.FromHours(1));
        Assert.Empty(Told());

        // On again.
        _victron = Healthy;
        _world.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(("", ""), (Assert.Single(Told()) is var none ? none.Code : null, none!.Text));
        Assert.Equal(
            [
                $"Warning: {advice.Text} [dvcc_off]",
                "Information: No longer so, or not known any more: dvcc_off.",
            ],
            _log.Lines);
    }

    [Fact]
    public void What_passes_is_never_told()
    {
        Start();
        for (int i = 0; i < 10; i++)
        {
            _victron = i % 3 == 0 ? Healthy : DvccOff;
            _world.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Empty(Told());
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void Without_a_limit_of_ours_nobody_is_expected_to_follow()
    {
        _victron = DvccOff with { BatteryServices = [.. DvccOff.BatteryServices.Select(service => service with { MaxChargeVoltage = null })] };
        Start();
        _world.Advance(TimeSpan.FromMinutes(10));

        Assert.Empty(Told());
    }

    [Fact]
    public void What_is_not_known_any_more_is_not_claimed()
    {
        _victron = DvccOff;
        Start();
        _world.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal("dvcc_off", Assert.Single(Told()).Code);

        _victron = null;
        _world.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("", Assert.Single(Told()).Code);
    }

    [Fact]
    public void A_bus_that_hangs_delays_the_next_look_and_ends_nothing()
    {
        _hangs = true;
        _victron = DvccOff;
        Start();

        // Each look is given up after half a minute; the next comes a minute later.
        _world.Advance(TimeSpan.FromMinutes(2.9));
        Assert.Equal(2, _looks);

        _hangs = false;
        _world.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal("dvcc_off", Assert.Single(Told()).Code);
    }

    [Fact]
    public void A_second_cause_joins_the_first_and_the_one_to_mend_first_gives_the_code()
    {
        VictronFacts mains = Fixture.Load("charger_not_following-mains").Facts.Victron!;
        _victron = mains;
        Start();
        _world.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal("charger_not_following", Assert.Single(Told()).Code);

        VictronFacts other = Fixture.Load("another_bms").Facts.Victron!;
        _victron = other with { Chargers = mains.Chargers };
        _world.Advance(TimeSpan.FromMinutes(4));

        FollowedAdvice advice = Assert.Single(Told());
        Assert.Equal("another_bms", advice.Code);
        Assert.Equal(["another_bms", "charger_not_following"], advice.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void What_disturbs_the_radio_is_told_also_when_nobody_can_be_asked()
    {
        _victron = null;
        _neighbours = new() { CutEvery = TimeSpan.FromSeconds(60), IsScanned = true };
        Start();
        _world.Advance(TimeSpan.FromMinutes(3));
        FollowedAdvice advice = Assert.Single(Told());
        Assert.Equal(["links_cut", "foreign_scan"], advice.Findings.Select(finding => finding.Code));
        Assert.Equal("Settings > Connectivity > Bluetooth", advice.RadioSetting);

        _neighbours = RadioNeighbourFacts.None;
        _world.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("", Assert.Single(Told()).RadioSetting);
    }

    [Theory]
    [InlineData(1, 0, "phone_server_in_the_way", "foreign_scan")]
    [InlineData(0, 1, "links_cut", "sensor_scanning")]
    public void A_setting_that_is_on_explains_what_is_noticed(int bluetooth, int sensors, string cut, string scanned)
    {
        _victron = Healthy with { Settings = Healthy.Settings! with { Bluetooth = bluetooth, BleSensors = sensors } };
        _neighbours = new() { CutEvery = TimeSpan.FromSeconds(60), IsScanned = true };
        Start();
        _world.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal([cut, scanned], Assert.Single(Told()).Findings.Select(finding => finding.Code));

        // A limit that nobody follows is graver than either.
        _victron = DvccOff with { Settings = DvccOff.Settings! with { Bluetooth = bluetooth, BleSensors = sensors } };
        _world.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(["dvcc_off", cut, scanned], Told()[^1].Findings.Select(finding => finding.Code));
    }

    public void Dispose()
    {
        _stop.Cancel();
        _world.RunReady();
        _stop.Dispose();
        _world.Dispose();
    }

    async Task<VictronFacts?> IVictronSource.ReadAsync(CancellationToken cancellationToken)
    {
        _looks++;
        if (_hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _world.Time, cancellationToken);
        }

        return _victron;
    }

    private void Start()
    {
        var watch = new FollowedWatch(this, new MonotonicClock(_world.Time), _told.Enqueue, new Logger<FollowedWatch>(_log))
        {
            Neighbours = () => _neighbours,
        };
        _world.Start(() => watch.RunAsync(_stop.Token));
    }

    private List<FollowedAdvice> Told()
    {
        List<FollowedAdvice> told = [.. _told];
        _told.Clear();
        return told;
    }
}
