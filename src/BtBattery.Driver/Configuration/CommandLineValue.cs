using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration;

/// <summary>A value that was given on the command line; it wins over every file.</summary>
/// <param name="Key">The key.</param>
/// <param name="Option">The option as it is written there, for the origin and for complaints: <c>--adapter</c>.</param>
/// <param name="Text">The value as it would stand in a file.</param>
public sealed record CommandLineValue(ConfigurationKey Key, string Option, string Text);
