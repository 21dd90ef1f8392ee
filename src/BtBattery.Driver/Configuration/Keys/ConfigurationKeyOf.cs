using System.Text.Json;
using BtBattery.Driver.Configuration.Forms;

namespace BtBattery.Driver.Configuration.Keys;

/// <summary>A key whose values are of a type; <c>Get</c> of a configuration gives one.</summary>
/// <typeparam name="T">Nullable where a value need not be there.</typeparam>
public sealed class ConfigurationKey<T> : ConfigurationKey
{
    private readonly ValueForm<T> _form;
    private readonly Func<Chemistry, T> _default;

    internal ConfigurationKey(string name, KeyGroup group, string unit, string effect, ValueForm<T> form, Func<Chemistry, T> standard)
        : base(name, group, unit, effect)
    {
        _form = form;
        _default = standard;
    }

    /// <inheritdoc/>
    public override KeyKind Kind => _form.Kind;

    /// <inheritdoc/>
    public override string Expected => _form.Expected;

    /// <inheritdoc/>
    public override double? Least => _form.Least;

    /// <inheritdoc/>
    public override double? Most => _form.Most;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Choices => _form.Choices;

    /// <summary>The default.</summary>
    public T DefaultOf(Chemistry chemistry) => _default(chemistry);

    /// <inheritdoc/>
    public override string DefaultText(Chemistry chemistry) => _form.Format(_default(chemistry));

    internal override object? Default(Chemistry chemistry) => _default(chemistry);

    internal override Reading<object?> Read(string text)
    {
        Reading<T> reading = _form.Read(text);
        return reading.Code is null ? Reading<object?>.Of(reading.Value) : Reading<object?>.Wrong(reading);
    }

    internal override string Format(object? value) => _form.Format((T)value!);

    internal override void WriteJson(Utf8JsonWriter writer, object? value) => _form.WriteJson(writer, (T)value!);
}
