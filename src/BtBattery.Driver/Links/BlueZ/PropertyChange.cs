using BtBattery.DBus;

namespace BtBattery.Driver.Links.BlueZ;

/// <summary>One PropertiesChanged signal.</summary>
internal sealed record PropertyChange(string Path, string Interface, Dictionary<string, Variant> Changed, string[] Invalidated)
{
    /// <exception cref="DBusProtocolException">The signal does not have the form <c>sa{sv}as</c>.</exception>
    public static PropertyChange Read(Message message)
    {
        MessageReader reader = message.GetReader();
        return new(message.Path ?? "", reader.ReadString(), reader.ReadVariantDictionary(), reader.ReadStringArray());
    }
}
