namespace BtBattery.Driver.Configuration;

/// <summary>What follows from a finding.</summary>
public enum Severity
{
    /// <summary>The owner should look at it; the configuration is used.</summary>
    Warning,

    /// <summary>The configuration is not used.</summary>
    Error,
}
