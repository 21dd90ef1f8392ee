using System.Text;
using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.Bms;

/// <summary>
/// The handshake some JBD boards want after every connection: messages FF AA through the same characteristics. Before
/// it is done nothing else is answered.
/// </summary>
public sealed class JbdPasswordGuard : IBms
{
    private const byte AppKey = 0x15;
    private const byte AskRandom = 0x17;
    private const byte Password = 0x18;

    private readonly IBms _inner;
    private readonly byte[] _address;
    private readonly byte[] _password;
    private readonly Func<byte> _chance;
    private byte _random;
    private bool _isOpen;

    /// <summary>Puts the handshake before <paramref name="inner"/>.</summary>
    /// <param name="inner">The board.</param>
    /// <param name="address">Address of its radio, with colons; it takes part in the calculation.</param>
    /// <param name="password">Six ASCII characters.</param>
    /// <param name="chance">The board's random bytes.</param>
    public JbdPasswordGuard(IBms inner, string address, string password, Func<byte> chance)
    {
        _inner = inner;
        _address = Convert.FromHexString(address.Replace(":", "", StringComparison.Ordinal));
        _password = Encoding.ASCII.GetBytes(password);
        _chance = chance;
    }

    /// <inheritdoc/>
    public GattProfile Profile => _inner.Profile;

    /// <inheritdoc/>
    public void LinkUp(bool isEncrypted)
    {
        _isOpen = false;
        _inner.LinkUp(isEncrypted);
    }

    /// <inheritdoc/>
    public IReadOnlyList<BmsReply> Subscribed() => _inner.Subscribed();

    /// <inheritdoc/>
    public IReadOnlyList<BmsReply> Receive(ReadOnlySpan<byte> written)
    {
        if (written is [0xFF, 0xAA, var command, var length, ..] && written.Length == length + 5)
        {
            byte[] data = written[4..^1].ToArray();
            byte[]? result = written[^1] == Sum(command, data) ? Answer(command, data) : null;
            return result is null ? [] : [BmsReply.Frame([0xFF, 0xAA, command, (byte)result.Length, .. result, Sum(command, result)])];
        }
        return _isOpen ? _inner.Receive(written) : [];
    }

    /// <inheritdoc/>
    public BmsReply? Unasked() => _isOpen ? _inner.Unasked() : null;

    /// <inheritdoc/>
    public string? Objection(BatteryState state) => _inner.Objection(state);

    private byte[]? Answer(byte command, byte[] data)
    {
        switch (command)
        {
            case AppKey:
                return [data.AsSpan().SequenceEqual("000000"u8) ? (byte)0 : (byte)1];
            case AskRandom:
                _random = _chance();
                return [_random];
            case Password:
                _isOpen = data.AsSpan().SequenceEqual(Expected());
                return [_isOpen ? (byte)0 : (byte)1];
            default:
                return null;
        }
    }

    private byte[] Expected() => [.. _address.Zip(_password, (address, character) => (byte)(((address ^ character) + _random) & 0xFF))];

    private static byte Sum(byte command, byte[] data) => (byte)((command + data.Length + data.Sum(b => b)) & 0xFF);
}
