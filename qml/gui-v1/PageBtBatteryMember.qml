import QtQuick 2
import com.victron.velib 1.0

// One battery: its cells around their mean, how the spread went in the last hour, its limits and its link.
MbPage {
	id: root

	// Name of the service.
	property string bindPrefix
	// Below which the paths of the battery are: the service for a battery alone, …/Batteries/<k> in a bank.
	property string base: bindPrefix
	// Its number in the bank, from 1; 0 for a battery alone.
	property int k: 0

	// Goes on once a second while the page is seen: what is shown is read then, into this and by each cell for itself. Sooner in the first two seconds, in
	// which values arrive.
	property int tick: 0
	property variant shown: ({
		heard: true, silence: "", age: "", level: -1, low: "", lowId: "", mean: "", high: "", highId: "", spread: "", balancing: "",
		minutes: [], threshold: 0, sentence: "", trend: "", pack: "", charge: "", discharge: "", link: ""
	})
	// Stays while the battery is silent.
	property int cells: 0
	property int worstCell: 0
	property real scale: 0.025
	property variant since

	property PageBtBatteryWords words: PageBtBatteryWords { threshold: root.limit.value }
	property VBusItem name: VBusItem { bind: root.base + (root.k > 0 ? "/Name" : "/CustomName") }
	property VBusItem connected: VBusItem { bind: root.base + "/Connected" }
	property VBusItem problem: VBusItem { bind: root.base + "/Diagnostics/Problem" }
	property VBusItem link: VBusItem { bind: root.base + "/Mgmt/Connection" }
	property VBusItem rssi: VBusItem { bind: root.base + "/Diagnostics/Link/Rssi" }
	property VBusItem limit: VBusItem { bind: root.bindPrefix + "/Settings/CellImbalanceThreshold" }
	property VBusItem count: VBusItem { bind: root.base + "/System/NrOfCellsPerBattery" }
	property VBusItem mean: VBusItem { bind: root.base + "/CellMonitor/Mean" }
	property VBusItem low: VBusItem { bind: root.base + "/System/MinCellVoltage" }
	property VBusItem lowId: VBusItem { bind: root.base + "/System/MinVoltageCellId" }
	property VBusItem high: VBusItem { bind: root.base + "/System/MaxCellVoltage" }
	property VBusItem highId: VBusItem { bind: root.base + "/System/MaxVoltageCellId" }
	property VBusItem spread: VBusItem { bind: root.base + "/Voltages/Diff" }
	property VBusItem worst: VBusItem { bind: root.base + "/CellMonitor/WorstCell" }
	property VBusItem balancing: VBusItem { bind: root.base + "/CellMonitor/BalancingCells" }
	property VBusItem history: VBusItem { bind: root.base + "/CellMonitor/History/Minutes" }
	property VBusItem sentence: VBusItem { bind: root.base + "/CellMonitor/Sentence" }
	property VBusItem atRest: VBusItem { bind: root.base + "/CellMonitor/Trend/Rest" }
	property VBusItem whenFull: VBusItem { bind: root.base + "/CellMonitor/Trend/Top" }
	property VBusItem underLoad: VBusItem { bind: root.base + "/CellMonitor/Trend/Load" }
	property VBusItem voltage: VBusItem { bind: root.base + "/Dc/0/Voltage" }
	property VBusItem current: VBusItem { bind: root.base + "/Dc/0/Current" }
	property VBusItem soc: VBusItem { bind: root.base + "/Soc" }
	property VBusItem age: VBusItem {
		bind: root.base + "/Diagnostics/Link/Age"
		onValueChanged: root.since = value === undefined ? undefined : Date.now() - 1000 * value
	}

	title: words.name(k, words.given(name.value))

	function look() {
		if (count.value !== undefined)
			cells = count.value
		worstCell = Number(words.given(worst.value).substring(1))
		if (mean.value !== undefined && low.value !== undefined && high.value !== undefined)
			scale = words.scale([low.value - mean.value, high.value - mean.value])
		var level = words.level(spread.value)
		shown = {
			heard: connected.value === 1, silence: words.silence(since, problem.value), age: words.age(age.value), level: level,
			low: words.fixed(low.value, 3, " V"), lowId: words.given(lowId.value), mean: words.fixed(mean.value, 3, " V"),
			high: words.fixed(high.value, 3, " V"), highId: words.given(highId.value),
			spread: words.millivolts(spread.value) + " " + words.word(level), balancing: balancing.value === undefined ? "--" : qsTr("%1 balancing").arg(balancing.value),
			minutes: words.numbers(history.value), threshold: limit.value > 0 ? Math.round(limit.value * 1000) : 0,
			sentence: words.given(sentence.value) || "--",
			trend: qsTr("at rest %1, full %2, under load %3").arg(words.trend(atRest.value)).arg(words.trend(whenFull.value)).arg(words.trend(underLoad.value)),
			pack: words.fixed(voltage.value, 2, " V") + "   " + words.amperes(current.value) + "   " + words.fixed(soc.value, 0, " %"),
			charge: charge.told(), discharge: discharge.told(),
			link: (words.given(link.value) || "--") + (rssi.value === undefined ? "" : " (" + rssi.value + " dBm)")
		}
		tick += 1
	}

	Timer {
		interval: root.tick < 8 ? 250 : 1000
		repeat: true
		running: root.visible
		triggeredOnStart: true
		onTriggered: root.look()
	}

	component Limit: QtObject {
		id: allowed

		property string direction
		property VBusItem amps: VBusItem { bind: root.k > 0 ? root.base + "/Diagnostics/Limits/" + allowed.direction + "Current" : root.base + "/Info/Max" + allowed.direction + "Current" }
		property VBusItem cause: VBusItem { bind: root.base + "/Diagnostics/Limits/" + allowed.direction + "CurrentCause" }
		property VBusItem reading: VBusItem { bind: root.base + "/Diagnostics/Limits/" + allowed.direction + "CurrentReading" }
		property VBusItem number: VBusItem { bind: root.base + "/Diagnostics/Limits/" + allowed.direction + "CurrentNumber" }

		function told() {
			return root.words.fixed(amps.value, 1, " A") + ": " + root.words.reason(cause.value, reading.value, number.value)
		}
	}

	property Limit charge: Limit { direction: "Charge" }
	property Limit discharge: Limit { direction: "Discharge" }

	component Small: Text {
		font.pixelSize: 12
		color: "black"
	}

	component Tile: Item {
		property string label
		property string value

		Small { y: 3; text: parent.label }
		Text { y: 19; text: parent.value; font.pixelSize: 16; font.bold: true }
	}

	component Cell: Item {
		id: cell

		property int number
		property VBusItem volts: VBusItem { bind: root.base + "/Voltages/Cell" + cell.number }
		property VBusItem balance: VBusItem { bind: root.base + "/Balances/Cell" + cell.number }
		property int tick: root.tick
		property variant value
		property variant deviation
		property bool balanced: false
		property bool worst: deviation !== undefined && number === root.worstCell
		property real end: deviation === undefined ? 45 : root.words.place(deviation, root.scale, 90)

		visible: number <= root.cells
		width: 228; height: 18
		onTickChanged: {
			value = volts.value
			deviation = volts.value !== undefined && root.mean.value !== undefined ? volts.value - root.mean.value : undefined
			balanced = balance.value === 1
		}

		Small { x: 0; y: 1; text: "C" + cell.number; font.bold: cell.worst }

		Rectangle {
			x: 27; y: 2
			width: 90; height: 14
			color: "#f7f7f7"
			border.color: "#999999"
			border.width: 1

			Rectangle {
				visible: cell.deviation !== undefined
				x: Math.min(45, cell.end); y: 3
				width: Math.max(1, Math.abs(cell.end - 45)); height: 8
				color: !cell.worst ? "#6b8fb5" : root.shown.level === 2 ? "#b00020" : root.shown.level === 1 ? "#b36b00" : "#22446b"
			}

			Rectangle { x: 45; width: 1; height: 14; color: "#333333" }
		}

		Small { x: 121; y: 1; text: root.words.fixed(cell.value, 3, ""); font.bold: cell.worst }

		Rectangle {
			visible: cell.worst
			x: 163; y: 1
			width: 34; height: 16
			radius: 3
			color: root.shown.level === 2 ? "#b00020" : root.shown.level === 1 ? "#ffb300" : "#dddddd"
		}

		Small {
			x: 163; y: 1
			width: 32; height: 16
			verticalAlignment: Text.AlignVCenter
			horizontalAlignment: Text.AlignRight
			text: root.words.signed(cell.deviation)
			fontSizeMode: Text.HorizontalFit
			minimumPixelSize: 9
			color: cell.worst && root.shown.level === 2 ? "white" : "black"
			font.bold: cell.worst
		}

		Rectangle {
			visible: cell.balanced
			x: 201; y: 1
			width: 27; height: 16
			radius: 3
			color: "#dce9f5"
			border.color: "#22446b"
			border.width: 1

			Small { anchors.centerIn: parent; text: qsTr("BAL"); font.pixelSize: 11 }
		}
	}

	component CellRows: MbItem {
		id: block

		property int from: 1
		// A battery of few cells has one column.
		property int lines: Math.min(8, root.cells - from + 1)

		show: root.cells >= from
		height: lines * 18 + 20

		Repeater {
			model: 2

			Item {
				visible: root.cells >= block.from + 8 * index
				x: 6 + 242 * index

				Small { x: 27; y: 1; text: "−" + Math.round(root.scale * 1000); font.pixelSize: 11 }
				Small { x: 27; y: 1; width: 90; horizontalAlignment: Text.AlignRight; text: "+" + Math.round(root.scale * 1000); font.pixelSize: 11 }
				Small { x: 121; y: 1; text: "V"; font.pixelSize: 11 }
				Small { x: 163; y: 1; width: 32; horizontalAlignment: Text.AlignRight; text: "mV"; font.pixelSize: 11 }
			}
		}

		Repeater {
			model: 16

			Cell {
				number: block.from + index
				x: index < 8 ? 6 : 248
				y: 16 + 18 * (index % 8)
			}
		}
	}

	component Fact: MbItem {
		property string label
		property string text

		height: 35

		Small { x: 8; anchors.verticalCenter: parent.verticalCenter; width: 104; wrapMode: Text.Wrap; text: parent.label; font.bold: true }

		Text {
			x: 116; y: 2
			width: 356; height: 31
			text: parent.text
			font.pixelSize: 14
			fontSizeMode: Text.Fit
			minimumPixelSize: 9
			wrapMode: Text.Wrap
			verticalAlignment: Text.AlignVCenter
		}
	}

	model: VisibleItemModel {
		MbItem {
			height: 42

			Item {
				visible: root.shown.heard
				Tile { x: 8; label: qsTr("lowest") + " " + root.shown.lowId; value: root.shown.low }
				Tile { x: 104; label: qsTr("mean"); value: root.shown.mean }
				Tile { x: 200; label: qsTr("highest") + " " + root.shown.highId; value: root.shown.high }
				PageBtBatterySpread { x: 300; y: 3; width: 172; level: root.shown.level; text: root.shown.spread }
				Small { x: 300; y: 26; text: root.shown.balancing }
				Small { x: 300; y: 26; width: 172; horizontalAlignment: Text.AlignRight; text: root.shown.age }
			}

			Rectangle { visible: !root.shown.heard; anchors { fill: parent; margins: 3 } color: "#e4e4e4" }

			Text {
				visible: !root.shown.heard
				x: 8; y: 3
				width: 464; height: 36
				text: root.shown.silence
				color: "#444444"
				font.pixelSize: 14
				fontSizeMode: Text.Fit
				minimumPixelSize: 9
				wrapMode: Text.Wrap
				verticalAlignment: Text.AlignVCenter
			}
		}

		CellRows { from: 1 }
		CellRows { from: 17 }

		MbItem {
			height: 92

			PageBtBatteryHistory { x: 8; y: 3; width: 464; minutes: root.shown.minutes; threshold: root.shown.threshold }
		}

		Fact { label: qsTr("Cells"); text: root.shown.sentence }
		Fact { label: qsTr("Trend a week"); text: root.shown.trend }
		Fact { label: qsTr("Pack"); text: root.shown.pack }
		Fact { label: qsTr("Charge limit"); text: root.shown.charge }
		Fact { label: qsTr("Discharge limit"); text: root.shown.discharge }
		Fact { label: qsTr("Link"); text: root.shown.link }
	}
}
