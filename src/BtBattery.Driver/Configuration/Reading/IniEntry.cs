namespace BtBattery.Driver.Configuration.Reading;

/// <summary>A line <c>KEY = value</c>.</summary>
/// <param name="Key">As it is written, without blanks around it.</param>
/// <param name="Value">As it is written, without blanks around it; it may be empty.</param>
/// <param name="Line">From 1.</param>
public sealed record IniEntry(string Key, string Value, int Line);
