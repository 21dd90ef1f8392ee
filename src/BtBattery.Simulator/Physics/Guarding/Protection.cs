namespace BtBattery.Simulator.Physics.Guarding;

/// <summary>One protection: acts after a condition held for a time, and ends after its opposite held for a time.</summary>
internal sealed class Protection(Protections kind, TimeSpan delay, TimeSpan release)
{
    private TimeSpan _held;

    /// <summary>Which one.</summary>
    public Protections Kind => kind;

    /// <summary>True while it keeps a FET open.</summary>
    public bool IsActive { get; private set; }

    /// <summary>How often it acted.</summary>
    public int Count { get; private set; }

    /// <summary>One step in which the limit was exceeded, or the value was back.</summary>
    public void Step(TimeSpan step, bool isBeyond, bool isBack)
    {
        if (!(IsActive ? isBack : isBeyond))
        {
            _held = TimeSpan.Zero;
            return;
        }
        _held += step;
        if (_held < (IsActive ? release : delay)) return;
        IsActive = !IsActive;
        if (IsActive) Count++;
        _held = TimeSpan.Zero;
    }
}
