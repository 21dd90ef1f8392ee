using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Screen;

/// <summary>A key as it is set on the screen: what it is called there, and its values as those of a path. Words are numbered in the order of their declaration.</summary>
public sealed class ScreenKey
{
    private const string Root = "/Settings/";

    private static readonly string[] s_switch = ["Off", "On"];

    internal ScreenKey(ConfigurationKey key)
    {
        Key = key;
        Name = string.Concat(key.Name.Split('_').Select(word => word[..1] + word[1..].ToLowerInvariant()));
        Words = key.Kind == KeyKind.Bool ? s_switch : key.Choices;
    }

    /// <summary>The key.</summary>
    public ConfigurationKey Key { get; }

    /// <summary>Its name without underscores, such as <c>MaxBatteryChargeCurrent</c>: the name of the setting that keeps it, and of its path.</summary>
    public string Name { get; }

    /// <summary>Where the value in force is, to be written.</summary>
    public string Path => Root + Name;

    /// <summary>Where it stands whether it was changed on the screen; 0 is written to go back to the files.</summary>
    public string OverriddenPath => $"{Root}Overridden/{Name}";

    /// <summary>The name of the setting that keeps whether it was changed on the screen.</summary>
    public string OverriddenName => Name + "Overridden";

    /// <summary>What the numbers of a path mean, from 0 on; empty for a quantity.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The type of its path.</summary>
    public ItemKind Kind => Key.Kind == KeyKind.Number ? ItemKind.Number : ItemKind.Integer;

    /// <summary>Digits after the point, of a quantity.</summary>
    public int Decimals => Key.Unit switch { "V" or "" => 3, _ => 1 };

    /// <summary>Least number that is ever taken.</summary>
    public double Least => Key.Least ?? 0;

    /// <summary>Largest number that is ever taken.</summary>
    public double Most => Key.Most ?? Words.Count - 1;

    /// <summary>True if the files are a bound that the screen cannot cross.</summary>
    public bool IsBound => Key.OnScreen is OnScreen.Lower or OnScreen.Higher;

    /// <summary>A value as it is on the bus; invalid for null.</summary>
    internal ItemValue ToItem(object? value) => value switch
    {
        null => ItemValue.Invalid,
        double number => ItemValue.Of(number, ItemValue.Exact),
        int number => ItemValue.Of(number),
        bool isOn => ItemValue.Of(isOn ? 1 : 0),
        _ => ItemValue.Of(Key.Choices.ToList().IndexOf(Key.Format(value))),
    };

    /// <summary>A value of the bus, if it is one of this key.</summary>
    /// <param name="item">The value.</param>
    /// <param name="value">What it means.</param>
    internal bool TryRead(ItemValue item, [NotNullWhen(true)] out object? value)
    {
        value = null;
        if (!item.IsValid || item.Kind != Kind || !(item.AsNumber >= Least && item.AsNumber <= Most))
        {
            return false;
        }

        value = Key.Kind switch
        {
            KeyKind.Number => item.AsNumber,
            KeyKind.Bool => item.AsInteger == 1,
            KeyKind.Choice => Key.Read(Key.Choices[item.AsInteger]).Value,
            _ => item.AsInteger,
        };
        return value is not null;
    }

    /// <summary>The number of a value, by which values of this key are compared.</summary>
    internal double NumberOf(object value) => ToItem(value).AsNumber;

    /// <summary>The stricter of two values; of a key without a direction the second.</summary>
    internal object Stricter(object files, object screen) => Key.OnScreen switch
    {
        OnScreen.Lower => NumberOf(screen) < NumberOf(files) ? screen : files,
        OnScreen.Higher => NumberOf(screen) > NumberOf(files) ? screen : files,
        _ => screen,
    };

    /// <summary>A value as it is written in a file, with its unit.</summary>
    internal string Show(object value) => Key.Format(value) + (Key.Unit.Length > 0 ? " " + Key.Unit : "");

    /// <summary>What to give, for complaints: <c>a number from 0 to 70 A</c>.</summary>
    internal string ShowRange(double least, double most) => Words.Count > 0
        ? "one of " + string.Join(", ", Words)
        : string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}{(Key.Unit.Length > 0 ? " " : "")}{Key.Unit}");
}
