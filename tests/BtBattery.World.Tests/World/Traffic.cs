using System.Buffers.Binary;
using System.Security.Cryptography;
using BtBattery.DBus;
using BtBattery.Tests.VirtualTime;

namespace BtBattery.World.Tests;

/// <summary>Every message that the bus took, with its moment: two runs are the same if these are.</summary>
internal sealed class Traffic
{
    private readonly ManualTimeProvider _time;
    private readonly bool _keepsAll;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<(ulong Mark, TimeSpan At)> _marks = [];

    public Traffic(MemoryBus? bus, ManualTimeProvider time, bool keepsAll)
    {
        _time = time;
        _keepsAll = keepsAll;
        if (bus is not null)
        {
            bus.Routed += Take;
        }
    }

    /// <summary>Messages so far.</summary>
    public int Count { get; private set; }

    /// <summary>Content and moment of all messages so far, in one number.</summary>
    public string Hash => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>Told of every message; for looking into a run.</summary>
    public event Action<TimeSpan, Message>? Taken;

    /// <summary>Where two runs part, for the message of a failing test; null if they do not.</summary>
    public static string? Difference(Traffic first, Traffic second)
    {
        if (first.Hash == second.Hash)
        {
            return null;
        }

        if (!first._keepsAll || !second._keepsAll)
        {
            return "The runs part; where is known only of runs that keep their history.";
        }

        int same = first._marks.Zip(second._marks).TakeWhile(pair => pair.First == pair.Second).Count();
        string At(Traffic run) => same < run.Count ? run._marks[same].At.ToString() : "the end";
        return $"The runs part at message {same} of {first.Count} and {second.Count}: at {At(first)} and {At(second)}.";
    }

    private void Take(Message message, ReadOnlySpan<byte> bytes)
    {
        Taken?.Invoke(_time.Elapsed, message);
        Span<byte> moment = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(moment, _time.Elapsed.Ticks);
        _hash.AppendData(moment);
        _hash.AppendData(bytes);
        Count++;
        if (_keepsAll)
        {
            _marks.Add((Mark(bytes), _time.Elapsed));
        }
    }

    // FNV-1a; only the exact hash decides, this one tells where to look.
    private static ulong Mark(ReadOnlySpan<byte> bytes)
    {
        ulong mark = 14695981039346656037;
        foreach (byte each in bytes)
        {
            mark = unchecked((mark ^ each) * 1099511628211);
        }

        return mark;
    }
}
