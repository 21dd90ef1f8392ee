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
            place.FirstCurrent ??= reading.Values.Current?.Value;
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
        public BatteryReading? Reading { get; set; }

        public MonotonicTime At { get; set; }

        public double? FirstCurrent { get; set; }

        public bool HasHadData { get; set; }

        public string? Failure { get; set; }

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
                Change = current - FirstCurrent,
                Age = values?.Voltage is null ? null : age,
                Problem = Failure ?? Reading?.Problem,
            };
        }
    }
}
