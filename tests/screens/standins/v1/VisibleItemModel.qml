import QtQuick
import QtQml.Models

/// The rows of a page, of which only those are there that are to be shown.
ObjectModel {
    id: root

    default property list<MbItem> rows

    readonly property Component _place: Component {
        Item {
            id: place

            required property MbItem row

            width: place.ListView.view?.width ?? 480
            height: place.row.show ? place.row.height : 0
            visible: place.row.show
        }
    }

    Component.onCompleted: {
        for (let i = 0; i < root.rows.length; i++) {
            const place = root._place.createObject(null, { row: root.rows[i] });
            root.rows[i].parent = place;
            root.append(place);
        }
    }
}
