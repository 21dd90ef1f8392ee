import QtQml
import Victron.VenusOS
import "format.js" as Format

/// How much a battery, and the bank that it is in, may be charged and discharged with, and why.
QtObject {
    id: root

    /// A BtBattery.
    required property QtObject battery

    readonly property BtLimit _charge: BtLimit { battery: root.battery; direction: "Charge" }
    readonly property BtLimit _discharge: BtLimit { battery: root.battery; direction: "Discharge" }
    readonly property string _bank: root.battery.number === 0 || root.battery.service === "" ? "" : root.battery.service + "/Info/"
    readonly property VeQuickItem _bankLimit: VeQuickItem { uid: root._bank === "" ? "" : root._bank + "MaxChargeCurrent" }
    readonly property VeQuickItem _bankReason: VeQuickItem { uid: root._bank === "" ? "" : root._bank + "ChargeLimitation" }

    /// In words, as they are now.
    function now() {
        return { charge: _charge.now(), discharge: _discharge.now(), bank: Format.reasoned(_bankLimit.value, _bankReason.value) };
    }
}
