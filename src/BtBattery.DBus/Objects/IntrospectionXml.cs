using System.Text;

namespace BtBattery.DBus;

/// <summary>The description of an object (D-Bus specification, "Introspection Data Format"). Every name in it is free of markup.</summary>
public static class IntrospectionXml
{
    private const string Head =
        "<!DOCTYPE node PUBLIC \"-//freedesktop//DTD D-BUS Object Introspection 1.0//EN\"\n"
        + "\"http://www.freedesktop.org/standards/dbus/1.0/introspect.dtd\">\n<node>\n";

    private const string PeerAndIntrospectable =
        " <interface name=\"org.freedesktop.DBus.Peer\">\n"
        + "  <method name=\"Ping\"/>\n"
        + "  <method name=\"GetMachineId\"><arg name=\"machine_uuid\" type=\"s\" direction=\"out\"/></method>\n"
        + " </interface>\n"
        + " <interface name=\"org.freedesktop.DBus.Introspectable\">\n"
        + "  <method name=\"Introspect\"><arg name=\"xml_data\" type=\"s\" direction=\"out\"/></method>\n"
        + " </interface>\n";

    /// <summary>The description of org.freedesktop.DBus.Properties, which an object with interfaces has.</summary>
    internal const string Properties =
        " <interface name=\"org.freedesktop.DBus.Properties\">\n"
        + "  <method name=\"Get\"><arg name=\"interface_name\" type=\"s\" direction=\"in\"/>"
        + "<arg name=\"property_name\" type=\"s\" direction=\"in\"/><arg name=\"value\" type=\"v\" direction=\"out\"/></method>\n"
        + "  <method name=\"GetAll\"><arg name=\"interface_name\" type=\"s\" direction=\"in\"/>"
        + "<arg name=\"properties\" type=\"a{sv}\" direction=\"out\"/></method>\n"
        + "  <method name=\"Set\"><arg name=\"interface_name\" type=\"s\" direction=\"in\"/>"
        + "<arg name=\"property_name\" type=\"s\" direction=\"in\"/><arg name=\"value\" type=\"v\" direction=\"in\"/></method>\n"
        + "  <signal name=\"PropertiesChanged\"><arg name=\"interface_name\" type=\"s\"/>"
        + "<arg name=\"changed_properties\" type=\"a{sv}\"/><arg name=\"invalidated_properties\" type=\"as\"/></signal>\n"
        + " </interface>\n";

    /// <summary>The description of org.freedesktop.DBus.ObjectManager.</summary>
    internal const string ObjectManager =
        " <interface name=\"org.freedesktop.DBus.ObjectManager\">\n"
        + "  <method name=\"GetManagedObjects\"><arg name=\"objects\" type=\"a{oa{sa{sv}}}\" direction=\"out\"/></method>\n"
        + "  <signal name=\"InterfacesAdded\"><arg name=\"object\" type=\"o\"/><arg name=\"interfaces\" type=\"a{sa{sv}}\"/></signal>\n"
        + "  <signal name=\"InterfacesRemoved\"><arg name=\"object\" type=\"o\"/><arg name=\"interfaces\" type=\"as\"/></signal>\n"
        + " </interface>\n";

    /// <summary>The whole document.</summary>
    /// <param name="interfaces">Descriptions of interfaces beside Peer and Introspectable.</param>
    /// <param name="children">Names of the nodes directly below.</param>
    public static string Write(IReadOnlyList<string> interfaces, IReadOnlyList<string> children)
    {
        var xml = new StringBuilder(Head).Append(PeerAndIntrospectable);
        foreach (string description in interfaces) xml.Append(description);
        foreach (string child in children) xml.Append(" <node name=\"").Append(child).Append("\"/>\n");
        return xml.Append("</node>\n").ToString();
    }

    internal static void AppendArguments(StringBuilder xml, string signature, IReadOnlyList<string>? names, string? direction)
    {
        int index = 0;
        for (int position = 0; position < signature.Length; index++)
        {
            int end = DBusSignature.EndOfType(signature, position);
            xml.Append("<arg");
            if (names is not null && index < names.Count) xml.Append(" name=\"").Append(names[index]).Append('"');
            xml.Append(" type=\"").Append(signature, position, end - position).Append('"');
            if (direction is not null) xml.Append(" direction=\"").Append(direction).Append('"');
            xml.Append("/>");
            position = end;
        }
    }
}
