namespace BtBattery.DBus;

/// <summary>Names of the interfaces that the D-Bus specification defines for every object.</summary>
internal static class StandardInterfaces
{
    internal const string Peer = "org.freedesktop.DBus.Peer";
    internal const string Introspectable = "org.freedesktop.DBus.Introspectable";
    internal const string Properties = "org.freedesktop.DBus.Properties";
    internal const string ObjectManager = "org.freedesktop.DBus.ObjectManager";
}
