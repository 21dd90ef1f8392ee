namespace BtBattery.Driver.Settings;

/// <summary>Where settings are kept, they were refused; the message says which and why.</summary>
/// <param name="message">What is wrong and what to do, for people.</param>
/// <param name="inner">What it came from; null for nothing.</param>
public sealed class SettingsException(string message, Exception? inner = null) : Exception(message, inner);
