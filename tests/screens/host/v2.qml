import QtQuick
import QtQuick.Window
import Victron.VenusOS
import BtBattery.TestBus

/// The window of gui-v2: a status bar, one page of a stack, a navigation bar.
Window {
    id: window

    readonly property var told: Qt.application.arguments.slice(-4)

    width: 800
    height: 480
    visible: true
    onWidthChanged: screen.apply()
    onHeightChanged: screen.apply()

    Item {
        id: screen

        property string scheme: "dark"
        readonly property int statusBar: window.width < window.height ? 54 : 56

        anchors.fill: parent
        Component.onCompleted: {
            Qt.uiLanguage = window.told[0];
            Bus.backend = window.told[1];
            Global.host = this;
            screen.apply();
        }

        function apply() {
            Global.applyWindow(window.width, window.height, screen.scheme);
        }

        function pushPage(url, properties) {
            pages.push(url instanceof Component ? url : String(url).replace("qrc:/BtBattery/", ""), properties);
        }

        function popPage() {
            pages.pop();
        }

        function toast(category, text, milliseconds) {
            toastText.text = text;
        }

        function open(step) {
            const properties = step.properties ?? {};
            if (step.device)
                properties.device = device.createObject(screen, { serviceUid: Bus.uidOf(step.device) });
            return pages.push(step.page, properties) ? undefined : `${step.page} was not opened.`;
        }

        Component {
            id: device

            Device {}
        }

        Rectangle {
            anchors.fill: parent
            color: Theme.color_page_background
        }

        PageStack {
            id: pages

            y: screen.statusBar
            width: parent.width
            height: parent.height - screen.statusBar - 72
            folder: window.told[2]
            onTurned: (page, current) => {
                if (page.hasOwnProperty("isCurrentPage"))
                    page.isCurrentPage = current;
            }
        }

        Text {
            anchors.horizontalCenter: parent.horizontalCenter
            height: screen.statusBar
            verticalAlignment: Text.AlignVCenter
            color: Theme.color_font_primary
            font.family: Global.fontFamily
            font.pixelSize: 18
            text: pages.currentPage?.title ?? ""
        }

        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width
            height: 72
            color: Theme.color_background_secondary

            Text {
                id: toastText

                anchors.centerIn: parent
                width: parent.width - 32
                wrapMode: Text.Wrap
                color: Theme.color_font_primary
                font.family: Global.fontFamily
                font.pixelSize: 14
            }
        }

        Tour {
            window: window
            host: ({
                open: step => screen.open(step),
                back: () => pages.pop(),
                page: () => pages.currentPage,
                scheme: name => {
                    screen.scheme = name;
                    screen.apply();
                }
            })
        }
    }
}
