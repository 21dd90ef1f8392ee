// Why a limit is what it is, in words: by the word for programs, with where and what was read.
.import "format.js" as Format

/** What was read, with the unit of that cause; nothing where none is known. */
function measured(code, reading) {
    const units = Format.international;
    const [digits, unit] = {
        NotConfigured: [0, units.ampereHours],
        CellVoltage: [3, units.volts],
        CellOvervoltage: [3, units.volts],
        Penalty: [3, units.volts],
        Chemistry: [3, units.volts],
        Temperature: [1, units.degrees],
        MosTemperature: [1, units.degrees],
        Soc: [1, units.percent],
        Share: [0, units.percent],
        ReconnectGuard: [2, units.volts]
    }[code] ?? [];
    return unit !== undefined && Format.isKnown(reading) ? Format.quantity(reading, digits, unit) : "";
}

/** A part by its number, or what it is called where that is not known. */
function part(named, number, otherwise) {
    return Format.isKnown(number) ? named.arg(number) : otherwise;
}

function unknown(what) {
    //: %1: what it is, such as "cell 7" or "state of charge"
    //% "%1 not known"
    return qsTrId("btbattery_not_known").arg(what);
}

function words(code, number) {
    switch (code) {
    case "Configured":
        //% "setting"
        return qsTrId("btbattery_cause_configured");
    case "NotConfigured":
        //% "largest currents are not set"
        return qsTrId("btbattery_cause_not_configured");
    case "CellVoltage":
    case "CellOvervoltage":
    case "Penalty":
        //% "cell %1"
        return part(qsTrId("btbattery_cell_n"), number,
            //% "cell voltage"
            qsTrId("btbattery_cause_cell"));
    case "CellUnknown":
        return unknown(words("CellVoltage", number));
    case "Temperature":
        //% "sensor %1"
        return part(qsTrId("btbattery_sensor_n"), number,
            //% "temperature"
            qsTrId("btbattery_cause_temperature"));
    case "SensorLost":
    case "TemperatureUnknown":
        return unknown(words("Temperature", number));
    case "NoSensor":
        //% "no temperature sensor"
        return qsTrId("btbattery_cause_no_sensor");
    case "MosTemperature":
        //% "MOSFETs"
        return qsTrId("btbattery_cause_mosfet");
    case "Soc":
        //% "state of charge"
        return qsTrId("btbattery_cause_soc");
    case "SocUnknown":
        return unknown(words("Soc"));
    case "Protection":
        //% "protection of the BMS"
        return qsTrId("btbattery_cause_bms");
    case "ProtectionUnknown":
        return unknown(words("Protection"));
    case "FetOpen":
        //% "switched off in the BMS"
        return qsTrId("btbattery_cause_fet_open");
    case "FetUnknown":
        //% "switch of the BMS"
        return unknown(qsTrId("btbattery_cause_fet"));
    case "Silent":
    case "NotKnown":
        //% "no data"
        return qsTrId("btbattery_cause_silent");
    case "ReconnectGuard":
        //% "stands apart from the others"
        return qsTrId("btbattery_cause_reconnect");
    case "Share":
        //% "share of the current"
        return qsTrId("btbattery_cause_share");
    case "Parts":
        //% "all batteries together"
        return qsTrId("btbattery_cause_parts");
    case "Recovery":
        //% "rising slowly again"
        return qsTrId("btbattery_cause_recovery");
    case "Stage":
        //% "stage of charging"
        return qsTrId("btbattery_cause_stage");
    case "ChargeBlocked":
        //% "charging is blocked"
        return qsTrId("btbattery_cause_blocked");
    case "Chemistry":
        //% "wrong chemistry"
        return qsTrId("btbattery_cause_chemistry");
    case "CellCount":
        //% "wrong number of cells"
        return qsTrId("btbattery_cause_cell_count");
    case "WrongBank":
        //% "other devices measure another voltage"
        return qsTrId("btbattery_cause_wrong_bank");
    case "Refused":
        //% "batteries do not belong together"
        return qsTrId("btbattery_cause_refused");
    case "Error":
        //% "fault of the driver"
        return qsTrId("btbattery_cause_error");
    default:
        // Of a driver that is newer than this page.
        return code;
    }
}

/** What decides a limit; nothing where that is not told. */
function cause(code, number, reading) {
    return code ? [words(code, number), measured(code, reading)].filter(text => text !== "").join(" ") : "";
}
