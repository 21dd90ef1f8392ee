using BtBattery.Aggregation.Model;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Checks;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Run;

/// <summary>Compares what is configured for a battery with the cell voltages at which its BMS cuts off by itself, once they are known.</summary>
/// <param name="battery">What is configured.</param>
/// <param name="logger">Told each finding once.</param>
public sealed class ProtectionJudge(BatteryConfiguration battery, ILogger logger)
{
    private (double? Overvoltage, double? Undervoltage) _judged;

    /// <summary>Looks at what the battery says.</summary>
    /// <returns>The judgement if it is about other voltages than the last one; empty if all is well with them.</returns>
    public Remark? Look(BatterySnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        (double?, double?) limits = (snapshot.CellOvervoltageProtection?.Value, snapshot.CellUndervoltageProtection?.Value);
        if (limits == _judged)
        {
            return null;
        }

        _judged = limits;
        IReadOnlyList<Finding> findings = BmsProtectionCheck.Run(battery, _judged.Overvoltage, _judged.Undervoltage);
        foreach (Finding finding in findings)
        {
            logger.LogWarning("{Finding}", finding.Describe());
        }

        return new Remark(RemarkTopic.Protection, string.Join(' ', findings.Select(finding => finding.Describe())));
    }
}
