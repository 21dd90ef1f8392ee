import QtQml
import QtQml.Models
import Victron.VenusOS

/// The children of an item, one row each with the role `uid`. Here those of the bus itself are known: its services.
ListModel {
    id: root

    enum Flags { AddChildren = 1, AddNonLeaves = 4, DontAddItem = 8 }

    property var uids: []
    property int flags
    readonly property var _services: Global.host?.services ?? []

    function _fill() {
        root.clear();
        if (root.flags !== (VeQItemTableModel.AddChildren | VeQItemTableModel.AddNonLeaves | VeQItemTableModel.DontAddItem))
            console.error("flags", root.flags, "list something else");
        for (const parent of root.uids) {
            if (parent !== "dbus")
                console.error("the children of", parent, "are not known here");
            for (const service of root._services)
                root.append({ uid: parent + "/" + service });
        }
    }

    on_ServicesChanged: root._fill()
    Component.onCompleted: root._fill()
}
