using BtBattery.Driver.Doctor.Facts;

namespace BtBattery.Driver.Doctor.Following;

/// <summary>Where the watch learns how Victron's services stand.</summary>
public interface IVictronSource
{
    /// <summary>How they stand now; null if it cannot be learned.</summary>
    Task<VictronFacts?> ReadAsync(CancellationToken cancellationToken);
}
