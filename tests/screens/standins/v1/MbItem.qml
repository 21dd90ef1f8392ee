import QtQuick
import com.victron.velib 1.0

/// A row of a page. What it does when it is chosen needs a level of access that an owner may not have.
Item {
    id: root

    property bool show: true
    property bool editable
    property bool cornerMark
    property Component subpage
    property int showAccessLevel: User.AccessUser
    property int writeAccessLevel: User.AccessInstaller
    readonly property bool userHasWriteAccess: root.writeAccessLevel <= User.AccessUser

    signal clicked
    signal selected

    readonly property Item _place: root.parent

    width: root._place?.width ?? 480
    height: 35

    function _activate() {
        if (root.subpage)
            pageStack.push(root.subpage);
        else if (root.userHasWriteAccess)
            root.clicked();
    }

    Rectangle {
        anchors.fill: parent
        color: root._place?.ListView.isCurrentItem ? "#4790d0" : "#ffffff"
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: "#dddddd"
    }

    MouseArea {
        anchors.fill: parent
        onClicked: {
            root._place.ListView.view.currentIndex = root._place.ObjectModel.index;
            root._activate();
        }
    }
}
