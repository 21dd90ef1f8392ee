using BtBattery.Driver.Options;

namespace BtBattery.Driver.Links.BlueZ;

/// <summary>Names of BlueZ's D-Bus interface (BlueZ doc/org.bluez.*).</summary>
internal static class BlueZNames
{
    public const string Service = "org.bluez";
    public const string Namespace = "/org/bluez";
    public const string Adapter = "org.bluez.Adapter1";
    public const string Device = "org.bluez.Device1";
    public const string GattService = "org.bluez.GattService1";
    public const string GattCharacteristic = "org.bluez.GattCharacteristic1";
    public const string AgentManager = "org.bluez.AgentManager1";
    public const string AgentManagerPath = "/org/bluez";
    public const string Agent = "org.bluez.Agent1";
    public const string ObjectManager = "org.freedesktop.DBus.ObjectManager";
    public const string Properties = "org.freedesktop.DBus.Properties";

    public const string ErrorNotReady = "org.bluez.Error.NotReady";
    public const string ErrorInProgress = "org.bluez.Error.InProgress";
    public const string ErrorAlreadyConnected = "org.bluez.Error.AlreadyConnected";
    public const string ErrorAlreadyExists = "org.bluez.Error.AlreadyExists";
    public const string ErrorNotAuthorized = "org.bluez.Error.NotAuthorized";
    public const string ErrorNotPermitted = "org.bluez.Error.NotPermitted";
    public const string ErrorNotSupported = "org.bluez.Error.NotSupported";
    public const string ErrorFailed = "org.bluez.Error.Failed";
    public const string ErrorRejected = "org.bluez.Error.Rejected";
    public const string ErrorAuthenticationFailed = "org.bluez.Error.AuthenticationFailed";
    public const string ErrorAuthenticationRejected = "org.bluez.Error.AuthenticationRejected";
    public const string ErrorAuthenticationCanceled = "org.bluez.Error.AuthenticationCanceled";
    public const string ErrorAuthenticationTimeout = "org.bluez.Error.AuthenticationTimeout";

    /// <summary>The path of the object of a device below an adapter (BlueZ doc/org.bluez.Device).</summary>
    public static string DevicePath(string adapterPath, BatteryAddress address) => $"{adapterPath}/dev_{address.ToString().Replace(':', '_')}";

    /// <summary>The path one level up: the adapter of a device.</summary>
    public static string ParentOf(string path) => path[..path.LastIndexOf('/')];
}
