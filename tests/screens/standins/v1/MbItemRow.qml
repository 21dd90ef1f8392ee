import QtQuick

/// A label, and blocks at the right.
MbItem {
    id: root

    property string description
    default property alias values: blocks.data

    Text {
        x: 8
        anchors.verticalCenter: parent.verticalCenter
        text: root.description
        font.pixelSize: 16
    }

    Row {
        id: blocks

        anchors { right: parent.right; rightMargin: 8; verticalCenter: parent.verticalCenter }
        spacing: 3
    }
}
