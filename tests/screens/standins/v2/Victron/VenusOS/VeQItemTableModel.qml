import QtQml
import QtQml.Models
import Victron.VenusOS
import BtBattery.TestBus

/// The children of an item, one row each with the role `uid`. Here services are known: all of them on D-Bus, those of a type in a browser.
ListModel {
    id: root

    enum Flags { AddChildren = 1, AddNonLeaves = 4, DontAddItem = 8 }

    property var uids: []
    property int flags
    readonly property var _services: Bus.services

    function _fill() {
        root.clear();
        if (root.flags !== (VeQItemTableModel.AddChildren | VeQItemTableModel.AddNonLeaves | VeQItemTableModel.DontAddItem))
            console.error("flags", root.flags, "list something else");
        for (const parent of root.uids) {
            if (parent.split("/").length !== (Bus.backend === "dbus" ? 1 : 2))
                console.error("the children of", parent, "are not known here");
            for (const uid of root._services.map(service => Bus.uidOf(service)).filter(uid => uid.startsWith(parent + "/")))
                root.append({ uid: uid });
        }
    }

    on_ServicesChanged: root._fill()
    Component.onCompleted: root._fill()
}
