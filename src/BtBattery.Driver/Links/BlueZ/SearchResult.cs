namespace BtBattery.Driver.Links.BlueZ;

/// <summary>How a search for a battery ended.</summary>
/// <param name="Device">The path of its object; null if it was not heard.</param>
/// <param name="WasDeaf">True if BlueZ would not discover, and did not by itself either: that nothing was heard says nothing.</param>
internal readonly record struct SearchResult(string? Device, bool WasDeaf);
