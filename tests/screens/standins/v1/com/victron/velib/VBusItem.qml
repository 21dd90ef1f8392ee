import QtQml
import BtBattery.TestBus

/// One value of the bus, bound as "service/Path"; has the properties that every version of the real type has.
QtObject {
    id: root

    property string bind
    readonly property var value: root._bus.value
    readonly property bool valid: root._bus.valid
    readonly property bool seen: root._bus.seen
    property string unit
    property int decimals: -1
    property string text: root.format(root.decimals)
    readonly property var min: root._bus.min
    readonly property var max: root._bus.max
    property var displayUnit

    readonly property BusValue _bus: BusValue {
        path: root.bind
    }

    function setValue(value) {
        root._bus.setValue(value);
    }

    function format(decimals) {
        if (!root.valid)
            return "--";
        if (typeof root.value !== "number" || (decimals < 0 && root.unit === ""))
            return root._bus.text;
        return (decimals < 0 ? String(root.value) : root.value.toFixed(decimals)) + root.unit;
    }
}
