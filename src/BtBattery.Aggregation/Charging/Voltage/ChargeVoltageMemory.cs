using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging.Voltage;

/// <summary>What the charge voltage remembers from one turn to the next.</summary>
public sealed record ChargeVoltageMemory
{
    /// <summary>Before the first turn.</summary>
    public static ChargeVoltageMemory Empty { get; } = new();

    /// <summary>Where charging stood.</summary>
    public ChargeStage Stage { get; init; }

    /// <summary>For how long the bank has been at its highest voltage since charging last started.</summary>
    public TimeSpan AbsorbedFor { get; init; }

    /// <summary>What the stage asked for, V; null before the first turn.</summary>
    public double? StageVolts { get; init; }

    /// <summary>The last valid charge voltage, V; null before the first.</summary>
    public double? Volts { get; init; }

    /// <summary>When something last held the charge voltage down; null while it is not valid.</summary>
    public MonotonicTime? HeldDownAt { get; init; }

    /// <summary>Since when a current has been flowing in although charging is blocked; null if none does, or nobody knows of one.</summary>
    public MonotonicTime? ChargedSince { get; init; }

    /// <summary>When it was worked out; null while it is not valid. Without it the charge voltage begins at float, or below if it was below.</summary>
    public MonotonicTime? At { get; init; }

    /// <summary>What is left of it after a restart: stage and voltages. Nobody looked meanwhile, so no time has passed.</summary>
    public ChargeVoltageMemory AfterRestart() => this with { HeldDownAt = null, ChargedSince = null, At = null };
}
