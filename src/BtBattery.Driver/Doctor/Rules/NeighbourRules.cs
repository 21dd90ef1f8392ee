using BtBattery.Driver.Doctor.Facts;

namespace BtBattery.Driver.Doctor.Rules;

/// <summary>
/// Other programs on the radio, as a running driver noticed them. Where the settings say which of Victron's services it is, that one is
/// named; a setting that is on and does no harm is not mentioned here.
/// </summary>
internal static class NeighbourRules
{
    public static IEnumerable<Finding> Find(RadioNeighbourFacts noticed, VictronSettings? settings)
    {
        if (noticed.CutEvery is not null)
        {
            yield return settings is { Bluetooth: 1 }
                ? DiagnosisCodes.PhoneServer.About(null, ("adapter", "this machine's adapter"))
                : DiagnosisCodes.LinksCut.About(null);
        }

        if (noticed.IsScanned)
        {
            yield return settings is { BleSensors: 1 } ? DiagnosisCodes.SensorScanning.About(null) : DiagnosisCodes.ForeignScan.About(null);
        }
    }
}
