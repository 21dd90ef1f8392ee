import QtQuick
import Victron.VenusOS
import "format.js" as Format

/// Which cell is furthest off, in large letters, and what the driver says of the cells.
Item {
    id: root

    /// The battery in which it is; null if nobody knows.
    property var battery
    property real threshold: NaN
    property string sentence

    /// False while a battery is silent: what is left of the bank may be worse than it looks.
    property bool isWhole: true

    readonly property string known: root.battery ? Format.level(root.battery.spread, root.threshold) : ""
    readonly property string level: root.known === "even" && !root.isWhole ? "" : root.known
    readonly property color shade: root.level === "apart" ? Theme.color_critical : root.level === "watch" ? Theme.color_warning : Theme.color_ok

    signal opened

    implicitHeight: texts.height + 12

    Rectangle {
        anchors.fill: parent
        radius: Theme.geometry_listItem_radius
        color: root.level === "apart" ? Theme.color_darkCritical : root.level === "watch" ? Theme.color_darkWarning : Theme.color_listItem_background
    }

    Rectangle {
        width: 6
        height: parent.height
        radius: 3
        visible: root.level !== ""
        color: root.shade
    }

    Column {
        id: texts

        x: 14
        y: 6
        width: root.width - 28

        BtText {
            width: parent.width
            font.pixelSize: Theme.font_size_body2
            font.bold: true
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 16
            text: {
                if (!root.battery || !root.battery.worst) {
                    //% "Cells are not known"
                    return qsTrId("btbattery_cells_not_known");
                }
                //: name of a battery, cell, deviation from the mean of the battery
                //% "%1, %2: %3"
                return qsTrId("btbattery_worst").arg(root.battery.name).arg(Format.cell(root.battery.worst)).arg(Format.deviation(root.battery.deviation));
            }
        }

        BtText {
            width: parent.width
            visible: text !== ""
            wrapMode: Text.Wrap
            maximumLineCount: 2
            text: root.sentence
        }
    }

    MouseArea {
        anchors.fill: parent
        enabled: root.battery !== null
        onClicked: root.opened()
    }
}
