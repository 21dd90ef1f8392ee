using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;

namespace BtBattery.Driver.Polling;

/// <summary>The request that is under way and what has arrived for it. One for the life of the battery; its memory is taken once.</summary>
internal sealed class OpenStep
{
    /// <summary>Seven times the longest frame: more is no answer but a flood.</summary>
    public const int Capacity = 2048;

    private readonly byte[] _bytes = new byte[Capacity];
    private readonly List<(int Length, MonotonicTime At)> _notifications = [];
    private int _length;

    /// <summary>What was asked; null if nothing is under way.</summary>
    public BmsRequest? Request { get; private set; }

    /// <summary>False if more arrived than is kept.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Everything that arrived, joined.</summary>
    public ReadOnlySpan<byte> Joined => _bytes.AsSpan(0, _length);

    /// <summary>How the radio cut it, in order: bytes of each notification, and when it came.</summary>
    public IReadOnlyList<(int Length, MonotonicTime At)> Notifications => _notifications;

    /// <summary>How many questions were open with this one.</summary>
    public int OpenQuestions { get; private set; }

    /// <summary>A request goes out.</summary>
    public void Open(BmsRequest request, int openQuestions)
    {
        (Request, OpenQuestions) = (request, openQuestions);
        _notifications.Clear();
        _length = 0;
        IsWhole = true;
    }

    /// <summary>Something arrived.</summary>
    public void Add(ReadOnlySpan<byte> bytes, MonotonicTime at)
    {
        IsWhole &= bytes.Length <= Capacity - _length;
        if (IsWhole)
        {
            bytes.CopyTo(_bytes.AsSpan(_length));
            _length += bytes.Length;
            _notifications.Add((bytes.Length, at));
        }
    }

    /// <summary>Nothing is under way any more.</summary>
    public void Close() => Request = null;
}
