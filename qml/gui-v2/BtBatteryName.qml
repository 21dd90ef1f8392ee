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

    /// What people call it, else its address; of a bank with its number before it, as in the names of its cells: "B2 Stern".
    //% "Battery"
    readonly property string name: (root.number > 0 ? "B" + root.number + " " : "") + (_name.value || _address.value || qsTrId("btbattery_battery"))

    readonly property VeQuickItem _address: VeQuickItem { uid: root.number === 0 ? "" : root.path("/Address") }
    readonly property VeQuickItem _name: VeQuickItem { uid: root.path(root.number === 0 ? "/CustomName" : "/Name") }

    function path(leaf) {
        return root.base === "" ? "" : root.base + leaf;
    }
}
