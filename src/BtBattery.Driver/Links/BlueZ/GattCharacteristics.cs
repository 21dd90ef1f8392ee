using BtBattery.Bms;
using BtBattery.DBus;

namespace BtBattery.Driver.Links.BlueZ;

/// <summary>The pair of characteristics a battery talks through.</summary>
/// <param name="NotifyPath">Object that notifies.</param>
/// <param name="WritePath">Object that takes requests.</param>
/// <param name="WriteType">BlueZ's write type: <c>command</c> (without response) or <c>request</c>.</param>
internal sealed record GattCharacteristics(string NotifyPath, string WritePath, string WriteType)
{
    /// <summary>Looks for a profile of which the device has both characteristics with usable properties.</summary>
    public static GattCharacteristics? Find(BlueZObjects objects, string device, GattProfile profile)
    {
        foreach (string service in objects.Find(BlueZNames.GattService, device))
        {
            if (HasUuid(objects, service, BlueZNames.GattService, profile.Service)
                && FindCharacteristic(objects, service, profile.Notify, ["notify", "indicate"]) is (string notifyPath, _)
                && FindCharacteristic(objects, service, profile.Write, ["write-without-response", "write"]) is (string writePath, string write))
            {
                // Without response where it is offered: some packs offer nothing else, and it costs half the air time.
                return new GattCharacteristics(notifyPath, writePath, write == "write" ? "request" : "command");
            }
        }

        return null;
    }

    private static (string Path, string Flag)? FindCharacteristic(BlueZObjects objects, string service, Guid uuid, string[] flagsInOrder)
    {
        foreach (string path in objects.Find(BlueZNames.GattCharacteristic, service))
        {
            if (HasUuid(objects, path, BlueZNames.GattCharacteristic, uuid)
                && objects.Get(path, BlueZNames.GattCharacteristic, "Flags") is Variant { Signature: "as" } flags)
            {
                string[] offered = [.. flags.Items.Select(flag => flag.TryGetString(out string? text) ? text : "")];
                if (flagsInOrder.FirstOrDefault(offered.Contains) is string flag)
                {
                    return (path, flag);
                }
            }
        }

        return null;
    }

    private static bool HasUuid(BlueZObjects objects, string path, string @interface, Guid uuid) =>
        Guid.TryParse(objects.Text(path, @interface, "UUID"), out Guid found) && found == uuid;
}
