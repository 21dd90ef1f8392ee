using BtBattery.Driver.Control;

namespace BtBattery.Driver.Installing.Health;

/// <summary>What <c>btbattery status</c> tells.</summary>
/// <param name="Driver">What the running driver answered; null if none did.</param>
/// <param name="Problem">Why none did, a sentence; null if one did.</param>
/// <param name="Installation">How it is installed.</param>
public sealed record Status(DriverStatus? Driver, string? Problem, InstallationFacts Installation);
