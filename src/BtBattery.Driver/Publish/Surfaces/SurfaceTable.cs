using BtBattery.Aggregation;
using BtBattery.Aggregation.Alarms;
using BtBattery.Aggregation.CellMonitor;
using BtBattery.Aggregation.Energy.Times;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Plausibility;
using BtBattery.Aggregation.Wiring;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Run;
using static BtBattery.Driver.Publish.Surfaces.Freshness;
using static BtBattery.Driver.Publish.Surfaces.ValueForm;

namespace BtBattery.Driver.Publish.Surfaces;

/// <summary>
/// The whole published surface, in one table: path, type with resolution and text, dead-band, how long it may be believed, meaning, and where it comes from in which service.
/// Registration, what is sent and docs/dbus-paths.md follow from it. A line is a line, so that this reads like a table; what takes more than a few words to work out stands in
/// the files beside this one.
/// </summary>
internal static class SurfaceTable
{
    /// <summary>Every change counts.</summary>
    private const double Any = 0;

    private static readonly string s_rungs = string.Join(", ", Enum.GetNames<RecoveryRung>().Select(name => $"`{name}`"));

    private static readonly string s_alarms = string.Join(", ", Enum.GetNames<Alarm>().Select(name => $"`{name}`"));

    private static readonly string s_reasons = string.Join(", ", FrameTally.Reasons.Select(name => $"`{name}`"));

    /// <summary>The lines with the headings under which people find them.</summary>
    public static IReadOnlyList<SurfaceSection> Sections { get; } =
    [
        new("Program and identity", "",
        [
            Row("/Mgmt/ProcessName", Words, Any, Fact, "`btbattery`").Service(_ => "btbattery").From(RowSubject.Program),
            Row("/Mgmt/ProcessVersion", Words, Any, Fact, "version of the driver").Service(turn => turn.First.Version),
            Row("/Mgmt/Connection", Words, Any, Fact, "`Bluetooth LE A4:C1:38:00:00:01: live`: the address, and where the link stands in words; of a bank how many batteries are heard, and the name, the state and the likely cause of each that is not live: `Bluetooth LE: 1 of 2; 'Starboard' not seen yet: phone app open, asleep or out of range?`. Never empty. Changes with the state and its likely cause, and while a battery is lost after a minute, ten, an hour, a day; not more often").AtOnce().Battery(turn => $"Bluetooth LE {turn.Address}: {turn.LinkText}").Bank(turn => BankWords.Connection(turn)),
            Row("/Mgmt/InsecureConnection", Count, Any, Fact, "1: this voltage came over the air and must not steer chargers (shared voltage sense)").Service(_ => 1).From(RowSubject.Program),
            Row(DriverState.InstancePath, Count, Any, Fact, "the number under which VRM, MQTT and Modbus know the service; given by the settings").Service(turn => turn.DeviceInstance),
            Row("/ProductId", Hexadecimal, Any, Fact, "the driver's own, `0xB7BA`, by which screens know whose pages to show. Venus OS treats no battery differently for it").Service(_ => ProductIdentity.Number).From(RowSubject.Program),
            Row("/ProductName", Words, Any, Fact, "`BtBattery`").Service(_ => "BtBattery").From(RowSubject.Program),
            Row("/FirmwareVersion", Words, Any, Fact, "of the BMS, once it has told; of a bank each that differs").Snapshot(battery => battery.SoftwareVersion?.Value).Bank(turn => BankWords.Each(turn.Members, member => member.Battery.SoftwareVersion?.Value)),
            Row("/HardwareVersion", Words, Any, Fact, "the same").Snapshot(battery => battery.Hardware?.Value).Bank(turn => BankWords.Each(turn.Members, member => member.Battery.Hardware?.Value)),
            Row("/Manufacturer", Words, Any, Fact, "who makes the BMS, such as `JBD`; of a bank each that differs").Alone(turn => BatteryValues.Family(turn.First)?.Maker).Bank(turn => BankWords.Each(turn.Members, member => BatteryValues.Family(member)?.Maker)),
            Row("/Family", Words, Any, Fact, "what the BMS speaks, such as `Daly (d2)`; of a bank each that differs").Alone(turn => BatteryValues.Family(turn.First)?.Name).Bank(turn => BankWords.Each(turn.Members, member => BatteryValues.Family(member)?.Name)),
            Row("/DeviceName", Words, Any, Fact, "the name with which the battery answers over Bluetooth, once it was heard").Alone(turn => BatteryValues.ReportedName(turn.First)),
            Row("/ConnectionInformation", Words, Any, Fact, "`Bluetooth LE`, in the 16 characters that Modbus has for it; of a bank `BLE 2 batteries`").Alone(_ => "Bluetooth LE").Bank(turn => BankWords.ConnectionInformation(turn)),
            Row("/Serial", Words, Any, Fact, "the Bluetooth address; of a bank its lasting name").Alone(turn => turn.First.Address).Bank(turn => turn.Id),
            Row(DriverState.CustomNamePath, Words, Any, Fact, "what people call it; at most 64 characters, kept with the settings").Writable().Alone(turn => turn.First.CustomName).Bank(turn => turn.CustomName),
            Row(MemberPath.Address, Words, Any, Fact, "the Bluetooth address").Member(turn => turn.Address),
            Row(MemberPath.Name, Words, Any, Fact, "what people call the battery; at most 64 characters, kept with its settings, whatever bank it is in").Writable().Member(turn => turn.CustomName),
            Row("/Connected", Count, Any, Fact, "1 while the pack voltage is younger than the deadline").AtOnce().Battery(turn => turn.IsConnected).Bank(turn => turn.Outcome.View.IsPresent),
        ]),
        new("Current, voltage, charge", "",
        [
            Row("/Dc/0/Voltage", Volts, 0.02, Reading, "at the terminals").Snapshot(battery => battery.Voltage).Bank(turn => turn.Outcome.View.Voltage),
            Row("/Dc/0/Current", Amps, 0.1, Reading, "positive = charging").Snapshot(battery => battery.Current).Bank(turn => turn.Outcome.View.Current),
            Row("/Dc/0/Power", Watts, 5, Reading, "voltage × current").Snapshot(battery => BatteryFigures.Power(battery)).Bank(turn => BankFigures.Power(turn.Outcome.View)),
            Row("/Dc/0/Temperature", Celsius, 0.5, Reading, "mean of the sensors").Snapshot(battery => BatteryFigures.MeanTemperature(battery)).Bank(turn => BankFigures.MeanTemperature(turn.Outcome.View)),
            Row("/Dc/0/MidVoltage", Volts, 0.02, Reading, "with `MIDPOINT_ENABLE`, of a bank in series with two equal halves").Decided(turn => turn.Outcome.Energy?.MidPoint?.Voltage),
            Row("/Dc/0/MidVoltageDeviation", Percent, 0.2, Reading, "second half less first half, as a share of both").Decided(turn => turn.Outcome.Energy?.MidPoint?.DeviationPercent),
            Row("/Soc", Percent, Any, Reading, "as the BMS reports it, or as the driver counts it (`SOC_SOURCE`); so are remaining and missing charge").Snapshot(battery => battery.SocPercent).Counted(turn => turn.Outcome.View.SocPercent),
            Row("/Capacity", AmpHours, Any, Reading, "remaining").Snapshot(battery => battery.RemainingAh).Counted(turn => turn.Outcome.View.RemainingAh),
            Row("/ConsumedAmphours", AmpHours, Any, Reading, "zero or negative").Snapshot(battery => BatteryFigures.ConsumedAh(battery)).Counted(turn => BankFigures.ConsumedAh(turn.Outcome.View)),
            Row("/InstalledCapacity", WholeAmpHours, Any, Reading, "learned full capacity if the BMS sends one, else the nominal one").Snapshot(battery => BatteryFigures.InstalledAh(battery)).Bank(turn => turn.Outcome.View.InstalledAh?.Value),
            Row("/Diagnostics/UsableCapacity", AmpHours, 0.5, Reading, "what can be drawn from full to empty").Decided(turn => BankFigures.UsableAh(turn.Outcome.View)),
            Row("/TimeToGo", Count, Any, Reading, "seconds until `SOC_LOW_WARNING`; invalid while charging or idle").Calm().Decided(turn => turn.Outcome.Energy?.TimeToGo),
            Row("/TimeToSoC/<n>", Count, Any, Reading, "seconds until that state of charge, for each of `TIME_TO_SOC_POINTS`, and for no other; 12.5 is `12_5` in the path. Not with `TIME_TO_SOC_VALUE_TYPE = 2`").Calm().Decided(EnergyValues.TimesInSeconds, (turn, point) => turn.Outcome.Energy?.TimesToSoc[point]),
            Row("/TimeToSoCText/<n>", Words, Any, Reading, "the same in words, such as `4h 30m`. Not with `TIME_TO_SOC_VALUE_TYPE = 1`").Calm().Decided(EnergyValues.TimesInWords, (turn, point) => turn.Outcome.Energy?.TimesToSoc[point]?.Select(TimeText.Of)),
        ]),
        new("Cells, sensors, modules", "",
        [
            Row("/System/MinCellVoltage", CellVolts, 0.002, Reading, "invalid while any cell is unknown").Snapshot(battery => CellFigures.LowestVoltage(battery)?.Select(cell => cell.Value)).Bank(turn => turn.Outcome.View.LowestCell?.Select(cell => cell.Value)),
            Row("/System/MinVoltageCellId", Words, Any, Reading, "which cell that is: `C7`; in a bank with its battery, `B2C7`").Calm(with: "/System/MinCellVoltage").Snapshot(battery => BatteryValues.CellName(CellFigures.LowestVoltage(battery))).Bank(turn => BankValues.CellName(turn, turn.Outcome.View.LowestCell)),
            Row("/System/MaxCellVoltage", CellVolts, 0.002, Reading, "invalid while any cell is unknown").Snapshot(battery => CellFigures.HighestVoltage(battery)?.Select(cell => cell.Value)).Bank(turn => turn.Outcome.View.HighestCell?.Select(cell => cell.Value)),
            Row("/System/MaxVoltageCellId", Words, Any, Reading, "which cell that is").Calm(with: "/System/MaxCellVoltage").Snapshot(battery => BatteryValues.CellName(CellFigures.HighestVoltage(battery))).Bank(turn => BankValues.CellName(turn, turn.Outcome.View.HighestCell)),
            Row("/System/MinCellTemperature", Celsius, 0.5, Reading, "over all sensors").Snapshot(battery => CellFigures.LowestTemperature(battery)?.Select(sensor => sensor.Value)).Bank(turn => turn.Outcome.View.ColdestSensor?.Select(sensor => sensor.Value)),
            Row("/System/MinTemperatureCellId", Words, Any, Reading, "which sensor that is: `T2`; in a bank with its battery, `B1T2`").Calm(with: "/System/MinCellTemperature").Snapshot(battery => BatteryValues.SensorName(CellFigures.LowestTemperature(battery))).Bank(turn => BankValues.SensorName(turn, turn.Outcome.View.ColdestSensor)),
            Row("/System/MaxCellTemperature", Celsius, 0.5, Reading, "over all sensors").Snapshot(battery => CellFigures.HighestTemperature(battery)?.Select(sensor => sensor.Value)).Bank(turn => turn.Outcome.View.WarmestSensor?.Select(sensor => sensor.Value)),
            Row("/System/MaxTemperatureCellId", Words, Any, Reading, "which sensor that is").Calm(with: "/System/MaxCellTemperature").Snapshot(battery => BatteryValues.SensorName(CellFigures.HighestTemperature(battery))).Bank(turn => BankValues.SensorName(turn, turn.Outcome.View.WarmestSensor)),
            Row("/System/NrOfCellsPerBattery", Count, Any, Reading, "cells in series").Snapshot(battery => battery.CellCount).Bank(turn => turn.Outcome.View.CellCount),
            Row("/System/NrOfModulesOnline", Count, Any, Fact, "batteries with fresh data").Alone(turn => turn.First.IsConnected).Bank(turn => turn.Outcome.View.Online),
            Row("/System/NrOfModulesOffline", Count, Any, Fact, "batteries without").Alone(turn => !turn.First.IsConnected).Bank(turn => turn.Outcome.View.Offline),
            Row("/System/NrOfModulesBlockingCharge", Count, Any, Reading, "batteries of which the charge FET is off").Alone(turn => turn.Outcome.View.ChargeFetOn?.Select(isOn => !isOn)).Bank(turn => BankValues.BlockingCharge(turn)),
            Row("/System/NrOfModulesBlockingDischarge", Count, Any, Reading, "batteries of which the discharge FET is off").Alone(turn => turn.Outcome.View.DischargeFetOn?.Select(isOn => !isOn)).Bank(turn => BankValues.BlockingDischarge(turn)),
            Row("/System/NrOfBatteries", Count, Any, Fact, "batteries served, heard or not; screens have a page *System* where this is").Alone(_ => 1).Bank(turn => turn.Members.Count).From(RowSubject.Program),
            Row("/System/BatteriesSeries", Count, Any, Fact, "of those, one behind the other; invalid where strings in parallel differ in it").Alone(_ => 1).Bank(turn => BankShape.Of(turn.Outcome.View.Wiring).Series).From(RowSubject.Wiring),
            Row("/System/BatteriesParallel", Count, Any, Fact, "of those, beside each other; invalid where parts in series differ in it, as in `(1|2)+3`").Alone(_ => 1).Bank(turn => BankShape.Of(turn.Outcome.View.Wiring).Parallel).From(RowSubject.Wiring),
            Row("/Balancing", Count, Any, Reading, "1 while any cell is balanced").Snapshot(battery => battery.Balancing?.Select(cells => cells.Contains(true))).Bank(turn => turn.Outcome.View.Balancing),
            Row("/Balancer/Status", BalancerValues.Form, Any, Decision, "balancing while a cell is balanced; else as the alarm about cells says, while all cells are known. Of a bank the state of the battery that has one of those two; balanced if all are").Decided(turn => BalancerValues.OfService(turn)).EachAndOwn((turn, number) => BalancerValues.OfMember(turn, number)),
            Row("/Voltages/Sum", Volts, 0.05, Reading, "sum of the cells").Snapshot(battery => CellFigures.SumOfVoltages(battery)).Bank(turn => BankFigures.CellSum(turn.Outcome.View)),
            Row("/Voltages/Diff", CellVolts, 0.003, Reading, "highest less lowest cell").Snapshot(battery => CellFigures.Spread(battery)).Bank(turn => BankFigures.CellSpread(turn.Outcome.View)),
            Row("/Voltages/Cell<n>", CellVolts, 0.002, Reading, "cell n, up to 32; a 0 is a reading, and cells the pack does not have stay invalid. Of batteries that are all in series numbered through the string").Patient().Snapshot(CellPlaces.OfBattery, (battery, cell) => CellFigures.Voltage(battery, cell)).From(RowSubject.Cells).Bank(CellPlaces.OfString, (turn, place) => CellPlaces.VoltageAt(turn, place)),
            Row("/Balances/Cell<n>", Count, Any, Reading, "1 while that cell is balanced").Patient().Snapshot(CellPlaces.OfBattery, (battery, cell) => CellFigures.IsBalancing(battery, cell)).From(RowSubject.Balancing).Bank(CellPlaces.OfString, (turn, place) => CellPlaces.IsBalancingAt(turn, place)),
            Row("/Voltages/Cell<k>X<n>", CellVolts, 0.002, Reading, "of any other bank: cell n of battery k").Patient().Bank(CellPlaces.OfEach, (turn, place) => CellPlaces.VoltageOf(turn, place)).From(RowSubject.MergedCells, CellPlaces.BatteryAt),
            Row("/Balances/Cell<k>X<n>", Count, Any, Reading, "1 while that cell is balanced").Patient().Bank(CellPlaces.OfEach, (turn, place) => CellPlaces.IsBalancingOf(turn, place)).From(RowSubject.MergedBalancing, CellPlaces.BatteryAt),
        ]),
        new("The cell monitor", "`Statistics` is of a bank of several batteries, by the names of dbus-btbattery. There is no time of the last update, which would be news with every poll: `/Diagnostics/Link/Age` of each battery says how old its readings are, and what is too old is invalid. Nothing here is JSON. Of all this only `BalancingCells` is part of a flight recording. [The guide](../CELL_MONITORING_GUIDE.md) says what it means.",
        [
            Row("/CellMonitor/Statistics/MinVoltage", CellVolts, 0.002, Reading, "the lowest of all cells").Patient().Bank(turn => turn.Outcome.View.LowestCell?.Select(cell => cell.Value)),
            Row("/CellMonitor/Statistics/MaxVoltage", CellVolts, 0.002, Reading, "the highest").Patient().Bank(turn => turn.Outcome.View.HighestCell?.Select(cell => cell.Value)),
            Row("/CellMonitor/Statistics/AvgVoltage", CellVolts, 0.002, Reading, "their mean").Patient().Bank(turn => BankFigures.MeanCell(turn.Outcome.View)),
            Row("/CellMonitor/Statistics/MaxSpread", CellVolts, 0.002, Reading, "highest less lowest cell of the battery in which they are furthest apart").Patient().Bank(turn => BankFigures.WidestSpread(turn.Outcome.View)),
            Row("/CellMonitor/Mean", CellVolts, 0.002, Reading, "mean of the battery's cells").Patient().EveryBattery((turn, number) => CellMonitorValues.Mean(turn, number)),
            Row("/CellMonitor/WorstCell", Words, Any, Reading, "the cell furthest from the mean of its own battery: `C7`; of a bank with its battery, `B2C7`").Calm(with: "/CellMonitor/WorstDeviation").EveryBattery((turn, number) => CellMonitorValues.WorstCell(turn, number)).Bank(turn => BankValues.CellName(turn, turn.Outcome.CellMonitor?.Worst)),
            Row("/CellMonitor/WorstDeviation", CellVolts, 0.003, Reading, "its voltage less that mean").Patient().EveryBattery((turn, number) => CellMonitorValues.WorstDeviation(turn, number)).Bank(turn => turn.Outcome.CellMonitor?.Worst?.Select(cell => cell.Value)),
            Row("/CellMonitor/WorstBattery", Count, Any, Reading, "the number of the battery it is in").Calm(with: "/CellMonitor/WorstDeviation").Bank(turn => turn.Outcome.CellMonitor?.Worst?.Select(cell => cell.Battery)),
            Row("/CellMonitor/BalancingCells", Count, Any, Reading, "how many cells are balanced").Patient().Snapshot(battery => CellFigures.BalancingCells(battery)),
            Row("/CellMonitor/Condition", Words, Any, Decision, "what the battery does, so that differences can be compared: `Rest`, `Top`, `Load`, or `Other`; invalid while that cannot be told ([guide](../CELL_MONITORING_GUIDE.md))").EveryBattery((turn, number) => CellMonitorValues.Condition(turn, number)),
            Row("/CellMonitor/History/Minutes", Words, Any, Fact, "highest less lowest cell of the last 60 minutes, a number of whole mV for each, oldest first, a comma between, and nothing between commas where it was not known. A step of 1 mV is passed over").Along().EveryBattery((turn, number) => CellMonitorValues.Shown(turn, number)?.Minutes).From(RowSubject.CellHistory, number => number),
            Row("/CellMonitor/History/Rest", Words, Any, Fact, "the same of the last 56 days: the median of each day (UTC) at rest; the last place is today. Invalid if no day has a number, or the clock of the device is not set").Along().EveryBattery((turn, number) => CellMonitorValues.Shown(turn, number)?.Rest).From(RowSubject.CellHistory, number => number),
            Row("/CellMonitor/History/Top", Words, Any, Fact, "the same at the top of the charge").Along().EveryBattery((turn, number) => CellMonitorValues.Shown(turn, number)?.Top).From(RowSubject.CellHistory, number => number),
            Row("/CellMonitor/History/Load", Words, Any, Fact, "the same under load").Along().EveryBattery((turn, number) => CellMonitorValues.Shown(turn, number)?.Load).From(RowSubject.CellHistory, number => number),
            Row("/CellMonitor/Trend/Rest", MillivoltsPerWeek, Any, Fact, "how fast the cells go apart at rest, mV a week; negative if they come closer, invalid before seven days over a week, and when the last of them was two weeks ago").Along().EveryBattery((turn, number) => CellMonitorValues.Shown(turn, number)?.TrendOf(CellCondition.Rest)).From(RowSubject.CellHistory, number => number),
            Row("/CellMonitor/Trend/Top", MillivoltsPerWeek, Any, Fact, "the same at the top of the charge").Along().EveryBattery((turn, number) => CellMonitorValues.Shown(turn, number)?.TrendOf(CellCondition.Top)).From(RowSubject.CellHistory, number => number),
            Row("/CellMonitor/Trend/Load", MillivoltsPerWeek, Any, Fact, "the same under load").Along().EveryBattery((turn, number) => CellMonitorValues.Shown(turn, number)?.TrendOf(CellCondition.Load)).From(RowSubject.CellHistory, number => number),
            Row("/CellMonitor/Sentence", Words, Any, Fact, "what there is to say about the cells: `B2 cell 7 drifts +3 mV a week at rest.`; of a bank about the battery where it matters most").EveryBattery((turn, number) => CellMonitorValues.Shown(turn, number)?.Sentence.Text).From(RowSubject.CellHistory, number => number).Bank(turn => turn.Outcome.CellMonitor?.Sentence),
            Row("/CellMonitor/Alerts/Count", Count, Any, Fact, "how often cells of a battery got further apart than `CELL_IMBALANCE_THRESHOLD`; kept over restarts").Decided(turn => turn.Outcome.CellAlerts.Count).From(RowSubject.CellAlerts),
            Row("/CellMonitor/Alerts/Latest", Words, Any, Fact, "the last time it happened, in words: `0.214 V apart: B2C3 3.402 V, B2C7 3.616 V`; empty before the first").Decided(turn => turn.Outcome.CellAlerts.Latest).From(RowSubject.CellAlerts),
            Row("/CellMonitor/Alerts/Active", Count, Any, Fact, "how many batteries are apart now").Decided(turn => turn.Outcome.CellAlerts.Active).From(RowSubject.CellAlerts),
            Row("/CellMonitor/Alerts/<n>/Text", Words, Any, Fact, "the last five times, newest first, in the same words; invalid where there were fewer").Decided(CellMonitorValues.Alerts, (turn, place) => CellMonitorValues.Alert(turn, place)?.Text).From(RowSubject.CellAlerts),
            Row("/CellMonitor/Alerts/<n>/Began", Count, Any, Fact, "when it was told, seconds since 1970, UTC; invalid if the clock of the device was not set").Decided(CellMonitorValues.Alerts, (turn, place) => CellMonitorValues.Alert(turn, place)?.Began).From(RowSubject.CellAlerts),
            Row("/CellMonitor/Alerts/<n>/Ended", Count, Any, Fact, "when it was over; invalid while it lasts, and if the clock was not set").Decided(CellMonitorValues.Alerts, (turn, place) => CellMonitorValues.Alert(turn, place)?.Ended).From(RowSubject.CellAlerts),
        ]),
        new("Names of dbus-btbattery", "With `COMPATIBILITY_PATHS = True`, of a bank of several batteries. `<id>` is the address of a battery with `_` for `:`. What dbus-btbattery sends there as JSON or with a time of its own is left out.",
        [
            Row("/Parallel/TotalBatteries", Count, Any, Fact, "batteries of the bank").Bank(CompatiblePlaces.OfBank, (turn, _) => turn.Members.Count),
            Row("/Parallel/ActiveBatteries", Count, Any, Fact, "those with fresh data").Bank(CompatiblePlaces.OfBank, (turn, _) => turn.Outcome.View.Online),
            Row("/Parallel/BatteryCount", Count, Any, Fact, "batteries of the bank").Bank(CompatiblePlaces.OfBank, (turn, _) => turn.Members.Count),
            Row("/Parallel/Battery/<id>/Name", Words, Any, Fact, "what people call the battery, else its address").Bank(CompatiblePlaces.OfEach, (turn, number) => turn.Views[number - 1].Label),
            Row("/Parallel/Battery/<id>/CellCount", Count, Any, Fact, "its cells").Bank(CompatiblePlaces.OfEach, (turn, number) => turn.Views[number - 1].CellCount),
            Row("/Parallel/Battery/<id>/MinVoltage", CellVolts, 0.002, Reading, "the lowest of them").Patient().Bank(CompatiblePlaces.OfEach, (turn, number) => CompatiblePlaces.Lowest(turn, number)),
            Row("/Parallel/Battery/<id>/MaxVoltage", CellVolts, 0.002, Reading, "the highest").Patient().Bank(CompatiblePlaces.OfEach, (turn, number) => CompatiblePlaces.Highest(turn, number)),
            Row("/Parallel/Battery/<id>/AvgVoltage", CellVolts, 0.002, Reading, "their mean").Patient().Bank(CompatiblePlaces.OfEach, (turn, number) => CompatiblePlaces.Mean(turn, number)),
            Row("/Parallel/Battery/<id>/VoltageSpread", CellVolts, 0.002, Reading, "highest less lowest").Patient().Bank(CompatiblePlaces.OfEach, (turn, number) => CompatiblePlaces.Spread(turn, number)),
            Row("/Parallel/Battery/<id>/Cell/<n>/Volts", CellVolts, 0.002, Reading, "cell n").Patient().Bank(CompatiblePlaces.OfCells, (turn, place) => CellPlaces.VoltageOf(turn, place)).From(RowSubject.MergedCells, CellPlaces.BatteryAt),
            Row("/Parallel/Battery/<id>/Cell/<n>/Balancing", Count, Any, Reading, "1 while that cell is balanced").Patient().Bank(CompatiblePlaces.OfCells, (turn, place) => CellPlaces.IsBalancingOf(turn, place)).From(RowSubject.MergedBalancing, CellPlaces.BatteryAt),
        ]),
        new("Limits", "[charging.md](charging.md) says how they come about, and `btbattery explain` says why they are what they are. All three are valid or none is. With `PUBLISH_LIMITS = False` none of `/Info/…` and `/Diagnostics/Limits/…` has a value.",
        [
            Row("/Info/MaxChargeVoltage", Volts, 0.02, Decision, "CVL; its validity is what makes the service a BMS for DVCC. No value until every battery has answered and the voltage was compared with that of other devices ([right-bank.md](right-bank.md))").FallingAtOnce().Decided(turn => LimitValues.Of(turn, turn.Outcome.ChargeVoltage)),
            Row("/Info/MaxChargeCurrent", LimitAmps, 0.5, Decision, "CCL; 0 stops that direction").FallingAtOnce().Decided(turn => LimitValues.Of(turn, turn.Outcome.ChargeCurrent)),
            Row("/Info/MaxDischargeCurrent", LimitAmps, 0.5, Decision, "DCL; 0 stops that direction").FallingAtOnce().Decided(turn => LimitValues.Of(turn, turn.Outcome.DischargeCurrent)),
            Row("/Info/BatteryLowVoltage", Volts, Any, Decision, "`MIN_CELL_VOLTAGE` for every cell").Decided(turn => turn.PublishesLimits ? turn.Outcome.LowVolts : null),
            Row("/Info/ChargeMode", Words, Any, Decision, "`Bulk`, `Absorption`, `Float Transition`, `Float`").Decided(turn => turn.PublishesLimits ? StageWords.Of(turn.Outcome) : null),
            Row("/Info/ChargeLimitation", Words, Any, Decision, "what decides CCL, in two words, such as `Cell Voltage`; in a bank with the battery, `B2 Temp`").Decided(turn => LimitValues.Why(turn, LimitKind.ChargeCurrent, turn.Outcome.ChargeCurrent)),
            Row("/Info/DischargeLimitation", Words, Any, Decision, "what decides DCL").Decided(turn => LimitValues.Why(turn, LimitKind.DischargeCurrent, turn.Outcome.DischargeCurrent)),
            Row("/Diagnostics/Limits/ChargeVoltageCause", Words, Any, Decision, "what decides CVL as a word for programs, such as `CellVoltage`, `NotConfigured`, `Silent`").Decided(turn => LimitValues.Cause(turn, turn.Outcome.ChargeVoltage)),
            Row("/Diagnostics/Limits/ChargeVoltageReading", Bare, Any, Decision, "what that comes from as it was measured, in V, °C, % or Ah; invalid where it comes from no reading").Calm(with: "/Diagnostics/Limits/ChargeVoltageCause").Decided(turn => LimitValues.Reading(turn, turn.Outcome.ChargeVoltage)),
            Row("/Diagnostics/Limits/ChargeVoltageBattery", Count, Any, Decision, "the battery it comes from, from 1; invalid for the bank as a whole").Calm().Bank(turn => LimitValues.Battery(turn, turn.Outcome.ChargeVoltage)),
            Row("/Diagnostics/Limits/ChargeVoltageNumber", Count, Any, Decision, "the cell or sensor it comes from, from 1; invalid for none").Calm().Decided(turn => LimitValues.Number(turn, turn.Outcome.ChargeVoltage)),
            Row("/Diagnostics/Limits/ChargeCurrent", LimitAmps, 0.5, Decision, "the charge current that this battery may carry by its own readings, its silence and its FET").Each((turn, number) => LimitValues.AmpsOf(turn, number, isCharge: true)),
            Row("/Diagnostics/Limits/ChargeCurrentCause", Words, Any, Decision, "what decides CCL; of a battery of a bank, what decides its own").Decided(turn => LimitValues.Cause(turn, turn.Outcome.ChargeCurrent)).Each((turn, number) => LimitValues.CauseOf(turn, number, isCharge: true)),
            Row("/Diagnostics/Limits/ChargeCurrentReading", Bare, Any, Decision, "what that comes from as it was measured").Calm(with: "/Diagnostics/Limits/ChargeCurrentCause").Decided(turn => LimitValues.Reading(turn, turn.Outcome.ChargeCurrent)).Each((turn, number) => LimitValues.ReadingOf(turn, number, isCharge: true)),
            Row("/Diagnostics/Limits/ChargeCurrentBattery", Count, Any, Decision, "the battery it comes from").Calm().Bank(turn => LimitValues.Battery(turn, turn.Outcome.ChargeCurrent)),
            Row("/Diagnostics/Limits/ChargeCurrentNumber", Count, Any, Decision, "the cell or sensor it comes from").Calm().Decided(turn => LimitValues.Number(turn, turn.Outcome.ChargeCurrent)).Each((turn, number) => LimitValues.NumberOf(turn, number, isCharge: true)),
            Row("/Diagnostics/Limits/DischargeCurrent", LimitAmps, 0.5, Decision, "the discharge current that this battery may carry by its own readings, its silence and its FET").Each((turn, number) => LimitValues.AmpsOf(turn, number, isCharge: false)),
            Row("/Diagnostics/Limits/DischargeCurrentCause", Words, Any, Decision, "what decides DCL; of a battery of a bank, what decides its own").Decided(turn => LimitValues.Cause(turn, turn.Outcome.DischargeCurrent)).Each((turn, number) => LimitValues.CauseOf(turn, number, isCharge: false)),
            Row("/Diagnostics/Limits/DischargeCurrentReading", Bare, Any, Decision, "what that comes from as it was measured").Calm(with: "/Diagnostics/Limits/DischargeCurrentCause").Decided(turn => LimitValues.Reading(turn, turn.Outcome.DischargeCurrent)).Each((turn, number) => LimitValues.ReadingOf(turn, number, isCharge: false)),
            Row("/Diagnostics/Limits/DischargeCurrentBattery", Count, Any, Decision, "the battery it comes from").Calm().Bank(turn => LimitValues.Battery(turn, turn.Outcome.DischargeCurrent)),
            Row("/Diagnostics/Limits/DischargeCurrentNumber", Count, Any, Decision, "the cell or sensor it comes from").Calm().Decided(turn => LimitValues.Number(turn, turn.Outcome.DischargeCurrent)).Each((turn, number) => LimitValues.NumberOf(turn, number, isCharge: false)),
            Row("/Io/AllowToCharge", Count, Any, Reading, "1 while the charge FET is on and CCL is more than 0; with `PUBLISH_LIMITS = False`, and of a battery of a bank, while that FET is on").AtOnce().Member(turn => turn.Battery.ChargeFetOn).Decided(turn => LimitValues.Allows(turn, turn.Outcome.View.ChargeFetOn, turn.Outcome.ChargeCurrent)),
            Row("/Io/AllowToDischarge", Count, Any, Reading, "the same of the discharge FET and DCL").AtOnce().Member(turn => turn.Battery.DischargeFetOn).Decided(turn => LimitValues.Allows(turn, turn.Outcome.View.DischargeFetOn, turn.Outcome.DischargeCurrent)),
        ]),
        new("Alarms", "0 fine, 1 warning, 2 alarm: from what the BMS says, at once, and from the driver's own thresholds, after a while; [alarms.md](alarms.md) says when, and what to do. Invalid where nobody can tell. What is up stays up for a minute, and while the battery is silent. Of a bank the gravest of its batteries'. None but `BmsCable` is part of a flight recording.",
        [
            AlarmOf(Alarm.HighCellVoltage, "a cell is too high"),
            AlarmOf(Alarm.LowCellVoltage, "a cell is too low"),
            AlarmOf(Alarm.HighVoltage, "the pack is too high, as the BMS says"),
            AlarmOf(Alarm.LowVoltage, "the pack is too low, as the BMS says; also 1 while a cell is so low that little discharging is left, in or before the turn in which cells stop it"),
            AlarmOf(Alarm.HighChargeTemperature, "too warm to charge"),
            AlarmOf(Alarm.LowChargeTemperature, "too cold to charge"),
            AlarmOf(Alarm.HighTemperature, "too warm to discharge, or its sensors differ too much"),
            AlarmOf(Alarm.LowTemperature, "too cold to discharge"),
            AlarmOf(Alarm.HighChargeCurrent, "too much charge current, as the BMS says; 1 if it is clearly and lastingly more than the limit"),
            AlarmOf(Alarm.HighDischargeCurrent, "the same of discharging"),
            AlarmOf(Alarm.LowSoc, "1 below `SOC_LOW_WARNING`, 2 below `SOC_LOW_ALARM`, or more if the BMS says so; of a battery of a bank what its BMS says"),
            AlarmOf(Alarm.CellImbalance, "the cells differ by `CELL_IMBALANCE_THRESHOLD`, or the BMS says so"),
            AlarmOf(Alarm.HighInternalTemperature, "the power stage is too warm"),
            AlarmOf(Alarm.InternalFailure, "2 short circuit or a fault inside the BMS, 1 charge time-out or a lesser fault. A FET switched off by command is no failure"),
            Row("/Alarms/BmsCable", Count, Any, Fact, "1 after 30 s without data; 2 after 90 s, or at once when only the owner can help (wrong password, unsupported board). While the link is released to a phone it only warns, and the 90 s count from the end of the release. Where readings are further apart than the deadline (`PUBLISH_LIMITS = False`), 1 comes 15 s after the next reading was due, and 2 after three times that long").AtOnce().Member(turn => turn.LinkAlarm).Decided(turn => LimitValues.BmsCable(turn)),
        ]),
        new("Alarms of single batteries on stock screens", "gui-v2 has a page *Module level alarms* for the batteries of a bank. `<m>` is the number of a battery less one; the values are those below `/Batteries/<k>/Alarms`.",
        [
            Row("/Diagnostics/Module<m>/Id", Words, Any, Fact, "what people call the battery, else its address").Bank(ModulePlaces.OfEach, (turn, number) => turn.Views[number - 1].Label),
            Row("/Diagnostics/Module<m>/Alarms/<alarm>", Count, Any, Decision, $"each alarm of the table above: {s_alarms}").AtOnce().Bank(ModulePlaces.OfAlarms, (turn, place) => ModulePlaces.AlarmOf(turn, place)).From(RowSubject.Alarms),
            Row("/Diagnostics/Module<m>/Alarms/BmsCable", Count, Any, Fact, "the same of its link").AtOnce().Bank(ModulePlaces.OfEach, (turn, number) => turn.Members[number - 1].LinkAlarm),
        ]),
        new("Switches", "",
        [
            Row(FetSwitchControl.ChargePath, Count, Any, Reading, "1 while the charge FET is on. Where `ALLOW_SWITCHING = True` the first write of 0 or 1 arms, the same write again within 10 s switches. Refused (2) without `ALLOW_SWITCHING`, without fresh data, and while another switch is under way").Writable().Snapshot(battery => battery.ChargeFetOn),
            Row(FetSwitchControl.DischargePath, Count, Any, Reading, "the same of the discharge FET").Writable().Snapshot(battery => battery.DischargeFetOn),
            Row(FetSwitchControl.StatePath, Words, Any, Fact, "what is to be confirmed, or what became of the last switching, in words").AtOnce().Battery(turn => turn.SwitchState),
            Row(PhoneRelease.MinutesPath, Count, Any, Fact, "whole minutes, rounded up, for which the link stays released to a phone app; 0 if it is not. 1 to 120 releases it, again sets the time anew, 0 takes it back. Refused (2) for any other number, while a tool has the link and while a FET is being switched. Changes once a minute at most").Writable().Battery(turn => turn.ReleaseMinutes),
            Row(PhoneRelease.InfoPath, Words, Any, Fact, "what happens to values and limits during a release, in words; while there is one, how long it lasts yet").AtOnce().Battery(turn => turn.ReleaseInfo),
        ]),
        new("What is wrong", "",
        [
            Row("/Diagnostics/BmsType", Words, Any, Fact, "protocol the battery answers to: `jbd`, `daly-d2`, `daly-p81`, `daly-a5`").Battery(turn => turn.Status.BmsType),
            Row("/Diagnostics/Problem", Words, Any, Fact, "why there is no data, in words; empty while there is").AtOnce().Battery(turn => turn.Problem).Bank(turn => BankWords.Problems(turn)),
            Row("/Diagnostics/ProblemCode", Words, Any, Fact, "the same as a word for programs, such as `not_seen` or `password_wrong`; empty while there is data").AtOnce().Battery(turn => turn.Status.ProblemCode ?? "").Bank(turn => BankWords.ProblemCode(turn)),
            Row("/Diagnostics/Configuration", Words, Any, Fact, "what is wrong with the configuration, in words: a newer file that was refused (what held before holds on), or a cell voltage that the battery's own protection does not allow; empty if nothing").Service(turn => turn.ConfigurationRemark),
            Row("/Diagnostics/Advice", Words, Any, Fact, "what keeps published limits from being followed, and what to do. Empty while no limits are published").Service(turn => turn.First.Remarks[RemarkTopic.Advice]),
            Row("/Diagnostics/AdviceCode", Words, Any, Fact, "the same as one of [doctor's](tools/doctor.md) codes").Service(turn => turn.First.Remarks[RemarkTopic.AdviceCode]),
            Row("/Diagnostics/Bank/Problem", Words, Any, Fact, "everything about charge and wiring that is to be mended, in words; empty if nothing").Decided(turn => EnergyValues.Join(turn, ' ', problem => problem.Text)),
            Row("/Diagnostics/Bank/ProblemCode", Words, Any, Fact, "their codes with commas between them").Decided(turn => EnergyValues.Join(turn, ',', problem => problem.Code)),
            Row("/Diagnostics/Bank/Wiring", Words, Any, Fact, "how it is wired, such as `(1+2)|(3+4)`").Bank(turn => BankWords.Wiring(turn.Outcome.View.Wiring)).From(RowSubject.Wiring),
            Row("/Diagnostics/Bank/Reconnect", Words, Any, Fact, "batteries in parallel that are switched off and stand apart, with the current that would flow").Bank(turn => BankWords.Reconnect(turn)),
            Row("/Diagnostics/Bank/Counted", Count, Any, Fact, "batteries that SoC and remaining charge come from").Bank(turn => turn.Outcome.View.Counted),
            Row("/Diagnostics/Contradictions/CellCount", Count, Any, Fact, "how often the battery said two things that cannot both be true, and no value is changed because of it: cells counted and sent").Battery(turn => BatteryValues.Contradictions(turn, ContradictionCodes.CellCount)).From(RowSubject.Contradictions),
            Row("/Diagnostics/Contradictions/CellSum", Count, Any, Fact, "sum of the cells and pack voltage").Battery(turn => BatteryValues.Contradictions(turn, ContradictionCodes.CellSum)).From(RowSubject.Contradictions),
            Row("/Diagnostics/Contradictions/CurrentSign", Count, Any, Fact, "direction of the current and state").Battery(turn => BatteryValues.Contradictions(turn, ContradictionCodes.CurrentSign)).From(RowSubject.Contradictions),
            Row("/Diagnostics/Contradictions/CapacitySlope", Count, Any, Fact, "charge that flowed and remaining capacity").Battery(turn => BatteryValues.Contradictions(turn, ContradictionCodes.CapacitySlope)).From(RowSubject.Contradictions),
            Row("/Diagnostics/Contradictions/SocRange", Count, Any, Fact, "a state of charge outside 0–100 %").Battery(turn => BatteryValues.Contradictions(turn, ContradictionCodes.Soc)).From(RowSubject.Contradictions),
        ]),
        new("The link", "",
        [
            Row("/Diagnostics/Link/State", Words, Any, Fact, "where the link stands, as a word for programs: [see below](#where-the-link-stands)").AtOnce().Battery(turn => LinkWords.KeyOf(turn.Link)),
            Row("/Diagnostics/Link/Age", Count, 10, Fact, "whole seconds since the last pack voltage; invalid before the first. A signal says how old it was then; whoever asks is told how old it is now").Battery(turn => turn.AgeSeconds),
            Row("/Diagnostics/Link/Adapter", Words, Any, Fact, "the Bluetooth adapter of the link, or of the last attempt to make one").Battery(turn => turn.Status.Link.Adapter),
            Row("/Diagnostics/Link/Rssi", Count, 5, Heard, "how strongly its last advertisement was heard, dBm. A connected battery does not advertise: on a good link it turns invalid").Battery(turn => turn.Rssi),
            Row("/Diagnostics/Link/Attempts", Count, Any, Fact, "attempts that failed since the last data; 0 while live").Battery(turn => turn.Status.Link.Attempts),
            Row("/Diagnostics/Link/Reconnects", Count, Any, Fact, "how often a link came up again after one was lost, since the driver started").Battery(turn => turn.Status.Link.Reconnects),
            Row("/Diagnostics/Link/Rung", Words, Any, Fact, "what was done last about there being no data, in words; empty while there is ([recovery.md](recovery.md))").Battery(turn => RecoveryWords.Of(turn.Status.Rung)),
            Row("/Diagnostics/Link/Count/<rung>", Count, Any, Fact, $"how often since the driver started: {s_rungs}").Battery(BatteryValues.Rungs, (turn, rung) => turn.Status.RungsUsed.GetValueOrDefault((RecoveryRung)rung)).From(RowSubject.Rungs),
            Row("/Diagnostics/Link/BadFrames/<reason>", Count, Any, Fact, $"what was received and not used since the driver started, by the reason: bytes for `Noise`, notifications for `Unsolicited`, else frames: {s_reasons}").Battery(BatteryValues.BadFrameReasons, (turn, reason) => turn.Status.Link.BadFrames.GetValueOrDefault(FrameTally.Reasons[reason])).From(RowSubject.BadFrames),
        ]),
        new("History", "[energy.md](energy.md) says how it is counted. None of it, and nothing else that is worked out from charge and energy, is part of a flight recording.",
        [
            Row("/History/ChargeCycles", Count, Any, Reading, "counted by the BMS").Snapshot(battery => battery.Cycles).Bank(turn => turn.Outcome.View.Cycles),
            Row("/History/TotalAhDrawn", AmpHours, Any, Fact, "zero or negative, as are the next three").Decided(turn => EnergyValues.History(turn)?.TotalAhDrawn),
            Row("/History/DischargedEnergy", KilowattHours, Any, Fact, "since it was first counted").Decided(turn => EnergyValues.History(turn)?.DischargedKwh),
            Row("/History/ChargedEnergy", KilowattHours, Any, Fact, "since it was first counted").Decided(turn => EnergyValues.History(turn)?.ChargedKwh),
            Row("/History/DeepestDischarge", AmpHours, Any, Fact, "the most that was ever missing to full").Decided(turn => EnergyValues.History(turn)?.DeepestDischargeAh),
            Row("/History/LastDischarge", AmpHours, Any, Fact, "the most that was missing since it was last full").Decided(turn => EnergyValues.History(turn)?.LastDischargeAh),
            Row("/History/AverageDischarge", AmpHours, Any, Fact, "mean of discharges that ended with a full bank; invalid before there was one").Decided(turn => EnergyValues.AverageDischarge(turn)),
            Row("/History/FullDischarges", Count, Any, Fact, "how often it was at 0 %").Decided(turn => EnergyValues.History(turn)?.FullDischarges),
            Row("/History/LowVoltageAlarms", Count, Any, Fact, "how often a protection of a BMS against low voltage came up").Decided(turn => EnergyValues.History(turn)?.LowVoltageAlarms),
            Row("/History/HighVoltageAlarms", Count, Any, Fact, "how often a protection of a BMS against high voltage came up").Decided(turn => EnergyValues.History(turn)?.HighVoltageAlarms),
            Row("/History/AutomaticSyncs", Count, Any, Fact, "how often counting was set to full, over all batteries; invalid without `SOC_SOURCE = counted`").Decided(turn => turn.Outcome.FullSyncs),
            Row("/History/TimeSinceLastFullCharge", Count, 600, Fact, "seconds, in whole minutes; invalid if it was not full since the machine started").Decided(turn => EnergyValues.SecondsSinceFull(turn)),
            Row("/History/MinimumVoltage", Volts, Any, Fact, "the lowest that was seen").Decided(turn => EnergyValues.History(turn)?.Voltage.Lowest),
            Row("/History/MaximumVoltage", Volts, Any, Fact, "the highest").Decided(turn => EnergyValues.History(turn)?.Voltage.Highest),
            Row("/History/MinimumCellVoltage", CellVolts, Any, Fact, "the lowest that was seen").Decided(turn => EnergyValues.History(turn)?.Cells.Lowest),
            Row("/History/MaximumCellVoltage", CellVolts, Any, Fact, "the highest").Decided(turn => EnergyValues.History(turn)?.Cells.Highest),
            Row("/History/MinimumTemperature", Celsius, Any, Fact, "the lowest that was seen").Decided(turn => EnergyValues.History(turn)?.Temperatures.Lowest),
            Row("/History/MaximumTemperature", Celsius, Any, Fact, "the highest").Decided(turn => EnergyValues.History(turn)?.Temperatures.Highest),
            Row("/Settings/HasTemperature", Count, Any, Fact, "1: screens show the temperatures of the history; nothing that can be set").Service(_ => 1).From(RowSubject.Program),
        ]),
        new("Batteries that drift apart", "Of a bank of several batteries; `<k>` is 1 or 2, the outer string first, and what belongs to a string that the bank does not have is invalid.",
        [
            Row("/Diagnostics/Series/<k>/SocDifference", Percent, 0.5, Reading, "highest less lowest state of charge").Bank(EnergyValues.Strings, (turn, number) => EnergyValues.String(turn, number)?.SocDifference),
            Row("/Diagnostics/Series/<k>/RestedCellDifference", CellVolts, 0.002, Reading, "highest less lowest mean cell voltage; invalid unless the string has rested").Bank(EnergyValues.Strings, (turn, number) => EnergyValues.String(turn, number)?.RestedCellDifference),
            Row("/Diagnostics/Series/<k>/RemainingDifference", AmpHours, 0.5, Reading, "most less least remaining charge").Bank(EnergyValues.Strings, (turn, number) => EnergyValues.String(turn, number)?.RemainingDifferenceAh),
            Row("/Diagnostics/Series/<k>/Usable", AmpHours, 0.5, Reading, "what it gives from full to empty").Bank(EnergyValues.Strings, (turn, number) => EnergyValues.String(turn, number)?.UsableAh),
            Row("/Diagnostics/Series/<k>/Lost", AmpHours, 0.5, Reading, "how much less that is than its smallest battery").Bank(EnergyValues.Strings, (turn, number) => EnergyValues.String(turn, number)?.LostAh),
            Row("/Diagnostics/Series/<k>/Advice", Words, Any, Fact, "what is wrong and what to do; empty while nothing is").Bank(EnergyValues.Strings, (turn, number) => EnergyValues.String(turn, number)?.Advice),
            Row("/Parallel/VoltageImbalance", Count, Any, Reading, "1 while `parallel_voltages` is told; 0 for a bank without batteries in parallel").Bank(turn => EnergyValues.Imbalance(turn, BankProblemCodes.ParallelVoltages, turn.Outcome.View.Voltage)),
            Row("/Parallel/CurrentImbalance", Count, Any, Reading, "the same of `parallel_currents`").Bank(turn => EnergyValues.Imbalance(turn, BankProblemCodes.ParallelCurrents, turn.Outcome.View.Current)),
            Row("/Parallel/SocImbalance", Count, Any, Reading, "the same of `parallel_soc`").Bank(turn => EnergyValues.Imbalance(turn, BankProblemCodes.ParallelSoc, turn.Outcome.View.SocPercent)),
        ]),
        new(
            "Settings",
            "What can be set on the screen ([screen-settings.md](screen-settings.md)): each path shows the value in force of a key of [configuration.md](configuration.md). `GetMin`, `GetMax` and `GetDefault` "
            + "answer for them, and `GetItems` and `ItemsChanged` tell the same beside the value, as `Min`, `Max` and `Default`, also when only they changed; writing the invalid marker goes back to the files. What several batteries have in different ways has no value.",
            SettingPaths.Paths),
    ];

    /// <summary>All lines, in the order of the table.</summary>
    public static IReadOnlyList<SurfacePath> Paths { get; } = [.. Sections.SelectMany(section => section.Paths)];

    private static SurfacePath Row(string pattern, ValueForm form, double deadBand, Freshness freshness, string meaning) => new(pattern, form, deadBand, freshness, meaning);

    /// <summary>An alarm of a bank and of each of its batteries. Before they were decided, recordings told of what the BMS said.</summary>
    private static SurfacePath AlarmOf(Alarm alarm, string meaning)
    {
        Protection[] causes = AlarmTable.Rules[(int)alarm].Causes;
        return Row($"/Alarms/{alarm}", Count, Any, Decision, meaning).AtOnce()
            .Replayed(turn => AlarmLevels.Of(turn, causes))
            .Decided(turn => turn.Outcome.Alarms.OfBank(alarm)).From(RowSubject.Alarms)
            .EachAndOwn((turn, number) => turn.Outcome.Alarms.OfMember(number, alarm)).From(RowSubject.Alarms);
    }
}
