"""Calls the service under test from another implementation. Usage: client.py <bus address> <bus name>. Says "ok" at the end."""
import sys
import xml.etree.ElementTree

try:
    import dbus
    import dbus.bus
    import dbus.lowlevel
except ImportError:
    sys.exit("The Python module dbus is missing: install the package python3-dbus (apt-get install python3-dbus).")

NAME = sys.argv[2]
INTERFACE = "com.example.Test"
connection = dbus.bus.BusConnection(sys.argv[1])
target = connection.get_object(NAME, "/com/example/Test")
test = dbus.Interface(target, INTERFACE)
properties = dbus.Interface(target, "org.freedesktop.DBus.Properties")


def same(actual, expected, kind):
    assert actual == expected, (actual, expected)
    assert isinstance(actual, kind), (type(actual), kind)


def error_of(call, *arguments, **options):
    try:
        call(*arguments, **options)
    except dbus.DBusException as exception:
        return exception.get_dbus_name()
    raise AssertionError("no error")


# Every type there and back.
numbers = test.Numbers(255, True, -32768, 65535, -2**31, 2**32 - 1, -2**63, 2**64 - 1, 52.8)
for actual, expected, kind in zip(
        numbers, (255, True, -32768, 65535, -2**31, 2**32 - 1, -2**63, 2**64 - 1, 52.8),
        (dbus.Byte, dbus.Boolean, dbus.Int16, dbus.UInt16, dbus.Int32, dbus.UInt32, dbus.Int64, dbus.UInt64, dbus.Double)):
    same(actual, expected, kind)
texts = test.Texts("é€😀", "/a/b", "a{sv}", ["x", "", "y"], dbus.ByteArray(b"\x00\xff"), byte_arrays=True)
for actual, expected, kind in zip(
        texts, ("é€😀", "/a/b", "a{sv}", ["x", "", "y"], b"\x00\xff"),
        (dbus.String, dbus.ObjectPath, dbus.Signature, dbus.Array, dbus.ByteArray)):
    same(actual, expected, kind)
items = {"/Soc": {"Value": dbus.Double(99.5, variant_level=1), "Text": dbus.String("99.5%", variant_level=1)}, "/Empty": {}}
same(test.Containers(items, (1, "x", dbus.Array([1, 2], signature="i", variant_level=1)), dbus.UInt64(7, variant_level=2))[0], items, dbus.Dictionary)
nested = test.Containers({}, (1, "x", dbus.Array([1, 2], signature="i", variant_level=1)), dbus.UInt64(7, variant_level=2))
same(nested[1], (1, "x", [1, 2]), dbus.Struct)
same(nested[2], 7, dbus.UInt64)
assert nested[2].variant_level == 2, nested[2].variant_level

# Errors by name, and a connection that lives on.
assert error_of(test.Refuse, "no") == "com.example.Refused"
assert error_of(test.Break) == "org.freedesktop.DBus.Error.Failed"
assert error_of(test.Nothing) == "org.freedesktop.DBus.Error.UnknownMethod"
assert error_of(test.Numbers, "x", signature="s") == "org.freedesktop.DBus.Error.InvalidArgs"
assert error_of(dbus.Interface(target, "com.example.None").Method) == "org.freedesktop.DBus.Error.UnknownInterface"
nowhere = connection.get_object(NAME, "/nowhere", introspect=False)
assert error_of(nowhere.Method, dbus_interface=INTERFACE) == "org.freedesktop.DBus.Error.UnknownObject"

# Calls are answered in the order in which they come, also those that nobody waits for.
for number in range(300):
    note = dbus.lowlevel.MethodCallMessage(NAME, "/com/example/Test", INTERFACE, "Note")
    note.append(number, signature="u")
    note.set_no_reply(number % 3 != 0)  # A bus lets 128 calls of one connection wait for answers (its default), so 100 do.
    connection.send_message(note)
same(test.Notes(), list(range(300)), dbus.Array)

# Properties.
same(properties.Get(INTERFACE, "Level"), 3, dbus.Int32)
properties.Set(INTERFACE, "Level", dbus.Int32(5))
same(properties.GetAll(INTERFACE), {"Level": 5, "Name": "test"}, dbus.Dictionary)
properties.Set(INTERFACE, "Level", dbus.Int32(3))
assert error_of(properties.Set, INTERFACE, "Level", "three") == "org.freedesktop.DBus.Error.InvalidArgs"
assert error_of(properties.Set, INTERFACE, "Name", "x") == "org.freedesktop.DBus.Error.PropertyReadOnly"

# Objects.
manager = dbus.Interface(connection.get_object(NAME, "/"), "org.freedesktop.DBus.ObjectManager")
same(manager.GetManagedObjects(), {"/com/example/Test": {INTERFACE: {"Level": 3, "Name": "test"}}}, dbus.Dictionary)
described = xml.etree.ElementTree.fromstring(target.Introspect(dbus_interface="org.freedesktop.DBus.Introspectable"))
names = {interface.get("name") for interface in described.findall("interface")}
assert INTERFACE in names and "org.freedesktop.DBus.Properties" in names, names
dbus.Interface(target, "org.freedesktop.DBus.Peer").Ping()
print("ok")
