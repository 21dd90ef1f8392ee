using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.Bms;

/// <summary>A JBD board that wants a Bluetooth pairing: on a link without encryption it echoes every request unchanged.</summary>
public sealed class JbdPairingGuard(IBms inner) : IBms
{
    private bool _isEncrypted;

    /// <inheritdoc/>
    public GattProfile Profile => inner.Profile;

    /// <inheritdoc/>
    public void LinkUp(bool isEncrypted)
    {
        _isEncrypted = isEncrypted;
        inner.LinkUp(isEncrypted);
    }

    /// <inheritdoc/>
    public IReadOnlyList<BmsReply> Subscribed() => inner.Subscribed();

    /// <inheritdoc/>
    public IReadOnlyList<BmsReply> Receive(ReadOnlySpan<byte> written) =>
        _isEncrypted ? inner.Receive(written) : [BmsReply.Frame(written.ToArray())];

    /// <inheritdoc/>
    public BmsReply? Unasked() => _isEncrypted ? inner.Unasked() : null;

    /// <inheritdoc/>
    public string? Objection(BatteryState state) => inner.Objection(state);
}
