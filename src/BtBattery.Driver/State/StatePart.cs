using System.Text.Json;

namespace BtBattery.Driver.State;

/// <summary>One thing that is kept of a bank or of a battery: its name in the file, and how it is read and written.</summary>
/// <param name="name">Its name in the file; never used again for another thing.</param>
internal abstract class StatePart<TRecord>(string name)
{
    /// <summary>Its name in the file.</summary>
    public string Name => name;

    /// <summary>What it is.</summary>
    public abstract Type Type { get; }

    /// <summary>A row of the table.</summary>
    /// <param name="name">Its name in the file.</param>
    /// <param name="get">Where it stands in the record; null where nothing is known.</param>
    /// <param name="set">Puts it there.</param>
    /// <param name="empty">What a key that is missing is taken from, so that a later version may add one; null where it is whole or nothing.</param>
    /// <param name="matters">
    /// True for a change that is worth writing soon, such as another stage of charging. Null if none is: a counter, which is written with the others.
    /// </param>
    public static StatePart<TRecord> Of<T>(string name, Func<TRecord, T?> get, Func<TRecord, T, TRecord> set, T? empty = null, Func<T, T, bool>? matters = null)
        where T : class => new Row<T>(name, get, set, empty, matters);

    /// <summary>True if it changed in a way that is worth writing soon.</summary>
    public abstract bool Matters(TRecord before, TRecord after);

    /// <summary>True if it may have changed.</summary>
    public abstract bool Differs(TRecord before, TRecord after);

    /// <summary>Writes it as a property; nothing if nothing is known.</summary>
    public abstract void Write(Utf8JsonWriter json, TRecord record, StateJson types);

    /// <summary>The record with it.</summary>
    /// <exception cref="JsonException">It cannot be understood, or has no meaning any more.</exception>
    public abstract TRecord Read(JsonElement json, TRecord record, StateJson types);

    private sealed class Row<T>(string name, Func<TRecord, T?> get, Func<TRecord, T, TRecord> set, T? empty, Func<T, T, bool>? matters) : StatePart<TRecord>(name)
        where T : class
    {
        public override Type Type => typeof(T);

        /// <summary>What was not known before matters.</summary>
        public override bool Matters(TRecord before, TRecord after) => matters is not null
            && Differs(before, after)
            && (get(before) is not { } one || get(after) is not { } other || matters(one, other));

        public override bool Differs(TRecord before, TRecord after) =>
            get(before) is var one && get(after) is var other && !ReferenceEquals(one, other) && !Equals(one, other);

        public override void Write(Utf8JsonWriter json, TRecord record, StateJson types)
        {
            if (get(record) is { } value)
            {
                json.WritePropertyName(Name);
                types.Write(json, value);
            }
        }

        public override TRecord Read(JsonElement json, TRecord record, StateJson types) => set(record, types.Read(json, empty));
    }
}
