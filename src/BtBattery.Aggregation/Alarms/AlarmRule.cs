using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Alarms;

/// <summary>One row of the table of alarms.</summary>
/// <param name="Alarm">Which alarm.</param>
/// <param name="Causes">Protections of a BMS that raise it, at once, to the level that the BMS gives them.</param>
public sealed record AlarmRule(Alarm Alarm, Protection[] Causes)
{
    /// <summary>A level stays for this long after nothing asks for it any more.</summary>
    /// <value>One minute: longer than a bit flickers, and than a link that was lost for a moment takes to come back. Ours.</value>
    public TimeSpan Hold { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>For how long frames have to show the driver's own condition before it raises the alarm. Ours, where no key says it.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The driver's own condition for one battery: the reading that is held against thresholds; null while it is not known. The property is null where there is no such condition.</summary>
    internal OwnReading? Own { get; init; }

    internal delegate AlarmReading? OwnReading(in AlarmContext context);
}
