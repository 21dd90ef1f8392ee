namespace BtBattery.Driver.Tools.Shell;

/// <summary>What a key did to a line.</summary>
public enum KeyOutcome
{
    /// <summary>It changed, or not.</summary>
    Edited,

    /// <summary>It is complete.</summary>
    Entered,

    /// <summary>It is given up; the next one begins empty.</summary>
    Dropped,

    /// <summary>There will be no more lines.</summary>
    Ended,
}
