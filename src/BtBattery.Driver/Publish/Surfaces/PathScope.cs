namespace BtBattery.Driver.Publish.Surfaces;

/// <summary>In which services a source stands behind a path.</summary>
[Flags]
internal enum PathScope
{
    /// <summary>A battery alone, as it is told of in its recording.</summary>
    Alone = 1,

    /// <summary>Each battery of a bank, below <c>/Batteries/&lt;k&gt;</c>; told in its recording too.</summary>
    Member = 2,

    /// <summary>A bank of several batteries, at its root.</summary>
    Bank = 4,

    /// <summary>A battery alone, worked out from more than its recording holds; before <see cref="Alone"/>.</summary>
    Decided = 8,

    /// <summary>A battery alone of which the driver counts the charge; before <see cref="Alone"/>.</summary>
    Counted = 16,

    /// <summary>A battery as recordings tell of it that were made before this was decided; in no service.</summary>
    Replayed = 32,

    /// <summary>Each battery of a bank, below <c>/Batteries/&lt;k&gt;</c>, worked out from more than its recording holds.</summary>
    Each = 64,

    /// <summary>The same in the service of its own that a battery of a bank may have.</summary>
    Own = 128,
}
