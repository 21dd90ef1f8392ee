import QtQuick
import Victron.VenusOS

/// What the rows of lists have in common: a label, what stands at the right, and who may use it.
Item {
    id: root

    property string text
    property string secondaryText
    property bool preferredVisible: true
    property int showAccessLevel: VenusOS.User_AccessType_User
    property int writeAccessLevel: VenusOS.User_AccessType_Installer

    /// Whether the text at the right stands on a button, and whether an arrow follows it.
    property bool standInButton
    property bool standInArrow
    property bool standInActive

    signal clicked

    function _press() {
        if (!root.standInActive)
            return;
        if (root.standInButton && !Global.systemSettings.canAccess(root.writeAccessLevel))
            Global.showToastNotification(VenusOS.Notification_Info, "Setting locked for access level");
        else
            root.clicked();
    }

    visible: root.preferredVisible && Global.systemSettings.canAccess(root.showAccessLevel)
    implicitWidth: parent ? parent.width : 0
    implicitHeight: visible ? Math.max(48, label.implicitHeight + 24, side.implicitHeight + 24) : 0

    Rectangle {
        anchors.fill: parent
        radius: Theme.geometry_listItem_radius
        color: Theme.color_listItem_background
    }

    Text {
        id: label

        x: Theme.geometry_listItem_content_horizontalMargin
        width: root.width - 2 * x - (side.text === "" ? 0 : side.width + 12) - (root.standInArrow ? 24 : 0)
        anchors.verticalCenter: parent.verticalCenter
        text: root.text
        wrapMode: Text.Wrap
        color: Theme.color_font_primary
        font.pixelSize: Theme.screenSize === Theme.Portrait ? Theme.font_size_body1 : Theme.font_size_body2
        font.family: Global.fontFamily
    }

    Rectangle {
        anchors.fill: side
        anchors.margins: -8
        visible: root.standInButton && side.text !== ""
        radius: Theme.geometry_listItem_radius
        color: Theme.color_darkOk
        border.color: Theme.color_ok
        border.width: 2
    }

    Text {
        id: side

        anchors.verticalCenter: parent.verticalCenter
        anchors.right: parent.right
        anchors.rightMargin: Theme.geometry_listItem_content_horizontalMargin + (root.standInArrow ? 24 : 0)
        width: Math.min(implicitWidth, (root.width - 2 * Theme.geometry_listItem_content_horizontalMargin) * 0.7)
        horizontalAlignment: Text.AlignRight
        text: root.secondaryText
        wrapMode: Text.Wrap
        color: root.standInButton ? Theme.color_font_primary : Theme.color_listItem_secondaryText
        font.pixelSize: label.font.pixelSize
        font.family: Global.fontFamily
    }

    Text {
        anchors.verticalCenter: parent.verticalCenter
        anchors.right: parent.right
        anchors.rightMargin: Theme.geometry_listItem_content_horizontalMargin
        visible: root.standInArrow
        text: "\u203a"
        color: Theme.color_listItem_secondaryText
        font.pixelSize: Theme.font_size_body3
    }

    MouseArea {
        anchors.fill: parent
        onClicked: root._press()
    }
}
