<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name></name>
    <message id="btbattery_alarm_charge_current">
        <source>charge current high</source>
        <translation>Ladestrom hoch</translation>
    </message>
    <message id="btbattery_alarm_cold">
        <source>too cold</source>
        <translation>zu kalt</translation>
    </message>
    <message id="btbattery_alarm_cold_charge">
        <source>too cold to charge</source>
        <translation>zu kalt zum Laden</translation>
    </message>
    <message id="btbattery_alarm_discharge_current">
        <source>discharge current high</source>
        <translation>Entladestrom hoch</translation>
    </message>
    <message id="btbattery_alarm_failure">
        <source>fault in the BMS</source>
        <translation>Fehler im BMS</translation>
    </message>
    <message id="btbattery_alarm_high_cell">
        <source>cell high</source>
        <translation>Zelle hoch</translation>
    </message>
    <message id="btbattery_alarm_high_voltage">
        <source>voltage high</source>
        <translation>Spannung hoch</translation>
    </message>
    <message id="btbattery_alarm_imbalance">
        <source>cells apart</source>
        <translation>Zellen auseinander</translation>
    </message>
    <message id="btbattery_alarm_internal_warm">
        <source>power stage too warm</source>
        <translation>Leistungsteil zu warm</translation>
    </message>
    <message id="btbattery_alarm_low_cell">
        <source>cell low</source>
        <translation>Zelle niedrig</translation>
    </message>
    <message id="btbattery_alarm_low_soc">
        <source>nearly empty</source>
        <translation>fast leer</translation>
    </message>
    <message id="btbattery_alarm_low_voltage">
        <source>voltage low</source>
        <translation>Spannung niedrig</translation>
    </message>
    <message id="btbattery_alarm_warm">
        <source>too warm</source>
        <translation>zu warm</translation>
    </message>
    <message id="btbattery_alarm_warm_charge">
        <source>too warm to charge</source>
        <translation>zu warm zum Laden</translation>
    </message>
    <message id="btbattery_alarms">
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message id="btbattery_all_get">
        <source>All batteries get %1</source>
        <translation>Alle Batterien bekommen %1</translation>
    </message>
    <message id="btbattery_apart">
        <source>apart</source>
        <translation>auseinander</translation>
    </message>
    <message id="btbattery_as_in_files">
        <source>As in the files</source>
        <translation>Wie in den Dateien</translation>
    </message>
    <message id="btbattery_back_to_files">
        <source>Back to the files</source>
        <translation>Wie in den Dateien</translation>
    </message>
    <message id="btbattery_bad_frames">
        <source>bad frames: %1</source>
        <translation>gestörte Telegramme: %1</translation>
    </message>
    <message id="btbattery_bal_n">
        <source>BAL %1</source>
        <translation>BAL %1</translation>
    </message>
    <message id="btbattery_balancing">
        <source>Balancing</source>
        <translation>Ausgleich</translation>
    </message>
    <message id="btbattery_bank_limit">
        <source>Charge limit of the bank</source>
        <translation>Ladegrenze der Bank</translation>
    </message>
    <message id="btbattery_bars_legend">
        <source>Each cell from the mean in mV; a bar is full at %1 mV</source>
        <translation>Jede Zelle vom Mittel aus in mV; ein Balken ist bei %1 mV voll</translation>
    </message>
    <message id="btbattery_battery">
        <source>Battery</source>
        <translation>Batterie</translation>
    </message>
    <message id="btbattery_blocked_cell_voltage">
        <source>Cell voltage while charging is blocked</source>
        <translation>Zellspannung bei gesperrter Ladung</translation>
    </message>
    <message id="btbattery_blocked_cell_voltage_help">
        <source>Charge voltage while cold, heat or a battery forbids charging. Never higher than in the files.</source>
        <translation>Ladespannung, solange Kälte, Hitze oder eine Batterie das Laden verbietet. Nie höher als in den Dateien.</translation>
    </message>
    <message id="btbattery_by_mosfet">
        <source>Both currents by MOSFET temperature</source>
        <translation>Ströme nach MOSFET-Temperatur</translation>
    </message>
    <message id="btbattery_cause_blocked">
        <source>charging is blocked</source>
        <translation>Laden gesperrt</translation>
    </message>
    <message id="btbattery_cause_bms">
        <source>protection of the BMS</source>
        <translation>Schutz des BMS</translation>
    </message>
    <message id="btbattery_cause_cell">
        <source>cell voltage</source>
        <translation>Zellspannung</translation>
    </message>
    <message id="btbattery_cause_cell_count">
        <source>wrong number of cells</source>
        <translation>falsche Zellenzahl</translation>
    </message>
    <message id="btbattery_cause_chemistry">
        <source>wrong chemistry</source>
        <translation>falsche Zellchemie</translation>
    </message>
    <message id="btbattery_cause_configured">
        <source>setting</source>
        <translation>Einstellung</translation>
    </message>
    <message id="btbattery_cause_error">
        <source>fault of the driver</source>
        <translation>Fehler im Treiber</translation>
    </message>
    <message id="btbattery_cause_fet">
        <source>switch of the BMS</source>
        <translation>Schalter des BMS</translation>
    </message>
    <message id="btbattery_cause_fet_open">
        <source>switched off in the BMS</source>
        <translation>im BMS abgeschaltet</translation>
    </message>
    <message id="btbattery_cause_mosfet">
        <source>MOSFETs</source>
        <translation>MOSFETs</translation>
    </message>
    <message id="btbattery_cause_no_sensor">
        <source>no temperature sensor</source>
        <translation>kein Temperaturfühler</translation>
    </message>
    <message id="btbattery_cause_not_configured">
        <source>largest currents are not set</source>
        <translation>größte Ströme nicht gesetzt</translation>
    </message>
    <message id="btbattery_cause_parts">
        <source>all batteries together</source>
        <translation>alle Batterien zusammen</translation>
    </message>
    <message id="btbattery_cause_reconnect">
        <source>stands apart from the others</source>
        <translation>weicht von den anderen ab</translation>
    </message>
    <message id="btbattery_cause_recovery">
        <source>rising slowly again</source>
        <translation>steigt langsam wieder</translation>
    </message>
    <message id="btbattery_cause_refused">
        <source>batteries do not belong together</source>
        <translation>Batterien passen nicht zusammen</translation>
    </message>
    <message id="btbattery_cause_share">
        <source>share of the current</source>
        <translation>Anteil am Strom</translation>
    </message>
    <message id="btbattery_cause_silent">
        <source>no data</source>
        <translation>keine Daten</translation>
    </message>
    <message id="btbattery_cause_soc">
        <source>state of charge</source>
        <translation>Ladezustand</translation>
    </message>
    <message id="btbattery_cause_stage">
        <source>stage of charging</source>
        <translation>Ladephase</translation>
    </message>
    <message id="btbattery_cause_temperature">
        <source>temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message id="btbattery_cause_wrong_bank">
        <source>other devices measure another voltage</source>
        <translation>andere Geräte messen eine andere Spannung</translation>
    </message>
    <message id="btbattery_cell_n">
        <source>cell %1</source>
        <translation>Zelle %1</translation>
    </message>
    <message id="btbattery_cells">
        <source>Cells</source>
        <translation>Zellen</translation>
    </message>
    <message id="btbattery_cells_n">
        <source>%1 cells</source>
        <translation>%1 Zellen</translation>
    </message>
    <message id="btbattery_cells_not_known">
        <source>Cells are not known</source>
        <translation>Zellen sind nicht bekannt</translation>
    </message>
    <message id="btbattery_changed_here">
        <source>changed here</source>
        <translation>hier geändert</translation>
    </message>
    <message id="btbattery_charge_by_cell">
        <source>Charge current by cell voltage</source>
        <translation>Ladestrom nach Zellspannung</translation>
    </message>
    <message id="btbattery_charge_by_soc">
        <source>Charge current by state of charge</source>
        <translation>Ladestrom nach Ladezustand</translation>
    </message>
    <message id="btbattery_charge_by_temperature">
        <source>Charge current by temperature</source>
        <translation>Ladestrom nach Temperatur</translation>
    </message>
    <message id="btbattery_charge_limit">
        <source>Charge limit</source>
        <translation>Ladegrenze</translation>
    </message>
    <message id="btbattery_choose">
        <source>Choose</source>
        <translation>Wählen</translation>
    </message>
    <message id="btbattery_condition">
        <source>Condition</source>
        <translation>Zustand</translation>
    </message>
    <message id="btbattery_connection">
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message id="btbattery_curve_help">
        <source>What is on in the files cannot be switched off here.</source>
        <translation>Was in den Dateien an ist, lässt sich hier nicht ausschalten.</translation>
    </message>
    <message id="btbattery_differs">
        <source>The files of the batteries differ. What is set here holds for all of them.</source>
        <translation>Die Dateien der Batterien sind verschieden. Was hier gesetzt wird, gilt für alle.</translation>
    </message>
    <message id="btbattery_discharge_by_cell">
        <source>Discharge current by cell voltage</source>
        <translation>Entladestrom nach Zellspannung</translation>
    </message>
    <message id="btbattery_discharge_by_soc">
        <source>Discharge current by state of charge</source>
        <translation>Entladestrom nach Ladezustand</translation>
    </message>
    <message id="btbattery_discharge_by_temperature">
        <source>Discharge current by temperature</source>
        <translation>Entladestrom nach Temperatur</translation>
    </message>
    <message id="btbattery_discharge_limit">
        <source>Discharge limit</source>
        <translation>Entladegrenze</translation>
    </message>
    <message id="btbattery_even">
        <source>even</source>
        <translation>gleich</translation>
    </message>
    <message id="btbattery_findings">
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message id="btbattery_float_cell_voltage">
        <source>Float voltage of a cell</source>
        <translation>Erhaltungsspannung je Zelle</translation>
    </message>
    <message id="btbattery_float_cell_voltage_help">
        <source>Full cells are held at this. Never higher than in the files.</source>
        <translation>Damit werden volle Zellen gehalten. Nie höher als in den Dateien.</translation>
    </message>
    <message id="btbattery_for_all">
        <source>Value for all batteries</source>
        <translation>Wert für alle Batterien</translation>
    </message>
    <message id="btbattery_fresh">
        <source>%1, &lt; %2</source>
        <translation>%1, &lt; %2</translation>
    </message>
    <message id="btbattery_group_bank">
        <source>Batteries of a bank</source>
        <translation>Batterien einer Bank</translation>
    </message>
    <message id="btbattery_group_cells">
        <source>Cells and state of charge</source>
        <translation>Zellen und Ladezustand</translation>
    </message>
    <message id="btbattery_group_currents">
        <source>Currents of each battery</source>
        <translation>Ströme jeder Batterie</translation>
    </message>
    <message id="btbattery_group_curves">
        <source>Curves that lower the currents</source>
        <translation>Kurven, die Ströme senken</translation>
    </message>
    <message id="btbattery_group_link">
        <source>Bluetooth</source>
        <translation>Bluetooth</translation>
    </message>
    <message id="btbattery_group_loss">
        <source>When a battery falls silent</source>
        <translation>Wenn eine Batterie verstummt</translation>
    </message>
    <message id="btbattery_group_release">
        <source>Release the link for a phone app</source>
        <translation>Verbindung für eine Handy-App freigeben</translation>
    </message>
    <message id="btbattery_group_voltages">
        <source>Cell voltages</source>
        <translation>Zellspannungen</translation>
    </message>
    <message id="btbattery_highest">
        <source>Highest</source>
        <translation>Höchste</translation>
    </message>
    <message id="btbattery_hour_legend">
        <source>Spread of the last hour, one column a minute</source>
        <translation>Abstand der letzten Stunde, eine Säule je Minute</translation>
    </message>
    <message id="btbattery_imbalance_delay">
        <source>For how long before it is told</source>
        <translation>Wie lange, bis es gemeldet wird</translation>
    </message>
    <message id="btbattery_imbalance_delay_help">
        <source>A short load or the last minute of a charge is no reason for a warning.</source>
        <translation>Eine kurze Last oder das Ende einer Ladung ist kein Grund für eine Warnung.</translation>
    </message>
    <message id="btbattery_imbalance_threshold">
        <source>Cells count as apart from</source>
        <translation>Zellen gelten als auseinander ab</translation>
    </message>
    <message id="btbattery_imbalance_threshold_help">
        <source>Highest less lowest cell of a battery from which there is a warning; 0 for none.</source>
        <translation>Höchste minus niedrigste Zelle einer Batterie, ab der gewarnt wird; 0 für nie.</translation>
    </message>
    <message id="btbattery_in_force">
        <source>in force</source>
        <translation>gilt</translation>
    </message>
    <message id="btbattery_last_hour">
        <source>Last hour</source>
        <translation>1 Stunde</translation>
    </message>
    <message id="btbattery_legend">
        <source>Spread: watch from %1, apart from %2</source>
        <translation>Abstand: beachten ab %1, auseinander ab %2</translation>
    </message>
    <message id="btbattery_link">
        <source>Link</source>
        <translation>Verbindung</translation>
    </message>
    <message id="btbattery_link_asleep">
        <source>asleep (presumed)</source>
        <translation>schläft (vermutet)</translation>
    </message>
    <message id="btbattery_link_connecting">
        <source>connecting</source>
        <translation>verbindet sich</translation>
    </message>
    <message id="btbattery_link_late">
        <source>answers are late</source>
        <translation>antwortet spät</translation>
    </message>
    <message id="btbattery_link_live">
        <source>live</source>
        <translation>live</translation>
    </message>
    <message id="btbattery_link_lost">
        <source>lost, trying again</source>
        <translation>verloren, neuer Versuch</translation>
    </message>
    <message id="btbattery_link_never_seen">
        <source>not seen yet</source>
        <translation>noch nicht gesehen</translation>
    </message>
    <message id="btbattery_link_refused">
        <source>refused</source>
        <translation>abgewiesen</translation>
    </message>
    <message id="btbattery_link_released">
        <source>lent to a phone or a tool</source>
        <translation>verliehen (Handy, Werkzeug)</translation>
    </message>
    <message id="btbattery_link_resting">
        <source>between readings</source>
        <translation>zwischen Messungen</translation>
    </message>
    <message id="btbattery_load">
        <source>under load</source>
        <translation>unter Last</translation>
    </message>
    <message id="btbattery_loss_balanced">
        <source>balanced</source>
        <translation>ausgewogen</translation>
    </message>
    <message id="btbattery_loss_cautious">
        <source>cautious</source>
        <translation>vorsichtig</translation>
    </message>
    <message id="btbattery_loss_keep_sailing">
        <source>keep sailing</source>
        <translation>weiterfahren</translation>
    </message>
    <message id="btbattery_loss_policy">
        <source>What counts more</source>
        <translation>Was mehr zählt</translation>
    </message>
    <message id="btbattery_loss_policy_help">
        <source>Stopping early, or keeping loads supplied as long as it is defensible. No choice charges a battery that cannot be seen for longer.</source>
        <translation>Früh aufhören oder Verbraucher so lange wie vertretbar versorgen. Keine Wahl lädt eine unsichtbare Batterie länger.</translation>
    </message>
    <message id="btbattery_lowest">
        <source>Lowest</source>
        <translation>Niedrigste</translation>
    </message>
    <message id="btbattery_max_cell_voltage">
        <source>Charge voltage of a cell</source>
        <translation>Ladespannung je Zelle</translation>
    </message>
    <message id="btbattery_max_cell_voltage_help">
        <source>Cells are charged up to this. Never higher than in the files.</source>
        <translation>Bis hierhin werden Zellen geladen. Nie höher als in den Dateien.</translation>
    </message>
    <message id="btbattery_max_charge_current">
        <source>Largest charge current</source>
        <translation>Größter Ladestrom</translation>
    </message>
    <message id="btbattery_max_current_help">
        <source>Never more than in the files. The limit in force is often lower.</source>
        <translation>Nie mehr als in den Dateien. Die geltende Grenze ist oft niedriger.</translation>
    </message>
    <message id="btbattery_max_discharge_current">
        <source>Largest discharge current</source>
        <translation>Größter Entladestrom</translation>
    </message>
    <message id="btbattery_max_voltage_time">
        <source>Time at the charge voltage</source>
        <translation>Zeit auf Ladespannung</translation>
    </message>
    <message id="btbattery_max_voltage_time_help">
        <source>After this long the charge voltage goes to float. Never longer than in the files.</source>
        <translation>Danach sinkt die Spannung auf Erhaltung. Nie länger als in den Dateien.</translation>
    </message>
    <message id="btbattery_mean">
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message id="btbattery_mean_short">
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message id="btbattery_min_cell_voltage">
        <source>Lowest voltage of a cell</source>
        <translation>Niedrigste Zellspannung</translation>
    </message>
    <message id="btbattery_min_cell_voltage_help">
        <source>Below this a battery counts as empty. Never lower than in the files.</source>
        <translation>Darunter gilt eine Batterie als leer. Nie niedriger als in den Dateien.</translation>
    </message>
    <message id="btbattery_minutes">
        <source>%1 minutes</source>
        <translation>%1 Minuten</translation>
    </message>
    <message id="btbattery_no_data_since">
        <source>no data since %1</source>
        <translation>keine Daten seit %1</translation>
    </message>
    <message id="btbattery_no_sensor_fraction">
        <source>Share without temperature sensor</source>
        <translation>Anteil ohne Temperaturfühler</translation>
    </message>
    <message id="btbattery_no_sensor_fraction_help">
        <source>What is left of both currents where no sensor tells frost or heat; 1 is all. Never more than in the files.</source>
        <translation>Was von beiden Strömen bleibt, wo kein Fühler Frost oder Hitze meldet; 1 ist alles. Nie mehr als in den Dateien.</translation>
    </message>
    <message id="btbattery_no_service">
        <source>The driver does not run, or has no battery yet.</source>
        <translation>Der Treiber läuft nicht oder hat noch keine Batterie.</translation>
    </message>
    <message id="btbattery_no_trend">
        <source>No trend yet</source>
        <translation>Noch kein Trend</translation>
    </message>
    <message id="btbattery_none">
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message id="btbattery_not_allowed">
        <source>not with these files</source>
        <translation>Dateien verbieten es</translation>
    </message>
    <message id="btbattery_not_known">
        <source>%1 not known</source>
        <translation>%1 nicht bekannt</translation>
    </message>
    <message id="btbattery_not_released">
        <source>used by the driver</source>
        <translation>vom Treiber genutzt</translation>
    </message>
    <message id="btbattery_nothing_yet">
        <source>nothing yet</source>
        <translation>noch nichts</translation>
    </message>
    <message id="btbattery_now">
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message id="btbattery_off">
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message id="btbattery_on">
        <source>On</source>
        <translation>Ein</translation>
    </message>
    <message id="btbattery_other">
        <source>other</source>
        <translation>sonst</translation>
    </message>
    <message id="btbattery_overridden">
        <source>Changed on the screen</source>
        <translation>Am Bildschirm geändert</translation>
    </message>
    <message id="btbattery_parallel_voltage">
        <source>Difference in parallel: voltage</source>
        <translation>Unterschied parallel: Spannung</translation>
    </message>
    <message id="btbattery_parallel_voltage_help">
        <source>Batteries in parallel have the same voltage; larger differences are told.</source>
        <translation>Parallele Batterien haben dieselbe Spannung; größere Unterschiede werden gemeldet.</translation>
    </message>
    <message id="btbattery_poll_interval">
        <source>Time between readings</source>
        <translation>Zeit zwischen Messungen</translation>
    </message>
    <message id="btbattery_poll_interval_help">
        <source>Longer spares the radio; values stay valid only as long as they are fresh.</source>
        <translation>Länger schont den Funk; Werte gelten nur, solange sie frisch sind.</translation>
    </message>
    <message id="btbattery_range">
        <source>Range now</source>
        <translation>Bereich jetzt</translation>
    </message>
    <message id="btbattery_reconnects">
        <source>reconnected: %1</source>
        <translation>neu verbunden: %1</translation>
    </message>
    <message id="btbattery_refused">
        <source>The driver refused %1; %2 still holds.</source>
        <translation>Der Treiber lehnt %1 ab; %2 gilt weiter.</translation>
    </message>
    <message id="btbattery_release">
        <source>Release</source>
        <translation>Freigeben</translation>
    </message>
    <message id="btbattery_release_refused">
        <source>The driver refused: a tool may have the link, or a switch is under way.</source>
        <translation>Der Treiber lehnt ab: ein Werkzeug hat vielleicht die Verbindung, oder es wird gerade geschaltet.</translation>
    </message>
    <message id="btbattery_released">
        <source>released, %1 min more</source>
        <translation>frei für noch %1 min</translation>
    </message>
    <message id="btbattery_reset_soc">
        <source>Charge fully again below</source>
        <translation>Wieder voll laden unter</translation>
    </message>
    <message id="btbattery_reset_soc_help">
        <source>Below this state of charge the charge voltage leaves float. Never higher than in the files.</source>
        <translation>Unter diesem Ladezustand endet die Erhaltung. Nie höher als in den Dateien.</translation>
    </message>
    <message id="btbattery_rest">
        <source>at rest</source>
        <translation>in Ruhe</translation>
    </message>
    <message id="btbattery_sensor_n">
        <source>sensor %1</source>
        <translation>Fühler %1</translation>
    </message>
    <message id="btbattery_series_current">
        <source>Difference in series: current</source>
        <translation>Unterschied in Reihe: Strom</translation>
    </message>
    <message id="btbattery_series_current_fraction">
        <source>The same as a share of the current</source>
        <translation>Dasselbe als Anteil am Strom</translation>
    </message>
    <message id="btbattery_series_current_fraction_help">
        <source>The larger of the two holds; 0.05 is 5 %.</source>
        <translation>Der größere von beiden gilt; 0.05 sind 5 %.</translation>
    </message>
    <message id="btbattery_series_current_help">
        <source>Batteries in series carry the same current; larger differences are told.</source>
        <translation>Batterien in Reihe führen denselben Strom; größere Unterschiede werden gemeldet.</translation>
    </message>
    <message id="btbattery_series_delay">
        <source>For how long in series before it is told</source>
        <translation>Wie lange in Reihe, bis es gemeldet wird</translation>
    </message>
    <message id="btbattery_series_delay_help">
        <source>It is over when it was clearly smaller for as long.</source>
        <translation>Vorbei ist es, wenn der Unterschied so lange deutlich kleiner war.</translation>
    </message>
    <message id="btbattery_series_loss">
        <source>Capacity lost in series</source>
        <translation>In Reihe verlorene Kapazität</translation>
    </message>
    <message id="btbattery_series_loss_help">
        <source>Share of the smallest battery that may be lost before it is told. 0 looks for none.</source>
        <translation>Anteil der kleinsten Batterie, der verloren gehen darf, bevor es gemeldet wird. 0 sucht keinen.</translation>
    </message>
    <message id="btbattery_series_soc">
        <source>Difference in series: state of charge</source>
        <translation>Unterschied in Reihe: Ladezustand</translation>
    </message>
    <message id="btbattery_series_soc_help">
        <source>Told if capacity is lost by it. 0 looks for none.</source>
        <translation>Gemeldet, wenn dadurch Kapazität verloren geht. 0 sucht keinen.</translation>
    </message>
    <message id="btbattery_series_voltage">
        <source>Difference in series: rested cells</source>
        <translation>Unterschied in Reihe: ruhende Zellen</translation>
    </message>
    <message id="btbattery_series_voltage_help">
        <source>Between the mean cell voltages after a quarter of an hour of rest. 0 looks for none.</source>
        <translation>Zwischen den mittleren Zellspannungen nach einer Viertelstunde Ruhe. 0 sucht keinen.</translation>
    </message>
    <message id="btbattery_set">
        <source>Set</source>
        <translation>Setzen</translation>
    </message>
    <message id="btbattery_settings">
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message id="btbattery_since">
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message id="btbattery_soc_alarm">
        <source>Alarm below</source>
        <translation>Alarm unter</translation>
    </message>
    <message id="btbattery_soc_alarm_help">
        <source>State of charge, not higher than the warning. 0 for none.</source>
        <translation>Ladezustand, nicht höher als die Warnung. 0 für nie.</translation>
    </message>
    <message id="btbattery_soc_imbalance">
        <source>Compare state of charge in parallel</source>
        <translation>Ladezustand parallel vergleichen</translation>
    </message>
    <message id="btbattery_soc_imbalance_help">
        <source>Tells when batteries in parallel are filled differently.</source>
        <translation>Meldet, wenn parallele Batterien verschieden voll sind.</translation>
    </message>
    <message id="btbattery_soc_imbalance_threshold">
        <source>Difference in parallel: state of charge</source>
        <translation>Unterschied parallel: Ladezustand</translation>
    </message>
    <message id="btbattery_soc_imbalance_threshold_help">
        <source>Between the fullest and the emptiest; larger ones are told.</source>
        <translation>Zwischen der vollsten und der leersten; größere werden gemeldet.</translation>
    </message>
    <message id="btbattery_soc_warning">
        <source>Warning below</source>
        <translation>Warnung unter</translation>
    </message>
    <message id="btbattery_soc_warning_help">
        <source>State of charge; also what counts as empty for the remaining time. 0 for none.</source>
        <translation>Ladezustand; gilt auch als leer für die Restzeit. 0 für nie.</translation>
    </message>
    <message id="btbattery_spread">
        <source>Spread</source>
        <translation>Abstand</translation>
    </message>
    <message id="btbattery_spread_short">
        <source>spread</source>
        <translation>Abstand</translation>
    </message>
    <message id="btbattery_take_back">
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message id="btbattery_take_back_text">
        <source>The driver connects again</source>
        <translation>Der Treiber verbindet sich wieder</translation>
    </message>
    <message id="btbattery_threshold">
        <source>threshold %1</source>
        <translation>Schwelle %1</translation>
    </message>
    <message id="btbattery_today">
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message id="btbattery_top">
        <source>at the top</source>
        <translation>fast voll</translation>
    </message>
    <message id="btbattery_trend">
        <source>Trend: %1 mV a week</source>
        <translation>Trend: %1 mV je Woche</translation>
    </message>
    <message id="btbattery_version">
        <source>Version of the driver</source>
        <translation>Version des Treibers</translation>
    </message>
    <message id="btbattery_warning">
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message id="btbattery_watch">
        <source>watch</source>
        <translation>beachten</translation>
    </message>
    <message id="btbattery_weeks_ago">
        <source>8 weeks ago</source>
        <translation>vor 8 Wochen</translation>
    </message>
    <message id="btbattery_weeks_legend">
        <source>Spread of the last weeks, one column a day.</source>
        <translation>Abstand der letzten Wochen, eine Säule je Tag.</translation>
    </message>
    <message id="btbattery_worst">
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
    <message id="btbattery_worst_short">
        <source>worst</source>
        <translation>weiteste</translation>
    </message>
</context>
</TS>
