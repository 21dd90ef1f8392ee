namespace BtBattery.Simulator.BlueZ.Objects;

/// <summary>A property is not set, and the caller never learns of it.</summary>
internal sealed class NoAnswerException : Exception;
