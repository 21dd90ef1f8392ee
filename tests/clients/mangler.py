"""A client that does everything wrong: every call must be answered, and nothing may change.

Usage: mangler.py BUS-ADDRESS SERVICE
"""
import sys

import wire
from contract import AGE, BUS_ITEM, INTROSPECTABLE, Verdict, call, connect, dbus, items, kind_of, message, plain
from pipeline import Pipeline

ERRORS = "org.freedesktop.DBus.Error."
UNKNOWN = (ERRORS + "UnknownObject", ERRORS + "UnknownMethod", ERRORS + "UnknownInterface")
INVALID_ARGS = (ERRORS + "InvalidArgs",)

# What a screen may write; anything else in the tree is for reading.
WRITABLE = ("/CustomName", "/Name", "/Control/", "/Settings/")

# No value, as it should be and as some write it. A setting takes both: it goes back to what it was by itself.
MARKER = dbus.Array([], signature="i")
NO_STRINGS = dbus.Array([], signature="s")
HUGE = "x" * 4_000_000

# Everything that is tried below, as a client would read it had it been taken.
TRIED = (0, 1, 1.5, 2**63, 1e300, float("inf"), float("-inf"), 7, "", "7", "text", "/Soc", "a{sv}", HUGE, None)

# Values that no path takes, whatever its type.
NEVER = (
    ("NaN", dbus.Double("nan")),
    ("infinity", dbus.Double("inf")),
    ("less than infinity", dbus.Double("-inf")),
    ("yes", dbus.Boolean(True)),
    ("a path", dbus.ObjectPath("/Soc")),
    ("a signature", dbus.Signature("a{sv}")),
    ("numbers", dbus.Array([1, 2], signature="i")),
    ("a structure", dbus.Struct((1, "x"), signature="is")),
    ("a dictionary", dbus.Dictionary({"Value": dbus.Int32(1, variant_level=1)}, signature="sv")),
    ("a variant in variants", dbus.Int32(1, variant_level=20)),
    ("2^63", dbus.UInt64(2**63)),
)

# What would be right somewhere, and is wrong for a path that is only read.
OTHERWISE = (("0", dbus.Int32(0)), ("1.5", dbus.Double(1.5)), ("text", dbus.String("text")), ("the marker", MARKER), ("byte", dbus.Byte(1)), ("int64", dbus.Int64(1)))


def is_writable(path):
    parts = path.split("/")
    own = "/" + "/".join(parts[3:]) if parts[1] == "Batteries" else path
    return own.startswith(WRITABLE)


def snapshot(bus, service):
    _, told = call(bus, service, "/", "GetItems")
    return {path: item["Value"] for path, item in items(told).items()}


class Mangler:
    def __init__(self, address, service):
        self.bus, self.address, self.service = connect(address), address, service
        self.verdict = Verdict()
        self.pipeline = Pipeline(self.bus, self.verdict)

    def send(self, path, member, *arguments, expected, interface=BUS_ITEM, signature=""):
        """A call that must end with one of these errors."""
        what = "%s.%s(%s) of %s" % (interface, member, signature, path)
        self.pipeline.send(
            message(self.service, path, member, *arguments, interface=interface, signature=signature), what,
            lambda error, values: self.verdict.check(error in expected, "%s ends with %s", what, error or values))

    def set(self, path, name, value):
        what = "%s := %s" % (path, name)
        self.pipeline.send(
            message(self.service, path, "SetValue", value, signature="v"), what,
            lambda error, values: self.verdict.check(error is None and type(values[0]) is dbus.Int32 and values[0] != 0, "%s ends with %s", what, error or values))

    def call_wrongly(self):
        for path in ("/Nowhere", "/Soc/Below", "/Dc/1/Nothing", "/soc", "/Voltages/Cell0", "/" + "/".join(["x"] * 500), "/" + "y" * 5000):
            for member in ("GetValue", "GetText", "GetItems", "SetValue"):
                self.send(path, member, *(("v",) if member == "SetValue" else ()), expected=UNKNOWN, signature="v" if member == "SetValue" else "")
            self.send(path, "Introspect", expected=UNKNOWN, interface=INTROSPECTABLE)
        for path in ("/", "/Dc", "/Dc/0", "/Soc", "/Alarms/LowVoltage", "/Info/MaxChargeCurrent", "/CustomName", "/Diagnostics"):
            for member in ("Frobnicate", "getvalue", "GetValues", "A" * 255):
                self.send(path, member, expected=UNKNOWN)
            for interface in ("com.example.Nothing", "com.victronenergy.busitem", "org.freedesktop.DBus.Properties"):
                self.send(path, "GetValue", expected=UNKNOWN, interface=interface)
            self.send(path, "GetAll", BUS_ITEM, expected=UNKNOWN, interface="org.freedesktop.DBus.Properties", signature="s")
            self.send(path, "Ping", "x", expected=INVALID_ARGS, interface="org.freedesktop.DBus.Peer", signature="s")
            for signature, arguments in (("s", ("x",)), ("i", (1,)), ("v", (1,)), ("a{sv}", ({},)), ("ay", (b"\xff\xfe",)), ("ss", ("x", HUGE))):
                self.send(path, "GetValue", *arguments, expected=INVALID_ARGS, signature=signature)
                self.send(path, "GetText", *arguments, expected=INVALID_ARGS, signature=signature)
                self.send(path, "Introspect", *arguments, expected=INVALID_ARGS, interface=INTROSPECTABLE, signature=signature)
            if path != "/":
                self.send(path, "GetItems", expected=UNKNOWN)
        self.send("/", "GetItems", "x", expected=INVALID_ARGS, signature="s")
        for path in ("/Soc", "/CustomName"):
            for signature, arguments in (("", ()), ("s", ("x",)), ("d", (1.0,)), ("vv", (1, 2)), ("av", ([1],)), ("(v)", ((1,),)), ("a{sv}", ({"Value": 1},))):
                self.send(path, "SetValue", *arguments, expected=INVALID_ARGS, signature=signature)

    def call_without_interface(self):
        """An absent interface leaves the choice to the object, and GetValue is unambiguous."""
        for path in ("/", "/Dc", "/Soc"):
            self.pipeline.send(
                message(self.service, path, "GetValue", interface=None), path + " without an interface",
                lambda error, values, path=path: self.verdict.check(error is None and len(values) == 1, "%s without an interface ends with %s", path, error))

    def write_everything(self, present):
        for path, value in present.items():
            for name, wrong in NEVER:
                self.set(path, name, wrong)
            if is_writable(path):
                self.write_another_type(path, value)
            else:
                for name, other in (("its own value", value), ("no strings", NO_STRINGS), *OTHERWISE):
                    self.set(path, name, other)
        for path in ("/Soc", "/Dc/0/Voltage", "/Info/MaxChargeCurrent"):
            self.set(path, "4 MB", dbus.String(HUGE))

    def write_another_type(self, path, value):
        if not path.startswith("/Settings/"):
            self.set(path, "the marker", MARKER)
            self.set(path, "no strings", NO_STRINGS)
        if kind_of(value) == "s":
            self.set(path, "a number", dbus.Int32(7))
            self.set(path, "4 MB", dbus.String(HUGE))
        elif kind_of(value) in ("i", "d"):
            self.set(path, "text", dbus.String("7"))
            self.set(path, "no text", dbus.String(""))
            self.set(path, "too much", dbus.Double(1e300))

    def break_messages(self):
        """What the daemon does not pass on; the driver hears nothing of it, or answers."""
        deep = b"v\0\1" * 70
        broken = {
            "no UTF-8": wire.call(self.service, "/CustomName", "SetValue", "v", wire.variant(b"s", wire.string(b"\xff\xfe\xc0"))),
            "half a surrogate": wire.call(self.service, "/CustomName", "SetValue", "v", wire.variant(b"s", wire.string(b"\xed\xa0\x80"))),
            "a zero in a string": wire.call(self.service, "/CustomName", "SetValue", "v", wire.variant(b"s", wire.string(b"a\0b"))),
            "2 as a truth": wire.call(self.service, "/Soc", "SetValue", "v", wire.variant(b"b", b"\2\0\0\0")),
            "no type": wire.call(self.service, "/Soc", "SetValue", "v", wire.variant(b"", b"")),
            "a type that is none": wire.call(self.service, "/Soc", "SetValue", "v", wire.variant(b"!", b"\0\0\0\0")),
            "variants without end": wire.call(self.service, "/Soc", "SetValue", "v", b"\1" + deep),
            "an array of 4 GB": wire.call(self.service, "/Soc", "SetValue", "v", wire.variant(b"ai", b"\xff\xff\xff\xff")),
            "a body of 200 MB": wire.call(self.service, "/Soc", "SetValue", "v", b"", length=200_000_000),
            "no path": wire.call(self.service, None, "GetValue", None, b""),
            "a path that is none": wire.call(self.service, "Soc//", "GetValue", None, b""),
            "no method": wire.call(self.service, "/Soc", None, None, b""),
            "an interface that is none": wire.call(self.service, "/Soc", "GetValue", None, b"", interface="..BusItem"),
            "noise": bytes(range(256)) * 4,
        }
        for what, data in broken.items():
            answered = wire.Wire(self.address).send(data)
            self.verdict.facts[what] = "answered" if answered else "cut off"
            self.verdict.check(call(self.bus, self.service, "/ProductName", "GetValue")[1] == "BtBattery", "after %s the driver does not answer", what)

        # The same way in is open for what is right, or the lines above prove nothing.
        good = wire.call(self.service, "/Soc", "SetValue", "v", wire.variant(b"s", wire.string(b"text")))
        self.verdict.check(wire.Wire(self.address).send(good), "an orderly message by the same means is not answered")

    def take_the_name(self):
        """Nobody else gets the name, however it is asked for."""
        result = self.bus.request_name(self.service, dbus.bus.NAME_FLAG_REPLACE_EXISTING | dbus.bus.NAME_FLAG_DO_NOT_QUEUE)
        self.verdict.check(result == dbus.bus.REQUEST_NAME_REPLY_EXISTS, "asked for, the name of the service is %s", result)

    def run(self):
        before = snapshot(self.bus, self.service)
        self.call_wrongly()
        self.call_without_interface()
        self.write_everything(before)
        self.pipeline.drain()
        self.break_messages()
        self.take_the_name()
        after = snapshot(self.bus, self.service)
        self.verdict.check(before.keys() == after.keys(), "other paths than before: %s", sorted(before.keys() ^ after.keys()))
        for path, value in before.items():
            was, now = plain(value), plain(after.get(path))

            # A battery lives on meanwhile. What changed by itself did not become what was written.
            self.verdict.check(was == now or path.endswith(AGE) or now not in TRIED, "%s was %r and is %r", path, was, now)
        self.verdict.facts["answers"] = self.pipeline.answers
        self.verdict.finish()


Mangler(sys.argv[1], sys.argv[2]).run()
