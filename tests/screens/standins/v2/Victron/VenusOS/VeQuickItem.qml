import QtQml
import BtBattery.TestBus

/// One value of the bus by its uid: "dbus/com.victronenergy.battery.x/Soc", or in a browser "mqtt/battery/0/Soc".
QtObject {
    id: root

    property string uid
    readonly property var value: root._item.value
    readonly property bool valid: root._item.valid
    readonly property bool seen: root._item.seen
    readonly property string text: root._item.text
    readonly property real min: root._item.min ?? NaN
    readonly property real max: root._item.max ?? NaN
    readonly property var defaultValue: root._item.defaultValue
    readonly property BusValue _item: BusValue {
        path: Bus.pathOf(root.uid)
    }

    function setValue(value) {
        root._item.setValue(value);
        return 0;
    }

    function getValue(force) {
        if (force)
            root._item.fetch();
        return root.value;
    }

    onUidChanged: {
        if (root.uid !== "" && !root.uid.startsWith(Bus.backend + "/"))
            console.error("no uid of this backend:", root.uid);
    }
}
