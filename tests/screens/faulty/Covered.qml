import QtQuick 2

Item {
    Text {
        id: label

        text: opened ? "opened" : "open"

        property bool opened

        MouseArea {
            anchors.fill: parent
            onClicked: label.opened = true
        }
    }

    MouseArea {
        anchors.fill: parent
    }
}
