using System.Text.Json;
using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration;

/// <summary>A value in force, and where it comes from.</summary>
public sealed class ConfigurationValue
{
    internal ConfigurationValue(ConfigurationKey key, object? value, ValueOrigin origin, bool isFaulty = false)
    {
        Key = key;
        Value = value;
        Origin = origin;
        IsFaulty = isFaulty;
        InFiles = this;
    }

    /// <summary>The key.</summary>
    public ConfigurationKey Key { get; }

    /// <summary>Where it comes from.</summary>
    public ValueOrigin Origin { get; }

    /// <summary>What files and command line say: another value where this one was changed on the screen, else this one.</summary>
    public ConfigurationValue InFiles { get; private init; }

    /// <summary>True if there is something; false for an empty one, such as no password.</summary>
    public bool IsSet => Key.Format(Value).Length > 0;

    /// <summary>The value as it is written in a file; of a secret only <c>set</c> or nothing.</summary>
    public string Text => Key.IsSecret && IsSet ? "set" : Key.Format(Value);

    internal object? Value { get; }

    /// <summary>Another value in place of this one, because of the screen.</summary>
    internal ConfigurationValue Over(object value, ValueOrigin origin) => new(Key, value, origin) { InFiles = InFiles };

    /// <summary>True if what the owner wrote is no value; there is a finding about it, and <see cref="Value"/> is what would hold without it.</summary>
    internal bool IsFaulty { get; }

    /// <summary>The value in JSON; of a secret always null.</summary>
    internal void WriteJson(Utf8JsonWriter writer)
    {
        if (Key.IsSecret)
        {
            writer.WriteNullValue();
        }
        else
        {
            Key.WriteJson(writer, Value);
        }
    }

    internal bool IsSameAs(ConfigurationValue other) => Key == other.Key && Key.Format(Value) == Key.Format(other.Value);
}
