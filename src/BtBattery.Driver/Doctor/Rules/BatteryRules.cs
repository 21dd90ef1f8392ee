using System.Globalization;
using BtBattery.Driver.Doctor.Facts;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;

namespace BtBattery.Driver.Doctor.Rules;

/// <summary>The batteries that were asked about, on an adapter that works.</summary>
internal static class BatteryRules
{
    /// <summary>
    /// Receivers of this kind lose packets from about -90 dBm on; a link is to survive somebody standing in the way. The number is ours.
    /// </summary>
    private const int LeastRssiDbm = -85;

    public static IEnumerable<Finding> Find(SystemFacts facts) =>
        (facts.Batteries ?? [])
            .Select(battery => battery.Driver is { } driver ? FindServed(facts, battery, driver) : FindUnserved(facts, battery))
            .OfType<Finding>();

    /// <summary>What the running drivers tell is known even when BlueZ could not be asked.</summary>
    public static IEnumerable<Finding> FindWithoutRadio(SystemFacts facts) =>
        (facts.Batteries ?? []).Select(battery => battery.Driver is { } driver ? FindServed(facts, battery, driver) : null).OfType<Finding>();

    private static Finding? FindServed(SystemFacts facts, BatteryFacts battery, DriverFacts driver)
    {
        if (driver.Answers == false)
        {
            return DiagnosisCodes.DriverNotAnswering.About(battery.Address, [("address", battery.Address)]);
        }

        if (driver.HasData != false || string.IsNullOrEmpty(driver.Problem))
        {
            // It has data, or has just begun to look for it.
            return null;
        }

        (string, string)[] values = [("address", battery.Address), ("problem", Diagnosis.Sentence(driver.Problem))];
        return driver.ProblemCode switch
        {
            ProblemCode.NotSeen => NotSeen(battery, " by the running driver"),
            ProblemCode.InUse => Held(facts, battery),
            ProblemCode.PairingNeeded or ProblemCode.PairingFailed => DiagnosisCodes.PairingNeeded.About(battery.Address, values),
            ProblemCode.PasswordNeeded or ProblemCode.PasswordWrong => DiagnosisCodes.PasswordSet.About(battery.Address, values),
            ProblemCode.NoService or ProblemCode.NoSuchService or ProblemCode.UnknownVariant or ProblemCode.Unsupported =>
                DiagnosisCodes.BatteryUnsupported.About(battery.Address, values),
            _ => DiagnosisCodes.BatteryNoData.About(battery.Address, values),
        };
    }

    private static Finding? FindUnserved(SystemFacts facts, BatteryFacts battery)
    {
        if (battery.IsConnected == true)
        {
            // A bank's name does not tell its members: then it is ours as likely as anybody's.
            return facts.Victron?.BatteryServices.Any(service => service.IsOurs) == true ? null : Held(facts, battery);
        }

        if (battery.WasHeard == false)
        {
            return NotSeen(
                battery, battery.ListenedSeconds is double seconds ? string.Create(CultureInfo.InvariantCulture, $" within {seconds:F0} seconds") : "");
        }

        return battery.RssiDbm is int rssi and < LeastRssiDbm
            ? DiagnosisCodes.WeakSignal.About(
                battery.Address,
                ("address", battery.Address),
                ("rssi", rssi.ToString(CultureInfo.InvariantCulture)),
                ("least", LeastRssiDbm.ToString(CultureInfo.InvariantCulture)))
            : null;
    }

    private static Finding NotSeen(BatteryFacts battery, string how) =>
        DiagnosisCodes.BatteryNotSeen.About(battery.Address, ("address", battery.Address), ("how", how));

    private static Finding Held(SystemFacts facts, BatteryFacts battery)
    {
        // BlueZ does not tell who asked for a link; a service that mentions the address gives itself away.
        BatteryServiceFacts? holder = BatteryAddress.TryParse(battery.Address, out BatteryAddress address)
            ? facts.Victron?.BatteryServices.FirstOrDefault(service => !service.IsOurs && service.Mentions(address))
            : null;
        return DiagnosisCodes.BatteryHeld.About(
            battery.Address, ("address", battery.Address), ("holder", holder is null ? "" : $", probably {holder.Title}"));
    }
}
