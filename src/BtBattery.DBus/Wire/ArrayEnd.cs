namespace BtBattery.DBus;

/// <summary>Where an array that is being read ends; belongs to <see cref="MessageReader"/>.</summary>
public readonly struct ArrayEnd
{
    internal ArrayEnd(int position, int elementStart, int elementEnd, int outerEnd, bool isOuterArray, VariantScope? scope)
    {
        Position = position;
        ElementStart = elementStart;
        ElementEnd = elementEnd;
        OuterEnd = outerEnd;
        IsOuterArray = isOuterArray;
        Scope = scope;
    }

    internal int Position { get; }

    internal int ElementStart { get; }

    internal int ElementEnd { get; }

    internal int OuterEnd { get; }

    internal bool IsOuterArray { get; }

    internal VariantScope? Scope { get; }
}
