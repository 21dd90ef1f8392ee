import QtQuick
import Victron.VenusOS

/// In place of the dialog for numbers: one button less, one more, and "Set".
Page {
    id: root

    property real value
    property real from
    property real to
    property real stepSize
    property int decimals
    property string suffix

    signal accepted(chosen: real)

    Column {
        anchors.fill: parent
        spacing: 4

        ListText {
            text: root.title
            secondaryText: root.value.toFixed(root.decimals) + root.suffix
        }

        ListButton {
            text: "-"
            secondaryText: "less"
            onClicked: root.value = Math.max(root.from, root.value - root.stepSize)
        }

        ListButton {
            text: "+"
            secondaryText: "more"
            onClicked: root.value = Math.min(root.to, root.value + root.stepSize)
        }

        ListButton {
            text: "OK"
            secondaryText: "Set"
            onClicked: {
                root.accepted(root.value);
                Global.pageManager.popPage();
            }
        }
    }
}
