pragma Singleton
import QtQml
import BtBattery.TestBus

/// Addresses of services: by name on the screen of a device, by type and number in a browser.
QtObject {
    function serviceUidForType(type) {
        return Bus.backend === "dbus" ? "dbus/com.victronenergy." + type : `mqtt/${type}/0`;
    }

    function serviceUidFromName(name, instance) {
        return Bus.backend === "dbus" ? "dbus/" + name : `mqtt/${name.split(".")[2]}/${instance}`;
    }
}
