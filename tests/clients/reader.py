"""A client that knows single paths only: it reads each with GetValue and GetText, and subscribes to each by a match rule of its own.

Usage: reader.py BUS-ADDRESS SERVICE PATH VALUE
Says "listening" when it has subscribed, and ends when PATH has become VALUE, a number.
"""
import sys

from contract import BUS_ITEM, GLib, Verdict, call, connect, dbus, is_invalid, items, kind_of, plain, say

# What the screens of a GX device, its system service and its alarm service read of a battery, each with its type.
PATHS = {
    "/Mgmt/ProcessName": "s", "/Mgmt/ProcessVersion": "s", "/Mgmt/Connection": "s", "/Mgmt/InsecureConnection": "i",
    "/DeviceInstance": "i", "/ProductId": "i", "/ProductName": "s", "/FirmwareVersion": "s", "/HardwareVersion": "s", "/Serial": "s", "/CustomName": "s", "/Connected": "i",
    "/Manufacturer": "s", "/Family": "s", "/ConnectionInformation": "s",
    "/Dc/0/Voltage": "d", "/Dc/0/Current": "d", "/Dc/0/Power": "d", "/Dc/0/Temperature": "d",
    "/Soc": "d", "/Capacity": "d", "/InstalledCapacity": "d", "/ConsumedAmphours": "d", "/TimeToGo": "i",
    "/Info/MaxChargeVoltage": "d", "/Info/MaxChargeCurrent": "d", "/Info/MaxDischargeCurrent": "d", "/Info/BatteryLowVoltage": "d",
    "/Io/AllowToCharge": "i", "/Io/AllowToDischarge": "i", "/Balancing": "i",
    "/System/MinCellVoltage": "d", "/System/MaxCellVoltage": "d", "/System/MinVoltageCellId": "s", "/System/MaxVoltageCellId": "s",
    "/System/MinCellTemperature": "d", "/System/MaxCellTemperature": "d", "/System/NrOfCellsPerBattery": "i",
    "/System/NrOfModulesOnline": "i", "/System/NrOfModulesOffline": "i",
    "/System/NrOfModulesBlockingCharge": "i", "/System/NrOfModulesBlockingDischarge": "i",
    "/Alarms/LowVoltage": "i", "/Alarms/HighVoltage": "i", "/Alarms/LowCellVoltage": "i", "/Alarms/HighCellVoltage": "i", "/Alarms/LowSoc": "i",
    "/Alarms/HighChargeCurrent": "i", "/Alarms/HighDischargeCurrent": "i", "/Alarms/CellImbalance": "i", "/Alarms/InternalFailure": "i",
    "/Alarms/HighChargeTemperature": "i", "/Alarms/LowChargeTemperature": "i", "/Alarms/HighTemperature": "i", "/Alarms/LowTemperature": "i",
    "/Alarms/BmsCable": "i",
    "/History/ChargeCycles": "i", "/History/TotalAhDrawn": "d",
}


# Values by which other programs decide what to do with a battery: no shared voltage sense by radio, and a product of our own, which is none of those that are treated otherwise.
FIXED = {"/Mgmt/InsecureConnection": 1, "/ProductId": 0xB7BA, "/Connected": 1}


def read_all(bus, service, verdict):
    for path, kind in PATHS.items():
        try:
            answered, value = call(bus, service, path, "GetValue")
            verdict.check(answered == "v", "GetValue of %s answers with '%s'", path, answered)
            answered, text = call(bus, service, path, "GetText")
            verdict.check(answered == "s", "GetText of %s answers with '%s'", path, answered)
        except dbus.DBusException as error:
            verdict.check(False, "%s cannot be read: %s", path, error)
            continue
        if not is_invalid(value):
            verdict.check(kind_of(value) == kind, "%s is %s, not %s", path, kind_of(value), kind)
        verdict.check_value(path, value, text)
        verdict.check(path not in FIXED or plain(value) == FIXED[path], "%s is %r", path, plain(value))


def check_old_scan(bus, service, verdict):
    """What a client asks whose GetItems failed: the whole tree by GetValue and by GetText of the root."""
    _, values = call(bus, service, "/", "GetValue")
    _, texts = call(bus, service, "/", "GetText")
    verdict.check(kind_of(values) == "a{sv}", "GetValue of / answers with %s", kind_of(values))
    verdict.check(kind_of(texts) in ("a{ss}", "a{sv}"), "GetText of / answers with %s", kind_of(texts))
    verdict.check(values.keys() == texts.keys(), "values and texts of / have other paths")
    for path in PATHS:
        verdict.check(path[1:] in values, "%s is not in the tree of /", path)
    for path, value in values.items():
        verdict.check(not path.startswith("/"), "a path of / begins with a slash: %s", path)
        verdict.check_value("/" + path, value, texts.get(path))


def main():
    address, service, awaited, number = sys.argv[1:5]
    bus, loop, verdict = connect(address), GLib.MainLoop(), Verdict()
    told = []

    def tell(path, value):
        if path == awaited:
            told.append(plain(value))
            if told[-1] == float(number):
                loop.quit()

    for path in PATHS:
        bus.add_signal_receiver(lambda changes, path=None: tell(path, changes["Value"]), "PropertiesChanged", BUS_ITEM, service, path, path_keyword="path")
    bus.add_signal_receiver(lambda changed: [tell(path, item["Value"]) for path, item in items(changed).items()], "ItemsChanged", BUS_ITEM, service, "/")
    read_all(bus, service, verdict)
    check_old_scan(bus, service, verdict)
    say("listening")
    loop.run()

    # An answer comes after every signal that was sent before it.
    _, value = call(bus, service, awaited, "GetValue")
    while GLib.MainContext.default().iteration(False):
        pass
    verdict.check(plain(value) == float(number), "%s was told as %s and reads %r", awaited, number, value)
    verdict.check(told.count(float(number)) == 1, "%s was told %d times as %s", awaited, told.count(float(number)), number)
    verdict.finish()


main()
