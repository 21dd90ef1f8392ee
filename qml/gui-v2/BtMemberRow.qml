import QtQuick
import Victron.VenusOS
import "format.js" as Format

/// One battery of a bank in the overview.
Item {
    id: root

    required property var battery
    property real step: 25
    property real threshold: NaN
    property real now
    property bool isNarrow

    /// Where the bars begin and how long they are: the scale above them stands there too.
    property real barX
    property real barWidth

    readonly property bool isLive: root.battery.connected === 1
    readonly property string level: Format.level(root.battery.spread, root.threshold)

    signal opened

    implicitHeight: root.isNarrow ? 96 : 56

    Rectangle {
        anchors.fill: parent
        radius: Theme.geometry_listItem_radius
        color: press.pressed ? Theme.color_darkOk : Theme.color_listItem_background
    }

    Rectangle {
        visible: root.isLive && root.level !== ""
        width: 6
        height: parent.height
        radius: 3
        color: bar.shade
    }

    Item {
        anchors.fill: parent

        BtText {
            id: name

            x: 14
            y: root.isNarrow ? 6 : 4
            width: root.isNarrow ? parent.width - 14 - soc.width - spread.width - 24 : root.barX - 14 - (root.isLive ? soc.width + 20 : 12)
            height: 26
            color: root.isLive ? Theme.color_font_primary : Theme.color_listItem_secondaryText
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 14
            font.pixelSize: Theme.font_size_body1
            text: root.battery.name
        }

        BtText {
            x: 14
            y: root.isNarrow ? (root.isLive ? 70 : 6) : 29
            width: (root.isNarrow ? parent.width : root.barX) - x - (root.isNarrow && root.isLive ? worst.width + 20 : 12)
            height: 22
            horizontalAlignment: root.isNarrow && !root.isLive ? Text.AlignRight : Text.AlignLeft
            color: Theme.color_listItem_secondaryText
            text: {
                if (!root.isLive)
                    return root.battery.problem || Format.isKnown(root.battery.heardAt) ? Format.link(root.battery.link) : "";
                const words = [Format.status(root.battery, root.now)];
                if (root.battery.balancing > 0) {
                    //% "BAL %1"
                    words.push(qsTrId("btbattery_bal_n").arg(root.battery.balancing));
                }
                return words.join("  ");
            }
        }

        // In place of the figures, which nobody knows.
        BtText {
            visible: !root.isLive
            x: root.isNarrow ? 14 : root.barX
            y: root.isNarrow ? 32 : 4
            width: parent.width - x - (root.isNarrow ? 12 : 30)
            height: root.isNarrow ? 60 : parent.height - 8
            wrapMode: Text.Wrap
            maximumLineCount: root.isNarrow ? 3 : 2
            text: Format.silence(root.battery, root.now)
        }

        BtText {
            id: soc

            x: root.isNarrow ? parent.width - spread.width - width - 20 : root.barX - width - 12
            y: name.y
            width: 68
            height: 26
            horizontalAlignment: Text.AlignRight
            visible: root.isLive
            font.pixelSize: Theme.font_size_body1
            text: Format.quantity(root.battery.soc, 0, Format.international.percent)
        }

        BtRangeBar {
            id: bar

            x: root.barX
            y: root.isNarrow ? 40 : (parent.height - height) / 2
            width: root.barWidth
            height: root.isNarrow ? 22 : 28
            visible: root.isLive
            low: 1000 * (root.battery.low - root.battery.mean)
            high: 1000 * (root.battery.high - root.battery.mean)
            step: root.step
            level: root.level
        }

        BtText {
            id: spread

            x: root.isNarrow ? parent.width - width - 12 : root.barX + root.barWidth + 8
            y: name.y
            width: 104
            height: 26
            horizontalAlignment: Text.AlignRight
            font.pixelSize: Theme.font_size_body1
            visible: root.isLive
            font.bold: root.level === "apart" || root.level === "watch"
            text: Format.millivolts(root.battery.spread)
        }

        BtText {
            visible: root.isLive && !root.isNarrow
            x: spread.x
            y: 29
            width: spread.width
            height: 22
            horizontalAlignment: Text.AlignRight
            color: Theme.color_listItem_secondaryText
            text: Format.levelWord(root.level)
        }

        BtText {
            id: worst

            x: parent.width - width - (root.isNarrow ? 12 : 30)
            y: root.isNarrow ? 70 : 4
            visible: root.isLive
            elide: Text.ElideNone
            height: root.isNarrow ? 22 : 26
            font.pixelSize: root.isNarrow ? Theme.font_size_caption : Theme.font_size_body1
            font.bold: spread.font.bold
            text: {
                const cell = root.battery.worst ?? Format.unknown;
                return root.isNarrow ? [Format.levelWord(root.level), cell, Format.deviation(root.battery.deviation)].join(" ") : cell;
            }
        }

        BtText {
            visible: root.isLive && !root.isNarrow
            x: parent.width - width - 30
            y: 29
            width: 90
            height: 22
            horizontalAlignment: Text.AlignRight
            color: Theme.color_listItem_secondaryText
            text: Format.deviation(root.battery.deviation)
        }

        BtText {
            visible: !root.isNarrow
            x: parent.width - 20
            height: parent.height
            color: Theme.color_listItem_secondaryText
            font.pixelSize: Theme.font_size_body3
            text: "\u203a"
        }
    }

    MouseArea {
        id: press

        anchors.fill: parent
        onClicked: root.opened()
    }
}
