"""The services com.victronenergy.* of a live bus, for a store of bridge.py."""
import queue
import threading

import dbus
import dbus.bus
import dbus.mainloop.glib
from gi.repository import GLib

BUS_ITEM = "com.victronenergy.BusItem"
PREFIX = "com.victronenergy."
DEADLINE_SECONDS = 10


def plain(value):
    """What a page would see: an empty array is no value."""
    if isinstance(value, dbus.Array):
        return [plain(x) for x in value] if value else None
    if isinstance(value, dbus.Boolean):
        return int(value)
    if isinstance(value, dbus.Double):
        return float(value)
    if isinstance(value, dbus.String):
        return str(value)
    return int(value)


def on_bus(value):
    if isinstance(value, float) and not value.is_integer():
        return dbus.Double(value, variant_level=1)
    if isinstance(value, (int, float)):
        return dbus.Int32(int(value), variant_level=1)
    return dbus.String(value, variant_level=1)


class Follower:
    """Lives on the thread of the main loop, all of it."""

    def __init__(self, bus, store):
        self._bus, self._store, self._owners = bus, store, {}
        bus.add_signal_receiver(self._items_changed, "ItemsChanged", BUS_ITEM, sender_keyword="sender")
        bus.add_signal_receiver(self._owner_changed, "NameOwnerChanged", "org.freedesktop.DBus", "org.freedesktop.DBus")
        for name in bus.list_names():
            if name.startswith(PREFIX):
                self._appear(str(name), str(bus.get_name_owner(name)))

    def write(self, path, value, done):
        service, leaf = path.split("/", 1)
        self._bus.call_async(service, "/" + leaf, BUS_ITEM, "SetValue", "v", (on_bus(value),), lambda code: done(code == 0), lambda _: done(False), DEADLINE_SECONDS)

    def _appear(self, service, owner):
        self._owners[owner] = service
        self._bus.call_async(service, "/", BUS_ITEM, "GetItems", "", (), lambda items: self._take(service, items), lambda _: None, DEADLINE_SECONDS)

    def _owner_changed(self, name, old, new):
        if not name.startswith(PREFIX):
            return
        self._owners.pop(str(old), None)
        if old:
            self._store.drop(str(name) + "/")
        if new:
            self._appear(str(name), str(new))

    def _items_changed(self, items, sender):
        if sender in self._owners:
            self._take(self._owners[sender], items)

    def _take(self, service, items):
        """What is told of an item is all that a page in a browser ever learns of it: its range as well."""
        self._store.put({
            service + str(path): {
                **self._store.get(service + str(path)), "text": str(item["Text"]),
                **{name.lower(): plain(item[name]) for name in ("Value", "Min", "Max", "Default") if name in item},
            }
            for path, item in items.items()
        })


def follow(address, store):
    """Fills a store from the bus at that address from now on, and writes to it what is written there."""
    loop = dbus.mainloop.glib.DBusGMainLoop()
    follower = Follower(dbus.bus.BusConnection(address, mainloop=loop), store)

    def write(path, value):
        accepted = queue.Queue()
        GLib.idle_add(lambda: follower.write(path, value, accepted.put))
        return accepted.get(timeout=2 * DEADLINE_SECONDS)

    store.write = write
    threading.Thread(target=GLib.MainLoop().run, daemon=True).start()
