import QtQuick
import Victron.VenusOS
import "settings.js" as Settings

/// One setting in the list: the value in force, and whether it was changed on the screen.
ListNavigation {
    id: root

    required property string service
    required property var setting

    text: root.setting.label
    secondaryText: Settings.text(root.setting, value.value) + (overridden.value === 1 ?
        //% "changed here"
        "\n" + qsTrId("btbattery_changed_here") : "")
    onClicked: Global.pageManager.pushPage("qrc:/BtBattery/BtSettingPage.qml", { title: root.setting.label, service: root.service, name: root.setting.name })

    VeQuickItem {
        id: value

        uid: root.service + "/Settings/" + root.setting.name
    }

    VeQuickItem {
        id: overridden

        uid: root.service + "/Settings/Overridden/" + root.setting.name
    }
}
