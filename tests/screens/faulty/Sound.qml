import QtQuick 2
import BtBattery.TestBus 1.0

Item {
    BusValue {
        id: soc

        path: "com.victronenergy.battery.x/Soc"
    }

    Column {
        anchors.fill: parent

        Text {
            text: soc.valid ? soc.text : "--"
        }

        Text {
            text: soc.seen ? "there" : "gone"
        }

        Text {
            text: "set 5"

            MouseArea {
                anchors.fill: parent
                onClicked: soc.setValue(5)
            }
        }

        Text {
            text: "set 500"

            MouseArea {
                anchors.fill: parent
                onClicked: soc.setValue(500)
            }
        }

        Flickable {
            width: parent.width
            height: 40
            clip: true
            contentHeight: 500

            Text {
                y: 400
                text: "far below"
            }
        }
    }
}
