import QtQuick
import com.victron.velib 1.0

/// One value on grey. It has no text of its own, but that of its item.
Rectangle {
    id: root

    property VBusItem item: VBusItem {}

    width: label.width + 10
    height: 25
    color: "#dddddd"

    Text {
        id: label

        anchors.centerIn: parent
        text: root.item.text
        color: "#333333"
        font.pixelSize: 16
    }
}
