namespace BtBattery.Aggregation.Charging.Members;

/// <summary>
/// What has to be remembered of a battery from one turn to the next; state of the driver, to be kept in its checkpoints. <see cref="Sensors"/>,
/// <see cref="MosSensor"/> and <see cref="OutsideCell"/> are worth keeping over a restart: <see cref="OverRestart"/>.
/// </summary>
public sealed record MemberLimitMemory
{
    /// <summary>Before the first turn.</summary>
    public static MemberLimitMemory Empty { get; } = new();

    /// <summary>Whether the cells may be believed.</summary>
    public OddReading Cells { get; init; }

    /// <summary>Whether the sensors may be believed.</summary>
    public OddReading Temperatures { get; init; }

    /// <summary>Whether the sensor of the power stage may be believed.</summary>
    public OddReading MosTemperature { get; init; }

    /// <summary>Whether the state of charge may be believed.</summary>
    public OddReading Soc { get; init; }

    /// <summary>Whether cells outside of their chemistry may be believed.</summary>
    public OddReading Chemistry { get; init; }

    /// <summary>The sensors that the battery has.</summary>
    public SensorMemory Sensors { get; init; }

    /// <summary>Whether its power stage has a sensor: bit 0.</summary>
    public SensorMemory MosSensor { get; init; }

    /// <summary>What the temperature of its power stage took.</summary>
    public HotStage HotStage { get; init; }

    /// <summary>The capacity that it reported last, Ah; null if it never did.</summary>
    public double? CapacityAh { get; init; }

    /// <summary>A cell that is outside of its chemistry, V, as last seen; null if none is.</summary>
    public NumberedValue? OutsideCell { get; init; }

    /// <summary>While it is warned of low voltage: the lowest cell when that began, V. Null while it is not.</summary>
    public double? WarnedVolts { get; init; }

    /// <summary>What is worth keeping over a restart: which sensors there are, and that its cells are of another chemistry. The first frames are to be believed again.</summary>
    public MemberLimitMemory OverRestart() => new() { Sensors = new(Sensors.Fitted, 0, null), MosSensor = new(MosSensor.Fitted, 0, null), OutsideCell = OutsideCell };
}
