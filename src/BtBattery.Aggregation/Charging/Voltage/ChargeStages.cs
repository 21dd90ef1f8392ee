namespace BtBattery.Aggregation.Charging.Voltage;

/// <summary>Where charging stands, and the voltage that asks for.</summary>
/// <param name="Stage">Where charging stands.</param>
/// <param name="AbsorbedFor">How long the bank has been at its highest voltage since charging started.</param>
/// <param name="Volts">What the stage asks for, V.</param>
internal readonly record struct StageStep(ChargeStage Stage, TimeSpan AbsorbedFor, double Volts);

/// <summary>The way from bulk over absorption to float and back.</summary>
internal static class ChargeStages
{
    /// <summary>
    /// The bank counts as being at its highest voltage this much below it, V per cell: chargers settle some tenths of a per cent low (0.3 % are 0.01 V), and boards measure
    /// some mV low. A bank that never counts as full stays at the top for good, which is worse than an absorption that begins a few minutes early: a cell of any
    /// chemistry here is hardly less full at one than at the other.
    /// </summary>
    public const double ReachedWithinVolts = 0.02;

    /// <summary>
    /// It is in bulk again this much below it, V per cell; in between the time of absorption stands still. About 0.5 V for 16 cells, as in dbus-serialbattery.
    /// </summary>
    public const double LeftBelowVolts = 0.03;

    /// <summary>The next step.</summary>
    /// <param name="settings">How the charge voltage is found.</param>
    /// <param name="memory">What the last turn left.</param>
    /// <param name="elapsed">Time since then.</param>
    /// <param name="volts">The voltages of the bank.</param>
    /// <param name="cells">Its cells.</param>
    /// <param name="socPercent">State of charge of the whole bank, by which charging may start anew; null while that is not known of every battery.</param>
    public static StageStep Next(
        ChargeVoltageSettings settings, ChargeVoltageMemory memory, TimeSpan elapsed, in BankVolts volts, in CellsInView cells, double? socPercent)
    {
        // Where cells that are too high lower the charge voltage, the bank cannot come higher than that: it has reached what it may.
        double reachable = volts.Max - cells.LoweredBy(volts.Cells);
        bool isReached = cells.SumVolts >= reachable - ReachedWithinVolts * volts.Cells;
        if (!settings.IsControlled)
        {
            return settings.IsLinear ? new(ChargeStage.Float, TimeSpan.Zero, volts.Float)
                : new(isReached ? ChargeStage.Absorption : ChargeStage.Bulk, TimeSpan.Zero, volts.Max);
        }

        // What is not known begins nothing anew.
        bool isLow = socPercent < settings.RestartBelowSocPercent;
        bool startsAnew = isLow || cells.SpreadVolts >= settings.BulkSpreadVolts;
        if (memory.Stage is ChargeStage.FloatTransition or ChargeStage.Float)
        {
            return startsAnew ? new(ChargeStage.Bulk, TimeSpan.Zero, volts.Max) : TowardsFloat(settings, memory, elapsed, volts);
        }

        TimeSpan absorbed = memory.AbsorbedFor > TimeSpan.Zero ? memory.AbsorbedFor : TimeSpan.Zero;
        if (memory.Stage != ChargeStage.Absorption)
        {
            return isReached && IsEvenEnough(settings, cells) ? Absorbed(settings, absorbed, startsAnew, volts)
                : new(ChargeStage.Bulk, isLow ? TimeSpan.Zero : absorbed, volts.Max);
        }

        if (cells.SpreadVolts > settings.AbsorptionRestartSpreadVolts)
        {
            return new(ChargeStage.Bulk, TimeSpan.Zero, volts.Max);
        }

        // A bank that is not seen may well be full: its time goes on.
        return isReached || cells.SumVolts is null ? Absorbed(settings, absorbed + elapsed, startsAnew, volts)
            : new(cells.SumVolts < reachable - LeftBelowVolts * volts.Cells ? ChargeStage.Bulk : ChargeStage.Absorption, absorbed, volts.Max);
    }

    private static bool IsEvenEnough(ChargeVoltageSettings settings, in CellsInView cells) =>
        (settings.AbsorptionSpreadVolts ?? settings.AbsorptionRestartSpreadVolts) is not double spread || cells.SpreadVolts <= spread;

    private static StageStep Absorbed(ChargeVoltageSettings settings, TimeSpan absorbed, bool startsAnew, in BankVolts volts) =>
        absorbed < settings.AbsorptionTime ? new(ChargeStage.Absorption, absorbed, volts.Max)
        : startsAnew ? new(ChargeStage.Bulk, TimeSpan.Zero, volts.Max)
        : new(ChargeStage.FloatTransition, absorbed, volts.Max);

    private static StageStep TowardsFloat(ChargeVoltageSettings settings, ChargeVoltageMemory memory, TimeSpan elapsed, in BankVolts volts)
    {
        double from = memory.Stage == ChargeStage.FloatTransition ? memory.StageVolts ?? volts.Float : volts.Float;
        double now = Math.Min(volts.Max, from - settings.RampVoltsPerSecond * volts.Cells * elapsed.TotalSeconds);
        return now > volts.Float ? new(ChargeStage.FloatTransition, memory.AbsorbedFor, now) : new(ChargeStage.Float, memory.AbsorbedFor, volts.Float);
    }
}
