using BtBattery.Simulator.Bms;

namespace BtBattery.Bench;

/// <summary>
/// The link of the reference driver with one battery: every 5 s it asks for the pack info and half a second later for the cells. After a loss it
/// waits 5 s and connects again. What it read last it keeps for ever.
/// </summary>
/// <param name="phase">s after a full second at which its polls fall, for they run by themselves beside the thread that publishes once a second.</param>
internal sealed class ReferenceLink(double phase)
{
    private const double Period = 5;

    /// <summary>s from a question to its answer.</summary>
    private const double Latency = 0.1;

    /// <summary>s from the question for the pack info to the one for the cells.</summary>
    private const double Pause = 0.5;

    private double _nextPoll = phase;
    private double? _cellsDue;
    private bool _isLinked = true;

    /// <summary>What is known of the battery; null before its first frame.</summary>
    public ReferenceReading? Reading { get; private set; }

    /// <summary>When the last frame came, s; null before the first.</summary>
    public double? HeardAt { get; private set; }

    /// <summary>Time has passed.</summary>
    /// <param name="now">s on the clock of the run.</param>
    /// <param name="isLinked">True while a link can be held with the battery.</param>
    /// <param name="answers">True while it answers on its link.</param>
    /// <param name="says">What its BMS says.</param>
    public void Advance(double now, bool isLinked, bool answers, BatteryState says)
    {
        if (!isLinked)
        {
            (_isLinked, _cellsDue, _nextPoll) = (false, null, now + Period);
            return;
        }

        _nextPoll = _isLinked ? _nextPoll : Math.Max(_nextPoll, now);
        _isLinked = true;
        while (NextEvent() <= now)
        {
            if (_cellsDue is double due && due <= _nextPoll + Latency)
            {
                _cellsDue = null;
                if (answers && Reading is { } reading)
                {
                    (Reading, HeardAt) = (reading.WithCells(says), due);
                }
            }
            else
            {
                _cellsDue = _nextPoll + Pause + Latency;
                if (answers)
                {
                    (Reading, HeardAt) = (ReferenceReading.OfPackInfo(says), _nextPoll + Latency);
                }

                _nextPoll += Period;
            }
        }
    }

    private double NextEvent() => Math.Min(_cellsDue ?? double.PositiveInfinity, _nextPoll + Latency);
}
