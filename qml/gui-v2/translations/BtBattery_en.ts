<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name></name>
    <message id="btbattery_alarm_charge_current">
        <source>charge current high</source>
        <translation>charge current high</translation>
    </message>
    <message id="btbattery_alarm_cold">
        <source>too cold</source>
        <translation>too cold</translation>
    </message>
    <message id="btbattery_alarm_cold_charge">
        <source>too cold to charge</source>
        <translation>too cold to charge</translation>
    </message>
    <message id="btbattery_alarm_discharge_current">
        <source>discharge current high</source>
        <translation>discharge current high</translation>
    </message>
    <message id="btbattery_alarm_failure">
        <source>fault in the BMS</source>
        <translation>fault in the BMS</translation>
    </message>
    <message id="btbattery_alarm_high_cell">
        <source>cell high</source>
        <translation>cell high</translation>
    </message>
    <message id="btbattery_alarm_high_voltage">
        <source>voltage high</source>
        <translation>voltage high</translation>
    </message>
    <message id="btbattery_alarm_imbalance">
        <source>cells apart</source>
        <translation>cells apart</translation>
    </message>
    <message id="btbattery_alarm_internal_warm">
        <source>power stage too warm</source>
        <translation>power stage too warm</translation>
    </message>
    <message id="btbattery_alarm_low_cell">
        <source>cell low</source>
        <translation>cell low</translation>
    </message>
    <message id="btbattery_alarm_low_soc">
        <source>nearly empty</source>
        <translation>nearly empty</translation>
    </message>
    <message id="btbattery_alarm_low_voltage">
        <source>voltage low</source>
        <translation>voltage low</translation>
    </message>
    <message id="btbattery_alarm_warm">
        <source>too warm</source>
        <translation>too warm</translation>
    </message>
    <message id="btbattery_alarm_warm_charge">
        <source>too warm to charge</source>
        <translation>too warm to charge</translation>
    </message>
    <message id="btbattery_alarms">
        <source>Alarms</source>
        <translation>Alarms</translation>
    </message>
    <message id="btbattery_all_get">
        <source>All batteries get %1</source>
        <translation>All batteries get %1</translation>
    </message>
    <message id="btbattery_apart">
        <source>apart</source>
        <translation>apart</translation>
    </message>
    <message id="btbattery_as_in_files">
        <source>As in the files</source>
        <translation>As in the files</translation>
    </message>
    <message id="btbattery_back_to_files">
        <source>Back to the files</source>
        <translation>Back to the files</translation>
    </message>
    <message id="btbattery_bad_frames">
        <source>bad frames: %1</source>
        <translation>bad frames: %1</translation>
    </message>
    <message id="btbattery_bal_n">
        <source>BAL %1</source>
        <translation>BAL %1</translation>
    </message>
    <message id="btbattery_balancing">
        <source>Balancing</source>
        <translation>Balancing</translation>
    </message>
    <message id="btbattery_bank_limit">
        <source>Charge limit of the bank</source>
        <translation>Charge limit of the bank</translation>
    </message>
    <message id="btbattery_bars_legend">
        <source>Each cell from the mean in mV; a bar is full at %1 mV</source>
        <translation>Each cell from the mean in mV; a bar is full at %1 mV</translation>
    </message>
    <message id="btbattery_battery">
        <source>Battery</source>
        <translation>Battery</translation>
    </message>
    <message id="btbattery_blocked_cell_voltage">
        <source>Cell voltage while charging is blocked</source>
        <translation>Cell voltage while charging is blocked</translation>
    </message>
    <message id="btbattery_blocked_cell_voltage_help">
        <source>Charge voltage while cold, heat or a battery forbids charging. Never higher than in the files.</source>
        <translation>Charge voltage while cold, heat or a battery forbids charging. Never higher than in the files.</translation>
    </message>
    <message id="btbattery_by_mosfet">
        <source>Both currents by MOSFET temperature</source>
        <translation>Both currents by MOSFET temperature</translation>
    </message>
    <message id="btbattery_cause_blocked">
        <source>charging is blocked</source>
        <translation>charging is blocked</translation>
    </message>
    <message id="btbattery_cause_bms">
        <source>protection of the BMS</source>
        <translation>protection of the BMS</translation>
    </message>
    <message id="btbattery_cause_cell">
        <source>cell voltage</source>
        <translation>cell voltage</translation>
    </message>
    <message id="btbattery_cause_cell_count">
        <source>wrong number of cells</source>
        <translation>wrong number of cells</translation>
    </message>
    <message id="btbattery_cause_chemistry">
        <source>wrong chemistry</source>
        <translation>wrong chemistry</translation>
    </message>
    <message id="btbattery_cause_configured">
        <source>setting</source>
        <translation>setting</translation>
    </message>
    <message id="btbattery_cause_error">
        <source>fault of the driver</source>
        <translation>fault of the driver</translation>
    </message>
    <message id="btbattery_cause_fet">
        <source>switch of the BMS</source>
        <translation>switch of the BMS</translation>
    </message>
    <message id="btbattery_cause_fet_open">
        <source>switched off in the BMS</source>
        <translation>switched off in the BMS</translation>
    </message>
    <message id="btbattery_cause_mosfet">
        <source>MOSFETs</source>
        <translation>MOSFETs</translation>
    </message>
    <message id="btbattery_cause_no_sensor">
        <source>no temperature sensor</source>
        <translation>no temperature sensor</translation>
    </message>
    <message id="btbattery_cause_not_configured">
        <source>largest currents are not set</source>
        <translation>largest currents are not set</translation>
    </message>
    <message id="btbattery_cause_parts">
        <source>all batteries together</source>
        <translation>all batteries together</translation>
    </message>
    <message id="btbattery_cause_reconnect">
        <source>stands apart from the others</source>
        <translation>stands apart from the others</translation>
    </message>
    <message id="btbattery_cause_recovery">
        <source>rising slowly again</source>
        <translation>rising slowly again</translation>
    </message>
    <message id="btbattery_cause_refused">
        <source>batteries do not belong together</source>
        <translation>batteries do not belong together</translation>
    </message>
    <message id="btbattery_cause_share">
        <source>share of the current</source>
        <translation>share of the current</translation>
    </message>
    <message id="btbattery_cause_silent">
        <source>no data</source>
        <translation>no data</translation>
    </message>
    <message id="btbattery_cause_soc">
        <source>state of charge</source>
        <translation>state of charge</translation>
    </message>
    <message id="btbattery_cause_stage">
        <source>stage of charging</source>
        <translation>stage of charging</translation>
    </message>
    <message id="btbattery_cause_temperature">
        <source>temperature</source>
        <translation>temperature</translation>
    </message>
    <message id="btbattery_cause_wrong_bank">
        <source>other devices measure another voltage</source>
        <translation>other devices measure another voltage</translation>
    </message>
    <message id="btbattery_cell_n">
        <source>cell %1</source>
        <translation>cell %1</translation>
    </message>
    <message id="btbattery_cells">
        <source>Cells</source>
        <translation>Cells</translation>
    </message>
    <message id="btbattery_cells_n">
        <source>%1 cells</source>
        <translation>%1 cells</translation>
    </message>
    <message id="btbattery_cells_not_known">
        <source>Cells are not known</source>
        <translation>Cells are not known</translation>
    </message>
    <message id="btbattery_changed_here">
        <source>changed here</source>
        <translation>changed here</translation>
    </message>
    <message id="btbattery_charge_by_cell">
        <source>Charge current by cell voltage</source>
        <translation>Charge current by cell voltage</translation>
    </message>
    <message id="btbattery_charge_by_soc">
        <source>Charge current by state of charge</source>
        <translation>Charge current by state of charge</translation>
    </message>
    <message id="btbattery_charge_by_temperature">
        <source>Charge current by temperature</source>
        <translation>Charge current by temperature</translation>
    </message>
    <message id="btbattery_charge_limit">
        <source>Charge limit</source>
        <translation>Charge limit</translation>
    </message>
    <message id="btbattery_choose">
        <source>Choose</source>
        <translation>Choose</translation>
    </message>
    <message id="btbattery_condition">
        <source>Condition</source>
        <translation>Condition</translation>
    </message>
    <message id="btbattery_connection">
        <source>Connection</source>
        <translation>Connection</translation>
    </message>
    <message id="btbattery_curve_help">
        <source>What is on in the files cannot be switched off here.</source>
        <translation>What is on in the files cannot be switched off here.</translation>
    </message>
    <message id="btbattery_differs">
        <source>The files of the batteries differ. What is set here holds for all of them.</source>
        <translation>The files of the batteries differ. What is set here holds for all of them.</translation>
    </message>
    <message id="btbattery_discharge_by_cell">
        <source>Discharge current by cell voltage</source>
        <translation>Discharge current by cell voltage</translation>
    </message>
    <message id="btbattery_discharge_by_soc">
        <source>Discharge current by state of charge</source>
        <translation>Discharge current by state of charge</translation>
    </message>
    <message id="btbattery_discharge_by_temperature">
        <source>Discharge current by temperature</source>
        <translation>Discharge current by temperature</translation>
    </message>
    <message id="btbattery_discharge_limit">
        <source>Discharge limit</source>
        <translation>Discharge limit</translation>
    </message>
    <message id="btbattery_even">
        <source>even</source>
        <translation>even</translation>
    </message>
    <message id="btbattery_findings">
        <source>Findings</source>
        <translation>Findings</translation>
    </message>
    <message id="btbattery_float_cell_voltage">
        <source>Float voltage of a cell</source>
        <translation>Float voltage of a cell</translation>
    </message>
    <message id="btbattery_float_cell_voltage_help">
        <source>Full cells are held at this. Never higher than in the files.</source>
        <translation>Full cells are held at this. Never higher than in the files.</translation>
    </message>
    <message id="btbattery_for_all">
        <source>Value for all batteries</source>
        <translation>Value for all batteries</translation>
    </message>
    <message id="btbattery_fresh">
        <source>%1, &lt; %2</source>
        <translation>%1, &lt; %2</translation>
    </message>
    <message id="btbattery_group_bank">
        <source>Batteries of a bank</source>
        <translation>Batteries of a bank</translation>
    </message>
    <message id="btbattery_group_cells">
        <source>Cells and state of charge</source>
        <translation>Cells and state of charge</translation>
    </message>
    <message id="btbattery_group_currents">
        <source>Currents of each battery</source>
        <translation>Currents of each battery</translation>
    </message>
    <message id="btbattery_group_curves">
        <source>Curves that lower the currents</source>
        <translation>Curves that lower the currents</translation>
    </message>
    <message id="btbattery_group_link">
        <source>Bluetooth</source>
        <translation>Bluetooth</translation>
    </message>
    <message id="btbattery_group_loss">
        <source>When a battery falls silent</source>
        <translation>When a battery falls silent</translation>
    </message>
    <message id="btbattery_group_release">
        <source>Release the link for a phone app</source>
        <translation>Release the link for a phone app</translation>
    </message>
    <message id="btbattery_group_voltages">
        <source>Cell voltages</source>
        <translation>Cell voltages</translation>
    </message>
    <message id="btbattery_highest">
        <source>Highest</source>
        <translation>Highest</translation>
    </message>
    <message id="btbattery_hour_legend">
        <source>Spread of the last hour, one column a minute</source>
        <translation>Spread of the last hour, one column a minute</translation>
    </message>
    <message id="btbattery_imbalance_delay">
        <source>For how long before it is told</source>
        <translation>For how long before it is told</translation>
    </message>
    <message id="btbattery_imbalance_delay_help">
        <source>A short load or the last minute of a charge is no reason for a warning.</source>
        <translation>A short load or the last minute of a charge is no reason for a warning.</translation>
    </message>
    <message id="btbattery_imbalance_threshold">
        <source>Cells count as apart from</source>
        <translation>Cells count as apart from</translation>
    </message>
    <message id="btbattery_imbalance_threshold_help">
        <source>Highest less lowest cell of a battery from which there is a warning; 0 for none.</source>
        <translation>Highest less lowest cell of a battery from which there is a warning; 0 for none.</translation>
    </message>
    <message id="btbattery_in_force">
        <source>in force</source>
        <translation>in force</translation>
    </message>
    <message id="btbattery_last_hour">
        <source>Last hour</source>
        <translation>Last hour</translation>
    </message>
    <message id="btbattery_legend">
        <source>Spread: watch from %1, apart from %2</source>
        <translation>Spread: watch from %1, apart from %2</translation>
    </message>
    <message id="btbattery_link">
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message id="btbattery_link_asleep">
        <source>asleep (presumed)</source>
        <translation>asleep (presumed)</translation>
    </message>
    <message id="btbattery_link_connecting">
        <source>connecting</source>
        <translation>connecting</translation>
    </message>
    <message id="btbattery_link_late">
        <source>answers are late</source>
        <translation>answers are late</translation>
    </message>
    <message id="btbattery_link_live">
        <source>live</source>
        <translation>live</translation>
    </message>
    <message id="btbattery_link_lost">
        <source>lost, trying again</source>
        <translation>lost, trying again</translation>
    </message>
    <message id="btbattery_link_never_seen">
        <source>not seen yet</source>
        <translation>not seen yet</translation>
    </message>
    <message id="btbattery_link_refused">
        <source>refused</source>
        <translation>refused</translation>
    </message>
    <message id="btbattery_link_released">
        <source>lent to a phone or a tool</source>
        <translation>lent to a phone or a tool</translation>
    </message>
    <message id="btbattery_link_resting">
        <source>between readings</source>
        <translation>between readings</translation>
    </message>
    <message id="btbattery_load">
        <source>under load</source>
        <translation>under load</translation>
    </message>
    <message id="btbattery_loss_balanced">
        <source>balanced</source>
        <translation>balanced</translation>
    </message>
    <message id="btbattery_loss_cautious">
        <source>cautious</source>
        <translation>cautious</translation>
    </message>
    <message id="btbattery_loss_keep_sailing">
        <source>keep sailing</source>
        <translation>keep sailing</translation>
    </message>
    <message id="btbattery_loss_policy">
        <source>What counts more</source>
        <translation>What counts more</translation>
    </message>
    <message id="btbattery_loss_policy_help">
        <source>Stopping early, or keeping loads supplied as long as it is defensible. No choice charges a battery that cannot be seen for longer.</source>
        <translation>Stopping early, or keeping loads supplied as long as it is defensible. No choice charges a battery that cannot be seen for longer.</translation>
    </message>
    <message id="btbattery_lowest">
        <source>Lowest</source>
        <translation>Lowest</translation>
    </message>
    <message id="btbattery_max_cell_voltage">
        <source>Charge voltage of a cell</source>
        <translation>Charge voltage of a cell</translation>
    </message>
    <message id="btbattery_max_cell_voltage_help">
        <source>Cells are charged up to this. Never higher than in the files.</source>
        <translation>Cells are charged up to this. Never higher than in the files.</translation>
    </message>
    <message id="btbattery_max_charge_current">
        <source>Largest charge current</source>
        <translation>Largest charge current</translation>
    </message>
    <message id="btbattery_max_current_help">
        <source>Never more than in the files. The limit in force is often lower.</source>
        <translation>Never more than in the files. The limit in force is often lower.</translation>
    </message>
    <message id="btbattery_max_discharge_current">
        <source>Largest discharge current</source>
        <translation>Largest discharge current</translation>
    </message>
    <message id="btbattery_max_voltage_time">
        <source>Time at the charge voltage</source>
        <translation>Time at the charge voltage</translation>
    </message>
    <message id="btbattery_max_voltage_time_help">
        <source>After this long the charge voltage goes to float. Never longer than in the files.</source>
        <translation>After this long the charge voltage goes to float. Never longer than in the files.</translation>
    </message>
    <message id="btbattery_mean">
        <source>Mean</source>
        <translation>Mean</translation>
    </message>
    <message id="btbattery_mean_short">
        <source>mean</source>
        <translation>mean</translation>
    </message>
    <message id="btbattery_min_cell_voltage">
        <source>Lowest voltage of a cell</source>
        <translation>Lowest voltage of a cell</translation>
    </message>
    <message id="btbattery_min_cell_voltage_help">
        <source>Below this a battery counts as empty. Never lower than in the files.</source>
        <translation>Below this a battery counts as empty. Never lower than in the files.</translation>
    </message>
    <message id="btbattery_minutes">
        <source>%1 minutes</source>
        <translation>%1 minutes</translation>
    </message>
    <message id="btbattery_no_data_since">
        <source>no data since %1</source>
        <translation>no data since %1</translation>
    </message>
    <message id="btbattery_no_sensor_fraction">
        <source>Share without temperature sensor</source>
        <translation>Share without temperature sensor</translation>
    </message>
    <message id="btbattery_no_sensor_fraction_help">
        <source>What is left of both currents where no sensor tells frost or heat; 1 is all. Never more than in the files.</source>
        <translation>What is left of both currents where no sensor tells frost or heat; 1 is all. Never more than in the files.</translation>
    </message>
    <message id="btbattery_no_service">
        <source>The driver does not run, or has no battery yet.</source>
        <translation>The driver does not run, or has no battery yet.</translation>
    </message>
    <message id="btbattery_no_trend">
        <source>No trend yet</source>
        <translation>No trend yet</translation>
    </message>
    <message id="btbattery_none">
        <source>none</source>
        <translation>none</translation>
    </message>
    <message id="btbattery_not_allowed">
        <source>not with these files</source>
        <translation>not with these files</translation>
    </message>
    <message id="btbattery_not_known">
        <source>%1 not known</source>
        <translation>%1 not known</translation>
    </message>
    <message id="btbattery_not_released">
        <source>used by the driver</source>
        <translation>used by the driver</translation>
    </message>
    <message id="btbattery_nothing_yet">
        <source>nothing yet</source>
        <translation>nothing yet</translation>
    </message>
    <message id="btbattery_now">
        <source>now</source>
        <translation>now</translation>
    </message>
    <message id="btbattery_off">
        <source>Off</source>
        <translation>Off</translation>
    </message>
    <message id="btbattery_on">
        <source>On</source>
        <translation>On</translation>
    </message>
    <message id="btbattery_other">
        <source>other</source>
        <translation>other</translation>
    </message>
    <message id="btbattery_overridden">
        <source>Changed on the screen</source>
        <translation>Changed on the screen</translation>
    </message>
    <message id="btbattery_parallel_voltage">
        <source>Difference in parallel: voltage</source>
        <translation>Difference in parallel: voltage</translation>
    </message>
    <message id="btbattery_parallel_voltage_help">
        <source>Batteries in parallel have the same voltage; larger differences are told.</source>
        <translation>Batteries in parallel have the same voltage; larger differences are told.</translation>
    </message>
    <message id="btbattery_poll_interval">
        <source>Time between readings</source>
        <translation>Time between readings</translation>
    </message>
    <message id="btbattery_poll_interval_help">
        <source>Longer spares the radio; values stay valid only as long as they are fresh.</source>
        <translation>Longer spares the radio; values stay valid only as long as they are fresh.</translation>
    </message>
    <message id="btbattery_range">
        <source>Range now</source>
        <translation>Range now</translation>
    </message>
    <message id="btbattery_reconnects">
        <source>reconnected: %1</source>
        <translation>reconnected: %1</translation>
    </message>
    <message id="btbattery_refused">
        <source>The driver refused %1; %2 still holds.</source>
        <translation>The driver refused %1; %2 still holds.</translation>
    </message>
    <message id="btbattery_release">
        <source>Release</source>
        <translation>Release</translation>
    </message>
    <message id="btbattery_release_refused">
        <source>The driver refused: a tool may have the link, or a switch is under way.</source>
        <translation>The driver refused: a tool may have the link, or a switch is under way.</translation>
    </message>
    <message id="btbattery_released">
        <source>released, %1 min more</source>
        <translation>released, %1 min more</translation>
    </message>
    <message id="btbattery_reset_soc">
        <source>Charge fully again below</source>
        <translation>Charge fully again below</translation>
    </message>
    <message id="btbattery_reset_soc_help">
        <source>Below this state of charge the charge voltage leaves float. Never higher than in the files.</source>
        <translation>Below this state of charge the charge voltage leaves float. Never higher than in the files.</translation>
    </message>
    <message id="btbattery_rest">
        <source>at rest</source>
        <translation>at rest</translation>
    </message>
    <message id="btbattery_sensor_n">
        <source>sensor %1</source>
        <translation>sensor %1</translation>
    </message>
    <message id="btbattery_series_current">
        <source>Difference in series: current</source>
        <translation>Difference in series: current</translation>
    </message>
    <message id="btbattery_series_current_fraction">
        <source>The same as a share of the current</source>
        <translation>The same as a share of the current</translation>
    </message>
    <message id="btbattery_series_current_fraction_help">
        <source>The larger of the two holds; 0.05 is 5 %.</source>
        <translation>The larger of the two holds; 0.05 is 5 %.</translation>
    </message>
    <message id="btbattery_series_current_help">
        <source>Batteries in series carry the same current; larger differences are told.</source>
        <translation>Batteries in series carry the same current; larger differences are told.</translation>
    </message>
    <message id="btbattery_series_delay">
        <source>For how long in series before it is told</source>
        <translation>For how long in series before it is told</translation>
    </message>
    <message id="btbattery_series_delay_help">
        <source>It is over when it was clearly smaller for as long.</source>
        <translation>It is over when it was clearly smaller for as long.</translation>
    </message>
    <message id="btbattery_series_loss">
        <source>Capacity lost in series</source>
        <translation>Capacity lost in series</translation>
    </message>
    <message id="btbattery_series_loss_help">
        <source>Share of the smallest battery that may be lost before it is told. 0 looks for none.</source>
        <translation>Share of the smallest battery that may be lost before it is told. 0 looks for none.</translation>
    </message>
    <message id="btbattery_series_soc">
        <source>Difference in series: state of charge</source>
        <translation>Difference in series: state of charge</translation>
    </message>
    <message id="btbattery_series_soc_help">
        <source>Told if capacity is lost by it. 0 looks for none.</source>
        <translation>Told if capacity is lost by it. 0 looks for none.</translation>
    </message>
    <message id="btbattery_series_voltage">
        <source>Difference in series: rested cells</source>
        <translation>Difference in series: rested cells</translation>
    </message>
    <message id="btbattery_series_voltage_help">
        <source>Between the mean cell voltages after a quarter of an hour of rest. 0 looks for none.</source>
        <translation>Between the mean cell voltages after a quarter of an hour of rest. 0 looks for none.</translation>
    </message>
    <message id="btbattery_set">
        <source>Set</source>
        <translation>Set</translation>
    </message>
    <message id="btbattery_settings">
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message id="btbattery_since">
        <source>since %1</source>
        <translation>since %1</translation>
    </message>
    <message id="btbattery_soc_alarm">
        <source>Alarm below</source>
        <translation>Alarm below</translation>
    </message>
    <message id="btbattery_soc_alarm_help">
        <source>State of charge, not higher than the warning. 0 for none.</source>
        <translation>State of charge, not higher than the warning. 0 for none.</translation>
    </message>
    <message id="btbattery_soc_imbalance">
        <source>Compare state of charge in parallel</source>
        <translation>Compare state of charge in parallel</translation>
    </message>
    <message id="btbattery_soc_imbalance_help">
        <source>Tells when batteries in parallel are filled differently.</source>
        <translation>Tells when batteries in parallel are filled differently.</translation>
    </message>
    <message id="btbattery_soc_imbalance_threshold">
        <source>Difference in parallel: state of charge</source>
        <translation>Difference in parallel: state of charge</translation>
    </message>
    <message id="btbattery_soc_imbalance_threshold_help">
        <source>Between the fullest and the emptiest; larger ones are told.</source>
        <translation>Between the fullest and the emptiest; larger ones are told.</translation>
    </message>
    <message id="btbattery_soc_warning">
        <source>Warning below</source>
        <translation>Warning below</translation>
    </message>
    <message id="btbattery_soc_warning_help">
        <source>State of charge; also what counts as empty for the remaining time. 0 for none.</source>
        <translation>State of charge; also what counts as empty for the remaining time. 0 for none.</translation>
    </message>
    <message id="btbattery_spread">
        <source>Spread</source>
        <translation>Spread</translation>
    </message>
    <message id="btbattery_spread_short">
        <source>spread</source>
        <translation>spread</translation>
    </message>
    <message id="btbattery_take_back">
        <source>Take back</source>
        <translation>Take back</translation>
    </message>
    <message id="btbattery_take_back_text">
        <source>The driver connects again</source>
        <translation>The driver connects again</translation>
    </message>
    <message id="btbattery_threshold">
        <source>threshold %1</source>
        <translation>threshold %1</translation>
    </message>
    <message id="btbattery_today">
        <source>today</source>
        <translation>today</translation>
    </message>
    <message id="btbattery_top">
        <source>at the top</source>
        <translation>at the top</translation>
    </message>
    <message id="btbattery_trend">
        <source>Trend: %1 mV a week</source>
        <translation>Trend: %1 mV a week</translation>
    </message>
    <message id="btbattery_version">
        <source>Version of the driver</source>
        <translation>Version of the driver</translation>
    </message>
    <message id="btbattery_warning">
        <source>warning</source>
        <translation>warning</translation>
    </message>
    <message id="btbattery_watch">
        <source>watch</source>
        <translation>watch</translation>
    </message>
    <message id="btbattery_weeks_ago">
        <source>8 weeks ago</source>
        <translation>8 weeks ago</translation>
    </message>
    <message id="btbattery_weeks_legend">
        <source>Spread of the last weeks, one column a day.</source>
        <translation>Spread of the last weeks, one column a day.</translation>
    </message>
    <message id="btbattery_worst">
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
    <message id="btbattery_worst_short">
        <source>worst</source>
        <translation>worst</translation>
    </message>
</context>
</TS>
