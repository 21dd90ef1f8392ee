using BtBattery.Aggregation.Model;
using BtBattery.Driver.Tools;

namespace BtBattery.Driver.Scanning;

/// <summary>
/// Candidates side by side, so that switching a load on tells which box is which: remembers where each current began and
/// tells which one is farthest from there. Told and asked from any thread.
/// </summary>
/// <param name="candidates">Who is on it, in this order.</param>
public sealed class IdentifyBoard(IReadOnlyList<Candidate> candidates)
{
    /// <summary>A change smaller than this marks nobody: an idle battery wanders by tenths of an ampere. Our choice.</summary>
    /// <value>0.5 A</value>
    public const double LeastChange = 0.5;

    /// <summary>
    /// Within so many readings a current may be mirrored without any change: a Daly board that counts the other way round is
    /// found out by its third contradiction (docs/bms/daly.md), and some readings may come late.
    /// </summary>
    private const int ReadingsBeforeSignIsSure = 6;

    private readonly Lock _lock = new();
    private readonly Place[] _places = [.. candidates.Select(candidate => new Place(candidate))];

    /// <summary>True once any of them gave a value.</summary>
    public bool HasHadData
    {
        get
        {
            lock (_lock)
            {
                return _places.Any(place => place.HasHadData);
            }
        }
    }

    /// <summary>Takes a reading of the candidate with that number, counted from 0.</summary>
    public void Take(int number, BatteryReading reading, MonotonicTime now)
    {
        ArgumentNullException.ThrowIfNull(reading);
        lock (_lock)
        {
            Place place = _places[number];
            place.Reading = reading;
            place.At = now;
            place.HasHadData |= reading.HasData;
            place.Weigh(reading.Values.Current?.Value);
        }
    }

    /// <summary>There will be no reading of that candidate any more.</summary>
    public void Fail(int number, string problem)
    {
        lock (_lock)
        {
            _places[number].Failure = problem;
        }
    }

    /// <summary>All of them at this moment.</summary>
    public IReadOnlyList<IdentifyRow> RowsAt(MonotonicTime now)
    {
        lock (_lock)
        {
            IdentifyRow[] rows = [.. _places.Select(place => place.RowAt(now))];
            double most = rows.Max(row => Math.Abs(row.Change ?? 0));
            int marked = most < LeastChange ? -1 : Array.FindIndex(rows, row => row.Change is double change && Math.Abs(change) >= most);
            return [.. rows.Select((row, i) => row with { IsMostChanged = i == marked })];
        }
    }

    private sealed class Place(Candidate candidate)
    {
        private double? _firstCurrent;
        private double? _lastCurrent;
        private int _readings;

        public BatteryReading? Reading { get; set; }

        public MonotonicTime At { get; set; }

        public bool HasHadData { get; set; }

        public string? Failure { get; set; }

        /// <summary>Takes a current, A: where the first one was, all are compared with.</summary>
        public void Weigh(double? current)
        {
            if (current is not double amps)
            {
                return;
            }

            _readings = Math.Min(_readings + 1, ReadingsBeforeSignIsSure + 1);
            bool isMirrored = _lastCurrent is double last && Math.Abs(last) > LeastChange && Math.Abs(amps + last) <= Math.Max(LeastChange, 0.2 * Math.Abs(last));
            if (isMirrored && _readings <= ReadingsBeforeSignIsSure)
            {
                _firstCurrent = -_firstCurrent;
            }

            _firstCurrent ??= amps;
            _lastCurrent = amps;
        }

        public IdentifyRow RowAt(MonotonicTime now)
        {
            // The source may have nothing newer to give; its last values grow old here.
            TimeSpan? age = Reading?.Age is TimeSpan then ? then + At.AgeAt(now) : null;
            BatterySnapshot? values = age <= BatteryReading.Deadline && Failure is null ? Reading?.Values : null;
            double? current = values?.Current?.Value;
            return new IdentifyRow
            {
                Address = candidate.Device.Address,
                Name = Reading?.Name ?? candidate.Device.Name,
                Guess = candidate.Kinds.Count == 0 ? null : string.Join(" or ", candidate.Kinds.Select(ScanText.KindName)),
                BmsType = Reading?.BmsType,
                Origin = Reading?.Origin,
                Voltage = values?.Voltage?.Value,
                Current = current,
                SocPercent = values?.SocPercent?.Value,
                Change = current - _firstCurrent,
                Age = values?.Voltage is null ? null : age,
                Problem = Failure ?? Reading?.Problem,
            };
        }
    }
}
