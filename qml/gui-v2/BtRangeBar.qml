import QtQuick
import Victron.VenusOS
import "format.js" as Format

/// From the lowest to the highest cell, around their mean in the middle, on a scale that ends at the step.
Item {
    id: root

    /// In mV from the mean; NaN if not known.
    property real low
    property real high
    property real step: 25
    property string level

    readonly property bool isKnown: Format.isKnown(root.low) && Format.isKnown(root.high)
    readonly property color shade: root.level === "apart" ? Theme.color_critical : root.level === "watch" ? Theme.color_warning : Theme.color_ok

    implicitHeight: 20

    function at(value) {
        return root.width / 2 * (1 + Math.max(-1, Math.min(1, value / root.step)));
    }

    Repeater {
        model: 5

        Rectangle {
            required property int index

            x: Math.round(index * root.width / 4)
            width: index === 2 ? 2 : 1
            height: root.height
            color: Theme.color_listItem_separator
            opacity: index === 2 ? 1 : 0.5
        }
    }

    Rectangle {
        visible: root.isKnown
        x: Math.round(root.at(root.low)) - 1
        width: Math.max(3, Math.round(root.at(root.high) - root.at(root.low)) + 2)
        height: 10
        anchors.verticalCenter: parent.verticalCenter
        radius: 2
        color: root.shade
    }

    // The worst of them, where one stands out.
    Rectangle {
        visible: root.isKnown && root.level !== "even"
        x: Math.round(root.at(-root.low > root.high ? root.low : root.high)) - width / 2
        width: 12
        height: 12
        radius: 6
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.color_font_primary
        border.color: root.shade
        border.width: 3
    }
}
