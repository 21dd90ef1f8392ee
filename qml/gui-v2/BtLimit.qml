import QtQml
import Victron.VenusOS
import "causes.js" as Causes
import "format.js" as Format

/// How much one battery may be charged or discharged with, and why.
QtObject {
    id: root

    /// A BtBattery, and "Charge" or "Discharge".
    required property QtObject battery
    required property string direction

    readonly property string _limits: "/Diagnostics/Limits/" + root.direction + "Current"
    readonly property VeQuickItem _amperes: VeQuickItem { uid: root.battery.path(root.battery.number === 0 ? "/Info/Max" + root.direction + "Current" : root._limits) }
    readonly property VeQuickItem _cause: VeQuickItem { uid: root.battery.path(root._limits + "Cause") }
    readonly property VeQuickItem _number: VeQuickItem { uid: root.battery.path(root._limits + "Number") }
    readonly property VeQuickItem _reading: VeQuickItem { uid: root.battery.path(root._limits + "Reading") }

    /// In words, as it is now.
    function now() {
        return Format.reasoned(_amperes.value, Causes.cause(_cause.value, _number.value, _reading.value));
    }
}
