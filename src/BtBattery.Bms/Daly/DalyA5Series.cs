using BtBattery.Aggregation.Model;

namespace BtBattery.Bms.Daly;

/// <summary>
/// One answer in several frames, kept by the number each frame carries. The numbers rise; a frame may come twice in a row. Where they
/// fall, or a frame comes again with another content, another answer has begun, and what was there of the last one is dropped: cells
/// of two moments are no reading.
/// </summary>
/// <remarks>
/// Byte 0 of each frame is its number, from 1; the other seven are its share of the answer.
/// </remarks>
internal sealed class DalyA5Series
{
    private const int Share = 7;
    private const int MaxFrames = 16;

    private readonly byte[] _data = new byte[MaxFrames * Share];
    private uint _present;
    private int _last = -1;

    /// <summary>The moment before which nothing in it was measured; meaningless while empty.</summary>
    public MonotonicTime At { get; private set; }

    /// <summary>The shares in order; only those of <see cref="Holds"/> mean anything.</summary>
    public ReadOnlySpan<byte> Data => _data;

    public void Clear() => (_present, _last) = (0, -1);

    /// <summary>Takes the eight data bytes of a frame; false if its number is impossible.</summary>
    public bool Add(ReadOnlySpan<byte> data, MonotonicTime at)
    {
        int index = data[0] - 1;
        if (index is < 0 or >= MaxFrames)
            return false;
        if (index < _last || (index == _last && !data[1..].SequenceEqual(ShareOf(index))))
            Clear();
        if (_present == 0 || at < At)
            At = at;
        _last = index;
        data[1..].CopyTo(_data.AsSpan(index * Share));
        _present |= 1u << index;
        return true;
    }

    /// <summary>True if the first <paramref name="frames"/> frames are all there.</summary>
    public bool Holds(int frames)
    {
        uint wanted = (1u << frames) - 1;
        return (_present & wanted) == wanted;
    }

    /// <summary>The share of frame <paramref name="index"/>, counted from 0.</summary>
    public ReadOnlySpan<byte> ShareOf(int index) => _data.AsSpan(index * Share, Share);
}
