namespace BtBattery.Bms.Tests.LateAnswers;

/// <summary>What becomes of one answer.</summary>
internal readonly record struct Fate(TimeSpan Delay)
{
    public static Fate Good => new(TimeSpan.FromMilliseconds(60));

    public static Fate Lost => Good with { IsLost = true };

    public bool IsLost { get; init; }

    /// <summary>Each frame comes twice, as bluetoothd does it with two registered clients.</summary>
    public bool IsDoubled { get; init; }

    /// <summary>Of an answer in several frames this one is missing.</summary>
    public int? LosesFrame { get; init; }

    /// <summary>Measured when it is sent, not when it was asked.</summary>
    public bool IsMeasuredLast { get; init; }

    /// <summary>Any byte is a fate, and 0 the best, so that a failing case can be made small.</summary>
    public static Fate Of(byte chance) => new(TimeSpan.FromMilliseconds((chance & 7) switch
    {
        4 => 900,
        5 => 2500,
        6 => 5000,
        7 => 9000,
        _ => 60,
    }))
    {
        IsLost = (chance & 0x18) == 0x18,
        IsDoubled = (chance & 0x20) != 0,
        LosesFrame = (chance & 0xC0) == 0xC0 ? chance & 1 : null,
        IsMeasuredLast = (chance & 0x40) != 0,
    };
}
