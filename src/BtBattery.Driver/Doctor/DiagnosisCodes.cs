namespace BtBattery.Driver.Doctor;

/// <summary>
/// All causes the doctor knows, with their words. Within a severity the order is that of the findings: what stands first is
/// to be mended first.
/// </summary>
public static class DiagnosisCodes
{
    /// <summary>Nobody answers on the bus.</summary>
    public static DiagnosisCode NoBus { get; } = Fault(
        "no_bus",
        "There is no D-Bus at {address}: {why}",
        "Start the D-Bus daemon (sudo systemctl start dbus; on Venus OS reboot), or give its address with --bus.");

    /// <summary>The bus refuses what the driver needs.</summary>
    public static DiagnosisCode NoRightsOnBus { get; } = Fault(
        "no_rights_on_bus",
        "This user may not {what} on the bus.",
        "Install it ('btbattery install'): that brings a D-Bus policy for root and the user btbattery. Run the program as one of these (sudo).");

    /// <summary>Nobody owns org.bluez.</summary>
    public static DiagnosisCode BlueZMissing { get; } = Fault(
        "bluez_missing",
        "The Bluetooth service BlueZ is not running: nobody owns org.bluez on the bus.",
        "Install and start it: sudo apt install bluez && sudo systemctl enable --now bluetooth; on Venus OS reboot.");

    /// <summary>bluetoothd hangs.</summary>
    public static DiagnosisCode BlueZNotAnswering { get; } = Fault(
        "bluez_not_answering",
        "The Bluetooth service BlueZ is on the bus but does not answer.",
        "Restart it: sudo systemctl restart bluetooth; on Venus OS /etc/init.d/bluetooth restart.");

    /// <summary>Older than anything this program was tried with.</summary>
    public static DiagnosisCode BlueZTooOld { get; } = Fault(
        "bluez_too_old",
        "BlueZ {version} is older than {oldest}, the oldest version this driver was tried with.",
        "Update the operating system; Venus OS from v3.60 on has BlueZ 5.72.");

    /// <summary>BlueZ has no adapter, or not the one asked for.</summary>
    public static DiagnosisCode NoAdapter { get; } = Fault(
        "no_adapter",
        "There is no Bluetooth adapter{which}.",
        "Plug in a USB Bluetooth adapter, or name one that is there with --adapter.");

    /// <summary>rfkill.</summary>
    public static DiagnosisCode AdapterBlocked { get; } = Fault(
        "adapter_blocked",
        "The Bluetooth adapter is blocked by the {kind} switch {switch}.",
        "Unblock it: rfkill unblock bluetooth; a hardware switch has to be moved by hand.");

    /// <summary>Powered is false.</summary>
    public static DiagnosisCode AdapterOff { get; } = Fault(
        "adapter_off",
        "The Bluetooth adapter {adapter} is switched off.",
        "Switch it on: bluetoothctl power on.");

    /// <summary>Another program of this machine is connected.</summary>
    public static DiagnosisCode BatteryHeld { get; } = Fault(
        "battery_held",
        "Another program on this machine is connected with {address}{holder}.",
        "Stop that program, most likely another battery driver; a link that a dead program left behind is taken over when the driver starts.");

    /// <summary>It does not advertise where we can hear it.</summary>
    public static DiagnosisCode BatteryNotSeen { get; } = Fault(
        "battery_not_seen",
        "The battery {address} was not seen{how}: a phone app may hold it, it may be asleep, or it may be out of range.",
        "Close its app on every phone nearby; if that does not help, wake it with a load or a charger; then bring the adapter nearer.");

    /// <summary>It talks only to those it is paired with.</summary>
    public static DiagnosisCode PairingNeeded { get; } = Fault(
        "pairing_needed",
        "The battery {address} wants to be paired: {problem}",
        "Set its PIN in the configuration, as docs/pairing.md shows, and restart the driver.");

    /// <summary>A password is set on the board, and ours is missing or wrong.</summary>
    public static DiagnosisCode PasswordSet { get; } = Fault(
        "password_set",
        "The battery {address} is protected by a password: {problem}",
        "Set PASSWORD in the configuration to the one used in its app; if it is forgotten, btbattery clear-password {address} can clear it.");

    /// <summary>Not a battery this program knows.</summary>
    public static DiagnosisCode BatteryUnsupported { get; } = Fault(
        "battery_unsupported",
        "The device {address} is not a battery this driver can read: {problem}",
        "Compare the address with the output of btbattery scan; if it is the battery, report it with btbattery doctor --facts.");

    /// <summary>The driver owns its name and hangs.</summary>
    public static DiagnosisCode DriverNotAnswering { get; } = Fault(
        "driver_not_answering",
        "The running driver of {address} is on the bus but does not answer, so nobody knows how old its values are.",
        "Restart it: svc -t /service/btbattery on Venus OS, or end the process; if it happens again, report it with its log.");

    /// <summary>The running driver has no data for a reason that is no cause of its own here.</summary>
    public static DiagnosisCode BatteryNoData { get; } = Fault(
        "battery_no_data",
        "The running driver has no data from {address}: {problem}",
        "Switch the Bluetooth adapter or the battery's Bluetooth off and on once; if it stays, report it with btbattery doctor --facts.");

    /// <summary>More than one battery service wants to be followed.</summary>
    public static DiagnosisCode AnotherBms { get; } = Fault(
        "another_bms",
        "{other} publishes charge limits too; the system follows one battery only and raises an alarm.",
        "Stop the other driver, or take the charge limits from one of the two only.");

    /// <summary>The battery monitor that was selected is not there.</summary>
    public static DiagnosisCode BatteryMonitorMissing { get; } = Fault(
        "battery_monitor_missing",
        "The battery monitor selected in the system is {selected}, which is not there.",
        "Set Settings > System setup > Battery monitor to Automatic, or to this battery.");

    /// <summary>DVCC is off.</summary>
    public static DiagnosisCode DvccOff { get; } = Fault(
        "dvcc_off",
        "The battery's charge limits are published but nobody follows them: DVCC is off.",
        "Switch DVCC on: Settings > System setup > Charge control, on older screens Settings > DVCC.");

    /// <summary>DVCC cannot work in this system.</summary>
    public static DiagnosisCode DvccUnsupported { get; } = Fault(
        "dvcc_unsupported",
        "The battery's charge limits are published but not followed by all: {why}.",
        "Update the firmware of all chargers and inverters; until then set their charge voltage by hand, below the battery's limit.");

    /// <summary>The system follows another battery, or none.</summary>
    public static DiagnosisCode NotActiveBms { get; } = Fault(
        "not_active_bms",
        "The battery's charge limits are published but not followed: the system follows {who}.",
        "Set Controlling BMS to this battery or to Automatic: Settings > System setup > Charge control, on older screens Settings > DVCC.");

    /// <summary>A charger on the bus that does not take limits.</summary>
    public static DiagnosisCode ChargerNotFollowing { get; } = Fault(
        "charger_not_following",
        "{charger} does not follow the battery's charge limits: {why}.",
        "Update its firmware; if it cannot be controlled, set its charge voltage by hand, below the battery's limit.");

    /// <summary>Venus OS without its settings service.</summary>
    public static DiagnosisCode SettingsMissing { get; } = Fault(
        "settings_missing",
        "Venus OS's settings service is not on the bus, so the driver gets no device instance and keeps no settings.",
        "Reboot the device; if it stays, free space on /data.");

    /// <summary>The configuration has errors.</summary>
    public static DiagnosisCode ConfigurationError { get; } = Fault(
        "configuration_error",
        "The configuration is wrong: {error}",
        "Correct it; btbattery check-config shows what holds then.");

    /// <summary>/data is full.</summary>
    public static DiagnosisCode DataFull { get; } = Fault(
        "data_full",
        "/data is full ({free} left), so settings and logs are not saved any more.",
        "Delete what is not needed below /data; du -sx /data/* | sort -n shows where the space went.");

    /// <summary>/data is mounted read-only.</summary>
    public static DiagnosisCode DataReadOnly { get; } = Fault(
        "data_read_only",
        "/data is read-only, so settings and logs are not saved; its storage may be failing.",
        "Reboot the device; if it stays, save what is on it and replace the storage.");

    /// <summary>The driver is installed but not started at boot.</summary>
    public static DiagnosisCode BootHookDisabled { get; } = Fault(
        "boot_hook_disabled",
        "The driver will not start at the next boot: {why}.",
        "Enable it: {command}.");

    /// <summary>The driver is installed and nothing starts it at boot.</summary>
    public static DiagnosisCode BootHookMissing { get; } = Fault(
        "boot_hook_missing",
        "The driver is installed, and will not start with the machine: {why}.",
        "Mend it: {command}.");

    /// <summary>The service is not where svscan looks.</summary>
    public static DiagnosisCode ServiceNotLinked { get; } = Fault(
        "service_not_linked",
        "The driver is installed, and its service is not in /service, so that nothing starts it now.",
        "Put it there: btbattery install, or start the device anew.");

    /// <summary>dbus-btbattery is enabled beside this driver.</summary>
    public static DiagnosisCode OldDriver { get; } = Fault(
        "old_driver_enabled",
        "dbus-btbattery ({service}) starts with this machine, too; two drivers take a battery from each other, and the system gets two sets of limits.",
        "Put it aside: btbattery install --migrate; uninstall would put it back.");

    /// <summary>The machine does not know what time it is.</summary>
    public static DiagnosisCode ClockNotSet { get; } = Fault(
        "clock_not_set",
        "The clock is not set, it says {now}; history gets wrong dates.",
        "Set it under Settings > Date & Time, or connect the device to the internet once.");

    /// <summary>Heard, but badly.</summary>
    public static DiagnosisCode WeakSignal { get; } = Advice(
        "weak_signal",
        "The battery {address} is heard with {rssi} dBm only; below {least} dBm answers get lost and links drop.",
        "Bring the adapter nearer to the battery, for instance a USB adapter on an extension cable.");

    /// <summary>Victron's phone server ends links.</summary>
    public static DiagnosisCode PhoneServer { get; } = Advice(
        "phone_server_in_the_way",
        "Venus OS's server for the phone app is on; it ends the links of other programs on {adapter} about once a minute.",
        "If the battery drops out every minute, switch off Settings > Connectivity > Bluetooth, or use a second Bluetooth adapter.");

    /// <summary>dbus-ble-sensors scans.</summary>
    public static DiagnosisCode SensorScanning { get; } = Advice(
        "sensor_scanning",
        "Venus OS scans for Bluetooth sensors all the time, which makes connecting slow or fail.",
        "If the battery takes long to come back, switch off Settings > Integrations > Bluetooth sensors.");

    /// <summary>Noticed by a running driver: all links are cut at regular intervals.</summary>
    public static DiagnosisCode LinksCut { get; } = Advice(
        "links_cut",
        "Something cuts all Bluetooth links of this machine about once a minute.",
        "On Venus OS switch off Settings > Connectivity > Bluetooth; elsewhere stop the other program that uses Bluetooth.");

    /// <summary>Noticed by a running driver: somebody else scans.</summary>
    public static DiagnosisCode ForeignScan { get; } = Advice(
        "foreign_scan",
        "Another program scans for Bluetooth devices, which makes connecting slow or fail.",
        "On Venus OS switch off Settings > Integrations > Bluetooth sensors; elsewhere stop the other program that scans.");

    /// <summary>An adapter with a name for stalling.</summary>
    public static DiagnosisCode AdapterStalls { get; } = Advice(
        "adapter_stalls",
        "The on-board Bluetooth of this {machine} is known to stop {when}.",
        "If data stops and only a reboot helps, use a USB Bluetooth adapter and name it with --adapter.");

    /// <summary>An update did not prove itself.</summary>
    public static DiagnosisCode UpdateTakenBack { get; } = Advice(
        "update_taken_back",
        "Version {version} did not prove itself and was taken back: {why}",
        "The version before runs. Report it with the log; this is gone after the next update.");

    /// <summary>The firmware was updated since the screens were put.</summary>
    public static DiagnosisCode ScreensOutdated { get; } = Advice(
        "screens_outdated",
        "The screens were put for firmware {screens}, and {firmware} runs.",
        "They are put anew at the next start of the device, or now: sh /data/apps/btbattery/boot.sh screens.");

    /// <summary>The system shows another battery.</summary>
    public static DiagnosisCode OtherBatteryMonitor { get; } = Advice(
        "other_battery_monitor",
        "The system shows state of charge and voltage of {shown}, not of this battery.",
        "If this battery is to be shown, select it under Settings > System setup > Battery monitor.");

    /// <summary>All of them: faults first, each group in the order of mending.</summary>
    public static IReadOnlyList<DiagnosisCode> All { get; } =
    [
        NoBus, NoRightsOnBus,
        BlueZMissing, BlueZNotAnswering, BlueZTooOld,
        NoAdapter, AdapterBlocked, AdapterOff,
        ConfigurationError, OldDriver,
        BatteryHeld, BatteryNotSeen, PairingNeeded, PasswordSet, BatteryUnsupported, DriverNotAnswering, BatteryNoData,
        SettingsMissing, DataReadOnly, DataFull, BootHookDisabled, BootHookMissing, ServiceNotLinked, ClockNotSet,
        DvccOff, DvccUnsupported, AnotherBms, NotActiveBms, ChargerNotFollowing, BatteryMonitorMissing,
        WeakSignal, PhoneServer, LinksCut, SensorScanning, ForeignScan, AdapterStalls, OtherBatteryMonitor, UpdateTakenBack, ScreensOutdated,
    ];

    /// <summary>Findings in the order of <see cref="All"/>; those of one code keep theirs.</summary>
    public static IReadOnlyList<Finding> Order(IEnumerable<Finding> findings)
    {
        string[] codes = [.. All.Select(code => code.Code)];
        return [.. findings.OrderBy(finding => Array.IndexOf(codes, finding.Code))];
    }

    private static DiagnosisCode Fault(string code, string text, string action) => new(code, Severity.Fault, text, action);

    private static DiagnosisCode Advice(string code, string text, string action) => new(code, Severity.Advice, text, action);
}
