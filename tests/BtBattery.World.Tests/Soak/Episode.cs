namespace BtBattery.World.Tests;

/// <summary>What happened to one battery from the first fault that hit it until it was live again with none left.</summary>
/// <param name="battery">Which.</param>
/// <param name="began">When the first fault began.</param>
internal sealed class Episode(ServedBattery battery, TimeSpan began)
{
    private readonly List<string> _faults = [];

    public ServedBattery Battery => battery;

    public TimeSpan Began => began;

    /// <summary>What hit it, the first first.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Faults that have begun and not ended.</summary>
    public int Under { get; private set; }

    /// <summary>When the last one ended; null while one lasts.</summary>
    public TimeSpan? Cleared { get; private set; }

    /// <summary>Longest of what an attempt made in one of them may go on for.</summary>
    public TimeSpan Hangs { get; private set; }

    /// <summary>True once its values were invalid.</summary>
    public bool WasLost { get; set; }

    /// <summary>True if it was told that it took too long.</summary>
    public bool IsLate { get; set; }

    public void Begin(Fault fault)
    {
        if (!_faults.Contains(fault.Name))
        {
            _faults.Add(fault.Name);
        }

        Under++;
        Cleared = null;
        Hangs = fault.Hangs > Hangs ? fault.Hangs : Hangs;
    }

    public void End(TimeSpan now)
    {
        Under--;
        Cleared = Under == 0 ? now : null;
    }
}
