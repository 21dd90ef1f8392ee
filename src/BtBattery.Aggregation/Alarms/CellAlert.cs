namespace BtBattery.Aggregation.Alarms;

/// <summary>One time that cells of a battery were too far apart.</summary>
/// <param name="Battery">Its number, from 1.</param>
/// <param name="Text">In words, as it was when it was told.</param>
/// <param name="Began">When that was, seconds since 1970, UTC; null where the wall clock could not be believed.</param>
/// <param name="Ended">When it was over; null while it lasts, and where the wall clock could not be believed.</param>
/// <param name="IsOver">True if it is over.</param>
public sealed record CellAlert(int Battery, string Text, int? Began, int? Ended, bool IsOver);
