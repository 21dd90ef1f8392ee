import QtQuick 2
import com.victron.velib 1.0

MbPage {
	id: root

	property variant service
	property string bindPrefix
	property VBusItem hasSettings: VBusItem { bind: service.path("/Settings/HasSettings") }

	title: service.description
	summary: [soc.item.text, power.item.text]

	model: VisibleItemModel {
		MbItemValue {
			description: qsTr("Mode")
			item.bind: service.path("/Mode")
			show: item.valid
		}

		MbItemRow {
			description: qsTr("Battery")
			values: [
				MbTextBlock { item.bind: service.path("/Dc/0/Voltage"); width: 90; height: 25 },
				MbTextBlock { id: power; item.bind: service.path("/Dc/0/Power"); width: 90; height: 25 }
			]
		}

		MbItemValue {
			id: soc
			description: qsTr("State of charge")
			item { bind: service.path("/Soc"); unit: "%" }
		}

		MbSubMenu {
			description: qsTr("Alarms")
			subpage: Component {
				PageBatteryAlarms {
					title: qsTr("Alarms")
					bindPrefix: root.bindPrefix
				}
			}
		}

		MbSubMenu {
			description: qsTr("Settings")
			show: hasSettings.value === 1
			subpage: Component { PageBatterySettings { bindPrefix: root.bindPrefix } }
		}
	}
}
