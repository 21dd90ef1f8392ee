using BtBattery.Driver.Doctor.Facts;

namespace BtBattery.Driver.Doctor.Rules;

/// <summary>
/// Published but not followed: a battery of ours publishes a charge voltage limit, and the system or a charger does not keep
/// to it. Without such a limit nobody is expected to follow, and nothing is found.
/// </summary>
/// <remarks>
/// How the system works is in victronenergy/dbus-systemcalc-py, delegates/dvcc.py and delegates/batteryservice.py; the least
/// firmware versions are those that it demands.
/// </remarks>
internal static class FollowedRules
{
    private const int LeastVeBusFirmware = 0x422;
    private const int LeastVeDirectFirmware = 0x129;
    private const int LeastVeCanFirmware = 0x10200;

    private const int DvccOn = 1;
    private const int DvccForcedOff = 2;
    private const int BmsBit = 8;
    private const int NoBms = -255;
    private const int VeBusBms = 2;

    public static IReadOnlyList<Finding> Find(VictronFacts victron)
    {
        BatteryServiceFacts[] limiting = [.. victron.BatteryServices.Where(service => service.MaxChargeVoltage is not null)];
        if (victron.System is not { } system || !limiting.Any(service => service.IsOurs))
        {
            return [];
        }

        if (FindDvcc(victron.Settings, system) is Finding dvcc)
        {
            return [dvcc];
        }

        List<Finding> findings = [];
        if (FindActive(victron, system, limiting) is Finding active)
        {
            findings.Add(active);
        }
        else
        {
            findings.AddRange(limiting
                .Where(service => !IsFollowed(service, system, limiting))
                .Select(service => DiagnosisCodes.AnotherBms.About(service.Service, ("other", service.Title))));
        }

        bool isOursFollowed = limiting.Any(service => service.IsOurs && system.ActiveBmsService is string followed && service.IsMeantBy(followed));
        Finding[] chargers = [.. victron.Chargers.Select(charger => FindCharger(charger, isOursFollowed)).OfType<Finding>()];
        findings.AddRange(chargers);
        if (system.FirmwareInsufficient == 1 && chargers.Length == 0)
        {
            findings.Add(DiagnosisCodes.DvccUnsupported.About(null, ("why", "the system says that a device's firmware is too old for DVCC")));
        }

        return findings;
    }

    private static Finding? FindDvcc(VictronSettings? settings, VictronSystem system)
    {
        if (settings?.Bol is int bol && (bol & DvccOn) == 0)
        {
            return bol == DvccForcedOff
                ? DiagnosisCodes.DvccUnsupported.About(null, ("why", "this system forces DVCC off"))
                : DiagnosisCodes.DvccOff.About(null);
        }

        return system.Dvcc != 0 ? null
            : settings?.Bol is null ? DiagnosisCodes.DvccOff.About(null)
            : DiagnosisCodes.DvccUnsupported.About(null, ("why", "DVCC is switched on, but the system does not do it"));
    }

    /// <summary>Whether the system follows another battery than ours, or none.</summary>
    private static Finding? FindActive(VictronFacts victron, VictronSystem system, BatteryServiceFacts[] limiting)
    {
        if (system.ActiveBmsService is { Length: > 0 } active)
        {
            return limiting.Any(service => service.IsOurs && service.IsMeantBy(active))
                ? null
                : DiagnosisCodes.NotActiveBms.About(
                    active, ("who", victron.BatteryServices.FirstOrDefault(service => service.IsMeantBy(active))?.Title ?? active));
        }

        // The path is invalid or, before it existed, missing: only the setting can tell why.
        return victron.Settings?.BmsInstance switch
        {
            NoBms => DiagnosisCodes.NotActiveBms.About(null, ("who", "no battery, because that was selected")),
            int instance and >= 0 when limiting.All(service => service.Instance is int other && other != instance) =>
                DiagnosisCodes.NotActiveBms.About(
                    null, ("who", FormattableString.Invariant($"no battery, because instance {instance} was selected, which is not there"))),
            _ => null,
        };
    }

    /// <summary>True for the one that is followed; as long as that is not known, the first of ours stands for it.</summary>
    private static bool IsFollowed(BatteryServiceFacts service, VictronSystem system, BatteryServiceFacts[] limiting) =>
        system.ActiveBmsService is { Length: > 0 } active ? service.IsMeantBy(active) : service == limiting.First(each => each.IsOurs);

    private static Finding? FindCharger(ChargerFacts charger, bool isOursFollowed)
    {
        string? why = WhyTooOld(charger) ?? (isOursFollowed && charger.State is not null and not 0 ? WhyNotTold(charger) : null);
        return why is null ? null : DiagnosisCodes.ChargerNotFollowing.About(charger.Service, ("charger", charger.Title), ("why", why));
    }

    private static string? WhyTooOld(ChargerFacts charger)
    {
        const string tooOld = "its firmware is too old for DVCC";
        return charger.Kind switch
        {
            "vebus" when charger.VeBusBmsType != VeBusBms && (charger.FirmwareVersion < LeastVeBusFirmware || charger.BolFrame == 0) => tooOld,

            // These know how to, whatever their version says.
            "solarcharger" when charger.ProductId is >= 0xA102 and <= 0xA10E => null,
            "solarcharger" when charger.FirmwareVersion is int version
                && version < ((version & 0xFF0000) != 0 ? LeastVeCanFirmware : LeastVeDirectFirmware) => tooOld,
            _ => null,
        };
    }

    /// <summary>For a charger that is on, while the system follows our battery.</summary>
    private static string? WhyNotTold(ChargerFacts charger)
    {
        const string notPassedOn = "the system does not pass the limits on to it";
        bool isTold = ((charger.NetworkMode ?? 0) & BmsBit) != 0;
        return charger.Kind switch
        {
            // On VE.Can the system tells the voltage to the network, and this path may be missing.
            "solarcharger" when charger.NetworkMode is not null && !isTold => notPassedOn,
            "inverter" when charger is { IsInverterCharger: 1, NetworkMode: not null } && !isTold => notPassedOn,
            "charger" or "alternator" when !isTold => "it does not take limits from the system",
            "vebus" when charger.VeBusBmsType != VeBusBms && charger is { BolFrame: 1, MaxChargeVoltage: null } => notPassedOn,
            _ => null,
        };
    }
}
