"""Stands in for com.victronenergy.settings, the settings service of Venus OS.

Usage: settings_service.py BUS-ADDRESS [--file FILE] [--refuse CODE] [--hang] [--signals properties|items]

--file FILE     settings are kept there, each as soon as it changes, so that the process may be killed and started again
--refuse CODE   AddSettings refuses every entry with that code, AddSetting and SetValue too
--hang          has the name and answers nothing
--signals KIND  a change is told by PropertiesChanged of the leaf (the default), or by ItemsChanged of the root
Says "ready" when it has its name. The service on a device writes to flash two seconds after the last change; this one does not wait.
"""
import argparse
import sys

from contract import BUS_ITEM, GLib, connect, dbus, say
from settings_store import INVALID_PATH, OK, REFUSED, UNKNOWN_TYPE, Store

NAME = "com.victronenergy.settings"
SETTINGS = "com.victronenergy.Settings"
ERRORS = "org.freedesktop.DBus.Error."


def wrap(kind, value):
    """A value of a setting as it is on the bus; 0 for a limit that is not set."""
    value = 0 if value is None else value
    if kind == "i":
        return dbus.Int32(value) if -2**31 <= value < 2**31 else dbus.Int64(value)
    return dbus.Double(value) if kind == "f" else dbus.String(value)


def kind_of(default):
    for types, kind in (((dbus.Int32, dbus.Int64), "i"), (dbus.Double, "f"), (dbus.String, "s")):
        if isinstance(default, types):
            return kind
    return None


class Refusal(Exception):
    """A call that ends with an error: its name, and a sentence."""


class Service:
    """The bus side: what is called by whom, and what is told to everybody."""

    def __init__(self, bus, store, refuse=None, hangs=False, tells_items=False):
        self._bus, self._store = bus, store
        self._refuse, self._hangs, self._tells_items = refuse, hangs, tells_items
        self._methods = {
            (BUS_ITEM, "GetValue"): ("", "v", self.get_value),
            (BUS_ITEM, "GetText"): ("", None, self.get_text),
            (BUS_ITEM, "SetValue"): ("v", "i", self.set_value),
            (BUS_ITEM, "GetMin"): ("", "v", lambda path: self.attribute(path, "min")),
            (BUS_ITEM, "GetMax"): ("", "v", lambda path: self.attribute(path, "max")),
            (BUS_ITEM, "GetDefault"): ("", "v", lambda path: self.attribute(path, "default")),
            (BUS_ITEM, "SetDefault"): ("", "i", self.set_default),
            (BUS_ITEM, "GetItems"): ("", "a{sa{sv}}", self.get_items),
            (SETTINGS, "AddSettings"): ("aa{sv}", "aa{sv}", self.add_settings),
            (SETTINGS, "AddSetting"): ("ssvsvv", "i", self.add_setting),
            (SETTINGS, "RemoveSettings"): ("as", "ai", self.remove_settings),
        }
        bus.add_message_filter(self._filter)

    def _filter(self, _, message):
        if message.get_type() != 1:
            return dbus.lowlevel.HANDLER_RESULT_NOT_YET_HANDLED
        if not self._hangs:
            self._bus.send_message(self._answer(message))
        return dbus.lowlevel.HANDLER_RESULT_HANDLED

    def _answer(self, message):
        path, member = str(message.get_path()), str(message.get_member())
        try:
            if self._store.find(path) is None and not self._store.is_group(path):
                raise Refusal("UnknownObject", "There is no setting %s." % path)
            wanted, given, method = self._method(message.get_interface(), member)
            if message.get_signature() != wanted:
                raise Refusal("InvalidArgs", "%s takes '%s'." % (member, wanted))
            result = method(path, *message.get_args_list())
            reply = dbus.lowlevel.MethodReturnMessage(message)
            reply.append(result, signature=given or ("s" if isinstance(result, str) else "a{ss}"))
            return reply
        except Refusal as refusal:
            return dbus.lowlevel.ErrorMessage(message, ERRORS + refusal.args[0], refusal.args[1])

    def _method(self, interface, member):
        for (declared, name), method in self._methods.items():
            if name == member and interface in (declared, None):
                return method
        raise Refusal("UnknownMethod", "There is no method %s." % member)

    def _below(self, path):
        """The settings of a group, by their paths relative to it."""
        prefix = "" if path == "/" else path
        return {other[len(prefix) + 1:]: self._store.find(other) for other in self._store.paths(prefix)}

    def get_value(self, path):
        setting = self._store.find(path)
        if setting is not None:
            return wrap(setting["type"], setting["value"])
        return dbus.Dictionary({name: wrap(below["type"], below["value"]) for name, below in self._below(path).items()}, signature="sv")

    def get_text(self, path):
        setting = self._store.find(path)
        return str(setting["value"]) if setting is not None else {name: str(below["value"]) for name, below in self._below(path).items()}

    def get_items(self, path):
        if path != "/":
            raise Refusal("UnknownMethod", "Only / has GetItems.")
        return {other: self._item(other) for other in self._store.paths()}

    def attribute(self, path, name):
        setting = self._leaf(path)
        return wrap(setting["type"], setting[name])

    def set_value(self, path, value):
        self._leaf(path)
        return REFUSED if self._refuse is not None else self._tell(path, *self._store.write(path, value))

    def set_default(self, path):
        for below in [path] if self._store.find(path) is not None else self._store.paths("" if path == "/" else path):
            code = self._tell(below, *self._store.reset(below))
        return code if self._store.find(path) is not None else OK

    def add_settings(self, path, entries):
        return [dbus.Dictionary(self._add_entry(path, entry), signature="sv") for entry in entries]

    def add_setting(self, path, group, name, default, kind, least, most):
        whole = "/".join(part.strip("/") for part in (path, group, name) if part.strip("/"))
        return self._add("/" + whole, str(kind), default, least, most)

    def remove_settings(self, path, names):
        return [self._store.remove(self._absolute(path, str(name))) for name in names]

    def _add_entry(self, group, entry):
        path, default = entry.get("path"), entry.get("default")
        if not isinstance(path, dbus.String) or not path.strip("/"):
            return {"error": dbus.Int32(INVALID_PATH)}
        kind = kind_of(default)
        whole = self._absolute(group, str(path))
        code = UNKNOWN_TYPE if kind is None else self._add(whole, kind, default, entry.get("min"), entry.get("max"))
        answer = {"path": path, "error": dbus.Int32(code)}
        if code == OK:
            answer["value"] = self.get_value(whole)
        return answer

    def _add(self, path, kind, default, least, most):
        return self._refuse if self._refuse is not None else self._tell(path, *self._store.add(path, kind, default, least, most), with_limits=True)

    @staticmethod
    def _absolute(group, path):
        return path if group == "/" else group + "/" + path.lstrip("/")

    def _leaf(self, path):
        setting = self._store.find(path)
        if setting is None:
            raise Refusal("UnknownMethod", "%s is a group." % path)
        return setting

    def _item(self, path, with_limits=True):
        setting = self._store.find(path)
        item = {"Value": wrap(setting["type"], setting["value"]), "Text": dbus.String(setting["value"])}
        if with_limits:
            item.update({name: wrap(setting["type"], setting[name.lower()]) for name in ("Min", "Max", "Default")})
        return dbus.Dictionary(item, signature="sv")

    def _tell(self, path, code, changed, with_limits=False):
        if changed:
            item = self._item(path, with_limits)
            signal = dbus.lowlevel.SignalMessage("/" if self._tells_items else path, BUS_ITEM, "ItemsChanged" if self._tells_items else "PropertiesChanged")
            signal.append({path: item} if self._tells_items else item, signature="a{sa{sv}}" if self._tells_items else "a{sv}")
            self._bus.send_message(signal)
        return code


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("--file")
    parser.add_argument("--refuse", type=int)
    parser.add_argument("--hang", action="store_true")
    parser.add_argument("--signals", choices=("properties", "items"), default="properties")
    options = parser.parse_args()
    bus = connect(options.address)
    Service(bus, Store(options.file), options.refuse, options.hang, options.signals == "items")
    if bus.request_name(NAME, dbus.bus.NAME_FLAG_DO_NOT_QUEUE) != dbus.bus.REQUEST_NAME_REPLY_PRIMARY_OWNER:
        sys.exit("%s is taken." % NAME)
    say("ready")
    GLib.MainLoop().run()


main()
