using System.Text;
using BtBattery.DBus;

namespace BtBattery.World.Tests;

/// <summary>
/// One connection of a <see cref="MemoryBus"/>. What its client writes is taken at once, in the client's own turn; what is sent to it
/// waits until it reads.
/// </summary>
internal sealed class BusPeer(MemoryBus bus, BusStream stream)
{
    private const int MostHeaders = 64;

    // A client sends the same few headers again and again: with the sender that the bus gives them they are made once.
    private readonly Dictionary<KnownHeader, byte[]> _headers = [];

    private byte[] _received = new byte[4096];
    private byte[] _encoded = new byte[4096];
    private int _start;
    private int _end;
    private int _linesRead;
    private bool _isClosed;

    /// <summary>Its unique name; "" before it said Hello.</summary>
    public string Name { get; set; } = "";

    /// <summary>The program it belongs to, if that said so.</summary>
    public BusProgram? Program { get; init; }

    /// <summary>Its match rules; one stands as often as it was added.</summary>
    public List<(string Text, MatchRule Rule)> Rules { get; } = [];

    /// <summary>Calls it was given and has not answered.</summary>
    public List<(BusPeer Caller, uint Serial)> Unanswered { get; } = [];

    /// <summary>The bytes of a message of this client, with the sender that the bus gave it. They stand until its next one.</summary>
    public ReadOnlySpan<byte> Encode(Message message)
    {
        if (message.Header is not { } known || Name.Length == 0)
        {
            return BusWire.Encode(BusWire.EncodeHeader(message), message, ref _encoded);
        }

        if (!_headers.TryGetValue(known, out byte[]? header))
        {
            if (_headers.Count == MostHeaders)
            {
                _headers.Clear();
            }

            _headers.Add(known, header = BusWire.EncodeHeader(message));
        }

        return BusWire.Encode(header, message, ref _encoded);
    }

    public void Send(ReadOnlySpan<byte> message)
    {
        if (!_isClosed && !stream.TryAdd(message))
        {
            Close();
        }
    }

    public void Close()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        stream.End();
        bus.Left(this);
    }

    /// <summary>The client has written something.</summary>
    public void Receive(ReadOnlySpan<byte> bytes)
    {
        Keep(bytes);
        try
        {
            while (!_isClosed && TakeNext())
            {
            }
        }
        catch (DBusProtocolException)
        {
            // A client that speaks another language is sent away.
            Close();
        }
        catch (Exception exception)
        {
            bus.Faults.Add(exception);
            Close();
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }

        if (_end + bytes.Length > _received.Length)
        {
            byte[] larger = new byte[Math.Max(2 * _received.Length, _end - _start + bytes.Length)];
            _received.AsSpan(_start, _end - _start).CopyTo(larger);
            (_received, _end, _start) = (larger, _end - _start, 0);
        }

        bytes.CopyTo(_received.AsSpan(_end));
        _end += bytes.Length;
    }

    /// <returns>False if what has come is not whole yet.</returns>
    private bool TakeNext()
    {
        ReadOnlySpan<byte> waiting = _received.AsSpan(_start, _end - _start);
        if (_linesRead < 3)
        {
            int length = waiting.IndexOf("\r\n"u8);
            if (length < 0)
            {
                return false;
            }

            _start += length + 2;
            Greet(Encoding.ASCII.GetString(waiting[..length]));
            return true;
        }

        if (waiting.Length < WireLimits.FixedHeaderLength || MessageParser.LengthOf(waiting[..WireLimits.FixedHeaderLength]) is var needed && waiting.Length < needed)
        {
            return false;
        }

        _start += needed;
        bus.Take(this, MessageParser.Parse(waiting[..needed]));
        return true;
    }

    private void Greet(string line)
    {
        switch (++_linesRead)
        {
            case 1 when line != "\0AUTH EXTERNAL":
                throw new DBusProtocolException("AUTH EXTERNAL was expected.");
            case 1:
                Send("DATA\r\n"u8);
                break;
            case 2:
                Send("OK 00000000000000000000000000000000\r\n"u8);
                break;
            default:
                break;
        }
    }
}
