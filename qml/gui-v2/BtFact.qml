import QtQuick
import Victron.VenusOS

/// A name and what holds of it, which may be long.
Item {
    id: root

    property string name
    property string value

    implicitHeight: Math.max(32, text.height + 10, label.implicitHeight + 10)

    Rectangle {
        anchors.fill: parent
        radius: Theme.geometry_listItem_radius
        color: Theme.color_listItem_background
    }

    BtText {
        id: label

        x: 12
        width: root.width * 0.34
        height: root.height
        color: Theme.color_listItem_secondaryText
        wrapMode: Text.Wrap
        elide: Text.ElideNone
        text: root.name
    }

    BtText {
        id: text

        x: label.x + label.width + 8
        width: root.width - x - 12
        anchors.verticalCenter: parent.verticalCenter
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignRight
        text: root.value
    }
}
