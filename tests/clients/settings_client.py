"""A client of the settings service: makes settings as a driver does, and finds them again after the service was killed.

Usage: settings_client.py BUS-ADDRESS make|find|refused|hung
"""
import sys

from contract import BUS_ITEM, GLib, Verdict, call, connect, dbus, items, kind_of, message, plain

NAME = "com.victronenergy.settings"
SETTINGS = "com.victronenergy.Settings"
OURS = "/Settings/Devices/btbattery_a4c138000001"
OTHERS = "/Settings/Devices/other"
INSTANCE = "/ClassAndVrmInstance"


class Client:
    def __init__(self, address):
        self.bus, self.verdict = connect(address), Verdict()
        self.told = []
        self.bus.add_signal_receiver(lambda changes, path=None: self.told.append((str(path), changes)), "PropertiesChanged", BUS_ITEM, NAME, None, path_keyword="path")
        self.bus.add_signal_receiver(lambda changed: self.told.extend(items(changed).items()), "ItemsChanged", BUS_ITEM, NAME, "/")

    def add(self, *entries, path="/"):
        _, answers = call(self.bus, NAME, path, "AddSettings", [dbus.Dictionary(entry, signature="sv") for entry in entries], interface=SETTINGS, signature="aa{sv}")
        return [{str(name): value for name, value in answer.items()} for answer in answers]

    def read(self, path, member="GetValue"):
        return call(self.bus, NAME, path, member)[1]

    def write(self, path, value):
        return int(call(self.bus, NAME, path, "SetValue", value, signature="v")[1])

    def error_of(self, path, member, *arguments, interface=BUS_ITEM, signature=""):
        try:
            call(self.bus, NAME, path, member, *arguments, interface=interface, signature=signature)
        except dbus.DBusException as error:
            return error.get_dbus_name().rsplit(".", 1)[1]
        return None

    def same(self, what, actual, expected):
        self.verdict.check(actual == expected, "%s: %r, not %r", what, actual, expected)

    def make(self):
        """What a driver and a screen do, in order."""
        self.same("a first device", self.add({"path": OTHERS + INSTANCE, "default": "battery:1"})[0]["value"], "battery:1")
        made = self.add(
            {"path": OURS + INSTANCE, "default": "battery:1"},
            {"path": OURS + "/CustomName", "default": ""},
            {"path": OURS + "/MaxCurrent", "default": dbus.Double(70), "min": dbus.Double(0), "max": dbus.Double(100)},
            {"path": OURS + "/Interval", "default": dbus.Int32(2), "min": dbus.Int32(1), "max": dbus.Int32(15), "silent": dbus.Int32(1)})
        self.same("codes", [int(answer["error"]) for answer in made], [0, 0, 0, 0])
        self.same("paths", [str(answer["path"]) for answer in made], [OURS + name for name in (INSTANCE, "/CustomName", "/MaxCurrent", "/Interval")])
        self.same("values", [plain(answer["value"]) for answer in made], ["battery:2", "", 70.0, 2])
        self.same("types", [kind_of(answer["value"]) for answer in made], ["s", "s", "d", "i"])

        self.same("writes", [self.write(OURS + "/CustomName", "Starboard"), self.write(OURS + "/MaxCurrent", 50.0), self.write(OURS + "/Interval", 5)], [0, 0, 0])
        self.same("too much", (self.write(OURS + "/MaxCurrent", 100.5), self.write(OURS + "/Interval", 0), self.write(OURS + "/Interval", "x")), (-1, -1, -1))
        self.same("an existing one", plain(self.add({"path": OURS + "/MaxCurrent", "default": dbus.Double(80)})[0]["value"]), 50.0)
        self.same("its limits", (plain(self.read(OURS + "/MaxCurrent", "GetMin")), plain(self.read(OURS + "/MaxCurrent", "GetMax"))), (0.0, 0.0))
        self.same("its default", plain(self.read(OURS + "/MaxCurrent", "GetDefault")), 80.0)
        self.same("a range", (plain(self.read(OURS + "/Interval", "GetMin")), plain(self.read(OURS + "/Interval", "GetMax"))), (1, 15))
        self.same("a number taken by hand", (self.write(OURS + INSTANCE, "battery:1"), plain(self.read(OURS + INSTANCE))), (0, "battery:2"))
        self.same("a free number", (self.write(OURS + INSTANCE, "battery:7"), plain(self.read(OURS + INSTANCE))), (0, "battery:7"))
        self.same("no number", (self.write(OURS + INSTANCE, "seven"), self.read(OURS + INSTANCE, "SetDefault")), (-1, -1))

        codes = [int(answer["error"]) for answer in self.add(
            {"path": "/Settings/_Hidden/X", "default": dbus.Int32(1)},
            {"path": OURS + "/Truth", "default": dbus.Boolean(True)},
            {"default": dbus.Int32(1)},
            {"path": OURS + "/Interval", "default": "text"},
            {"path": OTHERS + "x" + INSTANCE, "default": "nothing"},
            {"path": OURS + "/Far", "default": dbus.Int32(20), "min": dbus.Int32(1), "max": dbus.Int32(15)},
            {"path": OURS, "default": dbus.Int32(1)},
            {"path": "/Elsewhere/X", "default": dbus.Int32(1)})]
        self.same("codes of what is wrong", codes, [-2, -3, -4, -5, -6, -7, -8, -9])
        self.same("in a group", plain(self.add({"path": "Old", "default": dbus.Int32(3)}, path=OURS)[0]["value"]), 3)
        self.same("the older way", int(call(self.bus, NAME, "/Settings", "AddSetting", "Devices/other", "Older", dbus.Int32(4), "i", dbus.Int32(0), dbus.Int32(9), interface=SETTINGS, signature="ssvsvv")[1]), 0)
        self.same("its value", plain(self.read(OTHERS + "/Older")), 4)
        self.same("removed", [int(code) for code in call(self.bus, NAME, "/", "RemoveSettings", [OURS + "/Old", OURS + "/Never"], interface=SETTINGS, signature="as")[1]], [0, -1])
        self.same("read after that", self.error_of(OURS + "/Old", "GetValue"), "UnknownObject")
        self.same("errors", (self.error_of(OURS, "Frobnicate"), self.error_of(OURS, "GetValue", "x", signature="s"), self.error_of(OURS, "GetMin")), ("UnknownMethod", "InvalidArgs", "UnknownMethod"))

        while GLib.MainContext.default().iteration(False):
            pass
        changes = [(path[len(OURS):], plain(change["Value"]), str(change["Text"])) for path, change in self.told if path.startswith(OURS) and "Min" not in change]
        self.same("what was told", changes, [("/CustomName", "Starboard", "Starboard"), ("/MaxCurrent", 50.0, "50.0"), ("/Interval", 5, "5"), (INSTANCE, "battery:7", "battery:7")])
        self.find()

    def find(self):
        """What is there after make, in this process of the service or a later one."""
        expected = {INSTANCE: "battery:7", "/CustomName": "Starboard", "/MaxCurrent": 50.0, "/Interval": 5}
        below = self.read(OURS)
        self.same("the group", {"/" + name: plain(value) for name, value in below.items()}, expected)
        self.same("its texts", {"/" + str(name): str(text) for name, text in self.read(OURS, "GetText").items()}, {name: str(value) for name, value in expected.items()})
        told = items(self.read("/", "GetItems"))
        self.same("all", {path[len(OURS):]: plain(item["Value"]) for path, item in told.items() if path.startswith(OURS)}, expected)
        for name, value in expected.items():
            self.same(name, plain(self.read(OURS + name)), value)
        self.same("the whole tree", plain(self.read("/")[OURS[1:] + "/Interval"]), 5)
        self.same("a third device", self.add({"path": "/Settings/Devices/third" + INSTANCE, "default": "battery:7"})[0]["value"], "battery:8")
        self.same("another class", self.add({"path": "/Settings/Devices/pump" + INSTANCE, "default": "pump:7"})[0]["value"], "pump:7")

    def refused(self):
        self.same("an entry", dict(self.add({"path": OURS + "/CustomName", "default": ""})[0]), {"path": OURS + "/CustomName", "error": -5})
        self.same("nothing was made", self.error_of(OURS + "/CustomName", "GetValue"), "UnknownObject")

    def hung(self):
        """The name is there, and nobody answers."""
        self.verdict.check(self.bus.name_has_owner(NAME), "nobody has the name")
        try:
            self.bus.send_message_with_reply_and_block(message(NAME, "/", "GetItems"), 1.0)
            self.verdict.check(False, "it answers")
        except dbus.DBusException as error:
            self.same("a call", error.get_dbus_name().rsplit(".", 1)[1], "NoReply")


def main():
    client = Client(sys.argv[1])
    getattr(client, sys.argv[2])()
    client.verdict.finish()


main()
