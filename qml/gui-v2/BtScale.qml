import QtQuick
import Victron.VenusOS
import "format.js" as Format

/// The scale above the bars: mV from the mean of each battery.
Item {
    id: root

    property real barX
    property real barWidth
    property real step: 25
    property bool showsTitles

    implicitHeight: 20

    component Mark: BtText {
        property real at

        x: Math.max(root.barX, Math.min(root.barX + root.barWidth - width, root.barX + root.barWidth / 2 * (1 + at) - width / 2))
        height: root.height
        color: Theme.color_listItem_secondaryText
    }

    Mark {
        at: -1
        text: "\u2212" + root.step + Format.international.millivolts
    }

    Mark {
        at: 0
        //% "mean"
        text: qsTrId("btbattery_mean_short")
    }

    Mark {
        at: 1
        text: "+" + root.step + Format.international.millivolts
    }

    BtText {
        visible: root.showsTitles
        x: root.barX + root.barWidth + 8
        width: 104
        height: root.height
        horizontalAlignment: Text.AlignRight
        color: Theme.color_listItem_secondaryText
        //% "spread"
        text: qsTrId("btbattery_spread_short")
    }

    BtText {
        visible: root.showsTitles
        x: root.width - 30 - width
        width: 86
        height: root.height
        horizontalAlignment: Text.AlignRight
        color: Theme.color_listItem_secondaryText
        //% "worst"
        text: qsTrId("btbattery_worst_short")
    }
}
