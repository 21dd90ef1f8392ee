import QtQuick
import Victron.VenusOS

/// The driver: its version, how the links of its batteries do, and what it found.
Page {
    id: root

    /// "dbus", where a service has its name, or "mqtt", where it is a number of its type.
    readonly property string backend: BackendConnection.serviceUidForType("system").split("/")[0]
    readonly property bool isRemote: root.backend === "mqtt"

    /// How many services of the driver there are.
    property int found: 0

    GradientListView {
        // Every service of others has a row without height, which must not leave a gap.
        spacing: 0
        footer: BtText {
            width: parent ? parent.width : 0
            visible: root.found === 0
            padding: visible ? Theme.geometry_page_content_horizontalMargin : 0
            elide: Text.ElideNone
            wrapMode: Text.Wrap
            //% "The driver does not run, or has no battery yet."
            text: visible ? qsTrId("btbattery_no_service") : ""
        }
        model: VeQItemTableModel {
            uids: [root.isRemote ? root.backend + "/battery" : root.backend]
            flags: VeQItemTableModel.AddChildren | VeQItemTableModel.AddNonLeaves | VeQItemTableModel.DontAddItem
        }

        // All of them stay: those out of sight too are counted.
        cacheBuffer: 100000
        delegate: BtService {
            required property string uid

            width: parent ? parent.width : 0
            service: root.isRemote || uid.startsWith(root.backend + "/com.victronenergy.battery.") ? uid : ""
            isShown: root.isCurrentPage
            onIsOursChanged: root.found += isOurs ? 1 : -1
            Component.onDestruction: {
                if (isOurs)
                    root.found--;
            }
        }
    }
}
