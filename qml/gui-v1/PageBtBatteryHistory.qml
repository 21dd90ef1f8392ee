import QtQuick 2

// The spread of the last hour as a bar a minute, oldest at the left, with the threshold as a line. Fixed scales, so that a healthy battery looks flat.
Item {
	id: root

	// Whole mV, undefined where nothing is known.
	property variant minutes: []
	// mV; 0 is none.
	property real threshold: 0
	property real highest: minutes.reduce(function(most, one) { return one > most ? one : most }, threshold)
	// mV at the top of the chart.
	property int scale: highest <= 50 ? 50 : highest <= 100 ? 100 : highest <= 250 ? 250 : highest <= 500 ? 500 : 2000

	height: 86

	component Small: Text {
		font.pixelSize: 12
		color: "black"
	}

	Small { width: 78; wrapMode: Text.Wrap; text: qsTr("Spread in the last hour"); font.bold: true }
	Small { x: 80; width: 34; horizontalAlignment: Text.AlignRight; text: root.scale }
	Small { x: 80; y: 54; width: 34; horizontalAlignment: Text.AlignRight; text: "0" }
	Small { x: 120; y: 70; text: qsTr("60 min ago") }
	Small { x: 120; y: 70; width: 300; horizontalAlignment: Text.AlignRight; text: qsTr("now") }

	Rectangle {
		x: 118; y: 2
		width: 304; height: 66
		color: "#f7f7f7"
		border.color: "#999999"
		border.width: 1
	}

	Repeater {
		model: root.minutes.length

		Rectangle {
			property variant value: root.minutes[index]
			property real tall: value === undefined ? 0 : Math.max(1, Math.min(64, 64 * value / root.scale))

			visible: value !== undefined
			x: 120 + 5 * (60 - root.minutes.length + index); y: 67 - tall
			width: 4; height: tall
			color: root.threshold > 0 && value >= root.threshold ? "#b00020" : "#6b8fb5"
		}
	}

	Rectangle {
		visible: root.threshold > 0
		x: 119; y: 67 - 64 * root.threshold / root.scale
		width: 302; height: 1
		color: "black"
	}

	Small { visible: root.threshold > 0; x: 426; y: Math.min(58, 59 - 64 * root.threshold / root.scale); text: Math.round(root.threshold) + " mV"; font.pixelSize: 11 }
}
