using BtBattery.Aggregation.Wiring;
using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration.Checks;

/// <summary>Whether the batteries make a bank.</summary>
internal static class BankCheck
{
    /// <returns>How they are wired; null if that cannot be told.</returns>
    public static BankNode? Run(
        ConfigurationRequest request, IReadOnlyList<BatteryConfiguration> batteries, ConfigurationValues common, ICollection<Finding> findings)
    {
        var check = new Check(common, findings);
        if (batteries.Count == 0)
        {
            if (request.Batteries.Count == 0 && check.AreSound(BankKeys.Batteries))
            {
                findings.Add(new Finding(
                    Severity.Error,
                    FindingCodes.NoBattery,
                    "No battery is named: give its address on the command line, as in 'btbattery A4:C1:38:00:00:01', or write "
                    + $"BATTERIES = A4:C1:38:00:00:01 under [BANK] in {request.OwnersFile}."));
            }

            return null;
        }

        CheckNames(batteries, findings);
        ChargeStageCheck.Run(check);
        if (check.AreSound(DriverKeys.DeviceInstance) && batteries[^1].DeviceInstance > DriverKeys.DeviceInstance.Most)
        {
            check.Error(
                FindingCodes.OutOfRange,
                FormattableString.Invariant(
                    $"{check.Show(DriverKeys.DeviceInstance)}: with {batteries.Count} batteries the last one would get {batteries[^1].DeviceInstance}; ")
                + FormattableString.Invariant($"write {256 - batteries.Count} or less."),
                DriverKeys.DeviceInstance);
        }

        if (check.AreSound(DisplayKeys.SocLowWarning, DisplayKeys.SocLowAlarm)
            && check.Get(DisplayKeys.SocLowWarning) < check.Get(DisplayKeys.SocLowAlarm))
        {
            check.Error(
                FindingCodes.Contradiction,
                $"{check.Show(DisplayKeys.SocLowWarning)} is below {check.Show(DisplayKeys.SocLowAlarm)}: the warning comes "
                + "before the alarm; write a higher warning or a lower alarm.",
                DisplayKeys.SocLowWarning,
                DisplayKeys.SocLowAlarm);
        }

        CheckReconnect(check);
        if (!check.AreSound(BankKeys.Topology))
        {
            return null;
        }

        MemberName[] members = [.. batteries.Select(battery => new MemberName(battery.Address.ToString(), battery.Name))];
        if (!check.Get(BankKeys.Topology).TryResolve(members, out BankNode? wiring, out string? advice))
        {
            check.Error(FindingCodes.BadTopology, $"{check.Show(BankKeys.Topology)}: {advice}.", BankKeys.Topology);
        }

        return wiring;
    }

    private static void CheckReconnect(Check check)
    {
        if (check.AreSound(BankCurrentKeys.ReconnectDifference, BankCurrentKeys.ReconnectBlock)
            && check.Get(BankCurrentKeys.ReconnectDifference) > check.Get(BankCurrentKeys.ReconnectBlock))
        {
            check.Error(
                FindingCodes.Contradiction,
                $"{check.Show(BankCurrentKeys.ReconnectDifference)} is above {check.Show(BankCurrentKeys.ReconnectBlock)}: one direction is blocked before both "
                + "are; write a lower first number or a higher second one.",
                BankCurrentKeys.ReconnectDifference,
                BankCurrentKeys.ReconnectBlock);
        }
    }

    private static void CheckNames(IReadOnlyList<BatteryConfiguration> batteries, ICollection<Finding> findings)
    {
        var names = new Dictionary<string, BatteryConfiguration>(StringComparer.OrdinalIgnoreCase);
        foreach (BatteryConfiguration battery in batteries)
        {
            if (battery.Name is not string name || names.TryAdd(name, battery))
            {
                continue;
            }

            new Check(battery.Values, findings).Warn(
                FindingCodes.DuplicateName,
                $"{BatteryKeys.Name} = {name}: {names[name].Address} and {battery.Address} have the same name; give each its own, under its address.",
                BatteryKeys.Name);
        }
    }
}
