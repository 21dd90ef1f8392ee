import QtQuick
import Victron.VenusOS
import "format.js" as Format

/// How the spread developed: minute by minute, or day by day in one of three conditions.
Column {
    id: root

    /// A BtBattery, and the threshold in V.
    required property QtObject battery
    property real threshold: NaN

    readonly property var ways: ["Minutes", "Rest", "Top", "Load"]
    property int chosen: 0
    readonly property bool isHour: root.chosen === 0

    spacing: 6

    VeQuickItem {
        id: values

        uid: root.battery.path("/CellMonitor/History/" + root.ways[root.chosen])
    }

    VeQuickItem {
        id: trend

        uid: root.isHour ? "" : root.battery.path("/CellMonitor/Trend/" + root.ways[root.chosen])
    }

    Row {
        width: parent.width
        spacing: 6

        Repeater {
            //% "Last hour"
            model: [qsTrId("btbattery_last_hour"), Format.condition("Rest"), Format.condition("Top"), Format.condition("Load")]

            Rectangle {
                id: way

                required property int index
                required property string modelData

                width: (root.width - 18) / 4
                height: 38
                radius: Theme.geometry_listItem_radius
                color: way.index === root.chosen ? Theme.color_darkOk : Theme.color_listItem_background
                border.color: Theme.color_ok
                border.width: way.index === root.chosen ? 2 : 0

                BtText {
                    anchors.fill: parent
                    anchors.margins: 4
                    horizontalAlignment: Text.AlignHCenter
                    text: way.modelData
                }

                MouseArea {
                    anchors.fill: parent
                    onClicked: root.chosen = way.index
                }
            }
        }
    }

    BtText {
        width: parent.width
        wrapMode: Text.Wrap
        text: {
            if (root.isHour) {
                //% "Spread of the last hour, one column a minute"
                return qsTrId("btbattery_hour_legend");
            }
            //% "Spread of the last weeks, one column a day."
            const legend = qsTrId("btbattery_weeks_legend");
            return legend + " " + (Format.isKnown(trend.value) ?
                //% "Trend: %1 mV a week"
                qsTrId("btbattery_trend").arg((trend.value > 0 ? "+" : "") + trend.value.toFixed(1)) :
                //% "No trend yet"
                qsTrId("btbattery_no_trend"));
        }
    }

    BtHistory {
        width: parent.width
        values: Format.series(values.value)
        places: root.isHour ? 60 : 56
        threshold: root.threshold
        from: root.isHour ? "\u221260" + Format.international.minutes :
            //% "8 weeks ago"
            qsTrId("btbattery_weeks_ago")
        to: root.isHour ?
            //% "now"
            qsTrId("btbattery_now") :
            //% "today"
            qsTrId("btbattery_today")
    }
}
