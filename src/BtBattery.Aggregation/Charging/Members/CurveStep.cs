namespace BtBattery.Aggregation.Charging.Members;

/// <summary>Which point of a curve holds between two of them, where limits go in steps. As in dbus-btbattery.</summary>
public enum CurveStep
{
    /// <summary>The one at or below the reading: charging by cell voltage and by temperature.</summary>
    AtOrBelow,

    /// <summary>The one above the reading: discharging, and both directions by state of charge.</summary>
    Above,
}
