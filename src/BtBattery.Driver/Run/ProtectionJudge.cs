using BtBattery.Aggregation.Model;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Checks;
using BtBattery.Driver.Configuration.Keys;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Run;

/// <summary>Compares what is configured for a battery with the cell voltages at which its BMS cuts off by itself, once they are known.</summary>
/// <param name="battery">What is configured.</param>
/// <param name="logger">Told each finding once.</param>
public sealed class ProtectionJudge(BatteryConfiguration battery, ILogger logger)
{
    private BatteryConfiguration _battery = battery;
    private (double? Overvoltage, double? Undervoltage) _judged;

    /// <summary>What is configured was changed; if it could matter, what the battery says is looked at anew.</summary>
    public void Take(BatteryConfiguration battery)
    {
        ArgumentNullException.ThrowIfNull(battery);
        if (battery.Get(CellVoltageKeys.Max) != _battery.Get(CellVoltageKeys.Max) || battery.Get(CellVoltageKeys.Min) != _battery.Get(CellVoltageKeys.Min))
        {
            _judged = (double.NaN, double.NaN);
        }

        _battery = battery;
    }

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
        IReadOnlyList<Finding> findings = BmsProtectionCheck.Run(_battery, _judged.Overvoltage, _judged.Undervoltage);
        foreach (Finding finding in findings)
        {
            logger.LogWarning("{Finding}", finding.Describe());
        }

        return new Remark(RemarkTopic.Protection, string.Join(' ', findings.Select(finding => finding.Describe())));
    }
}
