namespace BtBattery.DBus;

/// <summary>What surrounds the content of a variant that is read or written by hand.</summary>
internal sealed class VariantScope(VariantScope? outer, string outerSignature, TypePlace outerPlace, int outerDepth)
{
    internal VariantScope? Outer { get; } = outer;

    internal string OuterSignature { get; } = outerSignature;

    internal TypePlace OuterPlace { get; } = outerPlace;

    internal int OuterDepth { get; } = outerDepth;
}

/// <summary>A place in a signature: the next type, the end of what is in scope, and for an array the start of its element.</summary>
/// <param name="Next">Index of the next type.</param>
/// <param name="End">Index where the scope ends.</param>
/// <param name="ElementStart">Index of the element type if the scope is an array; else -1.</param>
/// <param name="ArrayPosition">While writing: position of the length of the innermost array; else 0.</param>
internal record struct TypePlace(int Next, int End, int ElementStart, int ArrayPosition);
