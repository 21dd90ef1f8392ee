"""A client of org.bluez that knows nothing of this project: python3-dbus, one battery, from discovery to its loss.

Prints one line per event; the test compares the lines. Needs DBUS_SYSTEM_BUS_ADDRESS and the battery's address.
"""
import sys

import dbus
import dbus.mainloop.glib
from gi.repository import GLib

BLUEZ = "org.bluez"
ADAPTER = "/org/bluez/hci0"
DEVICE = ADAPTER + "/dev_" + sys.argv[1].replace(":", "_")

dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
bus = dbus.SystemBus()
loop = GLib.MainLoop()
state = {"buffer": b"", "subscribed": False}


def say(text):
    print(text, flush=True)


def call(path, interface, member, *arguments, then=None):
    def failed(error):
        say("error %s %s" % (member, error))
        loop.quit()

    proxy = dbus.Interface(bus.get_object(BLUEZ, path, introspect=False), interface)
    getattr(proxy, member)(*arguments, reply_handler=then or (lambda *_: None), error_handler=failed)


def characteristic(uuid):
    objects = dbus.Interface(bus.get_object(BLUEZ, "/"), "org.freedesktop.DBus.ObjectManager").GetManagedObjects()
    for path, interfaces in objects.items():
        if str(interfaces.get("org.bluez.GattCharacteristic1", {}).get("UUID", ""))[4:8] == uuid:
            return path
    raise SystemExit("no characteristic " + uuid)


def added(path, interfaces):
    if path != DEVICE:
        return
    say("found %s" % interfaces["org.bluez.Device1"]["Name"])
    call(ADAPTER, "org.bluez.Adapter1", "StopDiscovery")
    call(DEVICE, "org.bluez.Device1", "Connect", then=lambda: say("connected"))


def write(request, kind):
    options = dbus.Dictionary({"type": kind}, signature="sv")
    call(characteristic("ff02"), "org.bluez.GattCharacteristic1", "WriteValue", dbus.ByteArray(bytes.fromhex(request)), options,
         then=lambda: say("written as " + kind))


def changed(interface, properties, invalidated, path):
    if path == DEVICE and properties.get("ServicesResolved"):
        say("resolved")
        call(characteristic("ff01"), "org.bluez.GattCharacteristic1", "StartNotify", then=lambda: write("dda50300fffd77", "request"))
    elif path == DEVICE and "Connected" in properties and not properties["Connected"]:
        say("lost")
        loop.quit()
    elif interface == "org.bluez.GattCharacteristic1" and "Value" in properties:
        received(bytes(properties["Value"]))


def received(piece):
    state["buffer"] += piece
    buffer = state["buffer"]
    if len(buffer) < 4 or len(buffer) < buffer[3] + 7:
        return
    say("frame " + buffer.hex())
    state["buffer"] = b""
    if buffer[1] == 3:
        write("dda50400fffc77", "command")


bus.add_signal_receiver(added, "InterfacesAdded", "org.freedesktop.DBus.ObjectManager", BLUEZ, "/")
bus.add_signal_receiver(changed, "PropertiesChanged", "org.freedesktop.DBus.Properties", BLUEZ, path_keyword="path")
call(ADAPTER, "org.bluez.Adapter1", "SetDiscoveryFilter", dbus.Dictionary({"Transport": "le"}, signature="sv"))
call(ADAPTER, "org.bluez.Adapter1", "StartDiscovery")
GLib.timeout_add_seconds(60, loop.quit)
loop.run()
