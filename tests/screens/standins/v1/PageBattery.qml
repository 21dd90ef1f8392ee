import QtQuick 2
import com.victron.velib 1.0

MbPage {
	id: root

	property string bindPrefix
	property QtObject service: QtObject {
		function path(name) {
			return root.bindPrefix + name
		}
	}

	title: qsTr("Battery")
	model: VisibleItemModel {
		MbItemValue {
			description: qsTr("State of charge")
			item.bind: service.path("/Soc")
		}

		MbItemValue {
			description: qsTr("Battery voltage")
			item.bind: service.path("/Dc/0/Voltage")
		}

		MbSubMenu {
			description: qsTr("Alarms")
			subpage: Component {
				MbPage {
					title: qsTr("Alarms")
					model: VisibleItemModel {
						MbItemValue {
							description: qsTr("Cell imbalance")
							item.bind: root.bindPrefix + "/Alarms/CellImbalance"
						}
					}
				}
			}
		}
	}
}
