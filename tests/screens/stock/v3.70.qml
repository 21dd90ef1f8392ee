import QtQuick 2
import com.victron.velib 1.0

MbPage {
	id: root

	property variant service
	property string bindPrefix

	// MbSubMenu { description: qsTr("Alarms") } stands below.
	title: service.description

	model: VisibleItemModel {
		MbItemValue {
			description: qsTr("State of charge")
			item.bind: service.path("/Soc")
		}

		MbSubMenu {
			description: qsTr("Details")
			subpage: Component {
				MbPage {
					title: qsTr("Details")
					model: VisibleItemModel {
						MbItemValue {
							description: qsTr("Lowest cell voltage")
							item.bind: service.path("/System/MinCellVoltage")
						}
					}
				}
			}
		}

		MbSubMenu {
			id: alarms
			description: qsTr("Alarms")
			subpage: Component { PageBatteryAlarms { bindPrefix: root.bindPrefix } }
		}
	}
}