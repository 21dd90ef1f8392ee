import QtQml
import Victron.VenusOS

/// Which battery it is: alone, or a member of a bank.
QtObject {
    id: root

    /// Uid of the service, and which battery of a bank it is; 0 if it is alone.
    property string service
    property int number

    readonly property string base: root.service === "" || root.number === 0 ? root.service : root.service + "/Batteries/" + root.number

    /// False for a place of the bank in which there is no battery.
    readonly property bool isThere: root.base !== "" && (root.number === 0 || _address.valid)

    /// What people call it, else its address, else its number.
    //% "Battery %1"
    readonly property string name: _name.value || _address.value || qsTrId("btbattery_battery_n").arg(root.number || 1)

    readonly property VeQuickItem _address: VeQuickItem { uid: root.number === 0 ? "" : root.path("/Address") }
    readonly property VeQuickItem _name: VeQuickItem { uid: root.path(root.number === 0 ? "/CustomName" : "/Name") }

    function path(leaf) {
        return root.base === "" ? "" : root.base + leaf;
    }
}
