import QtQuick 2

// How readings are judged and written on both pages. Voltages come in V and deviations are shown in whole mV; unknown is undefined, and shown as "--".
QtObject {
	// Spread in V from which cells are apart: the threshold of the alarm. 0 is none.
	property variant threshold

	// By whole mV, as they are shown: -1 nothing is known, or there is nothing to judge by; 0 even, 1 worth watching, 2 apart.
	function level(spread) {
		if (spread === undefined || threshold === undefined || threshold <= 0)
			return -1
		var whole = Math.round(spread * 1000), limit = Math.round(threshold * 1000)
		return whole >= limit ? 2 : 2 * whole >= limit ? 1 : 0
	}

	function word(level) {
		return level === 2 ? qsTr("apart") : level === 1 ? qsTr("watch") : level === 0 ? qsTr("even") : ""
	}

	// The least of fixed steps in which all these deviations in V have room: healthy cells look flat on it, and what is far off differs from what is further.
	function scale(deviations) {
		var steps = [25, 50, 100, 250, 500, 1000, 2500], most = 0, i
		for (i = 0; i < deviations.length; i++)
			if (deviations[i] !== undefined)
				most = Math.max(most, Math.round(Math.abs(deviations[i] * 1000)) || 0)
		for (i = 0; i < steps.length; i++)
			if (most <= steps[i])
				return steps[i] / 1000
		return 5
	}

	// Where on a bar of that width around its middle a deviation is; what is beyond the scale is at its end.
	function place(deviation, scale, width) {
		return width / 2 + Math.max(-1, Math.min(1, deviation / scale)) * width / 2
	}

	// A text of the bus, "" for none.
	function given(text) {
		return text === undefined ? "" : text
	}

	function fixed(value, digits, unit) {
		return value === undefined ? "--" : value.toFixed(digits) + unit
	}

	// Positive is charging.
	function amperes(current) {
		return current === undefined ? "--" : (current < 0 ? "−" : "") + Math.abs(current).toFixed(1) + " A"
	}

	function millivolts(volts) {
		return volts === undefined ? "--" : Math.round(volts * 1000) + " mV"
	}

	// With its sign, which is a real minus: a hyphen is lost at this size.
	function signed(volts) {
		if (volts === undefined)
			return "--"
		var whole = Math.round(volts * 1000)
		return (whole < 0 ? "−" : whole > 0 ? "+" : "±") + Math.abs(whole)
	}

	// The driver tells an age again when it has grown by 10 s: readings are younger than the next step of ten.
	function age(seconds) {
		if (seconds === undefined)
			return ""
		var most = 10 * Math.floor(seconds / 10) + 10
		return most < 120 ? qsTr("< %1 s old").arg(most) : qsTr("< %1 min old").arg(Math.ceil(most / 60))
	}

	// A moment in ms since 1970: the time of day, with its date when that is not today.
	function moment(milliseconds) {
		var then = new Date(milliseconds)
		return Qt.formatDateTime(then, then.toDateString() === new Date().toDateString() ? "hh:mm" : "yyyy-MM-dd hh:mm")
	}

	// What is said of a battery that is not heard; since is undefined if it never was, and why is empty if that is not known.
	function silence(since, why) {
		return (since === undefined ? qsTr("no data yet") : qsTr("no data since %1").arg(moment(since))) + (given(why) ? ": " + why : "")
	}

	// A battery as it is called, after its number in a bank, by which sentences and cells name it; the number of one alone is 0.
	function name(k, called) {
		return (k > 0 ? "B" + k + " " : "") + (called || (k > 0 ? "" : qsTr("Battery")))
	}

	// Of a slope in mV a week; unknown until there is enough to tell it from.
	function trend(slope) {
		return slope === undefined ? "--" : (slope < 0 ? "−" : "+") + Math.abs(slope).toFixed(1) + " mV"
	}

	// What was read for a cause of a limit, with its unit; "" for a cause of which none is known.
	function measured(cause, reading) {
		switch (reading === undefined ? "" : cause) {
		case "NotConfigured":
			return fixed(reading, 0, " Ah")
		case "CellVoltage":
		case "CellOvervoltage":
		case "Penalty":
		case "Chemistry":
			return fixed(reading, 3, " V")
		case "ReconnectGuard":
			return fixed(reading, 2, " V")
		case "Temperature":
		case "MosTemperature":
			return fixed(reading, 1, " °C")
		case "Soc":
		case "Share":
			return fixed(reading, 0, " %")
		default:
			return ""
		}
	}

	// Why a limit is what it is: its cause is a word such as CellVoltage, its number is that of a cell or of a sensor.
	function reason(cause, reading, number) {
		if (cause === undefined || cause === "")
			return "--"
		var text = cause.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase().replace("soc", "SoC").replace("fet", "FET").replace("mos ", "MOS ")
		if (number !== undefined && ["Temperature", "SensorLost", "TemperatureUnknown"].indexOf(cause) >= 0)
			text += " T" + number
		if (number !== undefined && ["CellVoltage", "CellOvervoltage", "CellUnknown", "Penalty", "Chemistry"].indexOf(cause) >= 0)
			text += " C" + number
		return measured(cause, reading) === "" ? text : text + ", " + measured(cause, reading)
	}

	// "4,,6" of a history as [4, undefined, 6].
	function numbers(text) {
		return text === undefined || text === "" ? [] : text.split(",").map(function(one) { return one === "" ? undefined : Number(one) })
	}
}
