import QtQuick
import Victron.VenusOS

Item {
    property alias text: label.text

    implicitWidth: parent ? parent.width : 0
    implicitHeight: 34

    Text {
        id: label

        x: Theme.geometry_listItem_content_horizontalMargin
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - 2 * x
        wrapMode: Text.Wrap
        color: Theme.color_font_secondary
        font.pixelSize: Theme.font_size_body1
        font.family: Global.fontFamily
    }
}
