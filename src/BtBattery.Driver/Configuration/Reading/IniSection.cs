namespace BtBattery.Driver.Configuration.Reading;

/// <summary>A section of a file.</summary>
/// <param name="Name">Without brackets; null for what stands before the first section.</param>
/// <param name="Line">Of the heading, from 1; 0 for what stands before the first section.</param>
/// <param name="Entries">Its settings, in order.</param>
public sealed record IniSection(string? Name, int Line, IReadOnlyList<IniEntry> Entries);
