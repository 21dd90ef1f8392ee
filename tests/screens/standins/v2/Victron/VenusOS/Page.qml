import QtQuick
import Victron.VenusOS

/// A page of the page stack. What is set of it by the interface is written by the host here.
FocusScope {
    property string title
    property bool isCurrentPage

    implicitWidth: Theme.standInPageWidth
    implicitHeight: Theme.standInPageHeight
}
