import QtQuick 2

Item {
    property var nothing

    Text {
        text: "x" + parent.nothing.name
    }
}
