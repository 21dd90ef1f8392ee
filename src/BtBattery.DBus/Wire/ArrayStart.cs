namespace BtBattery.DBus;

/// <summary>An array that is being written; belongs to <see cref="MessageWriter"/>.</summary>
public readonly struct ArrayStart
{
    internal ArrayStart(int lengthPosition, int contentPosition, TypePlace outer, VariantScope? scope, int depth)
    {
        LengthPosition = lengthPosition;
        ContentPosition = contentPosition;
        Outer = outer;
        Scope = scope;
        Depth = depth;
    }

    internal int LengthPosition { get; }

    internal int ContentPosition { get; }

    internal TypePlace Outer { get; }

    internal VariantScope? Scope { get; }

    internal int Depth { get; }
}
