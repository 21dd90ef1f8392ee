namespace BtBattery.Driver.Configuration;

/// <summary>What came of a change of the files while the driver runs.</summary>
/// <param name="InForce">The configuration that holds from now on: the new one, or still the last good one.</param>
/// <param name="IsNew">True if it says something else than before.</param>
/// <param name="Findings">
/// With a new configuration, its warnings. Otherwise what is wrong with the files, which therefore have no effect; empty
/// when files that were wrong say again what holds, so that there is nothing to warn of any more.
/// </param>
public sealed record ConfigurationChange(DriverConfiguration InForce, bool IsNew, IReadOnlyList<Finding> Findings);
