namespace BtBattery.Driver.Control;

/// <summary>Where the link with a battery of a running driver stands.</summary>
/// <param name="Address">The battery.</param>
/// <param name="Name">Its name; null while none is known.</param>
/// <param name="BmsType">What it speaks, such as <c>jbd</c>; null while that is not known.</param>
/// <param name="Link">The word of /Diagnostics/Link/State, such as <c>live</c>; null while nothing is known.</param>
/// <param name="AgeSeconds">Age of its pack voltage; null while there is none.</param>
/// <param name="Problem">Why there is no data, for people; null while all is well.</param>
public sealed record BatteryLinkStatus(string Address, string? Name, string? BmsType, string? Link, double? AgeSeconds, string? Problem);
