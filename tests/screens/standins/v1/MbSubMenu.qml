import QtQuick
import com.victron.velib 1.0

/// A row that leads to a page.
MbItem {
    id: root

    property string description
    property VBusItem item: VBusItem {}

    Text {
        x: 8
        anchors.verticalCenter: parent.verticalCenter
        text: root.description
        font.pixelSize: 16
    }

    Text {
        anchors { right: parent.right; rightMargin: 8; verticalCenter: parent.verticalCenter }
        text: "›"
        font.pixelSize: 20
    }
}
