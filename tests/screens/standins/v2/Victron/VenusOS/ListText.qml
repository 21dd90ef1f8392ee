import QtQuick
import Victron.VenusOS

StandInRow {
    readonly property VeQuickItem dataItem: VeQuickItem {}

    secondaryText: dataItem.value ?? ""
}
