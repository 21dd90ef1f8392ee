import QtQuick
import Victron.VenusOS
import "format.js" as Format

/// When cells of a battery got apart, newest first.
Column {
    id: root

    property string service
    property real now: 0

    spacing: 6

    Repeater {
        model: 5

        BtFact {
            required property int index

            width: root.width
            visible: value !== ""
            name: {
                if (!Format.isKnown(began.value))
                    return Format.unknown;
                const from = Format.moment(began.value * 1000, root.now);
                //: a time; what began then lasts
                //% "since %1"
                return Format.isKnown(ended.value) ? from + " \u2013 " + Format.moment(ended.value * 1000, root.now) : qsTrId("btbattery_since").arg(from);
            }
            value: words.value ?? ""

            VeQuickItem { id: words; uid: root.service === "" ? "" : root.service + "/CellMonitor/Alerts/" + (index + 1) + "/Text" }
            VeQuickItem { id: began; uid: root.service === "" ? "" : root.service + "/CellMonitor/Alerts/" + (index + 1) + "/Began" }
            VeQuickItem { id: ended; uid: root.service === "" ? "" : root.service + "/CellMonitor/Alerts/" + (index + 1) + "/Ended" }
        }
    }
}
