import QtQuick 2

Item {
    Text {
        anchors.right: parent.right
        anchors.rightMargin: -20
        text: "half of it"
    }
}
