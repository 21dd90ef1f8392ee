pragma Singleton
import QtQml

/// Names of services on D-Bus, as the screen of a device has them.
QtObject {
    enum SourceType { UnknownSource, DBusSource, MqttSource, MockSource }

    readonly property int type: BackendConnection.DBusSource

    function uidPrefix() {
        return "dbus";
    }

    function serviceUidForType(type) {
        return "dbus/com.victronenergy." + type;
    }

    function serviceUidFromName(name, instance) {
        return "dbus/" + name;
    }
}
