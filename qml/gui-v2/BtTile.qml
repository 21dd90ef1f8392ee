import QtQuick
import Victron.VenusOS

/// One figure with its name above and a word below.
Item {
    id: root

    property string title
    property string value
    property string note
    property color shade: "transparent"

    implicitHeight: 66

    Rectangle {
        anchors.fill: parent
        radius: Theme.geometry_listItem_radius
        color: Theme.color_listItem_background
    }

    Rectangle {
        y: 4
        width: 5
        height: parent.height - 8
        radius: 2
        color: root.shade
    }

    BtText {
        x: 10
        y: 2
        width: root.width - 14
        height: 20
        color: Theme.color_listItem_secondaryText
        text: root.title
    }

    BtText {
        x: 10
        y: 21
        width: root.width - 14
        height: 24
        font.pixelSize: Theme.font_size_body1
        font.bold: true
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: 13
        text: root.value
    }

    BtText {
        x: 10
        y: 44
        width: root.width - 14
        height: 20
        text: root.note
    }
}
