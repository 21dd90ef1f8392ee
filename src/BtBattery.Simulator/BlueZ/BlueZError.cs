using BtBattery.DBus;
using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.BlueZ;

/// <summary>The errors bluetoothd answers with, in its own words.</summary>
internal static class BlueZError
{
    public static DBusErrorException InvalidArguments => Make("InvalidArguments", "Invalid arguments in method call");

    /// <summary>Discovery and adapter operations word it this way.</summary>
    public static DBusErrorException Busy => Make("InProgress", "Operation already in progress");

    /// <summary>Attribute operations word it this way.</summary>
    public static DBusErrorException InProgress => Make("InProgress", "In Progress");

    public static DBusErrorException AlreadyExists => Make("AlreadyExists", "Already Exists");

    public static DBusErrorException DoesNotExist => Make("DoesNotExist", "Does Not Exist");

    public static DBusErrorException NotSupported => Make("NotSupported", "Operation is not supported");

    public static DBusErrorException NotReady => Make("NotReady", "Resource Not Ready");

    public static DBusErrorException AuthenticationFailed => Make("AuthenticationFailed", "Authentication Failed");

    public static DBusErrorException NotConnected => Failed("Not connected");

    /// <summary>An attribute operation the other side never finished.</summary>
    public static DBusErrorException AttributeError => Failed("Operation failed with ATT error: 0x0e");

    public static DBusErrorException Failed(string text) => Make("Failed", text);

    /// <summary>The error a fault wants now, or null.</summary>
    public static DBusErrorException? Injected(InjectedErrors errors) => errors.Times.Take() ? Make(errors.Name, errors.Text) : null;

    public static DBusErrorException Make(string name, string text) => new("org.bluez.Error." + name, text);
}
