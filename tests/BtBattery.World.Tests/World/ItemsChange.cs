using BtBattery.DBus;

namespace BtBattery.World.Tests;

/// <summary>One ItemsChanged signal.</summary>
/// <param name="At">When it came.</param>
/// <param name="Service">Which service sent it.</param>
/// <param name="Items">New values by path; null = invalid now.</param>
internal sealed record ItemsChange(TimeSpan At, string Service, IReadOnlyDictionary<string, Variant?> Items);
