// Numbers and words as the pages show them: pure functions. What is unknown is "--".

/** Steps of a scale in mV: fixed, so that a healthy battery looks flat. */
const steps = [25, 50, 100, 250, 500, 1000, 2500, 5000];

const unknown = "--";

/** The same in every language: symbols of units, and what people call things in all of them. */
const international = {
    volts: " V", millivolts: " mV", amperes: " A", ampereHours: " Ah", degrees: " \u00b0C", percent: " %", decibels: " dBm",
    seconds: " s", minutes: " min", hours: " h", days: " d", cell: "C", charge: "SoC ", balancing: "BAL"
};

/** /ProductId of the services of this driver. */
const productId = 0xB7BA;

function isKnown(value) {
    return typeof value === "number" && isFinite(value);
}

function numberOf(value) {
    return isKnown(value) ? value : NaN;
}

/** A value with its unit, such as "3.267 V". */
function quantity(value, digits, unit) {
    return isKnown(value) ? value.toFixed(digits).replace("-", "\u2212") + unit : unknown;
}

function volts(value) {
    return quantity(value, 3, international.volts);
}

/** A limit and what decides it, if that is told. */
function reasoned(amperes, cause) {
    return quantity(amperes, 1, international.amperes) + (cause ? ": " + cause : "");
}

/** Volts as whole millivolts with their unit. */
function millivolts(value) {
    return isKnown(value) ? Math.round(value * 1000) + international.millivolts : unknown;
}

/** The same with its sign, and no sign at 0. */
function deviation(value) {
    if (!isKnown(value))
        return unknown;
    const whole = Math.round(value * 1000);
    return (whole > 0 ? "+" : whole < 0 ? "\u2212" : "") + Math.abs(whole) + international.millivolts;
}

/** The smallest step that holds all of these millivolts, as whole ones. */
function stepFor(values) {
    const most = Math.round(Math.max(0, ...values.filter(isKnown).map(Math.abs)));
    return steps.find(step => step >= most) ?? steps[steps.length - 1];
}

/** "even", "watch" from half the threshold on, "apart" from the threshold on; nothing where one of the two is not known. All in V. */
function level(spread, threshold) {
    if (!isKnown(spread) || !(threshold > 0))
        return "";
    const whole = Math.round(spread * 1000), limit = Math.round(threshold * 1000);
    return whole >= limit ? "apart" : 2 * whole >= limit ? "watch" : "even";
}

function levelWord(name) {
    switch (name) {
    case "apart":
        //% "apart"
        return qsTrId("btbattery_apart");
    case "watch":
        //% "watch"
        return qsTrId("btbattery_watch");
    case "even":
        //% "even"
        return qsTrId("btbattery_even");
    default:
        return "";
    }
}

/** How long that is, in one unit. */
function duration(seconds) {
    if (!isKnown(seconds))
        return unknown;
    if (seconds < 120)
        return Math.round(seconds) + international.seconds;
    if (seconds < 7200)
        return Math.round(seconds / 60) + international.minutes;
    return seconds < 172800 ? Math.round(seconds / 3600) + international.hours : Math.round(seconds / 86400) + international.days;
}

/** A moment as people say it: the time of today, else with its day. */
function moment(milliseconds, now) {
    const date = new Date(milliseconds);
    return Qt.formatDateTime(date, date.toDateString() === new Date(now).toDateString() ? "hh:mm" : "d MMM hh:mm");
}

/** Numbers with commas between them, null where nothing stands. */
function series(text) {
    if (typeof text !== "string" || text === "")
        return [];
    return text.split(",").map(part => part.trim() === "" || isNaN(part) ? null : Number(part));
}

/** "C7" as "cell 7". */
function cell(id) {
    const found = /C(\d+)$/.exec(id ?? "");
    //% "cell %1"
    return found ? qsTrId("btbattery_cell_n").arg(found[1]) : unknown;
}

/** In what a battery is, by the word for programs. */
function condition(name) {
    switch (name) {
    case "Rest":
        //% "at rest"
        return qsTrId("btbattery_rest");
    case "Top":
        //% "at the top"
        return qsTrId("btbattery_top");
    case "Load":
        //% "under load"
        return qsTrId("btbattery_load");
    case "Other":
        //% "other"
        return qsTrId("btbattery_other");
    default:
        return unknown;
    }
}

/** The alarms of a battery, as their paths are called. */
const alarms = [
    "LowCellVoltage", "HighCellVoltage", "LowVoltage", "HighVoltage", "LowSoc", "CellImbalance", "HighChargeCurrent", "HighDischargeCurrent",
    "LowChargeTemperature", "HighChargeTemperature", "LowTemperature", "HighTemperature", "HighInternalTemperature", "InternalFailure", "BmsCable"
];

/** An alarm that is up, in words; 1 is a warning. */
function alarm(name, value) {
    const words = {
        //% "cell low"
        LowCellVoltage: qsTrId("btbattery_alarm_low_cell"),
        //% "cell high"
        HighCellVoltage: qsTrId("btbattery_alarm_high_cell"),
        //% "voltage low"
        LowVoltage: qsTrId("btbattery_alarm_low_voltage"),
        //% "voltage high"
        HighVoltage: qsTrId("btbattery_alarm_high_voltage"),
        //% "nearly empty"
        LowSoc: qsTrId("btbattery_alarm_low_soc"),
        //% "cells apart"
        CellImbalance: qsTrId("btbattery_alarm_imbalance"),
        //% "charge current high"
        HighChargeCurrent: qsTrId("btbattery_alarm_charge_current"),
        //% "discharge current high"
        HighDischargeCurrent: qsTrId("btbattery_alarm_discharge_current"),
        //% "too cold to charge"
        LowChargeTemperature: qsTrId("btbattery_alarm_cold_charge"),
        //% "too warm to charge"
        HighChargeTemperature: qsTrId("btbattery_alarm_warm_charge"),
        //% "too cold"
        LowTemperature: qsTrId("btbattery_alarm_cold"),
        //% "too warm"
        HighTemperature: qsTrId("btbattery_alarm_warm"),
        //% "power stage too warm"
        HighInternalTemperature: qsTrId("btbattery_alarm_internal_warm"),
        //% "fault in the BMS"
        InternalFailure: qsTrId("btbattery_alarm_failure"),
        //% "no data"
        BmsCable: qsTrId("btbattery_cause_silent")
    };
    return words[name] + (value === 1 ?
        //% "warning"
        " (" + qsTrId("btbattery_warning") + ")" : "");
}

/** Where a link stands, by the word for programs. */
function link(state) {
    switch (state) {
    case "connecting":
        //% "connecting"
        return qsTrId("btbattery_link_connecting");
    case "never_seen":
        //% "not seen yet"
        return qsTrId("btbattery_link_never_seen");
    case "live":
        //% "live"
        return qsTrId("btbattery_link_live");
    case "late":
        //% "answers are late"
        return qsTrId("btbattery_link_late");
    case "resting":
        //% "between readings"
        return qsTrId("btbattery_link_resting");
    case "lost":
        //% "lost, trying again"
        return qsTrId("btbattery_link_lost");
    case "asleep":
        //% "asleep (presumed)"
        return qsTrId("btbattery_link_asleep");
    case "released":
        //% "lent to a phone or a tool"
        return qsTrId("btbattery_link_released");
    case "refused":
        //% "refused"
        return qsTrId("btbattery_link_refused");
    default:
        return unknown;
    }
}

/** Whether the link is lent to a phone, by the minutes that are left. */
function release(minutes) {
    if (!isKnown(minutes))
        return unknown;
    return minutes > 0 ?
        //% "released, %1 min more"
        qsTrId("btbattery_released").arg(minutes) :
        //% "used by the driver"
        qsTrId("btbattery_not_released");
}

/**
 * Why a battery has no data, or how fresh it is. Of a battery that was heard the moment is told: it stays where it is while time goes by.
 */
function status(battery, now) {
    if (battery.connected === 1) {
        //: of readings: younger than
        //% "%1, < %2"
        return isKnown(battery.ageAtMost) ? qsTrId("btbattery_fresh").arg(link(battery.link)).arg(duration(battery.ageAtMost)) : link(battery.link);
    }
    if (isKnown(battery.heardAt)) {
        //% "no data since %1"
        return qsTrId("btbattery_no_data_since").arg(moment(battery.heardAt, now));
    }
    //% "no data"
    return battery.problem || (battery.link ? link(battery.link) : qsTrId("btbattery_cause_silent"));
}

/** Of a battery without data since when that is so, and why. */
function silence(battery, now) {
    return [status(battery, now), battery.problem].filter((words, i, all) => words && all.indexOf(words) === i).join(": ");
}

/**
 * Batteries with the worst first. What comes close stays in the order that it had, so that rows do not jump with noise; what has no data comes last.
 * @param before numbers of the batteries as they stood before
 */
function worstFirst(batteries, before) {
    const noise = 0.005;
    const worth = battery => isKnown(battery.spread) ? battery.spread : -1;
    const found = batteries.slice();
    if (before.length !== found.length)
        return found.sort((one, other) => worth(other) - worth(one) || one.number - other.number);
    found.sort((one, other) => before.indexOf(one.number) - before.indexOf(other.number));
    for (let pass = 1; pass < found.length; pass++) {
        for (let i = 1; i < found.length; i++) {
            if (worth(found[i]) > worth(found[i - 1]) + noise)
                [found[i - 1], found[i]] = [found[i], found[i - 1]];
        }
    }
    return found;
}
