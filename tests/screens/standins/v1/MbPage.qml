import QtQuick

/// A list of rows, of which one is current; arrow keys go from row to row, and Return chooses.
Item {
    id: root

    property string title
    property alias model: list.model
    property alias delegate: list.delegate
    property var summary
    property alias currentIndex: list.currentIndex
    readonly property alias listview: list
    property var pageToolbarHandler

    onVisibleChanged: if (visible)
        list.forceActiveFocus()
    Component.onCompleted: list.forceActiveFocus()

    ListView {
        id: list

        function go(by) {
            let next = list.currentIndex + by;
            while (next >= 0 && next < list.count && !list.model.get(next).row.show)
                next += by;
            if (next >= 0 && next < list.count)
                list.currentIndex = next;
        }

        anchors.fill: parent
        clip: true
        focus: true
        snapMode: ListView.SnapToItem
        cacheBuffer: 10000
        Keys.onUpPressed: list.go(-1)
        Keys.onDownPressed: list.go(1)
        Keys.onReturnPressed: list.currentItem.row._activate()
    }
}
