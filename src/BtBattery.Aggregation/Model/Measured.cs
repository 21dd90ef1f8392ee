namespace BtBattery.Aggregation.Model;

/// <summary>
/// A value a battery reported, together with a moment before which it was not measured. A measured value cannot be
/// made, stored or published without that moment, so nobody can forget to ask how old it is.
/// </summary>
/// <param name="Value">The value, in the unit its property states.</param>
/// <param name="At">When it was asked for; its answer may have been under way for seconds.</param>
public readonly record struct Measured<T>(T Value, MonotonicTime At)
{
    /// <summary>True while the value is younger than <paramref name="deadline"/>, or exactly as old.</summary>
    public bool IsFresh(MonotonicTime now, TimeSpan deadline) => At.AgeAt(now) <= deadline;

    /// <summary>A value worked out from this one; it is as old as this one.</summary>
    public Measured<TResult> Select<TResult>(Func<T, TResult> project) => new(project(Value), At);
}
