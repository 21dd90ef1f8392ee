import QtQuick
import BtBattery.TestBus

/// One value of the bus, addressed as "com.victronenergy.battery.x/Soc"; what the real types of both interfaces are built of.
QtObject {
    id: root

    property string path
    readonly property bool seen: root._item !== undefined
    readonly property bool valid: root.value !== undefined
    readonly property var value: root._of("value")
    readonly property string text: root._of("text") ?? ""
    readonly property var min: root._of("min")
    readonly property var max: root._of("max")
    readonly property var defaultValue: root._of("default")

    property var _item
    property string _watched

    function setValue(value) {
        Bus.write(root.path, value);
    }

    function fetch() {
        Bus.fetch(root.path);
    }

    function _of(field) {
        const found = root._item?.[field];
        return found === null ? undefined : found;
    }

    function _watch() {
        if (root._watched === root.path)
            return;
        Bus.forget(root._watched, root);
        root._watched = root.path;
        Bus.watch(root._watched, root);
    }

    onPathChanged: root._watch()
    Component.onCompleted: root._watch()
    Component.onDestruction: Bus.forget(root._watched, root)
}
