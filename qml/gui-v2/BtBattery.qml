import QtQml
import Victron.VenusOS
import "format.js" as Format

/// What the bus says of one battery: alone, or a member of a bank.
BtBatteryName {
    id: root

    /// Wall clock of the last reading in ms; NaN before the first. The age is told as seconds that were true when it arrived.
    property real heardAt: NaN

    readonly property VeQuickItem _connected: VeQuickItem { uid: root.path("/Connected") }
    readonly property VeQuickItem _soc: VeQuickItem { uid: root.path("/Soc") }
    readonly property VeQuickItem _low: VeQuickItem { uid: root.path("/System/MinCellVoltage") }
    readonly property VeQuickItem _lowId: VeQuickItem { uid: root.path("/System/MinVoltageCellId") }
    readonly property VeQuickItem _high: VeQuickItem { uid: root.path("/System/MaxCellVoltage") }
    readonly property VeQuickItem _highId: VeQuickItem { uid: root.path("/System/MaxVoltageCellId") }
    readonly property VeQuickItem _mean: VeQuickItem { uid: root.path("/CellMonitor/Mean") }
    readonly property VeQuickItem _spread: VeQuickItem { uid: root.path("/Voltages/Diff") }
    readonly property VeQuickItem _worst: VeQuickItem { uid: root.path("/CellMonitor/WorstCell") }
    readonly property VeQuickItem _deviation: VeQuickItem { uid: root.path("/CellMonitor/WorstDeviation") }
    readonly property VeQuickItem _balancing: VeQuickItem { uid: root.path("/CellMonitor/BalancingCells") }
    readonly property VeQuickItem _link: VeQuickItem { uid: root.path("/Diagnostics/Link/State") }
    readonly property VeQuickItem _problem: VeQuickItem { uid: root.path("/Diagnostics/Problem") }
    readonly property VeQuickItem _age: VeQuickItem {
        uid: root.path("/Diagnostics/Link/Age")
        onValueChanged: root.heardAt = Format.isKnown(value) ? Date.now() - value * 1000 : NaN
    }

    /// All of it as it is now. What is not known is undefined, or NaN where a number is wanted.
    function now() {
        return {
            number: root.number,
            name: root.name,
            connected: _connected.value,
            soc: Format.numberOf(_soc.value),
            low: Format.numberOf(_low.value),
            lowId: _lowId.value,
            high: Format.numberOf(_high.value),
            highId: _highId.value,
            mean: Format.numberOf(_mean.value),
            spread: Format.numberOf(_spread.value),
            worst: _worst.value,
            deviation: Format.numberOf(_deviation.value),
            balancing: Format.numberOf(_balancing.value),
            link: _link.value,
            problem: _problem.value,
            ageAtMost: Format.isKnown(_age.value) ? 10 * Math.floor(_age.value / 10) + 10 : NaN,
            heardAt: Math.round(root.heardAt / 60000) * 60000
        };
    }
}
