using BtBattery.Aggregation.Guard;

namespace BtBattery.Aggregation.Charging.Currents;

/// <summary>What the owner chose about the currents of a bank.</summary>
public sealed record CurrentSettings
{
    /// <summary>When a part in parallel that is switched off stands too far from the busbar.</summary>
    public ReconnectSettings Reconnect { get; init; } = ReconnectSettings.Default;

    /// <summary>The largest charge current that is configured for the bank, A: the least in series, the sum in parallel. It gives the scale of <see cref="RecoveryThreshold"/>.</summary>
    public required double MaxChargeAmps { get; init; }

    /// <summary>The same for discharging, A.</summary>
    public required double MaxDischargeAmps { get; init; }

    /// <summary>RECOVERY_THRESHOLD: a limit leaves 0 only for more than this share of the largest current, 0 to 1.</summary>
    public double RecoveryThreshold { get; init; } = 0.015;

    /// <summary>RECOVERY_HOLD_SEC: a limit rises only after it could have been higher for this long without a break.</summary>
    public TimeSpan RecoveryHold { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>RECOVERY_RAMP: how fast it then rises, A per second.</summary>
    public double RecoveryAmpsPerSecond { get; init; } = 5;

    /// <summary>True if the curves of a battery are steps: without LINEAR_LIMITATION_ENABLE.</summary>
    public bool HasSteps { get; init; }

    /// <summary>A rule that a bench leaves out.</summary>
    internal SafetyRule LeftOut { get; init; }
}
