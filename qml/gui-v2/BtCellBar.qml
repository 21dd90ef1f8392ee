import QtQuick
import Victron.VenusOS
import "format.js" as Format

/// One cell: its number, voltage, a bar from the mean of its battery, and how far it is from it.
Item {
    id: root

    property int number
    property real voltage: NaN
    property real mean: NaN
    property real step: 25
    property bool isBalancing
    property bool isWorst
    property color shade: Theme.color_ok

    readonly property real deviation: root.voltage - root.mean
    readonly property bool isWide: root.width > 300

    implicitHeight: 22

    Rectangle {
        anchors.fill: parent
        visible: root.isWorst
        radius: 4
        color: "transparent"
        border.color: root.shade
        border.width: 2
    }

    BtText {
        id: label

        x: 6
        width: 40
        height: parent.height
        font.bold: root.isWorst
        text: Format.international.cell + root.number
    }

    BtText {
        id: volts

        x: 46
        width: root.isWide ? 70 : 50
        height: parent.height
        text: Format.quantity(root.voltage, 3, root.isWide ? Format.international.volts : "")
    }

    Item {
        id: track

        x: root.isWide ? 120 : 98
        width: root.width - x - (root.isWide ? 120 : 54)
        height: parent.height

        Rectangle {
            x: Math.round(track.width / 2)
            width: 1
            height: parent.height
            color: Theme.color_listItem_separator
        }

        Rectangle {
            readonly property real length: track.width / 2 * Math.min(1, Math.abs(root.deviation) * 1000 / root.step)

            visible: Format.isKnown(root.deviation)
            x: Math.round(track.width / 2) - (root.deviation < 0 ? Math.round(length) : 0)
            width: Math.max(2, Math.round(length))
            height: 10
            anchors.verticalCenter: parent.verticalCenter
            color: root.isWorst ? root.shade : Theme.color_ok
        }
    }

    BtText {
        x: track.x + track.width
        width: root.isWide ? 72 : 50
        height: parent.height
        horizontalAlignment: Text.AlignRight
        font.bold: root.isWorst
        text: root.isWide ? Format.deviation(root.deviation) : Format.deviation(root.deviation).replace(Format.international.millivolts, "")
    }

    BtText {
        visible: root.isBalancing
        x: root.isWide ? root.width - width - 4 : track.x
        width: 38
        height: parent.height
        horizontalAlignment: root.isWide ? Text.AlignRight : Text.AlignLeft
        font.bold: true
        text: Format.international.balancing
    }
}
