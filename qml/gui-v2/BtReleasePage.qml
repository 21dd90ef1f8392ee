import QtQuick
import Victron.VenusOS
import "format.js" as Format

/// Lends the link of a battery to a phone app, or takes it back.
Page {
    id: root

    property alias service: source.service
    property alias number: source.number

    /// The minutes that were asked for; -1 when nothing is awaited.
    property int asked: -1

    function ask(minutes) {
        root.asked = minutes;
        answer.restart();

        // What was refused once is sent again only after the value was fetched.
        item.getValue(true);
        item.setValue(minutes);
    }

    BtBatteryName {
        id: source
    }

    VeQuickItem {
        id: item

        uid: source.path("/Control/ReleaseMinutes")
    }

    VeQuickItem {
        id: info

        uid: source.path("/Control/ReleaseInfo")
    }

    Timer {
        id: answer

        interval: 3000
        onTriggered: {
            const isRefused = root.asked > 0 ? !(item.value > 0) : root.asked === 0 && item.value !== 0;
            root.asked = -1;
            if (isRefused) {
                //% "The driver refused: a tool may have the link, or a switch is under way."
                Global.showToastNotification(VenusOS.Notification_Info, qsTrId("btbattery_release_refused"), 8000);
            }
        }
    }

    GradientListView {
        model: VisibleItemModel {
            ListText {
                //% "Link"
                text: qsTrId("btbattery_link")
                secondaryText: Format.release(item.value)
            }

            SettingsColumn {
                width: parent ? parent.width : 0

                Repeater {
                    model: [5, 15, 30]

                    ListButton {
                        required property int modelData

                        //% "%1 minutes"
                        text: qsTrId("btbattery_minutes").arg(modelData)
                        //% "Release"
                        secondaryText: qsTrId("btbattery_release")
                        writeAccessLevel: VenusOS.User_AccessType_User
                        onClicked: root.ask(modelData)
                    }
                }
            }

            ListButton {
                //% "The driver connects again"
                text: qsTrId("btbattery_take_back_text")
                //% "Take back"
                secondaryText: qsTrId("btbattery_take_back")
                preferredVisible: item.value > 0
                writeAccessLevel: VenusOS.User_AccessType_User
                onClicked: root.ask(0)
            }

            ListText {
                text: info.value ?? ""
                preferredVisible: text !== ""
            }
        }
    }
}
