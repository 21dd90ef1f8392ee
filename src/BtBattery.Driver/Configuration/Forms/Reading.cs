namespace BtBattery.Driver.Configuration.Forms;

/// <summary>What came of reading a text as a value.</summary>
/// <param name="Value">The value, if there is no complaint.</param>
/// <param name="Code">A code of <see cref="FindingCodes"/> if the text is no value, else null.</param>
/// <param name="Advice">With a code: what is wrong if more than the obvious, and what to give; the end of a sentence, without the full stop.</param>
internal readonly record struct Reading<T>(T Value, string? Code, string? Advice)
{
    public static Reading<T> Of(T value) => new(value, null, null);

    public static Reading<T> Wrong(string code, string advice) => new(default!, code, advice);

    /// <summary>The complaint of another kind of reading.</summary>
    public static Reading<T> Wrong<TOther>(Reading<TOther> other) => new(default!, other.Code, other.Advice);
}
