// The settings that the driver lets people change while it runs, as the pages show them: the name below /Settings, digits, unit, step of the selector.
// Range and value in force come from the driver. A switch has the kind "switch", a choice its words in the order of their numbers.

/** In groups; made when asked for, so that the language of the interface holds. */
function groups() {
    return [
        {
            //% "Cell voltages"
            title: qsTrId("btbattery_group_voltages"),
            rows: [
                {
                    name: "MaxCellVoltage", digits: 3, unit: " V", step: 0.01,
                    //% "Charge voltage of a cell"
                    label: qsTrId("btbattery_max_cell_voltage"),
                    //% "Cells are charged up to this. Never higher than in the files."
                    help: qsTrId("btbattery_max_cell_voltage_help")
                },
                {
                    name: "FloatCellVoltage", digits: 3, unit: " V", step: 0.01,
                    //% "Float voltage of a cell"
                    label: qsTrId("btbattery_float_cell_voltage"),
                    //% "Full cells are held at this. Never higher than in the files."
                    help: qsTrId("btbattery_float_cell_voltage_help")
                },
                {
                    name: "MinCellVoltage", digits: 3, unit: " V", step: 0.01,
                    //% "Lowest voltage of a cell"
                    label: qsTrId("btbattery_min_cell_voltage"),
                    //% "Below this a battery counts as empty. Never lower than in the files."
                    help: qsTrId("btbattery_min_cell_voltage_help")
                },
                {
                    name: "BlockedCellVoltage", digits: 3, unit: " V", step: 0.01,
                    //% "Cell voltage while charging is blocked"
                    label: qsTrId("btbattery_blocked_cell_voltage"),
                    //% "Charge voltage while cold, heat or a battery forbids charging. Never higher than in the files."
                    help: qsTrId("btbattery_blocked_cell_voltage_help")
                },
                {
                    name: "MaxVoltageTimeSec", digits: 0, unit: " s", step: 60,
                    //% "Time at the charge voltage"
                    label: qsTrId("btbattery_max_voltage_time"),
                    //% "After this long the charge voltage goes to float. Never longer than in the files."
                    help: qsTrId("btbattery_max_voltage_time_help")
                },
                {
                    name: "SocLevelToResetVoltageLimit", digits: 0, unit: " %", step: 1,
                    //% "Charge fully again below"
                    label: qsTrId("btbattery_reset_soc"),
                    //% "Below this state of charge the charge voltage leaves float. Never higher than in the files."
                    help: qsTrId("btbattery_reset_soc_help")
                }
            ]
        },
        {
            //% "Currents of each battery"
            title: qsTrId("btbattery_group_currents"),
            rows: [
                {
                    name: "MaxBatteryChargeCurrent", digits: 1, unit: " A", step: 1,
                    //% "Largest charge current"
                    label: qsTrId("btbattery_max_charge_current"),
                    //% "Never more than in the files. The limit in force is often lower."
                    help: qsTrId("btbattery_max_current_help")
                },
                {
                    name: "MaxBatteryDischargeCurrent", digits: 1, unit: " A", step: 1,
                    //% "Largest discharge current"
                    label: qsTrId("btbattery_max_discharge_current"),
                    //% "Never more than in the files. The limit in force is often lower."
                    help: qsTrId("btbattery_max_current_help")
                },
                {
                    name: "NoSensorCurrentFraction", digits: 2, unit: "", step: 0.05,
                    //% "Share without temperature sensor"
                    label: qsTrId("btbattery_no_sensor_fraction"),
                    //% "What is left of both currents where no sensor tells frost or heat; 1 is all. Never more than in the files."
                    help: qsTrId("btbattery_no_sensor_fraction_help")
                }
            ]
        },
        {
            //% "Curves that lower the currents"
            title: qsTrId("btbattery_group_curves"),
            rows: [
                {
                    name: "CccmCvEnable", kind: "switch",
                    //% "Charge current by cell voltage"
                    label: qsTrId("btbattery_charge_by_cell"),
                    //% "What is on in the files cannot be switched off here."
                    help: qsTrId("btbattery_curve_help")
                },
                {
                    name: "DccmCvEnable", kind: "switch",
                    //% "Discharge current by cell voltage"
                    label: qsTrId("btbattery_discharge_by_cell"),
                    //% "What is on in the files cannot be switched off here."
                    help: qsTrId("btbattery_curve_help")
                },
                {
                    name: "CccmTEnable", kind: "switch",
                    //% "Charge current by temperature"
                    label: qsTrId("btbattery_charge_by_temperature"),
                    //% "What is on in the files cannot be switched off here."
                    help: qsTrId("btbattery_curve_help")
                },
                {
                    name: "DccmTEnable", kind: "switch",
                    //% "Discharge current by temperature"
                    label: qsTrId("btbattery_discharge_by_temperature"),
                    //% "What is on in the files cannot be switched off here."
                    help: qsTrId("btbattery_curve_help")
                },
                {
                    name: "MosfetTEnable", kind: "switch",
                    //% "Both currents by MOSFET temperature"
                    label: qsTrId("btbattery_by_mosfet"),
                    //% "What is on in the files cannot be switched off here."
                    help: qsTrId("btbattery_curve_help")
                },
                {
                    name: "CccmSocEnable", kind: "switch",
                    //% "Charge current by state of charge"
                    label: qsTrId("btbattery_charge_by_soc"),
                    //% "What is on in the files cannot be switched off here."
                    help: qsTrId("btbattery_curve_help")
                },
                {
                    name: "DccmSocEnable", kind: "switch",
                    //% "Discharge current by state of charge"
                    label: qsTrId("btbattery_discharge_by_soc"),
                    //% "What is on in the files cannot be switched off here."
                    help: qsTrId("btbattery_curve_help")
                }
            ]
        },
        {
            //% "When a battery falls silent"
            title: qsTrId("btbattery_group_loss"),
            rows: [
                {
                    name: "LossPolicy",
                    choices: [
                        //% "cautious"
                        qsTrId("btbattery_loss_cautious"),
                        //% "balanced"
                        qsTrId("btbattery_loss_balanced"),
                        //% "keep sailing"
                        qsTrId("btbattery_loss_keep_sailing")
                    ],
                    //% "What counts more"
                    label: qsTrId("btbattery_loss_policy"),
                    //% "Stopping early, or keeping loads supplied as long as it is defensible. No choice charges a battery that cannot be seen for longer."
                    help: qsTrId("btbattery_loss_policy_help")
                }
            ]
        },
        {
            //% "Cells and state of charge"
            title: qsTrId("btbattery_group_cells"),
            rows: [
                {
                    name: "CellImbalanceThreshold", digits: 3, unit: " V", step: 0.01,
                    //% "Cells count as apart from"
                    label: qsTrId("btbattery_imbalance_threshold"),
                    //% "Highest less lowest cell of a battery from which there is a warning; 0 for none."
                    help: qsTrId("btbattery_imbalance_threshold_help")
                },
                {
                    name: "CellImbalanceDelay", digits: 0, unit: " s", step: 10,
                    //% "For how long before it is told"
                    label: qsTrId("btbattery_imbalance_delay"),
                    //% "A short load or the last minute of a charge is no reason for a warning."
                    help: qsTrId("btbattery_imbalance_delay_help")
                },
                {
                    name: "SocLowWarning", digits: 0, unit: " %", step: 1,
                    //% "Warning below"
                    label: qsTrId("btbattery_soc_warning"),
                    //% "State of charge; also what counts as empty for the remaining time. 0 for none."
                    help: qsTrId("btbattery_soc_warning_help")
                },
                {
                    name: "SocLowAlarm", digits: 0, unit: " %", step: 1,
                    //% "Alarm below"
                    label: qsTrId("btbattery_soc_alarm"),
                    //% "State of charge, not higher than the warning. 0 for none."
                    help: qsTrId("btbattery_soc_alarm_help")
                }
            ]
        },
        {
            //% "Batteries of a bank"
            title: qsTrId("btbattery_group_bank"),
            rows: [
                {
                    name: "SocImbalanceDetectionEnable", kind: "switch",
                    //% "Compare state of charge in parallel"
                    label: qsTrId("btbattery_soc_imbalance"),
                    //% "Tells when batteries in parallel are filled differently."
                    help: qsTrId("btbattery_soc_imbalance_help")
                },
                {
                    name: "SocImbalanceThreshold", digits: 0, unit: " %", step: 1,
                    //% "Difference in parallel: state of charge"
                    label: qsTrId("btbattery_soc_imbalance_threshold"),
                    //% "Between the fullest and the emptiest; larger ones are told."
                    help: qsTrId("btbattery_soc_imbalance_threshold_help")
                },
                {
                    name: "ParallelVoltageDifference", digits: 2, unit: " V", step: 0.05,
                    //% "Difference in parallel: voltage"
                    label: qsTrId("btbattery_parallel_voltage"),
                    //% "Batteries in parallel have the same voltage; larger differences are told."
                    help: qsTrId("btbattery_parallel_voltage_help")
                },
                {
                    name: "SeriesCurrentTolerance", digits: 1, unit: " A", step: 0.1,
                    //% "Difference in series: current"
                    label: qsTrId("btbattery_series_current"),
                    //% "Batteries in series carry the same current; larger differences are told."
                    help: qsTrId("btbattery_series_current_help")
                },
                {
                    name: "SeriesCurrentToleranceFraction", digits: 2, unit: "", step: 0.01,
                    //% "The same as a share of the current"
                    label: qsTrId("btbattery_series_current_fraction"),
                    //% "The larger of the two holds; 0.05 is 5 %."
                    help: qsTrId("btbattery_series_current_fraction_help")
                },
                {
                    name: "SeriesSocDifference", digits: 0, unit: " %", step: 1,
                    //% "Difference in series: state of charge"
                    label: qsTrId("btbattery_series_soc"),
                    //% "Told if capacity is lost by it. 0 looks for none."
                    help: qsTrId("btbattery_series_soc_help")
                },
                {
                    name: "SeriesCapacityLoss", digits: 0, unit: " %", step: 1,
                    //% "Capacity lost in series"
                    label: qsTrId("btbattery_series_loss"),
                    //% "Share of the smallest battery that may be lost before it is told. 0 looks for none."
                    help: qsTrId("btbattery_series_loss_help")
                },
                {
                    name: "SeriesVoltageDifference", digits: 3, unit: " V", step: 0.005,
                    //% "Difference in series: rested cells"
                    label: qsTrId("btbattery_series_voltage"),
                    //% "Between the mean cell voltages after a quarter of an hour of rest. 0 looks for none."
                    help: qsTrId("btbattery_series_voltage_help")
                },
                {
                    name: "SeriesDelaySec", digits: 0, unit: " s", step: 60,
                    //% "For how long in series before it is told"
                    label: qsTrId("btbattery_series_delay"),
                    //% "It is over when it was clearly smaller for as long."
                    help: qsTrId("btbattery_series_delay_help")
                }
            ]
        },
        {
            //% "Bluetooth"
            title: qsTrId("btbattery_group_link"),
            rows: [
                {
                    name: "PollInterval", digits: 1, unit: " s", step: 0.5,
                    //% "Time between readings"
                    label: qsTrId("btbattery_poll_interval"),
                    //% "Longer spares the radio; values stay valid only as long as they are fresh."
                    help: qsTrId("btbattery_poll_interval_help")
                }
            ]
        }
    ];
}

/** A value as people read it. */
function text(row, value) {
    if (value === undefined)
        return "--";
    if (row.kind === "switch") {
        return value === 1 ?
            //% "On"
            qsTrId("btbattery_on") :
            //% "Off"
            qsTrId("btbattery_off");
    }
    return row.choices ? row.choices[value] ?? "--" : value.toFixed(row.digits) + row.unit;
}

/** What can be chosen, as values in their order; nothing for a number. */
function options(row) {
    return row.kind === "switch" ? [0, 1] : row.choices ? row.choices.map((word, i) => i) : [];
}

/** The row of a setting. */
function find(name) {
    for (const group of groups()) {
        const row = group.rows.find(row => row.name === name);
        if (row)
            return row;
    }
    return null;
}
