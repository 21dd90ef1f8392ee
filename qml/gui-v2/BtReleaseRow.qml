import QtQuick
import Victron.VenusOS
import "format.js" as Format

/// One battery of which the link can be lent to a phone.
ListNavigation {
    id: root

    property alias service: source.service
    property alias number: source.number

    text: source.name
    secondaryText: Format.release(minutes.value)
    preferredVisible: source.isThere
    onClicked: Global.pageManager.pushPage("qrc:/BtBattery/BtReleasePage.qml", { title: text, service: root.service, number: root.number })

    BtBatteryName {
        id: source
    }

    VeQuickItem {
        id: minutes

        uid: source.path("/Control/ReleaseMinutes")
    }
}
