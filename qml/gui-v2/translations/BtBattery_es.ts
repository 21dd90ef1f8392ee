<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es">
<context>
    <name></name>
    <message id="btbattery_alarm_charge_current">
        <source>charge current high</source>
        <translation>corriente de carga alta</translation>
    </message>
    <message id="btbattery_alarm_cold">
        <source>too cold</source>
        <translation>demasiado frío</translation>
    </message>
    <message id="btbattery_alarm_cold_charge">
        <source>too cold to charge</source>
        <translation>demasiado frío para cargar</translation>
    </message>
    <message id="btbattery_alarm_discharge_current">
        <source>discharge current high</source>
        <translation>corriente de descarga alta</translation>
    </message>
    <message id="btbattery_alarm_failure">
        <source>fault in the BMS</source>
        <translation>fallo del BMS</translation>
    </message>
    <message id="btbattery_alarm_high_cell">
        <source>cell high</source>
        <translation>celda alta</translation>
    </message>
    <message id="btbattery_alarm_high_voltage">
        <source>voltage high</source>
        <translation>tensión alta</translation>
    </message>
    <message id="btbattery_alarm_imbalance">
        <source>cells apart</source>
        <translation>celdas desequilibradas</translation>
    </message>
    <message id="btbattery_alarm_internal_warm">
        <source>power stage too warm</source>
        <translation>etapa de potencia muy caliente</translation>
    </message>
    <message id="btbattery_alarm_low_cell">
        <source>cell low</source>
        <translation>celda baja</translation>
    </message>
    <message id="btbattery_alarm_low_soc">
        <source>nearly empty</source>
        <translation>casi vacía</translation>
    </message>
    <message id="btbattery_alarm_low_voltage">
        <source>voltage low</source>
        <translation>tensión baja</translation>
    </message>
    <message id="btbattery_alarm_warm">
        <source>too warm</source>
        <translation>demasiado calor</translation>
    </message>
    <message id="btbattery_alarm_warm_charge">
        <source>too warm to charge</source>
        <translation>demasiado calor para cargar</translation>
    </message>
    <message id="btbattery_alarms">
        <source>Alarms</source>
        <translation>Alarmas</translation>
    </message>
    <message id="btbattery_all_get">
        <source>All batteries get %1</source>
        <translation>Todas las baterías reciben %1</translation>
    </message>
    <message id="btbattery_apart">
        <source>apart</source>
        <translation>excesiva</translation>
    </message>
    <message id="btbattery_as_in_files">
        <source>As in the files</source>
        <translation>Como en los archivos</translation>
    </message>
    <message id="btbattery_back_to_files">
        <source>Back to the files</source>
        <translation>Volver a los archivos</translation>
    </message>
    <message id="btbattery_bad_frames">
        <source>bad frames: %1</source>
        <translation>tramas erróneas: %1</translation>
    </message>
    <message id="btbattery_bal_n">
        <source>BAL %1</source>
        <translation>BAL %1</translation>
    </message>
    <message id="btbattery_balancing">
        <source>Balancing</source>
        <translation>Equilibrado</translation>
    </message>
    <message id="btbattery_bank_limit">
        <source>Charge limit of the bank</source>
        <translation>Límite de carga del banco</translation>
    </message>
    <message id="btbattery_bars_legend">
        <source>Each cell from the mean in mV; a bar is full at %1 mV</source>
        <translation>Cada celda desde la media en mV; una barra llena son %1 mV</translation>
    </message>
    <message id="btbattery_battery">
        <source>Battery</source>
        <translation>Batería</translation>
    </message>
    <message id="btbattery_blocked_cell_voltage">
        <source>Cell voltage while charging is blocked</source>
        <translation>Tensión de celda con carga bloqueada</translation>
    </message>
    <message id="btbattery_blocked_cell_voltage_help">
        <source>Charge voltage while cold, heat or a battery forbids charging. Never higher than in the files.</source>
        <translation>Tensión de carga mientras el frío, el calor o una batería impide cargar. Nunca más que en los archivos.</translation>
    </message>
    <message id="btbattery_by_mosfet">
        <source>Both currents by MOSFET temperature</source>
        <translation>Corrientes según temperatura MOSFET</translation>
    </message>
    <message id="btbattery_cause_blocked">
        <source>charging is blocked</source>
        <translation>carga bloqueada</translation>
    </message>
    <message id="btbattery_cause_bms">
        <source>protection of the BMS</source>
        <translation>protección del BMS</translation>
    </message>
    <message id="btbattery_cause_cell">
        <source>cell voltage</source>
        <translation>tensión de celda</translation>
    </message>
    <message id="btbattery_cause_cell_count">
        <source>wrong number of cells</source>
        <translation>número de celdas incorrecto</translation>
    </message>
    <message id="btbattery_cause_chemistry">
        <source>wrong chemistry</source>
        <translation>química incorrecta</translation>
    </message>
    <message id="btbattery_cause_configured">
        <source>setting</source>
        <translation>ajuste</translation>
    </message>
    <message id="btbattery_cause_error">
        <source>fault of the driver</source>
        <translation>fallo del controlador</translation>
    </message>
    <message id="btbattery_cause_fet">
        <source>switch of the BMS</source>
        <translation>interruptor del BMS</translation>
    </message>
    <message id="btbattery_cause_fet_open">
        <source>switched off in the BMS</source>
        <translation>desconectado en el BMS</translation>
    </message>
    <message id="btbattery_cause_mosfet">
        <source>MOSFETs</source>
        <translation>MOSFET</translation>
    </message>
    <message id="btbattery_cause_no_sensor">
        <source>no temperature sensor</source>
        <translation>sin sensor de temperatura</translation>
    </message>
    <message id="btbattery_cause_not_configured">
        <source>largest currents are not set</source>
        <translation>corrientes máx. sin ajustar</translation>
    </message>
    <message id="btbattery_cause_parts">
        <source>all batteries together</source>
        <translation>todas las baterías juntas</translation>
    </message>
    <message id="btbattery_cause_reconnect">
        <source>stands apart from the others</source>
        <translation>se aparta de las demás</translation>
    </message>
    <message id="btbattery_cause_recovery">
        <source>rising slowly again</source>
        <translation>vuelve a subir despacio</translation>
    </message>
    <message id="btbattery_cause_refused">
        <source>batteries do not belong together</source>
        <translation>baterías que no van juntas</translation>
    </message>
    <message id="btbattery_cause_share">
        <source>share of the current</source>
        <translation>parte de la corriente</translation>
    </message>
    <message id="btbattery_cause_silent">
        <source>no data</source>
        <translation>sin datos</translation>
    </message>
    <message id="btbattery_cause_soc">
        <source>state of charge</source>
        <translation>estado de carga</translation>
    </message>
    <message id="btbattery_cause_stage">
        <source>stage of charging</source>
        <translation>fase de carga</translation>
    </message>
    <message id="btbattery_cause_temperature">
        <source>temperature</source>
        <translation>temperatura</translation>
    </message>
    <message id="btbattery_cause_wrong_bank">
        <source>other devices measure another voltage</source>
        <translation>otros aparatos miden otra tensión</translation>
    </message>
    <message id="btbattery_cell_n">
        <source>cell %1</source>
        <translation>celda %1</translation>
    </message>
    <message id="btbattery_cells">
        <source>Cells</source>
        <translation>Celdas</translation>
    </message>
    <message id="btbattery_cells_n">
        <source>%1 cells</source>
        <translation>%1 celdas</translation>
    </message>
    <message id="btbattery_cells_not_known">
        <source>Cells are not known</source>
        <translation>Celdas desconocidas</translation>
    </message>
    <message id="btbattery_changed_here">
        <source>changed here</source>
        <translation>cambiado aquí</translation>
    </message>
    <message id="btbattery_charge_by_cell">
        <source>Charge current by cell voltage</source>
        <translation>Carga según tensión de celda</translation>
    </message>
    <message id="btbattery_charge_by_soc">
        <source>Charge current by state of charge</source>
        <translation>Carga según estado de carga</translation>
    </message>
    <message id="btbattery_charge_by_temperature">
        <source>Charge current by temperature</source>
        <translation>Carga según temperatura</translation>
    </message>
    <message id="btbattery_charge_limit">
        <source>Charge limit</source>
        <translation>Límite de carga</translation>
    </message>
    <message id="btbattery_choose">
        <source>Choose</source>
        <translation>Elegir</translation>
    </message>
    <message id="btbattery_condition">
        <source>Condition</source>
        <translation>Estado</translation>
    </message>
    <message id="btbattery_connection">
        <source>Connection</source>
        <translation>Conexión</translation>
    </message>
    <message id="btbattery_curve_help">
        <source>What is on in the files cannot be switched off here.</source>
        <translation>Lo que los archivos activan no se puede desactivar aquí.</translation>
    </message>
    <message id="btbattery_differs">
        <source>The files of the batteries differ. What is set here holds for all of them.</source>
        <translation>Los archivos de las baterías difieren. Lo que se ajuste aquí vale para todas.</translation>
    </message>
    <message id="btbattery_discharge_by_cell">
        <source>Discharge current by cell voltage</source>
        <translation>Descarga según tensión de celda</translation>
    </message>
    <message id="btbattery_discharge_by_soc">
        <source>Discharge current by state of charge</source>
        <translation>Descarga según estado de carga</translation>
    </message>
    <message id="btbattery_discharge_by_temperature">
        <source>Discharge current by temperature</source>
        <translation>Descarga según temperatura</translation>
    </message>
    <message id="btbattery_discharge_limit">
        <source>Discharge limit</source>
        <translation>Límite de descarga</translation>
    </message>
    <message id="btbattery_even">
        <source>even</source>
        <translation>pareja</translation>
    </message>
    <message id="btbattery_findings">
        <source>Findings</source>
        <translation>Hallazgos</translation>
    </message>
    <message id="btbattery_float_cell_voltage">
        <source>Float voltage of a cell</source>
        <translation>Tensión de flotación por celda</translation>
    </message>
    <message id="btbattery_float_cell_voltage_help">
        <source>Full cells are held at this. Never higher than in the files.</source>
        <translation>A ella se mantienen las celdas llenas. Nunca más que en los archivos.</translation>
    </message>
    <message id="btbattery_for_all">
        <source>Value for all batteries</source>
        <translation>Valor para todas las baterías</translation>
    </message>
    <message id="btbattery_fresh">
        <source>%1, &lt; %2</source>
        <translation>%1, &lt; %2</translation>
    </message>
    <message id="btbattery_group_bank">
        <source>Batteries of a bank</source>
        <translation>Baterías de un banco</translation>
    </message>
    <message id="btbattery_group_cells">
        <source>Cells and state of charge</source>
        <translation>Celdas y estado de carga</translation>
    </message>
    <message id="btbattery_group_currents">
        <source>Currents of each battery</source>
        <translation>Corrientes de cada batería</translation>
    </message>
    <message id="btbattery_group_curves">
        <source>Curves that lower the currents</source>
        <translation>Curvas que reducen las corrientes</translation>
    </message>
    <message id="btbattery_group_link">
        <source>Bluetooth</source>
        <translation>Bluetooth</translation>
    </message>
    <message id="btbattery_group_loss">
        <source>When a battery falls silent</source>
        <translation>Cuando una batería enmudece</translation>
    </message>
    <message id="btbattery_group_release">
        <source>Release the link for a phone app</source>
        <translation>Liberar el enlace para un teléfono</translation>
    </message>
    <message id="btbattery_group_voltages">
        <source>Cell voltages</source>
        <translation>Tensiones de las celdas</translation>
    </message>
    <message id="btbattery_highest">
        <source>Highest</source>
        <translation>Máxima</translation>
    </message>
    <message id="btbattery_hour_legend">
        <source>Spread of the last hour, one column a minute</source>
        <translation>Diferencia de la última hora, una columna por minuto</translation>
    </message>
    <message id="btbattery_imbalance_delay">
        <source>For how long before it is told</source>
        <translation>Tiempo antes de avisar</translation>
    </message>
    <message id="btbattery_imbalance_delay_help">
        <source>A short load or the last minute of a charge is no reason for a warning.</source>
        <translation>Un consumo breve o el final de una carga no es motivo de aviso.</translation>
    </message>
    <message id="btbattery_imbalance_threshold">
        <source>Cells count as apart from</source>
        <translation>Diferencia excesiva desde</translation>
    </message>
    <message id="btbattery_imbalance_threshold_help">
        <source>Highest less lowest cell of a battery from which there is a warning; 0 for none.</source>
        <translation>Celda más alta menos la más baja de una batería, desde la que se avisa; 0 = nunca.</translation>
    </message>
    <message id="btbattery_in_force">
        <source>in force</source>
        <translation>vigente</translation>
    </message>
    <message id="btbattery_last_hour">
        <source>Last hour</source>
        <translation>Última hora</translation>
    </message>
    <message id="btbattery_legend">
        <source>Spread: watch from %1, apart from %2</source>
        <translation>Diferencia: vigilar desde %1, excesiva desde %2</translation>
    </message>
    <message id="btbattery_link">
        <source>Link</source>
        <translation>Enlace</translation>
    </message>
    <message id="btbattery_link_asleep">
        <source>asleep (presumed)</source>
        <translation>dormida (se supone)</translation>
    </message>
    <message id="btbattery_link_connecting">
        <source>connecting</source>
        <translation>conectando</translation>
    </message>
    <message id="btbattery_link_late">
        <source>answers are late</source>
        <translation>respuestas tardías</translation>
    </message>
    <message id="btbattery_link_live">
        <source>live</source>
        <translation>en línea</translation>
    </message>
    <message id="btbattery_link_lost">
        <source>lost, trying again</source>
        <translation>perdida, reintentando</translation>
    </message>
    <message id="btbattery_link_never_seen">
        <source>not seen yet</source>
        <translation>aún no vista</translation>
    </message>
    <message id="btbattery_link_refused">
        <source>refused</source>
        <translation>rechazada</translation>
    </message>
    <message id="btbattery_link_released">
        <source>lent to a phone or a tool</source>
        <translation>prestada (móvil, herramienta)</translation>
    </message>
    <message id="btbattery_link_resting">
        <source>between readings</source>
        <translation>entre lecturas</translation>
    </message>
    <message id="btbattery_load">
        <source>under load</source>
        <translation>bajo carga</translation>
    </message>
    <message id="btbattery_loss_balanced">
        <source>balanced</source>
        <translation>equilibrado</translation>
    </message>
    <message id="btbattery_loss_cautious">
        <source>cautious</source>
        <translation>prudente</translation>
    </message>
    <message id="btbattery_loss_keep_sailing">
        <source>keep sailing</source>
        <translation>seguir navegando</translation>
    </message>
    <message id="btbattery_loss_policy">
        <source>What counts more</source>
        <translation>Qué cuenta más</translation>
    </message>
    <message id="btbattery_loss_policy_help">
        <source>Stopping early, or keeping loads supplied as long as it is defensible. No choice charges a battery that cannot be seen for longer.</source>
        <translation>Parar pronto o alimentar mientras sea defendible. Ninguna opción carga más tiempo una batería que no se ve.</translation>
    </message>
    <message id="btbattery_lowest">
        <source>Lowest</source>
        <translation>Mínima</translation>
    </message>
    <message id="btbattery_max_cell_voltage">
        <source>Charge voltage of a cell</source>
        <translation>Tensión de carga por celda</translation>
    </message>
    <message id="btbattery_max_cell_voltage_help">
        <source>Cells are charged up to this. Never higher than in the files.</source>
        <translation>Las celdas se cargan hasta aquí. Nunca más que en los archivos.</translation>
    </message>
    <message id="btbattery_max_charge_current">
        <source>Largest charge current</source>
        <translation>Corriente de carga máxima</translation>
    </message>
    <message id="btbattery_max_current_help">
        <source>Never more than in the files. The limit in force is often lower.</source>
        <translation>Nunca más que en los archivos. El límite vigente suele ser menor.</translation>
    </message>
    <message id="btbattery_max_discharge_current">
        <source>Largest discharge current</source>
        <translation>Corriente de descarga máxima</translation>
    </message>
    <message id="btbattery_max_voltage_time">
        <source>Time at the charge voltage</source>
        <translation>Tiempo a la tensión de carga</translation>
    </message>
    <message id="btbattery_max_voltage_time_help">
        <source>After this long the charge voltage goes to float. Never longer than in the files.</source>
        <translation>Después pasa a flotación. Nunca más que en los archivos.</translation>
    </message>
    <message id="btbattery_mean">
        <source>Mean</source>
        <translation>Media</translation>
    </message>
    <message id="btbattery_mean_short">
        <source>mean</source>
        <translation>media</translation>
    </message>
    <message id="btbattery_min_cell_voltage">
        <source>Lowest voltage of a cell</source>
        <translation>Tensión mínima de una celda</translation>
    </message>
    <message id="btbattery_min_cell_voltage_help">
        <source>Below this a battery counts as empty. Never lower than in the files.</source>
        <translation>Por debajo, una batería se considera vacía. Nunca menos que en los archivos.</translation>
    </message>
    <message id="btbattery_minutes">
        <source>%1 minutes</source>
        <translation>%1 minutos</translation>
    </message>
    <message id="btbattery_no_data_since">
        <source>no data since %1</source>
        <translation>sin datos desde %1</translation>
    </message>
    <message id="btbattery_no_sensor_fraction">
        <source>Share without temperature sensor</source>
        <translation>Parte sin sensor de temperatura</translation>
    </message>
    <message id="btbattery_no_sensor_fraction_help">
        <source>What is left of both currents where no sensor tells frost or heat; 1 is all. Never more than in the files.</source>
        <translation>Lo que queda de ambas corrientes donde ningún sensor avisa de heladas o calor; 1 es todo. Nunca más que en los archivos.</translation>
    </message>
    <message id="btbattery_no_service">
        <source>The driver does not run, or has no battery yet.</source>
        <translation>El controlador no está en marcha o aún no tiene batería.</translation>
    </message>
    <message id="btbattery_no_trend">
        <source>No trend yet</source>
        <translation>Aún sin tendencia</translation>
    </message>
    <message id="btbattery_none">
        <source>none</source>
        <translation>ninguna</translation>
    </message>
    <message id="btbattery_not_allowed">
        <source>not with these files</source>
        <translation>excluido por los archivos</translation>
    </message>
    <message id="btbattery_not_known">
        <source>%1 not known</source>
        <translation>%1: valor desconocido</translation>
    </message>
    <message id="btbattery_not_released">
        <source>used by the driver</source>
        <translation>usado por el controlador</translation>
    </message>
    <message id="btbattery_nothing_yet">
        <source>nothing yet</source>
        <translation>todavía nada</translation>
    </message>
    <message id="btbattery_now">
        <source>now</source>
        <translation>ahora</translation>
    </message>
    <message id="btbattery_off">
        <source>Off</source>
        <translation>No</translation>
    </message>
    <message id="btbattery_on">
        <source>On</source>
        <translation>Sí</translation>
    </message>
    <message id="btbattery_other">
        <source>other</source>
        <translation>otro</translation>
    </message>
    <message id="btbattery_overridden">
        <source>Changed on the screen</source>
        <translation>Cambiado en la pantalla</translation>
    </message>
    <message id="btbattery_parallel_voltage">
        <source>Difference in parallel: voltage</source>
        <translation>Diferencia en paralelo: tensión</translation>
    </message>
    <message id="btbattery_parallel_voltage_help">
        <source>Batteries in parallel have the same voltage; larger differences are told.</source>
        <translation>Las baterías en paralelo tienen la misma tensión; las diferencias mayores se avisan.</translation>
    </message>
    <message id="btbattery_poll_interval">
        <source>Time between readings</source>
        <translation>Tiempo entre lecturas</translation>
    </message>
    <message id="btbattery_poll_interval_help">
        <source>Longer spares the radio; values stay valid only as long as they are fresh.</source>
        <translation>Más largo descarga la radio; los valores valen solo mientras son recientes.</translation>
    </message>
    <message id="btbattery_range">
        <source>Range now</source>
        <translation>Rango actual</translation>
    </message>
    <message id="btbattery_reconnects">
        <source>reconnected: %1</source>
        <translation>reconexiones: %1</translation>
    </message>
    <message id="btbattery_refused">
        <source>The driver refused %1; %2 still holds.</source>
        <translation>El controlador rechaza %1; sigue vigente %2.</translation>
    </message>
    <message id="btbattery_release">
        <source>Release</source>
        <translation>Liberar</translation>
    </message>
    <message id="btbattery_release_refused">
        <source>The driver refused: a tool may have the link, or a switch is under way.</source>
        <translation>Rechazado: quizá una herramienta usa el enlace, o hay una conmutación en curso.</translation>
    </message>
    <message id="btbattery_released">
        <source>released, %1 min more</source>
        <translation>liberado, %1 min más</translation>
    </message>
    <message id="btbattery_reset_soc">
        <source>Charge fully again below</source>
        <translation>Cargar del todo por debajo de</translation>
    </message>
    <message id="btbattery_reset_soc_help">
        <source>Below this state of charge the charge voltage leaves float. Never higher than in the files.</source>
        <translation>Bajo este estado de carga termina la flotación. Nunca más que en los archivos.</translation>
    </message>
    <message id="btbattery_rest">
        <source>at rest</source>
        <translation>en reposo</translation>
    </message>
    <message id="btbattery_sensor_n">
        <source>sensor %1</source>
        <translation>sensor %1</translation>
    </message>
    <message id="btbattery_series_current">
        <source>Difference in series: current</source>
        <translation>Diferencia en serie: corriente</translation>
    </message>
    <message id="btbattery_series_current_fraction">
        <source>The same as a share of the current</source>
        <translation>Lo mismo, como parte de la corriente</translation>
    </message>
    <message id="btbattery_series_current_fraction_help">
        <source>The larger of the two holds; 0.05 is 5 %.</source>
        <translation>Vale el mayor de los dos; 0.05 es 5 %.</translation>
    </message>
    <message id="btbattery_series_current_help">
        <source>Batteries in series carry the same current; larger differences are told.</source>
        <translation>Las baterías en serie llevan la misma corriente; las diferencias mayores se avisan.</translation>
    </message>
    <message id="btbattery_series_delay">
        <source>For how long in series before it is told</source>
        <translation>Tiempo en serie antes de avisar</translation>
    </message>
    <message id="btbattery_series_delay_help">
        <source>It is over when it was clearly smaller for as long.</source>
        <translation>Termina cuando ha sido claramente menor durante ese tiempo.</translation>
    </message>
    <message id="btbattery_series_loss">
        <source>Capacity lost in series</source>
        <translation>Capacidad perdida en serie</translation>
    </message>
    <message id="btbattery_series_loss_help">
        <source>Share of the smallest battery that may be lost before it is told. 0 looks for none.</source>
        <translation>Parte de la batería más pequeña que puede perderse antes de avisar. 0 no busca ninguna.</translation>
    </message>
    <message id="btbattery_series_soc">
        <source>Difference in series: state of charge</source>
        <translation>Diferencia en serie: carga</translation>
    </message>
    <message id="btbattery_series_soc_help">
        <source>Told if capacity is lost by it. 0 looks for none.</source>
        <translation>Se avisa si se pierde capacidad. 0 no busca ninguna.</translation>
    </message>
    <message id="btbattery_series_voltage">
        <source>Difference in series: rested cells</source>
        <translation>Diferencia en serie: celdas en reposo</translation>
    </message>
    <message id="btbattery_series_voltage_help">
        <source>Between the mean cell voltages after a quarter of an hour of rest. 0 looks for none.</source>
        <translation>Entre las tensiones medias de celda tras un cuarto de hora de reposo. 0 no busca ninguna.</translation>
    </message>
    <message id="btbattery_set">
        <source>Set</source>
        <translation>Fijar</translation>
    </message>
    <message id="btbattery_settings">
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message id="btbattery_since">
        <source>since %1</source>
        <translation>desde %1</translation>
    </message>
    <message id="btbattery_soc_alarm">
        <source>Alarm below</source>
        <translation>Alarma por debajo de</translation>
    </message>
    <message id="btbattery_soc_alarm_help">
        <source>State of charge, not higher than the warning. 0 for none.</source>
        <translation>Estado de carga, no mayor que el aviso. 0 = nunca.</translation>
    </message>
    <message id="btbattery_soc_imbalance">
        <source>Compare state of charge in parallel</source>
        <translation>Comparar carga en paralelo</translation>
    </message>
    <message id="btbattery_soc_imbalance_help">
        <source>Tells when batteries in parallel are filled differently.</source>
        <translation>Avisa cuando baterías en paralelo están cargadas de forma distinta.</translation>
    </message>
    <message id="btbattery_soc_imbalance_threshold">
        <source>Difference in parallel: state of charge</source>
        <translation>Diferencia en paralelo: carga</translation>
    </message>
    <message id="btbattery_soc_imbalance_threshold_help">
        <source>Between the fullest and the emptiest; larger ones are told.</source>
        <translation>Entre la más llena y la más vacía; las mayores se avisan.</translation>
    </message>
    <message id="btbattery_soc_warning">
        <source>Warning below</source>
        <translation>Aviso por debajo de</translation>
    </message>
    <message id="btbattery_soc_warning_help">
        <source>State of charge; also what counts as empty for the remaining time. 0 for none.</source>
        <translation>Estado de carga; también cuenta como vacío para la autonomía. 0 = nunca.</translation>
    </message>
    <message id="btbattery_spread">
        <source>Spread</source>
        <translation>Diferencia</translation>
    </message>
    <message id="btbattery_spread_short">
        <source>spread</source>
        <translation>difer.</translation>
    </message>
    <message id="btbattery_take_back">
        <source>Take back</source>
        <translation>Recuperar</translation>
    </message>
    <message id="btbattery_take_back_text">
        <source>The driver connects again</source>
        <translation>El controlador vuelve a conectarse</translation>
    </message>
    <message id="btbattery_threshold">
        <source>threshold %1</source>
        <translation>umbral %1</translation>
    </message>
    <message id="btbattery_today">
        <source>today</source>
        <translation>hoy</translation>
    </message>
    <message id="btbattery_top">
        <source>at the top</source>
        <translation>arriba</translation>
    </message>
    <message id="btbattery_trend">
        <source>Trend: %1 mV a week</source>
        <translation>Tendencia: %1 mV por semana</translation>
    </message>
    <message id="btbattery_version">
        <source>Version of the driver</source>
        <translation>Versión del controlador</translation>
    </message>
    <message id="btbattery_warning">
        <source>warning</source>
        <translation>aviso</translation>
    </message>
    <message id="btbattery_watch">
        <source>watch</source>
        <translation>vigilar</translation>
    </message>
    <message id="btbattery_weeks_ago">
        <source>8 weeks ago</source>
        <translation>hace 8 semanas</translation>
    </message>
    <message id="btbattery_weeks_legend">
        <source>Spread of the last weeks, one column a day.</source>
        <translation>Diferencia de las últimas semanas, una columna por día.</translation>
    </message>
    <message id="btbattery_worst">
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
    <message id="btbattery_worst_short">
        <source>worst</source>
        <translation>la peor</translation>
    </message>
</context>
</TS>
