using BtBattery.Aggregation.Model;
using BtBattery.Bms.Framing;

namespace BtBattery.Bms.Jbd;

/// <summary>Register 0xAA: how often each protection tripped since the counters were reset.</summary>
/// <remarks>Eleven u16, big-endian, in the order of <see cref="Names"/>, then bytes of unknown meaning. Source: docs/bms/jbd.md.</remarks>
public static class JbdCounters
{
    /// <summary>The register.</summary>
    public const byte Register = 0xAA;

    /// <summary>The counters in wire order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "short_circuit",
        "charge_overcurrent",
        "discharge_overcurrent",
        "cell_overvoltage",
        "cell_undervoltage",
        "charge_overtemperature",
        "charge_undertemperature",
        "discharge_overtemperature",
        "discharge_undertemperature",
        "pack_overvoltage",
        "pack_undervoltage",
    ];

    /// <summary>The counters by name.</summary>
    /// <param name="payload">The payload of a checked frame.</param>
    /// <param name="at">When its last byte arrived.</param>
    /// <exception cref="MalformedReplyException">The payload is shorter than eleven counters.</exception>
    public static BatterySnapshot Decode(ReadOnlySpan<byte> payload, MonotonicTime at)
    {
        var reader = new WireReader(payload);
        var counts = new Dictionary<string, int>(Names.Count);
        foreach (string name in Names)
            counts.Add(name, reader.U16());
        return new BatterySnapshot { ErrorCounts = new(counts, at) };
    }
}
