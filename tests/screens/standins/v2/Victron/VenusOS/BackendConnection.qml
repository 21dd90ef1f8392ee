pragma Singleton
import QtQml

/// Names of services on D-Bus, as the screen of a device has them.
QtObject {
    function serviceUidForType(type) {
        return "dbus/com.victronenergy." + type;
    }

    function serviceUidFromName(name, instance) {
        return "dbus/" + name;
    }
}
