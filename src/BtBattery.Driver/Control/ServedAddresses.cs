using BtBattery.Aggregation.Wiring;
using BtBattery.Driver.Options;
using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Control;

/// <summary>Which batteries a service of this program serves, and where their paths stand in it.</summary>
internal static class ServedAddresses
{
    /// <summary>The batteries of a service, each with what stands before its paths; empty for a service of another program, and for one that is gone.</summary>
    /// <param name="service">Its name.</param>
    /// <param name="readTextAsync">Reads a text path of it; null if there is no such path, or no answer.</param>
    public static async Task<IReadOnlyList<(BatteryAddress Address, string Root)>> ReadAsync(string service, Func<string, Task<string?>> readTextAsync)
    {
        if (!service.StartsWith(ControlNames.ServicePrefix, StringComparison.Ordinal))
        {
            return [];
        }

        if (BatteryAddress.TryParseCompact(service[ControlNames.ServicePrefix.Length..], out BatteryAddress alone))
        {
            return [(alone, "")];
        }

        List<(BatteryAddress, string)> members = [];
        for (int number = 1; number <= BankNode.MostMembers; number++)
        {
            if (!BatteryAddress.TryParse(await readTextAsync(MemberPath.Of(number, MemberPath.Address)), out BatteryAddress address))
            {
                break;
            }

            members.Add((address, MemberPath.Of(number, "")));
        }

        return members;
    }
}
