using BtBattery.Aggregation.Wiring;
using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration;

/// <summary>All that files and command line say, checked; immutable. With an error in it, it must not be used.</summary>
public sealed class DriverConfiguration
{
    internal DriverConfiguration(
        IReadOnlyList<Finding> findings,
        IReadOnlyList<ConfigurationFile> files,
        ConfigurationValues values,
        IReadOnlyList<BatteryConfiguration> batteries,
        BankNode? wiring)
    {
        Findings = findings;
        Files = files;
        Values = values;
        Batteries = batteries;
        Wiring = wiring;
    }

    /// <summary>Everything that is wrong or odd, in the order of files and lines.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>True if it must not be used.</summary>
    public bool HasErrors => Findings.Any(finding => finding.Severity == Severity.Error);

    /// <summary>Every file that was read or looked for.</summary>
    public IReadOnlyList<ConfigurationFile> Files { get; }

    /// <summary>Every key of the scopes <see cref="KeyScope.Driver"/> and <see cref="KeyScope.Bank"/>.</summary>
    public ConfigurationValues Values { get; }

    /// <summary>The batteries, in their order; one to four if there is no error.</summary>
    public IReadOnlyList<BatteryConfiguration> Batteries { get; }

    /// <summary>How they are wired; null only if there is an error.</summary>
    public BankNode? Wiring { get; }

    /// <summary>The value of a key of the driver or the bank.</summary>
    public T Get<T>(ConfigurationKey<T> key) => Values.Get(key);

    /// <summary>True if the other one means the same, wherever its values come from.</summary>
    public bool IsSameAs(DriverConfiguration other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Values.IsSameAs(other.Values)
            && Wiring?.ToString() == other.Wiring?.ToString()
            && Batteries.Count == other.Batteries.Count
            && Batteries.Zip(other.Batteries, (mine, theirs) => mine.IsSameAs(theirs)).All(isSame => isSame);
    }
}
