<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr">
<context>
    <name></name>
    <message id="btbattery_alarm_charge_current">
        <source>charge current high</source>
        <translation>courant de charge élevé</translation>
    </message>
    <message id="btbattery_alarm_cold">
        <source>too cold</source>
        <translation>trop froid</translation>
    </message>
    <message id="btbattery_alarm_cold_charge">
        <source>too cold to charge</source>
        <translation>trop froid pour charger</translation>
    </message>
    <message id="btbattery_alarm_discharge_current">
        <source>discharge current high</source>
        <translation>courant de décharge élevé</translation>
    </message>
    <message id="btbattery_alarm_failure">
        <source>fault in the BMS</source>
        <translation>défaut du BMS</translation>
    </message>
    <message id="btbattery_alarm_high_cell">
        <source>cell high</source>
        <translation>cellule haute</translation>
    </message>
    <message id="btbattery_alarm_high_voltage">
        <source>voltage high</source>
        <translation>tension haute</translation>
    </message>
    <message id="btbattery_alarm_imbalance">
        <source>cells apart</source>
        <translation>cellules déséquilibrées</translation>
    </message>
    <message id="btbattery_alarm_internal_warm">
        <source>power stage too warm</source>
        <translation>étage de puissance trop chaud</translation>
    </message>
    <message id="btbattery_alarm_low_cell">
        <source>cell low</source>
        <translation>cellule basse</translation>
    </message>
    <message id="btbattery_alarm_low_soc">
        <source>nearly empty</source>
        <translation>presque vide</translation>
    </message>
    <message id="btbattery_alarm_low_voltage">
        <source>voltage low</source>
        <translation>tension basse</translation>
    </message>
    <message id="btbattery_alarm_warm">
        <source>too warm</source>
        <translation>trop chaud</translation>
    </message>
    <message id="btbattery_alarm_warm_charge">
        <source>too warm to charge</source>
        <translation>trop chaud pour charger</translation>
    </message>
    <message id="btbattery_alarms">
        <source>Alarms</source>
        <translation>Alarmes</translation>
    </message>
    <message id="btbattery_all_get">
        <source>All batteries get %1</source>
        <translation>Toutes les batteries reçoivent %1</translation>
    </message>
    <message id="btbattery_apart">
        <source>apart</source>
        <translation>trop grand</translation>
    </message>
    <message id="btbattery_as_in_files">
        <source>As in the files</source>
        <translation>Comme dans les fichiers</translation>
    </message>
    <message id="btbattery_back_to_files">
        <source>Back to the files</source>
        <translation>Revenir aux fichiers</translation>
    </message>
    <message id="btbattery_bad_frames">
        <source>bad frames: %1</source>
        <translation>trames erronées : %1</translation>
    </message>
    <message id="btbattery_bal_n">
        <source>BAL %1</source>
        <translation>BAL %1</translation>
    </message>
    <message id="btbattery_balancing">
        <source>Balancing</source>
        <translation>Équilibrage</translation>
    </message>
    <message id="btbattery_bank_limit">
        <source>Charge limit of the bank</source>
        <translation>Limite de charge du parc</translation>
    </message>
    <message id="btbattery_bars_legend">
        <source>Each cell from the mean in mV; a bar is full at %1 mV</source>
        <translation>Cellules depuis la moyenne en mV ; barre pleine à %1 mV</translation>
    </message>
    <message id="btbattery_battery">
        <source>Battery</source>
        <translation>Batterie</translation>
    </message>
    <message id="btbattery_blocked_cell_voltage">
        <source>Cell voltage while charging is blocked</source>
        <translation>Tension de cellule, charge bloquée</translation>
    </message>
    <message id="btbattery_blocked_cell_voltage_help">
        <source>Charge voltage while cold, heat or a battery forbids charging. Never higher than in the files.</source>
        <translation>Tension de charge tant que le froid, la chaleur ou une batterie interdit la charge. Jamais plus que dans les fichiers.</translation>
    </message>
    <message id="btbattery_by_mosfet">
        <source>Both currents by MOSFET temperature</source>
        <translation>Courants selon température MOSFET</translation>
    </message>
    <message id="btbattery_cause_blocked">
        <source>charging is blocked</source>
        <translation>charge bloquée</translation>
    </message>
    <message id="btbattery_cause_bms">
        <source>protection of the BMS</source>
        <translation>protection du BMS</translation>
    </message>
    <message id="btbattery_cause_cell">
        <source>cell voltage</source>
        <translation>tension de cellule</translation>
    </message>
    <message id="btbattery_cause_cell_count">
        <source>wrong number of cells</source>
        <translation>mauvais nombre de cellules</translation>
    </message>
    <message id="btbattery_cause_chemistry">
        <source>wrong chemistry</source>
        <translation>mauvaise chimie</translation>
    </message>
    <message id="btbattery_cause_configured">
        <source>setting</source>
        <translation>réglage</translation>
    </message>
    <message id="btbattery_cause_error">
        <source>fault of the driver</source>
        <translation>erreur du pilote</translation>
    </message>
    <message id="btbattery_cause_fet">
        <source>switch of the BMS</source>
        <translation>interrupteur du BMS</translation>
    </message>
    <message id="btbattery_cause_fet_open">
        <source>switched off in the BMS</source>
        <translation>coupé dans le BMS</translation>
    </message>
    <message id="btbattery_cause_mosfet">
        <source>MOSFETs</source>
        <translation>MOSFET</translation>
    </message>
    <message id="btbattery_cause_no_sensor">
        <source>no temperature sensor</source>
        <translation>pas de capteur de température</translation>
    </message>
    <message id="btbattery_cause_not_configured">
        <source>largest currents are not set</source>
        <translation>courants max. non réglés</translation>
    </message>
    <message id="btbattery_cause_parts">
        <source>all batteries together</source>
        <translation>toutes les batteries ensemble</translation>
    </message>
    <message id="btbattery_cause_reconnect">
        <source>stands apart from the others</source>
        <translation>s'écarte des autres</translation>
    </message>
    <message id="btbattery_cause_recovery">
        <source>rising slowly again</source>
        <translation>remonte lentement</translation>
    </message>
    <message id="btbattery_cause_refused">
        <source>batteries do not belong together</source>
        <translation>batteries incompatibles entre elles</translation>
    </message>
    <message id="btbattery_cause_share">
        <source>share of the current</source>
        <translation>part du courant</translation>
    </message>
    <message id="btbattery_cause_silent">
        <source>no data</source>
        <translation>pas de données</translation>
    </message>
    <message id="btbattery_cause_soc">
        <source>state of charge</source>
        <translation>état de charge</translation>
    </message>
    <message id="btbattery_cause_stage">
        <source>stage of charging</source>
        <translation>phase de charge</translation>
    </message>
    <message id="btbattery_cause_temperature">
        <source>temperature</source>
        <translation>température</translation>
    </message>
    <message id="btbattery_cause_wrong_bank">
        <source>other devices measure another voltage</source>
        <translation>d'autres appareils mesurent une autre tension</translation>
    </message>
    <message id="btbattery_cell_n">
        <source>cell %1</source>
        <translation>cellule %1</translation>
    </message>
    <message id="btbattery_cells">
        <source>Cells</source>
        <translation>Cellules</translation>
    </message>
    <message id="btbattery_cells_n">
        <source>%1 cells</source>
        <translation>%1 cellules</translation>
    </message>
    <message id="btbattery_cells_not_known">
        <source>Cells are not known</source>
        <translation>Cellules inconnues</translation>
    </message>
    <message id="btbattery_changed_here">
        <source>changed here</source>
        <translation>modifié ici</translation>
    </message>
    <message id="btbattery_charge_by_cell">
        <source>Charge current by cell voltage</source>
        <translation>Charge selon tension de cellule</translation>
    </message>
    <message id="btbattery_charge_by_soc">
        <source>Charge current by state of charge</source>
        <translation>Charge selon état de charge</translation>
    </message>
    <message id="btbattery_charge_by_temperature">
        <source>Charge current by temperature</source>
        <translation>Charge selon température</translation>
    </message>
    <message id="btbattery_charge_limit">
        <source>Charge limit</source>
        <translation>Limite de charge</translation>
    </message>
    <message id="btbattery_choose">
        <source>Choose</source>
        <translation>Choisir</translation>
    </message>
    <message id="btbattery_condition">
        <source>Condition</source>
        <translation>État</translation>
    </message>
    <message id="btbattery_connection">
        <source>Connection</source>
        <translation>Connexion</translation>
    </message>
    <message id="btbattery_curve_help">
        <source>What is on in the files cannot be switched off here.</source>
        <translation>Ce que les fichiers activent ne peut pas être désactivé ici.</translation>
    </message>
    <message id="btbattery_differs">
        <source>The files of the batteries differ. What is set here holds for all of them.</source>
        <translation>Les fichiers des batteries diffèrent. Ce qui est réglé ici vaut pour toutes.</translation>
    </message>
    <message id="btbattery_discharge_by_cell">
        <source>Discharge current by cell voltage</source>
        <translation>Décharge selon tension de cellule</translation>
    </message>
    <message id="btbattery_discharge_by_soc">
        <source>Discharge current by state of charge</source>
        <translation>Décharge selon état de charge</translation>
    </message>
    <message id="btbattery_discharge_by_temperature">
        <source>Discharge current by temperature</source>
        <translation>Décharge selon température</translation>
    </message>
    <message id="btbattery_discharge_limit">
        <source>Discharge limit</source>
        <translation>Limite de décharge</translation>
    </message>
    <message id="btbattery_even">
        <source>even</source>
        <translation>homogène</translation>
    </message>
    <message id="btbattery_findings">
        <source>Findings</source>
        <translation>Constats</translation>
    </message>
    <message id="btbattery_float_cell_voltage">
        <source>Float voltage of a cell</source>
        <translation>Tension de maintien par cellule</translation>
    </message>
    <message id="btbattery_float_cell_voltage_help">
        <source>Full cells are held at this. Never higher than in the files.</source>
        <translation>Les cellules pleines y sont maintenues. Jamais plus que dans les fichiers.</translation>
    </message>
    <message id="btbattery_for_all">
        <source>Value for all batteries</source>
        <translation>Valeur pour toutes les batteries</translation>
    </message>
    <message id="btbattery_fresh">
        <source>%1, &lt; %2</source>
        <translation>%1, &lt; %2</translation>
    </message>
    <message id="btbattery_group_bank">
        <source>Batteries of a bank</source>
        <translation>Batteries d'un parc</translation>
    </message>
    <message id="btbattery_group_cells">
        <source>Cells and state of charge</source>
        <translation>Cellules et état de charge</translation>
    </message>
    <message id="btbattery_group_currents">
        <source>Currents of each battery</source>
        <translation>Courants de chaque batterie</translation>
    </message>
    <message id="btbattery_group_curves">
        <source>Curves that lower the currents</source>
        <translation>Courbes réduisant les courants</translation>
    </message>
    <message id="btbattery_group_link">
        <source>Bluetooth</source>
        <translation>Bluetooth</translation>
    </message>
    <message id="btbattery_group_loss">
        <source>When a battery falls silent</source>
        <translation>Quand une batterie se tait</translation>
    </message>
    <message id="btbattery_group_release">
        <source>Release the link for a phone app</source>
        <translation>Libérer la liaison pour un téléphone</translation>
    </message>
    <message id="btbattery_group_voltages">
        <source>Cell voltages</source>
        <translation>Tensions des cellules</translation>
    </message>
    <message id="btbattery_highest">
        <source>Highest</source>
        <translation>Maximum</translation>
    </message>
    <message id="btbattery_hour_legend">
        <source>Spread of the last hour, one column a minute</source>
        <translation>Écart de la dernière heure, une colonne par minute</translation>
    </message>
    <message id="btbattery_imbalance_delay">
        <source>For how long before it is told</source>
        <translation>Durée avant l'avertissement</translation>
    </message>
    <message id="btbattery_imbalance_delay_help">
        <source>A short load or the last minute of a charge is no reason for a warning.</source>
        <translation>Un appel de courant bref ou la fin d'une recharge n'est pas une raison d'avertir.</translation>
    </message>
    <message id="btbattery_imbalance_threshold">
        <source>Cells count as apart from</source>
        <translation>Écart trop grand dès</translation>
    </message>
    <message id="btbattery_imbalance_threshold_help">
        <source>Highest less lowest cell of a battery from which there is a warning; 0 for none.</source>
        <translation>Cellule la plus haute moins la plus basse d'une batterie, dès laquelle on avertit ; 0 = jamais.</translation>
    </message>
    <message id="btbattery_in_force">
        <source>in force</source>
        <translation>en vigueur</translation>
    </message>
    <message id="btbattery_last_hour">
        <source>Last hour</source>
        <translation>1 heure</translation>
    </message>
    <message id="btbattery_legend">
        <source>Spread: watch from %1, apart from %2</source>
        <translation>Écart : à surveiller dès %1, trop grand dès %2</translation>
    </message>
    <message id="btbattery_link">
        <source>Link</source>
        <translation>Liaison</translation>
    </message>
    <message id="btbattery_link_asleep">
        <source>asleep (presumed)</source>
        <translation>en veille (présumé)</translation>
    </message>
    <message id="btbattery_link_connecting">
        <source>connecting</source>
        <translation>connexion en cours</translation>
    </message>
    <message id="btbattery_link_late">
        <source>answers are late</source>
        <translation>réponses tardives</translation>
    </message>
    <message id="btbattery_link_live">
        <source>live</source>
        <translation>en ligne</translation>
    </message>
    <message id="btbattery_link_lost">
        <source>lost, trying again</source>
        <translation>perdue, nouvel essai</translation>
    </message>
    <message id="btbattery_link_never_seen">
        <source>not seen yet</source>
        <translation>pas encore vue</translation>
    </message>
    <message id="btbattery_link_refused">
        <source>refused</source>
        <translation>refusée</translation>
    </message>
    <message id="btbattery_link_released">
        <source>lent to a phone or a tool</source>
        <translation>prêtée (téléphone, outil)</translation>
    </message>
    <message id="btbattery_link_resting">
        <source>between readings</source>
        <translation>entre deux lectures</translation>
    </message>
    <message id="btbattery_load">
        <source>under load</source>
        <translation>sous charge</translation>
    </message>
    <message id="btbattery_loss_balanced">
        <source>balanced</source>
        <translation>équilibré</translation>
    </message>
    <message id="btbattery_loss_cautious">
        <source>cautious</source>
        <translation>prudent</translation>
    </message>
    <message id="btbattery_loss_keep_sailing">
        <source>keep sailing</source>
        <translation>continuer la route</translation>
    </message>
    <message id="btbattery_loss_policy">
        <source>What counts more</source>
        <translation>Ce qui compte le plus</translation>
    </message>
    <message id="btbattery_loss_policy_help">
        <source>Stopping early, or keeping loads supplied as long as it is defensible. No choice charges a battery that cannot be seen for longer.</source>
        <translation>Arrêter tôt, ou alimenter tant que c'est défendable. Aucun choix ne charge plus longtemps une batterie invisible.</translation>
    </message>
    <message id="btbattery_lowest">
        <source>Lowest</source>
        <translation>Minimum</translation>
    </message>
    <message id="btbattery_max_cell_voltage">
        <source>Charge voltage of a cell</source>
        <translation>Tension de charge par cellule</translation>
    </message>
    <message id="btbattery_max_cell_voltage_help">
        <source>Cells are charged up to this. Never higher than in the files.</source>
        <translation>Les cellules sont chargées jusque-là. Jamais plus que dans les fichiers.</translation>
    </message>
    <message id="btbattery_max_charge_current">
        <source>Largest charge current</source>
        <translation>Courant de charge maximal</translation>
    </message>
    <message id="btbattery_max_current_help">
        <source>Never more than in the files. The limit in force is often lower.</source>
        <translation>Jamais plus que dans les fichiers. La limite en vigueur est souvent plus basse.</translation>
    </message>
    <message id="btbattery_max_discharge_current">
        <source>Largest discharge current</source>
        <translation>Courant de décharge maximal</translation>
    </message>
    <message id="btbattery_max_voltage_time">
        <source>Time at the charge voltage</source>
        <translation>Durée à la tension de charge</translation>
    </message>
    <message id="btbattery_max_voltage_time_help">
        <source>After this long the charge voltage goes to float. Never longer than in the files.</source>
        <translation>Ensuite la tension passe au maintien. Jamais plus long que dans les fichiers.</translation>
    </message>
    <message id="btbattery_mean">
        <source>Mean</source>
        <translation>Moyenne</translation>
    </message>
    <message id="btbattery_mean_short">
        <source>mean</source>
        <translation>moyenne</translation>
    </message>
    <message id="btbattery_min_cell_voltage">
        <source>Lowest voltage of a cell</source>
        <translation>Tension minimale d'une cellule</translation>
    </message>
    <message id="btbattery_min_cell_voltage_help">
        <source>Below this a battery counts as empty. Never lower than in the files.</source>
        <translation>En dessous, une batterie est considérée vide. Jamais moins que dans les fichiers.</translation>
    </message>
    <message id="btbattery_minutes">
        <source>%1 minutes</source>
        <translation>%1 minutes</translation>
    </message>
    <message id="btbattery_no_data_since">
        <source>no data since %1</source>
        <translation>aucune donnée depuis %1</translation>
    </message>
    <message id="btbattery_no_sensor_fraction">
        <source>Share without temperature sensor</source>
        <translation>Part sans capteur de température</translation>
    </message>
    <message id="btbattery_no_sensor_fraction_help">
        <source>What is left of both currents where no sensor tells frost or heat; 1 is all. Never more than in the files.</source>
        <translation>Part des deux courants là où aucun capteur ne signale gel ou chaleur ; 1 = tout. Jamais plus que dans les fichiers.</translation>
    </message>
    <message id="btbattery_no_service">
        <source>The driver does not run, or has no battery yet.</source>
        <translation>Le pilote ne tourne pas ou n'a pas encore de batterie.</translation>
    </message>
    <message id="btbattery_no_trend">
        <source>No trend yet</source>
        <translation>Pas encore de tendance</translation>
    </message>
    <message id="btbattery_none">
        <source>none</source>
        <translation>aucune</translation>
    </message>
    <message id="btbattery_not_allowed">
        <source>not with these files</source>
        <translation>exclu par les fichiers</translation>
    </message>
    <message id="btbattery_not_known">
        <source>%1 not known</source>
        <translation>%1 : valeur inconnue</translation>
    </message>
    <message id="btbattery_not_released">
        <source>used by the driver</source>
        <translation>utilisée par le pilote</translation>
    </message>
    <message id="btbattery_nothing_yet">
        <source>nothing yet</source>
        <translation>encore rien</translation>
    </message>
    <message id="btbattery_now">
        <source>now</source>
        <translation>maintenant</translation>
    </message>
    <message id="btbattery_off">
        <source>Off</source>
        <translation>Désactivé</translation>
    </message>
    <message id="btbattery_on">
        <source>On</source>
        <translation>Activé</translation>
    </message>
    <message id="btbattery_other">
        <source>other</source>
        <translation>autre</translation>
    </message>
    <message id="btbattery_overridden">
        <source>Changed on the screen</source>
        <translation>Modifié à l'écran</translation>
    </message>
    <message id="btbattery_parallel_voltage">
        <source>Difference in parallel: voltage</source>
        <translation>Écart en parallèle : tension</translation>
    </message>
    <message id="btbattery_parallel_voltage_help">
        <source>Batteries in parallel have the same voltage; larger differences are told.</source>
        <translation>Des batteries en parallèle ont la même tension ; au-delà, c'est signalé.</translation>
    </message>
    <message id="btbattery_poll_interval">
        <source>Time between readings</source>
        <translation>Temps entre deux lectures</translation>
    </message>
    <message id="btbattery_poll_interval_help">
        <source>Longer spares the radio; values stay valid only as long as they are fresh.</source>
        <translation>Plus long ménage la radio ; les valeurs ne valent que fraîches.</translation>
    </message>
    <message id="btbattery_range">
        <source>Range now</source>
        <translation>Plage actuelle</translation>
    </message>
    <message id="btbattery_reconnects">
        <source>reconnected: %1</source>
        <translation>reconnexions : %1</translation>
    </message>
    <message id="btbattery_refused">
        <source>The driver refused %1; %2 still holds.</source>
        <translation>Le pilote refuse %1 ; %2 reste en vigueur.</translation>
    </message>
    <message id="btbattery_release">
        <source>Release</source>
        <translation>Libérer</translation>
    </message>
    <message id="btbattery_release_refused">
        <source>The driver refused: a tool may have the link, or a switch is under way.</source>
        <translation>Refusé par le pilote : un outil utilise peut-être la liaison, ou une commutation est en cours.</translation>
    </message>
    <message id="btbattery_released">
        <source>released, %1 min more</source>
        <translation>libérée, encore %1 min</translation>
    </message>
    <message id="btbattery_reset_soc">
        <source>Charge fully again below</source>
        <translation>Recharger entièrement sous</translation>
    </message>
    <message id="btbattery_reset_soc_help">
        <source>Below this state of charge the charge voltage leaves float. Never higher than in the files.</source>
        <translation>Sous cet état de charge, le maintien prend fin. Jamais plus que dans les fichiers.</translation>
    </message>
    <message id="btbattery_rest">
        <source>at rest</source>
        <translation>au repos</translation>
    </message>
    <message id="btbattery_sensor_n">
        <source>sensor %1</source>
        <translation>capteur %1</translation>
    </message>
    <message id="btbattery_series_current">
        <source>Difference in series: current</source>
        <translation>Écart en série : courant</translation>
    </message>
    <message id="btbattery_series_current_fraction">
        <source>The same as a share of the current</source>
        <translation>Le même, en part du courant</translation>
    </message>
    <message id="btbattery_series_current_fraction_help">
        <source>The larger of the two holds; 0.05 is 5 %.</source>
        <translation>Le plus grand des deux vaut ; 0.05 = 5 %.</translation>
    </message>
    <message id="btbattery_series_current_help">
        <source>Batteries in series carry the same current; larger differences are told.</source>
        <translation>Des batteries en série portent le même courant ; au-delà, c'est signalé.</translation>
    </message>
    <message id="btbattery_series_delay">
        <source>For how long in series before it is told</source>
        <translation>Durée en série avant de signaler</translation>
    </message>
    <message id="btbattery_series_delay_help">
        <source>It is over when it was clearly smaller for as long.</source>
        <translation>Terminé quand l'écart a été nettement plus petit aussi longtemps.</translation>
    </message>
    <message id="btbattery_series_loss">
        <source>Capacity lost in series</source>
        <translation>Capacité perdue en série</translation>
    </message>
    <message id="btbattery_series_loss_help">
        <source>Share of the smallest battery that may be lost before it is told. 0 looks for none.</source>
        <translation>Part de la plus petite batterie pouvant être perdue avant d'être signalée. 0 : pas de recherche.</translation>
    </message>
    <message id="btbattery_series_soc">
        <source>Difference in series: state of charge</source>
        <translation>Écart en série : état de charge</translation>
    </message>
    <message id="btbattery_series_soc_help">
        <source>Told if capacity is lost by it. 0 looks for none.</source>
        <translation>Signalé si de la capacité est perdue. 0 : pas de recherche.</translation>
    </message>
    <message id="btbattery_series_voltage">
        <source>Difference in series: rested cells</source>
        <translation>Écart en série : cellules au repos</translation>
    </message>
    <message id="btbattery_series_voltage_help">
        <source>Between the mean cell voltages after a quarter of an hour of rest. 0 looks for none.</source>
        <translation>Entre les tensions moyennes des cellules après un quart d'heure de repos. 0 : pas de recherche.</translation>
    </message>
    <message id="btbattery_set">
        <source>Set</source>
        <translation>Régler</translation>
    </message>
    <message id="btbattery_settings">
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message id="btbattery_since">
        <source>since %1</source>
        <translation>depuis %1</translation>
    </message>
    <message id="btbattery_soc_alarm">
        <source>Alarm below</source>
        <translation>Alarme sous</translation>
    </message>
    <message id="btbattery_soc_alarm_help">
        <source>State of charge, not higher than the warning. 0 for none.</source>
        <translation>État de charge, pas plus haut que l'avertissement. 0 = jamais.</translation>
    </message>
    <message id="btbattery_soc_imbalance">
        <source>Compare state of charge in parallel</source>
        <translation>Comparer l'état de charge en parallèle</translation>
    </message>
    <message id="btbattery_soc_imbalance_help">
        <source>Tells when batteries in parallel are filled differently.</source>
        <translation>Signale quand des batteries en parallèle sont chargées différemment.</translation>
    </message>
    <message id="btbattery_soc_imbalance_threshold">
        <source>Difference in parallel: state of charge</source>
        <translation>Écart en parallèle : état de charge</translation>
    </message>
    <message id="btbattery_soc_imbalance_threshold_help">
        <source>Between the fullest and the emptiest; larger ones are told.</source>
        <translation>Entre la plus pleine et la plus vide ; au-delà, c'est signalé.</translation>
    </message>
    <message id="btbattery_soc_warning">
        <source>Warning below</source>
        <translation>Avertir sous</translation>
    </message>
    <message id="btbattery_soc_warning_help">
        <source>State of charge; also what counts as empty for the remaining time. 0 for none.</source>
        <translation>État de charge ; compte aussi comme vide pour l'autonomie. 0 = jamais.</translation>
    </message>
    <message id="btbattery_spread">
        <source>Spread</source>
        <translation>Écart</translation>
    </message>
    <message id="btbattery_spread_short">
        <source>spread</source>
        <translation>écart</translation>
    </message>
    <message id="btbattery_take_back">
        <source>Take back</source>
        <translation>Reprendre</translation>
    </message>
    <message id="btbattery_take_back_text">
        <source>The driver connects again</source>
        <translation>Le pilote se reconnecte</translation>
    </message>
    <message id="btbattery_threshold">
        <source>threshold %1</source>
        <translation>seuil %1</translation>
    </message>
    <message id="btbattery_today">
        <source>today</source>
        <translation>aujourd'hui</translation>
    </message>
    <message id="btbattery_top">
        <source>at the top</source>
        <translation>en haut</translation>
    </message>
    <message id="btbattery_trend">
        <source>Trend: %1 mV a week</source>
        <translation>Tendance : %1 mV par semaine</translation>
    </message>
    <message id="btbattery_version">
        <source>Version of the driver</source>
        <translation>Version du pilote</translation>
    </message>
    <message id="btbattery_warning">
        <source>warning</source>
        <translation>avertissement</translation>
    </message>
    <message id="btbattery_watch">
        <source>watch</source>
        <translation>à surveiller</translation>
    </message>
    <message id="btbattery_weeks_ago">
        <source>8 weeks ago</source>
        <translation>il y a 8 semaines</translation>
    </message>
    <message id="btbattery_weeks_legend">
        <source>Spread of the last weeks, one column a day.</source>
        <translation>Écart des dernières semaines, une colonne par jour.</translation>
    </message>
    <message id="btbattery_worst">
        <source>%1, %2: %3</source>
        <translation>%1, %2 : %3</translation>
    </message>
    <message id="btbattery_worst_short">
        <source>worst</source>
        <translation>la pire</translation>
    </message>
</context>
</TS>
