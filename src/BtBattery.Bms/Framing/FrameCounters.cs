namespace BtBattery.Bms.Framing;

/// <summary>How many frames of one connection were used, and why the others were not.</summary>
public sealed class FrameCounters
{
    private readonly long[] _bad = new long[Enum.GetValues<BadFrame>().Length];

    /// <summary>Checked answers to the outstanding request.</summary>
    public long Good { get; private set; }

    /// <summary>Everything that was not used, apart from noise bytes.</summary>
    public long BadTotal => _bad.Sum() - _bad[(int)BadFrame.Noise];

    /// <summary>How often <paramref name="reason"/> happened; bytes for <see cref="BadFrame.Noise"/>, else frames or notifications.</summary>
    public long this[BadFrame reason] => _bad[(int)reason];

    internal void CountGood() => Good++;

    internal void SetGood(long good) => Good = good;

    internal void Count(BadFrame reason) => _bad[(int)reason]++;
}
