using System.Globalization;

namespace BtBattery.Bms.Conversations;

/// <summary>
/// Notes of what a conversation has learned, or the way back. Whoever has something to remember lists it once; the same
/// list serves both ways, so nothing can be noted and forgotten to be restored. What is not noted stays as it is, or unknown.
/// </summary>
internal sealed class StateNotes
{
    private readonly Dictionary<string, string> _notes;
    private readonly bool _isRestoring;
    private string _prefix = "";

    private StateNotes(Dictionary<string, string> notes, bool isRestoring) => (_notes, _isRestoring) = (notes, isRestoring);

    public static StateNotes Taking(Dictionary<string, string> into) => new(into, isRestoring: false);

    public static StateNotes Restoring(IReadOnlyDictionary<string, string> from) => new(new(from), isRestoring: true);

    /// <summary>What <paramref name="list"/> lists gets names that begin with <paramref name="name"/>.</summary>
    public void Part(string name, Action<StateNotes> list)
    {
        string outer = _prefix;
        _prefix = $"{outer}{name}.";
        list(this);
        _prefix = outer;
    }

    public void Flag(string name, ref bool value) => value = (Number(name, value ? 1 : 0) ?? (value ? 1 : 0)) != 0;

    public void Count(string name, ref int value) => value = checked((int)(Number(name, value) ?? value));

    public void Count(string name, ref long value) => value = Number(name, value) ?? value;

    public void Byte(string name, ref byte value) => value = checked((byte)(Number(name, value) ?? value));

    public void Byte(string name, ref byte? value) => value = checked((byte?)Number(name, value));

    public void Count(string name, ref int? value) => value = checked((int?)Number(name, value));

    public void Choice<T>(string name, ref T? value)
        where T : struct, Enum
    {
        string? text = Text(name, value?.ToString());
        value = text is null ? null : Enum.TryParse(text, out T choice) && Enum.IsDefined(choice) ? choice : throw new FormatException($"{name} cannot be {text}");
    }

    public string? Text(string name, string? value)
    {
        if (_isRestoring)
            return _notes.GetValueOrDefault(_prefix + name);
        if (value is not null)
            _notes[_prefix + name] = value;
        return value;
    }

    private long? Number(string name, long? value)
    {
        string? text = Text(name, value?.ToString(CultureInfo.InvariantCulture));
        return text is null ? null : long.Parse(text, CultureInfo.InvariantCulture);
    }
}
