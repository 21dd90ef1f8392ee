using System.Text;

namespace BtBattery.Simulator.BlueZ.Objects;

/// <summary>The introspection text of an object, or of a path that only has objects below it.</summary>
internal static class IntrospectionXml
{
    private const string Standard = """
        <interface name="org.freedesktop.DBus.Introspectable"><method name="Introspect"><arg name="xml" type="s" direction="out"/></method></interface>

        """;

    private const string Manager = """
        <interface name="org.freedesktop.DBus.ObjectManager"><method name="GetManagedObjects"><arg name="objects" type="a{oa{sa{sv}}}" direction="out"/></method><signal name="InterfacesAdded"><arg name="object" type="o"/><arg name="interfaces" type="a{sa{sv}}"/></signal><signal name="InterfacesRemoved"><arg name="object" type="o"/><arg name="interfaces" type="as"/></signal></interface>

        """;

    private const string Properties = """
        <interface name="org.freedesktop.DBus.Properties"><method name="Get"><arg name="interface" type="s" direction="in"/><arg name="name" type="s" direction="in"/><arg name="value" type="v" direction="out"/></method><method name="Set"><arg name="interface" type="s" direction="in"/><arg name="name" type="s" direction="in"/><arg name="value" type="v" direction="in"/></method><method name="GetAll"><arg name="interface" type="s" direction="in"/><arg name="properties" type="a{sv}" direction="out"/></method><signal name="PropertiesChanged"><arg name="interface" type="s"/><arg name="changed_properties" type="a{sv}"/><arg name="invalidated_properties" type="as"/></signal></interface>

        """;

    public static string Describe(string path, ExportedObject? target, IEnumerable<string> allPaths)
    {
        var xml = new StringBuilder("""
            <!DOCTYPE node PUBLIC "-//freedesktop//DTD D-BUS Object Introspection 1.0//EN"
            "http://www.freedesktop.org/standards/dbus/1.0/introspect.dtd">
            <node>

            """);
        xml.Append(Standard);
        if (path == "/") xml.Append(Manager);
        foreach (ExportedInterface face in target?.Interfaces ?? []) Append(xml, face);
        if (target is { HasProperties: true }) xml.Append(Properties);
        string prefix = path == "/" ? "/" : path + "/";
        IEnumerable<string> children = allPaths
            .Where(each => each.StartsWith(prefix, StringComparison.Ordinal) && each.Length > prefix.Length)
            .Select(each => each[prefix.Length..].Split('/')[0])
            .Distinct();
        foreach (string child in children) xml.Append(CultureInfo.InvariantCulture, $"<node name=\"{child}\"/>\n");
        return xml.Append("</node>\n").ToString();
    }

    private static void Append(StringBuilder xml, ExportedInterface face)
    {
        xml.Append(CultureInfo.InvariantCulture, $"<interface name=\"{face.Name}\">\n");
        foreach (ExportedMethod method in face.Methods)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<method name=\"{method.Name}\">");
            Append(xml, method.In, "in");
            Append(xml, method.Out, "out");
            xml.Append("</method>\n");
        }
        foreach (ExportedProperty property in face.Properties)
        {
            string access = property.Set is null ? "read" : "readwrite";
            xml.Append(CultureInfo.InvariantCulture, $"<property name=\"{property.Name}\" type=\"{property.Signature}\" access=\"{access}\"/>\n");
        }
        xml.Append("</interface>\n");
    }

    private static void Append(StringBuilder xml, IReadOnlyList<string> arguments, string direction)
    {
        foreach (string argument in arguments)
        {
            int colon = argument.IndexOf(':', StringComparison.Ordinal);
            xml.Append(CultureInfo.InvariantCulture, $"<arg name=\"{argument[..colon]}\" type=\"{argument[(colon + 1)..]}\" direction=\"{direction}\"/>");
        }
    }
}
