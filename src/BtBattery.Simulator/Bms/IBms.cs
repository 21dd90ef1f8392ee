using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.Bms;

/// <summary>The electronics of one simulated battery: bytes that were written to it go in, frames come out.</summary>
public interface IBms
{
    /// <summary>Services and characteristics of its radio.</summary>
    public GattProfile Profile { get; }

    /// <summary>A new link is up: half-received requests and log-ins of the link before are forgotten.</summary>
    /// <param name="isEncrypted">True if the two sides are paired. Called again when they are paired while connected.</param>
    public void LinkUp(bool isEncrypted);

    /// <summary>What the board says unasked when notifications are switched on; mostly nothing.</summary>
    public IReadOnlyList<BmsReply> Subscribed();

    /// <summary>Takes the bytes of one write and answers every request that is complete with them.</summary>
    public IReadOnlyList<BmsReply> Receive(ReadOnlySpan<byte> written);

    /// <summary>A well-formed answer to a question nobody asked, as another client of the same board would cause; null = none.</summary>
    public BmsReply? Unasked();

    /// <summary>Says in one clause what is impossible about <paramref name="state"/> for this board; null = nothing.</summary>
    public string? Objection(BatteryState state);
}
