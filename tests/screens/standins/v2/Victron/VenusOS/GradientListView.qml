import QtQuick
import Victron.VenusOS

ListView {
    width: parent ? parent.width : 0
    height: parent ? parent.height : 0
    leftMargin: Theme.geometry_page_content_horizontalMargin
    rightMargin: Theme.geometry_page_content_horizontalMargin
    bottomMargin: 16
    spacing: 4
    clip: true
    boundsBehavior: Flickable.StopAtBounds
}
