namespace BtBattery.Driver.Doctor;

/// <summary>How grave a finding is; the graver, the greater.</summary>
public enum Severity
{
    /// <summary>It works; it could work better, or may not last.</summary>
    Advice,

    /// <summary>Something does not work.</summary>
    Fault,
}
