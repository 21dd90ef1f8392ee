"""What the clients share: a connection of python3-dbus with its main loop, calls whose signatures are seen, and the verdict that the test reads.

Nothing here knows the driver: what is checked is what programs of a GX device rely on.
"""
import json
import math
import re
import sys

try:
    import dbus
    import dbus.bus
    import dbus.lowlevel
    import dbus.mainloop.glib
    from gi.repository import GLib
except ImportError as missing:
    sys.exit("A Python module is missing (%s): install the packages python3-dbus and python3-gi." % missing)

BUS_ITEM = "com.victronenergy.BusItem"
INTROSPECTABLE = "org.freedesktop.DBus.Introspectable"

# A call that is not answered within this time counts as not answered at all.
PATIENCE = 20.0

# Says how old the values are: whoever asks is told the age at that moment, a signal the age at its own.
AGE = "/Diagnostics/Link/Age"

_NUMBER_TEXT = re.compile(r"-?\d+(\.\d+)?[^\d.,\s]*")


def connect(address):
    return dbus.bus.BusConnection(address, mainloop=dbus.mainloop.glib.DBusGMainLoop())


def say(line):
    """Tells the test, which waits for such lines, how far the client is."""
    print(line, file=sys.stderr, flush=True)


def message(service, path, member, *arguments, interface=BUS_ITEM, signature=""):
    call = dbus.lowlevel.MethodCallMessage(service, path, interface, member)
    if signature:
        call.append(*arguments, signature=signature)
    return call


def call(bus, service, path, member, *arguments, interface=BUS_ITEM, signature=""):
    """Calls and waits.

    Returns the signature of the answer and its only argument, None if it has none. Raises dbus.DBusException for an error.
    """
    answer = bus.send_message_with_reply_and_block(message(service, path, member, *arguments, interface=interface, signature=signature), PATIENCE)
    values = answer.get_args_list()
    return str(answer.get_signature()), values[0] if values else None


def kind_of(value):
    """The D-Bus type of a value, as its signature says it."""
    for kind, letter in ((dbus.Int32, "i"), (dbus.Double, "d"), (dbus.String, "s")):
        if type(value) is kind:
            return letter
    if isinstance(value, dbus.Dictionary):
        return "a{%s}" % value.signature
    if isinstance(value, dbus.Array):
        return "a%s" % value.signature
    return type(value).__name__


def is_invalid(value):
    """True for the marker that stands for no value: an empty array of int32, and no other empty array."""
    return isinstance(value, dbus.Array) and len(value) == 0 and str(value.signature) == "i"


def plain(value):
    """A value that can be compared and printed; None for the marker."""
    if is_invalid(value):
        return None
    return {"i": int, "d": float, "s": str}.get(kind_of(value), repr)(value)


def keys_of(path):
    """What GetItems and ItemsChanged say of a path: the bridge to MQTT learns what a setting may be from nothing else."""
    is_setting = path.startswith("/Settings/") and not path.startswith("/Settings/Overridden/") and path != "/Settings/HasTemperature"
    return ["Default", "Max", "Min", "Text", "Value"] if is_setting else ["Text", "Value"]


def items(answer):
    """What GetItems and ItemsChanged carry, as ordinary strings and the values as they came."""
    return {str(path): item for path, item in answer.items()}


class Verdict:
    """Counts what was looked at, and keeps what was wrong."""

    MOST_TOLD = 20

    def __init__(self):
        self.checks = 0
        self.failures = []
        self.facts = {}

    def check(self, holds, what, *details):
        self.checks += 1
        if not holds:
            self.failures.append(what % details if details else what)
        return bool(holds)

    def check_value(self, path, value, text):
        """One value with its text, wherever they came from."""
        kind = kind_of(value)
        if not self.check(kind in ("i", "d", "s") or is_invalid(value), "%s has the type %s", path, kind):
            return
        self.check(type(text) is dbus.String, "the text of %s is a %s", path, type(text).__name__)
        if is_invalid(value):
            self.check(text == "---", "%s has no value, and the text '%s'", path, text)
        elif kind == "d":
            self.check(math.isfinite(value), "%s is %s", path, value)
            self.check(_NUMBER_TEXT.fullmatch(text), "%s is %s, and its text '%s'", path, value, text)
        elif kind == "i":
            self.check(text not in ("", "---"), "%s is %s, and its text '%s'", path, value, text)
        else:
            self.check(text == value, "%s is '%s', and its text '%s'", path, value, text)

    def check_item(self, path, item):
        """One entry of GetItems or ItemsChanged."""
        if self.check(sorted(map(str, item)) == keys_of(path), "%s comes with %s", path, list(map(str, item))):
            self.check_value(path, item["Value"], item["Text"])
            for bound in ("Min", "Max"):
                self.check(bound not in item or kind_of(item[bound]) in ("i", "d"), "%s of %s is %r", bound, path, item.get(bound))

    def finish(self):
        print(json.dumps({"checks": self.checks, "failures": self.failures[:self.MOST_TOLD], "facts": self.facts}), flush=True)
        sys.exit(1 if self.failures else 0)
