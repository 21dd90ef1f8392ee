namespace BtBattery.Driver.Options;

/// <summary>A settings file is wrong. The message is a sentence for people.</summary>
public sealed class SettingsException(string message, Exception? innerException = null) : Exception(message, innerException);
