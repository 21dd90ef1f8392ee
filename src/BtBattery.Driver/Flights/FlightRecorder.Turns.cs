using BtBattery.Aggregation.Charging.RightBanks;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Run;

namespace BtBattery.Driver.Flights;

/// <content>What the loop is told and publishes.</content>
public sealed partial class FlightRecorder
{
    internal void Take(MonotonicTime at)
    {
        _updatesUnderWay--;
        _isTurnOpen = true;
        Plain(RecordKind.Take, at);
    }

    internal void Write(string path, ItemValue value, bool isTaken, MonotonicTime at)
    {
        _isTurnOpen = true;
        _writer.Begin(RecordKind.Write, at);
        _writer.Unsigned((ulong)NumberOf(path));
        WriteValue(value);
        _writer.Flag(isTaken);
        Append();
    }

    internal void Remark(Remark remark, MonotonicTime at)
    {
        _isTurnOpen = true;
        _writer.Begin(RecordKind.Remark, at);
        _writer.Unsigned((ulong)remark.Topic);
        _writer.Text(remark.Text);
        Append();
    }

    /// <summary>Other devices were asked for their voltage, and the loop takes what they said.</summary>
    internal void SystemVoltage(SystemVoltages voltages, MonotonicTime at)
    {
        _isTurnOpen = true;
        _writer.Begin(RecordKind.SystemVoltage, at);
        SystemVoltageRecord.Write(_writer, voltages);
        Append();
    }

    /// <summary>Settings were changed on the screen.</summary>
    internal void Settings(TimeSpan pollInterval, LossPolicy? limitPolicy, MonotonicTime at)
    {
        _isTurnOpen = true;
        _settings = _settings with { PollInterval = pollInterval, LimitPolicy = limitPolicy };
        _writer.Begin(RecordKind.Settings, at);
        _writer.Signed(pollInterval.Ticks);
        _writer.Text(limitPolicy?.ToString());
        Append();
    }

    internal void Forget(MonotonicTime at)
    {
        _isTurnOpen = true;
        Plain(RecordKind.Forget, at);
    }

    /// <summary>A turn is about to be taken.</summary>
    internal void Turn(MonotonicTime at)
    {
        MarkIfAtRest(at);
        _isTurnOpen = true;
    }

    /// <summary>A turn was published.</summary>
    /// <param name="at">Its moment.</param>
    /// <param name="isLate">True if it only saw the last one at another moment, for a client that asked.</param>
    /// <param name="changed">What differed in the whole service.</param>
    /// <param name="battery">Number of the battery that is recorded; what is told of others is left out.</param>
    internal void Published(MonotonicTime at, bool isLate, IReadOnlyList<Item> changed, int battery)
    {
        int count = 0;
        for (int i = 0; i < changed.Count; i++)
        {
            count += changed[i].Battery == battery ? 1 : 0;
        }

        lock (Sync)
        {
            _isTurnOpen &= isLate;
            _publishedAt = at;
            _writer.Begin(RecordKind.Turn, at);
            _writer.Flag(isLate);
            _writer.Unsigned((ulong)count);
            for (int i = 0; i < changed.Count; i++)
            {
                if (changed[i].Battery == battery)
                {
                    _writer.Unsigned((ulong)NumberOf(changed[i].Leaf));
                    WriteValue(changed[i].Value);
                }
            }

            Append();
        }
    }

    private void WriteValue(ItemValue value)
    {
        _writer.Flag(value.IsValid);
        if (!value.IsValid)
        {
            return;
        }

        _writer.Unsigned((ulong)value.Kind);
        switch (value.Kind)
        {
            case ItemKind.Integer:
                _writer.Signed(value.AsInteger);
                break;
            case ItemKind.Number:
                _writer.Number(value.AsNumber);
                break;
            default:
                _writer.Text(value.AsText);
                break;
        }
    }

    private int NumberOf(string path)
    {
        if (!_pathNumbers.TryGetValue(path, out int number))
        {
            number = _paths.Count;
            _paths.Add(path);
            _pathNumbers.Add(path, number);
        }

        return number;
    }
}
