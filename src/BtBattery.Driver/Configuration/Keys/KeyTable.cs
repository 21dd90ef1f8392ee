using BtBattery.Aggregation.Wiring;
using BtBattery.Driver.Configuration.Forms;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Configuration.Keys;

/// <summary>Where the keys of a group are declared, one call each; they keep the order of the calls.</summary>
internal sealed class KeyTable(KeyGroup group)
{
    private readonly List<ConfigurationKey> _keys = [];

    public IReadOnlyList<ConfigurationKey> Keys => _keys;

    public ConfigurationKey<bool> Bool(
        string name, bool standard, string effect, string? source = null, bool inEffect = false, OnScreen onScreen = OnScreen.Never) =>
        Add(new ConfigurationKey<bool>(name, group, "", effect, new BoolForm(), _ => standard) { Source = source, IsInEffect = inEffect, OnScreen = onScreen });

    public ConfigurationKey<int> Integer(
        string name,
        string unit,
        int least,
        int most,
        int standard,
        string effect,
        string? source = null,
        bool inEffect = false,
        OnScreen onScreen = OnScreen.Never) =>
        Add(new ConfigurationKey<int>(name, group, unit, effect, new IntegerForm(least, most, unit), _ => standard)
        {
            Source = source,
            IsInEffect = inEffect,
            OnScreen = onScreen,
        });

    public ConfigurationKey<double> Number(
        string name,
        string unit,
        double least,
        double most,
        double standard,
        string effect,
        string? source = null,
        bool inEffect = false,
        OnScreen onScreen = OnScreen.Never) =>
        Number(name, unit, least, most, standard, standard, standard, effect, source, inEffect, onScreen);

    /// <summary>A number whose default depends on the chemistry.</summary>
    public ConfigurationKey<double> Number(
        string name,
        string unit,
        double least,
        double most,
        double lfp,
        double liIon,
        double lto,
        string effect,
        string? source,
        bool inEffect = false,
        OnScreen onScreen = OnScreen.Never) =>
        Add(new ConfigurationKey<double>(name, group, unit, effect, new NumberForm(least, most, unit), Choose(lfp, liIon, lto))
        {
            Source = source,
            IsInEffect = inEffect,
            OnScreen = onScreen,
        });

    /// <summary>A number that need not be given.</summary>
    public ConfigurationKey<double?> OptionalNumber(string name, string unit, double least, double most, string effect, bool inEffect = false) =>
        Add(new ConfigurationKey<double?>(name, group, unit, effect, new OptionalForm<double>(new NumberForm(least, most, unit)), _ => null)
        {
            IsInEffect = inEffect,
        });

    /// <summary>A whole number that need not be given.</summary>
    public ConfigurationKey<int?> OptionalInteger(string name, string unit, int least, int most, string effect, bool inEffect = false) =>
        Add(new ConfigurationKey<int?>(name, group, unit, effect, new OptionalForm<int>(new IntegerForm(least, most, unit)), _ => null)
        {
            IsInEffect = inEffect,
        });

    public ConfigurationKey<IReadOnlyList<double>> List(
        string name, string unit, double least, double most, ListOrder order, int fewest, double[] standard, string effect, string? source = null, bool inEffect = false) =>
        List(name, unit, least, most, order, fewest, standard, standard, standard, effect, source, inEffect);

    /// <summary>A list whose default depends on the chemistry.</summary>
    public ConfigurationKey<IReadOnlyList<double>> List(
        string name,
        string unit,
        double least,
        double most,
        ListOrder order,
        int fewest,
        double[] lfp,
        double[] liIon,
        double[] lto,
        string effect,
        string? source,
        bool inEffect = false) =>
        Add(new ConfigurationKey<IReadOnlyList<double>>(
            name, group, unit, effect, new NumberListForm(least, most, unit, order, fewest), Choose<IReadOnlyList<double>>(lfp, liIon, lto))
        {
            Source = source,
            IsInEffect = inEffect,
        });

    /// <summary>A text; none by default.</summary>
    /// <param name="name">The key.</param>
    /// <param name="expected">What to give.</param>
    /// <param name="read">The text as it is used; null if it is none.</param>
    /// <param name="effect">What it does.</param>
    /// <param name="choices">The words, if there are only a few.</param>
    /// <param name="isSecret">True if a value must never be shown.</param>
    /// <param name="inEffect">False if this version does nothing with it.</param>
    public ConfigurationKey<string?> Text(
        string name,
        string expected,
        Func<string, string?> read,
        string effect,
        IReadOnlyList<string>? choices = null,
        bool isSecret = false,
        bool inEffect = false) =>
        Add(new ConfigurationKey<string?>(name, group, "", effect, new TextForm(expected, read, choices), _ => null)
        {
            IsSecret = isSecret,
            IsInEffect = inEffect,
        });

    public ConfigurationKey<T> Choice<T>(
        string name, T standard, IReadOnlyList<(T Value, string[] Words)> choices, string effect, bool inEffect = false, OnScreen onScreen = OnScreen.Never)
        where T : struct =>
        Add(new ConfigurationKey<T>(name, group, "", effect, new ChoiceForm<T>(choices), _ => standard) { IsInEffect = inEffect, OnScreen = onScreen });

    public ConfigurationKey<IReadOnlyList<BatteryAddress>> Addresses(string name, int most, string effect, bool inEffect = false) =>
        Add(new ConfigurationKey<IReadOnlyList<BatteryAddress>>(name, group, "", effect, new AddressListForm(most), _ => []) { IsInEffect = inEffect });

    public ConfigurationKey<TopologyExpression> Wiring(string name, TopologyExpression standard, string effect, bool inEffect = false) =>
        Add(new ConfigurationKey<TopologyExpression>(name, group, "", effect, new TopologyForm(), _ => standard) { IsInEffect = inEffect });

    private static Func<Chemistry, T> Choose<T>(T lfp, T liIon, T lto) => chemistry => chemistry switch
    {
        Chemistry.LiIon => liIon,
        Chemistry.Lto => lto,
        _ => lfp,
    };

    private ConfigurationKey<T> Add<T>(ConfigurationKey<T> key)
    {
        _keys.Add(key);
        return key;
    }
}
