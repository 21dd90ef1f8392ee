import QtQuick 2
import com.victron.velib 1.0

// The cells of a battery, or of a bank of up to four, at a glance: one row each, the worst first. A row leads to its battery.
MbPage {
	id: root

	// Name of the service.
	property string bindPrefix

	// One object per row, as it is shown: made anew once a second while the page is seen.
	property variant rows: []
	// V from the middle of a range bar to its end, the same in all rows.
	property real scale: 0.025
	property bool present: false
	// How often was looked: sooner in the first two seconds, in which values arrive.
	property int looks: 0
	property string headline: ""

	property VBusItem process: VBusItem { bind: root.bindPrefix + "/Mgmt/ProcessName" }
	property VBusItem first: VBusItem { bind: root.bindPrefix + "/Batteries/1/Address" }
	property VBusItem link: VBusItem { bind: root.bindPrefix + "/Mgmt/Connection" }
	property VBusItem sentence: VBusItem { bind: root.bindPrefix + "/CellMonitor/Sentence" }
	property VBusItem limit: VBusItem { bind: root.bindPrefix + "/Settings/CellImbalanceThreshold" }
	property PageBtBatteryWords words: PageBtBatteryWords { threshold: root.limit.value }
	property variant batteries: [one, two, three, four]

	title: qsTr("Cells")

	function look() {
		var found = [], deviations = [], i
		present = process.valid
		headline = !present ? qsTr("The battery driver is not running.") : words.given(sentence.value) || words.given(link.value) || "--"
		for (i = 0; present && i < batteries.length; i++)
			if (first.valid ? batteries[i].address.valid : i === 0)
				found.push(batteries[i].read())
		for (i = 0; i < found.length; i++)
			if (found[i].heard)
				deviations.push(found[i].low - found[i].mean, found[i].high - found[i].mean)
		scale = words.scale(deviations)
		if (rows.length === 0 && found.length > 0)
			root.currentIndex = 1
		rows = sorted(found)
		looks += 1
	}

	// The worst first, silent ones last. Rows that come close stay where they are: one that is about to be chosen must not run away with noise.
	function sorted(found) {
		var last = rows.map(function(one) { return one.k }), pass, i, moved
		if (last.length !== found.length)
			return found.sort(function(a, b) { return b.worth - a.worth || a.k - b.k })
		found.sort(function(a, b) { return last.indexOf(a.k) - last.indexOf(b.k) })
		for (pass = 1; pass < found.length; pass++) {
			for (i = 1; i < found.length; i++) {
				if (found[i].worth > found[i - 1].worth + 0.005) {
					moved = found[i]
					found[i] = found[i - 1]
					found[i - 1] = moved
				}
			}
		}
		return found
	}

	Timer {
		interval: root.looks < 8 ? 250 : 1000
		repeat: true
		running: root.visible
		triggeredOnStart: true
		onTriggered: root.look()
	}

	component Battery: QtObject {
		id: battery

		property int k
		property string base: root.first.valid ? root.bindPrefix + "/Batteries/" + k : root.bindPrefix
		property VBusItem address: VBusItem { bind: root.bindPrefix + "/Batteries/" + battery.k + "/Address" }
		property VBusItem name: VBusItem { bind: battery.base + (root.first.valid ? "/Name" : "/CustomName") }
		property VBusItem connected: VBusItem { bind: battery.base + "/Connected" }
		property VBusItem problem: VBusItem { bind: battery.base + "/Diagnostics/Problem" }
		property VBusItem soc: VBusItem { bind: battery.base + "/Soc" }
		property VBusItem mean: VBusItem { bind: battery.base + "/CellMonitor/Mean" }
		property VBusItem low: VBusItem { bind: battery.base + "/System/MinCellVoltage" }
		property VBusItem high: VBusItem { bind: battery.base + "/System/MaxCellVoltage" }
		property VBusItem spread: VBusItem { bind: battery.base + "/Voltages/Diff" }
		property VBusItem worst: VBusItem { bind: battery.base + "/CellMonitor/WorstCell" }
		property VBusItem deviation: VBusItem { bind: battery.base + "/CellMonitor/WorstDeviation" }
		property VBusItem balancing: VBusItem { bind: battery.base + "/CellMonitor/BalancingCells" }
		// ms since 1970; its clock is this machine's, so it is worked out anew with each age that is told.
		property variant since
		property VBusItem age: VBusItem {
			bind: battery.base + "/Diagnostics/Link/Age"
			onValueChanged: battery.since = value === undefined ? undefined : Date.now() - 1000 * value
		}

		function read() {
			var heard = connected.value === 1, level = words.level(spread.value)
			return {
				k: k, base: base, heard: heard, name: words.name(root.first.valid ? k : 0, words.given(name.value) || words.given(address.value)),
				silence: words.silence(since, problem.value),
				soc: words.fixed(soc.value, 0, " %"), age: words.age(age.value),
				mean: mean.value, low: low.value, high: high.value, spread: spread.value, level: level, deviation: deviation.value,
				worst: words.given(worst.value) ? worst.value + " " + words.signed(deviation.value) + " mV" : "--",
				balancing: balancing.value > 0 ? balancing.value + " BAL" : "",
				worth: !heard ? -2 : spread.value === undefined ? -1 : spread.value
			}
		}
	}

	property Battery one: Battery { k: 1 }
	property Battery two: Battery { k: 2 }
	property Battery three: Battery { k: 3 }
	property Battery four: Battery { k: 4 }

	component Small: Text {
		font.pixelSize: 12
		color: "black"
	}

	component BatteryRow: MbItem {
		id: row

		property int place
		property variant shown: root.rows.length > place ? root.rows[place] : null
		property bool heard: shown !== null && shown.heard

		show: shown !== null
		height: 41
		writeAccessLevel: User.AccessUser
		onClicked: pageStack.push("PageBtBatteryMember.qml", { bindPrefix: root.bindPrefix, base: shown.base, k: root.first.valid ? shown.k : 0 })

		Rectangle {
			visible: row.shown !== null && !row.heard
			anchors { fill: parent; margins: 3 }
			color: "#e4e4e4"
		}

		Text {
			x: 8; y: 0
			width: 116; height: 24
			text: row.shown ? row.shown.name : ""
			color: row.heard ? "black" : "#444444"
			font.pixelSize: 15
			font.bold: true
			fontSizeMode: Text.Fit
			minimumPixelSize: 8
			wrapMode: Text.Wrap
			verticalAlignment: Text.AlignVCenter
		}

		Small { x: 8; y: 24; visible: row.heard; text: row.heard ? row.shown.soc + "  " + row.shown.age : "" }

		Item {
			visible: row.heard
			x: 128; y: 3
			width: 200

			Rectangle {
				width: 200; height: 18
				color: "#f7f7f7"
				border.color: "#999999"
				border.width: 1
			}

			Rectangle {
				property real from: row.heard && row.shown.low !== undefined ? root.words.place(row.shown.low - row.shown.mean, root.scale, 200) : 100
				property real to: row.heard && row.shown.high !== undefined ? root.words.place(row.shown.high - row.shown.mean, root.scale, 200) : 100

				visible: row.heard && row.shown.low !== undefined && row.shown.mean !== undefined
				x: from; y: 5
				width: Math.max(2, to - from); height: 8
				color: "#6b8fb5"
			}

			Rectangle { x: 100; y: 1; width: 1; height: 16; color: "#333333" }

			Rectangle {
				visible: row.heard && row.shown.deviation !== undefined
				x: row.heard && row.shown.deviation !== undefined ? Math.max(0, Math.min(195, root.words.place(row.shown.deviation, root.scale, 200) - 2)) : 0
				width: 5; height: 18
				color: row.heard && row.shown.level === 2 ? "#b00020" : row.heard && row.shown.level === 1 ? "#b36b00" : "#22446b"
			}

			Small { y: 21; text: row.heard ? root.words.fixed(row.shown.low, 3, "") : "" }
			Small { y: 21; width: 200; horizontalAlignment: Text.AlignHCenter; text: row.heard ? root.words.fixed(row.shown.mean, 3, " V") : "" }
			Small { y: 21; width: 200; horizontalAlignment: Text.AlignRight; text: row.heard ? root.words.fixed(row.shown.high, 3, "") : "" }
		}

		PageBtBatterySpread {
			visible: row.heard
			x: 336; y: 2
			width: 136
			level: row.heard ? row.shown.level : -1
			text: row.heard ? root.words.millivolts(row.shown.spread) + " " + root.words.word(row.shown.level) : ""
			size: 14
		}

		Small {
			visible: row.heard
			x: 336; y: 24
			text: row.heard ? row.shown.worst : ""
			font.bold: true
		}

		Small { visible: row.heard; x: 336; y: 24; width: 136; horizontalAlignment: Text.AlignRight; text: row.heard ? row.shown.balancing : "" }

		Text {
			visible: row.shown !== null && !row.heard
			x: 128; y: 2
			width: 344; height: 37
			text: row.shown && !row.heard ? row.shown.silence : ""
			color: "#444444"
			font.pixelSize: 14
			fontSizeMode: Text.Fit
			minimumPixelSize: 9
			wrapMode: Text.Wrap
			verticalAlignment: Text.AlignVCenter
		}
	}

	component AlertRow: MbItem {
		id: alert

		property int place
		property VBusItem what: VBusItem { bind: root.bindPrefix + "/CellMonitor/Alerts/" + alert.place + "/Text" }
		property VBusItem began: VBusItem { bind: root.bindPrefix + "/CellMonitor/Alerts/" + alert.place + "/Began" }
		property VBusItem ended: VBusItem { bind: root.bindPrefix + "/CellMonitor/Alerts/" + alert.place + "/Ended" }

		function told() {
			var text = words.given(what.value)
			if (began.value === undefined)
				return text
			return words.moment(1000 * began.value) + (ended.value === undefined ? "" : " – " + words.moment(1000 * ended.value)) + ": " + text
		}

		show: root.words.given(what.value) !== ""
		height: 35

		Small {
			x: 8
			anchors.verticalCenter: parent.verticalCenter
			width: 464
			wrapMode: Text.Wrap
			text: alert.told()
		}
	}

	model: VisibleItemModel {
		MbItem {
			height: 46

			Text {
				x: 8; y: 0
				width: 464; height: 31
				text: root.headline
				font.pixelSize: 16
				fontSizeMode: Text.Fit
				minimumPixelSize: 9
				wrapMode: Text.Wrap
				verticalAlignment: Text.AlignVCenter
			}

			Small { visible: root.present; x: 128; y: 31; text: "−" + root.words.millivolts(root.scale) }
			Small { visible: root.present; x: 128; y: 31; width: 200; horizontalAlignment: Text.AlignHCenter; text: qsTr("mean") }
			Small { visible: root.present; x: 128; y: 31; width: 200; horizontalAlignment: Text.AlignRight; text: "+" + root.words.millivolts(root.scale) }
			Small { visible: root.present; x: 336; y: 31; text: root.limit.value > 0 ? qsTr("apart from %1").arg(root.words.millivolts(root.limit.value)) : "" }
		}

		BatteryRow { place: 0 }
		BatteryRow { place: 1 }
		BatteryRow { place: 2 }
		BatteryRow { place: 3 }

		AlertRow { place: 1 }
		AlertRow { place: 2 }
		AlertRow { place: 3 }
		AlertRow { place: 4 }
		AlertRow { place: 5 }
	}
}
