"""A service in another implementation. Usage: service.py <bus address> <bus name>. Says "ready" when it has its name.
Ends with its standard input, so that it never outlives the tests."""
import ctypes
import os
import sys
import threading

try:
    import dbus
    import dbus.bus
    import dbus.mainloop.glib
    import dbus.service
except ImportError:
    sys.exit("The Python module dbus is missing: install the package python3-dbus (apt-get install python3-dbus).")

INTERFACE = "com.example.Echo"


class Refused(dbus.DBusException):
    _dbus_error_name = "com.example.Refused"


class Echo(dbus.service.Object):
    @dbus.service.method(INTERFACE, "ybnqiuxtd", "ybnqiuxtd")
    def Numbers(self, y, b, n, q, i, u, x, t, d):
        return y, b, n, q, i, u, x, t, d

    @dbus.service.method(INTERFACE, "sogasay", "sogasay")
    def Texts(self, s, o, g, texts, data):
        return s, o, g, texts, data

    @dbus.service.method(INTERFACE, "a{sa{sv}}(isv)v", "a{sa{sv}}(isv)v")
    def Containers(self, items, struct, variant):
        return items, struct, variant

    @dbus.service.method(INTERFACE, "s", "")
    def Refuse(self, reason):
        raise Refused(reason)

    @dbus.service.method(INTERFACE, "", "", async_callbacks=("done", "failed"))
    def Never(self, done, failed):
        self.Waiting()

    @dbus.service.method(INTERFACE, "u", "")
    def Count(self, count):
        for number in range(count):
            self.Counted(number, dbus.Dictionary({"Value": dbus.Double(number, variant_level=1)}, signature="sv"))

    @dbus.service.signal(INTERFACE, "ua{sv}")
    def Counted(self, number, values):
        pass

    @dbus.service.signal(INTERFACE, "")
    def Waiting(self):
        pass


connection = dbus.bus.BusConnection(sys.argv[1], mainloop=dbus.mainloop.glib.DBusGMainLoop())
Echo(connection, "/echo")
owned = dbus.service.BusName(sys.argv[2], connection)
print("ready", flush=True)



def end_with_input():
    sys.stdin.read()
    os._exit(0)


threading.Thread(target=end_with_input, daemon=True).start()

# The main loop of the library underneath, without the bindings that would be one package more.
glib = ctypes.CDLL("libglib-2.0.so.0")
while True:
    glib.g_main_context_iteration(None, True)
