using System.Text.Json;
using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration.Forms;

/// <summary>How a kind of value is read and written.</summary>
internal abstract class ValueForm<T>
{
    /// <summary>What it is.</summary>
    public abstract KeyKind Kind { get; }

    /// <summary>What to give, for complaints and documents: "a number from 0 to 5".</summary>
    public abstract string Expected { get; }

    /// <summary>Lowest number that is taken; null where there is none.</summary>
    public virtual double? Least => null;

    /// <summary>Highest number that is taken.</summary>
    public virtual double? Most => null;

    /// <summary>The words of a choice.</summary>
    public virtual IReadOnlyList<string> Choices => [];

    /// <summary>Reads a text that has no blanks around it.</summary>
    public abstract Reading<T> Read(string text);

    /// <summary>The one text for a value; <see cref="Read"/> gives the value back.</summary>
    public abstract string Format(T value);

    /// <summary>The value in JSON; null if there is none.</summary>
    public abstract void WriteJson(Utf8JsonWriter writer, T value);
}
