using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration.Checks;

/// <summary>What all checks of values against each other have in common.</summary>
/// <param name="values">The values in force.</param>
/// <param name="findings">What is wrong is added here.</param>
internal sealed class Check(ConfigurationValues values, ICollection<Finding> findings)
{
    public T Get<T>(ConfigurationKey<T> key) => values.Get(key);

    /// <summary>True if all of them are values; what is wrong with one that is not has been said.</summary>
    public bool AreSound(params ReadOnlySpan<ConfigurationKey> keys)
    {
        foreach (ConfigurationKey key in keys)
        {
            if (values[key].IsFaulty)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary><c>KEY = value unit</c>, and whether that is only the default.</summary>
    public string Show(ConfigurationKey key)
    {
        ConfigurationValue value = values[key];
        string unit = key.Unit.Length > 0 ? " " + key.Unit : "";
        return $"{key.Name} = {value.Text}{unit}{(value.Origin.Kind is OriginKind.Default or OriginKind.Screen ? $" ({value.Origin})" : "")}";
    }

    /// <summary>Adds an error at the first of the keys that the owner set.</summary>
    public void Error(string code, string message, params ReadOnlySpan<ConfigurationKey> keys) => Add(Severity.Error, code, message, keys);

    /// <summary>Adds a warning there.</summary>
    public void Warn(string code, string message, params ReadOnlySpan<ConfigurationKey> keys) => Add(Severity.Warning, code, message, keys);

    private void Add(Severity severity, string code, string message, ReadOnlySpan<ConfigurationKey> keys)
    {
        ConfigurationValue place = values[keys[0]];
        foreach (ConfigurationKey key in keys)
        {
            if (values[key].Origin.Kind != OriginKind.Default)
            {
                place = values[key];
                break;
            }
        }

        findings.Add(new Finding(severity, code, message)
        {
            File = place.Origin.File,
            Line = place.Origin.Line,
            Section = place.Origin.Section,
            Key = place.Key.Name,
        });
    }
}
