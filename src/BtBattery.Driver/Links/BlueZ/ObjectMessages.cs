using BtBattery.DBus;

namespace BtBattery.Driver.Links.BlueZ;

/// <summary>Reads what BlueZ's object manager tells (D-Bus specification, org.freedesktop.DBus.ObjectManager).</summary>
internal static class ObjectMessages
{
    /// <summary>Takes the answer to GetManagedObjects.</summary>
    /// <exception cref="DBusProtocolException">It does not have the form <c>a{oa{sa{sv}}}</c>.</exception>
    public static void TakeAll(BlueZObjects objects, Message reply)
    {
        MessageReader reader = reply.GetReader();
        ArrayEnd end = reader.ReadArrayStart(DBusType.DictEntry);
        while (reader.HasNext(end))
        {
            reader.AlignStruct();
            string path = reader.ReadObjectPath();
            objects.Add(path, ReadInterfaces(ref reader));
        }
    }

    /// <summary>Takes the signal InterfacesAdded.</summary>
    /// <returns>What a device has, if it is one.</returns>
    /// <exception cref="DBusProtocolException">It does not have the form <c>oa{sa{sv}}</c>.</exception>
    public static PropertyChange? TakeAdded(BlueZObjects objects, Message message)
    {
        MessageReader reader = message.GetReader();
        string path = reader.ReadObjectPath();
        List<KeyValuePair<string, Dictionary<string, Variant>>> interfaces = ReadInterfaces(ref reader);
        objects.Add(path, interfaces);
        return interfaces.Find(one => one.Key == BlueZNames.Device) is { Key: not null } device ? new PropertyChange(path, device.Key, device.Value, []) : null;
    }

    /// <summary>Takes the signal InterfacesRemoved.</summary>
    /// <exception cref="DBusProtocolException">It does not have the form <c>oas</c>.</exception>
    public static void TakeRemoved(BlueZObjects objects, Message message)
    {
        MessageReader reader = message.GetReader();
        string path = reader.ReadObjectPath();
        objects.Remove(path, reader.ReadStringArray());
    }

    private static List<KeyValuePair<string, Dictionary<string, Variant>>> ReadInterfaces(ref MessageReader reader)
    {
        var interfaces = new List<KeyValuePair<string, Dictionary<string, Variant>>>();
        ArrayEnd end = reader.ReadArrayStart(DBusType.DictEntry);
        while (reader.HasNext(end))
        {
            reader.AlignStruct();
            interfaces.Add(new(reader.ReadString(), reader.ReadVariantDictionary()));
        }

        return interfaces;
    }
}
