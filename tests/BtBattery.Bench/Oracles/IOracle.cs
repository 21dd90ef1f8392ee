namespace BtBattery.Bench;

/// <summary>One thing that must never happen, looked for once a second in what is true.</summary>
internal interface IOracle
{
    /// <summary>Its name in reports: "cell-too-high".</summary>
    string Name { get; }

    /// <summary>What it found so far that is told and not counted.</summary>
    IReadOnlyList<string> Notes => [];

    /// <summary>A second has passed.</summary>
    void Look(Sight sight);

    /// <summary>What it found that is counted, in the order of time.</summary>
    IReadOnlyList<Violation> End();
}
