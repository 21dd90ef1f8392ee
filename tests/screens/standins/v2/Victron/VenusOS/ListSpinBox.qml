import QtQuick
import Victron.VenusOS

/// A number with a button that opens a selector. With a uid it writes by itself.
StandInRow {
    id: root

    readonly property VeQuickItem dataItem: VeQuickItem {}
    property real from: isNaN(dataItem.min) ? 0 : dataItem.min
    property real to: isNaN(dataItem.max) ? Global.int32Max / Math.pow(10, decimals) : dataItem.max
    property real stepSize: 1
    property int decimals
    property string suffix
    property var presets: []
    property real value: Math.min(Math.max(dataItem.valid ? dataItem.value : 0, root.from), root.to)

    signal selectorAccepted(newValue: var)

    standInButton: true
    standInActive: dataItem.uid === "" || dataItem.valid
    secondaryText: value.toFixed(decimals) + suffix
    onClicked: Global.pageManager.pushPage(selector, { title: root.text })

    Component {
        id: selector

        StandInNumberSelector {
            value: root.value
            from: root.from
            to: root.to
            stepSize: root.stepSize
            decimals: root.decimals
            suffix: root.suffix
            onAccepted: chosen => {
                if (root.dataItem.uid === "")
                    root.value = chosen;
                else
                    root.dataItem.setValue(chosen);
                root.selectorAccepted(chosen);
            }
        }
    }
}
