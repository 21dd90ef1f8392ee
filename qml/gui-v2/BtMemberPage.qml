import QtQuick
import Victron.VenusOS

/// One battery of a bank.
Page {
    id: root

    property string service
    property int number

    BtMemberView {
        anchors.fill: parent
        service: root.service
        number: root.number
        isShown: root.isCurrentPage
    }
}
