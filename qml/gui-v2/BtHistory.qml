import QtQuick
import Victron.VenusOS
import "format.js" as Format

/// How far the cells were apart: one column for each minute or day, the threshold as a line, the scale printed.
Item {
    id: root

    /// In mV, oldest first, null where nothing is known; and for how many there is room.
    property var values: []
    property int places: 60
    property real threshold: NaN
    property string from
    property string to

    readonly property real limit: 1000 * root.threshold
    readonly property real most: Format.stepFor(root.values.concat(root.limit > 0 ? [root.limit * 1.05] : []))

    function level(value) {
        return Format.level(value / 1000, root.threshold);
    }

    implicitHeight: 150

    Item {
        id: plot

        x: 78
        y: 10
        width: root.width - x - 8
        height: root.height - 34

        Repeater {
            model: 3

            Rectangle {
                required property int index

                y: Math.round(index * (plot.height - 1) / 2)
                width: plot.width
                height: 1
                color: Theme.color_listItem_separator
                opacity: 0.6
            }
        }

        Repeater {
            model: root.places

            Rectangle {
                required property int index

                readonly property var value: root.values[root.values.length - root.places + index] ?? null

                visible: value !== null
                x: Math.round(index * plot.width / root.places)
                width: Math.max(1, Math.floor(plot.width / root.places) - 1)
                height: Math.max(4, Math.round(plot.height * Math.min(1, value / root.most)))
                y: plot.height - height
                color: root.level(value) === "apart" ? Theme.color_darkCritical : root.level(value) === "watch" ? Theme.color_darkWarning : Theme.color_darkOk

                Rectangle {
                    width: parent.width
                    height: 4
                    color: root.level(parent.value) === "apart" ? Theme.color_critical : root.level(parent.value) === "watch" ? Theme.color_warning : Theme.color_ok
                }
            }
        }

        Rectangle {
            visible: root.limit > 0
            y: Math.round(plot.height * (1 - root.limit / root.most))
            width: plot.width
            height: 2
            color: Theme.color_font_primary
        }

        BtText {
            anchors.horizontalCenter: parent.horizontalCenter
            y: plot.height * 0.75 - height / 2
            visible: root.values.every(value => value === null)
            color: Theme.color_listItem_secondaryText
            //% "nothing yet"
            text: qsTrId("btbattery_nothing_yet")
        }
    }

    Repeater {
        model: 3

        BtText {
            required property int index

            y: plot.y + index * (plot.height - 1) / 2 - height / 2
            width: 70
            horizontalAlignment: Text.AlignRight
            color: Theme.color_listItem_secondaryText
            text: root.most * (2 - index) / 2 + Format.international.millivolts
        }
    }

    Row {
        visible: root.limit > 0
        x: (begin.x + begin.width + end.x - width) / 2
        y: plot.y + plot.height + 3
        spacing: 6

        Rectangle {
            width: 24
            height: 2
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.color_font_primary
        }

        BtText {
            //% "threshold %1"
            text: qsTrId("btbattery_threshold").arg(Format.millivolts(root.threshold))
        }
    }

    BtText {
        id: begin

        x: plot.x
        y: plot.y + plot.height + 3
        color: Theme.color_listItem_secondaryText
        text: root.from
    }

    BtText {
        id: end

        x: plot.x + plot.width - width
        y: plot.y + plot.height + 3
        color: Theme.color_listItem_secondaryText
        text: root.to
    }
}
