using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace BtBattery.DBus;

/// <summary>A growing pooled buffer that writes primitive values, little-endian and aligned.</summary>
internal struct WireBuffer
{
    private const int InitialLength = 512;

    private byte[]? _bytes;

    internal int Position { get; private set; }

    internal readonly bool IsOpen => _bytes is not null;

    internal readonly ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Position);

    internal static WireBuffer Create() => new() { _bytes = WirePool.Rent(InitialLength) };

    /// <summary>Hands the array over to the caller, who gives it back to the pool.</summary>
    internal byte[] Detach()
    {
        byte[] bytes = _bytes!;
        _bytes = null;
        return bytes;
    }

    internal void Release()
    {
        if (_bytes is { } bytes) WirePool.Return(bytes);
        _bytes = null;
    }

    /// <summary>Takes back what was written from the position on.</summary>
    internal void TakeBackTo(int position) => Position = position;

    internal void Align(int alignment)
    {
        int padding = -Position & (alignment - 1);
        if (padding != 0) Reserve(padding).Clear(); // Pooled memory is not zero.
    }

    internal void WriteByte(byte value) => Reserve(1)[0] = value;

    internal void WriteUInt16(ushort value)
    {
        Align(2);
        BinaryPrimitives.WriteUInt16LittleEndian(Reserve(2), value);
    }

    internal void WriteUInt32(uint value)
    {
        Align(4);
        BinaryPrimitives.WriteUInt32LittleEndian(Reserve(4), value);
    }

    internal void WriteUInt64(ulong value)
    {
        Align(8);
        BinaryPrimitives.WriteUInt64LittleEndian(Reserve(8), value);
    }

    internal void WriteBytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    /// <exception cref="ArgumentException">The text contains NUL or half a surrogate pair.</exception>
    internal void WriteString(ReadOnlySpan<char> text)
    {
        if (text.Contains('\0')) throw new ArgumentException("A D-Bus string cannot contain NUL.", nameof(text));
        int before = Position;
        WriteUInt32(0);
        int lengthPosition = Position - 4;
        int start = Position;
        EnsureRoom(text.Length <= 1024 ? Encoding.UTF8.GetMaxByteCount(text.Length) : Encoding.UTF8.GetByteCount(text));
        OperationStatus status = Utf8.FromUtf16(text, _bytes.AsSpan(start), out _, out int written, replaceInvalidSequences: false);
        if (status != OperationStatus.Done)
        {
            Position = before;
            throw new ArgumentException("The text is not valid UTF-16.", nameof(text));
        }

        Position = start + written;
        PatchUInt32(lengthPosition, (uint)written);
        WriteByte(0);
    }

    /// <exception cref="ArgumentException">The bytes are not UTF-8 or contain NUL.</exception>
    internal void WriteString(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Contains((byte)0)) throw new ArgumentException("A D-Bus string cannot contain NUL.", nameof(utf8));
        if (!Utf8.IsValid(utf8)) throw new ArgumentException("The bytes are not valid UTF-8.", nameof(utf8));
        WriteUInt32((uint)utf8.Length);
        WriteBytes(utf8);
        WriteByte(0);
    }

    /// <summary>Writes a signature that is known to be valid.</summary>
    internal void WriteSignature(ReadOnlySpan<char> signature)
    {
        WriteByte((byte)signature.Length);
        Span<byte> bytes = Reserve(signature.Length + 1);
        for (int i = 0; i < signature.Length; i++) bytes[i] = (byte)signature[i];
        bytes[^1] = 0;
    }

    /// <summary>Writes a signature of one character.</summary>
    internal void WriteSignature(char type)
    {
        Span<byte> bytes = Reserve(3);
        bytes[0] = 1;
        bytes[1] = (byte)type;
        bytes[2] = 0;
    }

    internal readonly void PatchByte(int position, byte value) => _bytes![position] = value;

    internal readonly void PatchUInt32(int position, uint value) =>
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(position, 4), value);

    private Span<byte> Reserve(int count)
    {
        EnsureRoom(count);
        Span<byte> reserved = _bytes.AsSpan(Position, count);
        Position += count;
        return reserved;
    }

    private void EnsureRoom(int count)
    {
        byte[] bytes = _bytes ?? throw new InvalidOperationException("The message has been sent or disposed of.");
        if (count <= bytes.Length - Position) return;
        long needed = (long)Position + count;

        // Room for a short text is reserved at three bytes per character; the exact limit is checked when the message is complete.
        if (needed > WireLimits.MaxMessageLength + 4096L) throw new InvalidOperationException("The message is longer than 128 MiB.");
        byte[] larger = WirePool.Rent((int)Math.Max(needed, Math.Min(bytes.Length * 2L, WireLimits.MaxMessageLength)));
        bytes.AsSpan(0, Position).CopyTo(larger);
        WirePool.Return(bytes);
        _bytes = larger;
    }
}
