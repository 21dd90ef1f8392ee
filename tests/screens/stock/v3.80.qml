import QtQuick 2
import com.victron.velib 1.0

MbPage {
    id: root
    property variant service
    property string bindPrefix

    title: service.description
    model: VisibleItemModel {
        MbItemValue {
            description: qsTr("State of charge")
            item.bind: service.path("/Soc")
        }
        MbSubMenu {
            description: qsTr("Alarms")
            subpage: Component { PageBatteryAlarms { bindPrefix: root.bindPrefix } }
        }
        MbSubMenu {
            description: qsTr("Alarms")
            subpage: Component { PageBatteryModuleAlarms { bindPrefix: root.bindPrefix } }
        }
    }
}
