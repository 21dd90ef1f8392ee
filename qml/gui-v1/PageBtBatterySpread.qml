import QtQuick 2

// A spread in mV and what is to be thought of it: the word says what the colour says. Readable on white and on the current row.
Rectangle {
	id: root

	property string text
	property int level: -1
	property int size: 15

	height: size + 7
	radius: 3
	border.color: level > 0 ? "white" : "#999999"
	border.width: 1
	color: level === 2 ? "#b00020" : level === 1 ? "#ffb300" : "#f2f2f2"

	Text {
		anchors.centerIn: parent
		text: root.text
		color: root.level === 2 ? "white" : "black"
		font.pixelSize: root.size
		font.bold: root.level > 0
	}
}
