namespace BtBattery.Driver.Doctor.Facts;

/// <summary>What the running driver of a battery publishes of itself.</summary>
public sealed record DriverFacts
{
    /// <summary>Its name on the bus.</summary>
    public string Service { get; init; } = "";

    /// <summary>False if it owns its name and does not answer in time.</summary>
    public bool? Answers { get; init; }

    /// <summary>True while it has data (/Connected).</summary>
    public bool? HasData { get; init; }

    /// <summary>Type of BMS that answered (/Diagnostics/BmsType).</summary>
    public string? BmsType { get; init; }

    /// <summary>Why it has no data, for programs (/Diagnostics/ProblemCode, see <see cref="Polling.ProblemCode"/>).</summary>
    public string? ProblemCode { get; init; }

    /// <summary>Why it has no data, for people (/Diagnostics/Problem).</summary>
    public string? Problem { get; init; }

    /// <summary>Code of the first advice it has (/Diagnostics/AdviceCode).</summary>
    public string? AdviceCode { get; init; }
}
