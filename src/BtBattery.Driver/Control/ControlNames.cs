namespace BtBattery.Driver.Control;

/// <summary>Names of the interface through which tools talk to a running driver (docs/tools/control.md).</summary>
internal static class ControlNames
{
    public const string Path = "/Control";
    public const string Interface = "org.btbattery.Control1";
    public const string GetReading = "GetReading";
    public const string GetRecording = "GetRecording";
    public const string GetLimits = "GetLimits";
    public const string GetStatus = "GetStatus";
    public const string Release = "Release";
    public const string Resume = "Resume";

    /// <summary>The namespace of all battery services.</summary>
    public const string Namespace = "com.victronenergy.battery";

    /// <summary>Every service of this program begins so.</summary>
    public const string ServicePrefix = Namespace + ".btbattery_";

    /// <summary>The driver does not serve that battery.</summary>
    public const string UnknownBattery = "org.btbattery.Error.UnknownBattery";

    /// <summary>Introspection of the interface.</summary>
    public const string Introspection =
        $" <interface name=\"{Interface}\">\n"
        + $"  <method name=\"{GetReading}\"><arg name=\"address\" type=\"s\" direction=\"in\"/><arg name=\"reading\" type=\"s\" direction=\"out\"/></method>\n"
        + $"  <method name=\"{GetRecording}\"><arg name=\"address\" type=\"s\" direction=\"in\"/><arg name=\"recording\" type=\"ay\" direction=\"out\"/></method>\n"
        + $"  <method name=\"{GetLimits}\"><arg name=\"limits\" type=\"s\" direction=\"out\"/></method>\n"
        + $"  <method name=\"{GetStatus}\"><arg name=\"status\" type=\"s\" direction=\"out\"/></method>\n"
        + $"  <method name=\"{Release}\"><arg name=\"address\" type=\"s\" direction=\"in\"/><arg name=\"who\" type=\"s\" direction=\"in\"/>"
        + "<arg name=\"seconds\" type=\"u\" direction=\"in\"/><arg name=\"taken\" type=\"b\" direction=\"out\"/>"
        + "<arg name=\"problem\" type=\"s\" direction=\"out\"/></method>\n"
        + $"  <method name=\"{Resume}\"><arg name=\"address\" type=\"s\" direction=\"in\"/></method>\n"
        + " </interface>\n";
}
