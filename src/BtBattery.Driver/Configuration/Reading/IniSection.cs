namespace BtBattery.Driver.Configuration.Reading;

/// <summary>A section of a file.</summary>
/// <param name="Name">Without brackets; null for what stands before the first section.</param>
/// <param name="Line">Of the heading, from 1; 0 for what stands before the first section.</param>
/// <param name="Entries">Its settings, in order.</param>
/// <param name="IsFaulty">True if the heading cannot be read; what stands under it is only looked at for its own faults.</param>
public sealed record IniSection(string? Name, int Line, IReadOnlyList<IniEntry> Entries, bool IsFaulty = false);
