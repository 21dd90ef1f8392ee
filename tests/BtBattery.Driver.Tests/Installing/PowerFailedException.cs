namespace BtBattery.Driver.Tests.Installing;

/// <summary>Nothing in the driver knows it, so that nothing can catch it.</summary>
public sealed class PowerFailedException(string step) : Exception(step);
