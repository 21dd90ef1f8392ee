using System.Text.Json;
using BtBattery.Driver.Configuration.Forms;

namespace BtBattery.Driver.Configuration.Keys;

/// <summary>Everything that is to be said about a key; the files, the documents and the checks come from it.</summary>
public abstract class ConfigurationKey
{
    private protected ConfigurationKey(string name, KeyGroup group, string unit, string effect)
    {
        Name = name;
        Group = group;
        Unit = unit;
        Effect = effect;
    }

    /// <summary>As it is written, in upper case.</summary>
    public string Name { get; }

    /// <summary>What it belongs with.</summary>
    public KeyGroup Group { get; }

    /// <summary>What one value holds for.</summary>
    public KeyScope Scope => Group.Scope;

    /// <summary>V, A, °C, Ah, %, s; empty where there is none.</summary>
    public string Unit { get; }

    /// <summary>What it does, in sentences for people.</summary>
    public string Effect { get; }

    /// <summary>Where the default comes from, one sentence; null where there is nothing to tell.</summary>
    public string? Source { get; internal init; }

    /// <summary>True if a value must never be shown, not even a wrong one.</summary>
    public bool IsSecret { get; internal init; }

    /// <summary>False if this version reads and checks the key, and does nothing with it.</summary>
    public bool IsInEffect { get; internal init; }

    /// <summary>What may be done with it on the screen.</summary>
    public OnScreen OnScreen { get; internal init; }

    /// <summary>What a value is.</summary>
    public abstract KeyKind Kind { get; }

    /// <summary>What to give, as in "a number from 0 to 5 V".</summary>
    public abstract string Expected { get; }

    /// <summary>Lowest number that is taken; null where there is none.</summary>
    public abstract double? Least { get; }

    /// <summary>Highest number that is taken; null where there is none.</summary>
    public abstract double? Most { get; }

    /// <summary>The words of a choice; else empty.</summary>
    public abstract IReadOnlyList<string> Choices { get; }

    /// <summary>True if the default differs between chemistries.</summary>
    public bool DependsOnChemistry => DefaultText(Chemistry.LiIon) != DefaultText(Chemistry.Lfp) || DefaultText(Chemistry.Lto) != DefaultText(Chemistry.Lfp);

    /// <summary>The default as it is written in a file; empty for none.</summary>
    public abstract string DefaultText(Chemistry chemistry);

    /// <summary>Its name.</summary>
    public override string ToString() => Name;

    /// <summary>The default; null for none.</summary>
    internal abstract object? Default(Chemistry chemistry);

    /// <summary>Reads a text that has no blanks around it.</summary>
    internal abstract Reading<object?> Read(string text);

    /// <summary>The one text for a value.</summary>
    internal abstract string Format(object? value);

    /// <summary>A value in JSON.</summary>
    internal abstract void WriteJson(Utf8JsonWriter writer, object? value);
}
