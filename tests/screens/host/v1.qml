import QtQuick
import QtQuick.Window

/// The screen of gui-v1: a status bar, one page of a stack, a tool bar.
Window {
    id: window

    property alias pageStack: pages

    width: 480
    height: 272
    visible: true

    Item {
        id: screen

        anchors.fill: parent

        Rectangle {
            anchors.fill: parent
            color: "#ffffff"
        }

        Rectangle {
            width: parent.width
            height: 27
            color: "#4790d0"

            Text {
                anchors.centerIn: parent
                color: "#ffffff"
                font.pixelSize: 16
                text: pages.currentPage?.title ?? ""
            }
        }

        PageStack {
            id: pages

            y: 27
            width: parent.width
            height: parent.height - 27 - 35
            folder: Qt.resolvedUrl("./")
        }

        Rectangle {
            y: parent.height - 35
            width: parent.width
            height: 35
            color: "#dddddd"
        }

        Tour {
            window: window
            host: ({
                open: step => pages.push(step.page, step.properties) ? undefined : `${step.page} was not opened.`,
                back: () => pages.pop(),
                page: () => pages.currentPage,
                scheme: () => "This interface has one scheme."
            })
        }
    }
}
