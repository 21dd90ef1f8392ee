#!/usr/bin/python3
"""Lets Qt itself take a resource from memory, as gui-v2 does with that of a plugin, and read one file of it.

  qt_resource.py RESOURCE PATH     prints the content in hexadecimal; exit status 3 if Qt finds no such file, 1 if it refuses the resource

Only Qt's core library is needed. Its C++ methods are called by their names in the library; the shape is that of Qt 6: a QString is three words (owner, start,
length), and without an owner it refers to memory of ours.
"""
import ctypes
import sys

WORDS = ctypes.c_void_p * 3
READ_ONLY = 1
MOST_BYTES = 1 << 20


def text(value):
    units = value.encode("utf-16-le")
    memory = ctypes.create_string_buffer(units)
    shape = WORDS(None, ctypes.addressof(memory), len(units) // 2)
    shape.memory = memory
    return shape


def method(core, name, result, arguments):
    """A C++ method by its name in the library; this and references to objects are addresses."""
    found = getattr(core, name)
    found.restype, found.argtypes = result, [ctypes.c_void_p] * arguments
    return found


def main():
    core = ctypes.CDLL("libQt6Core.so.6")
    with open(sys.argv[1], "rb") as file:
        resource = ctypes.create_string_buffer(file.read())
    root, path = WORDS(), text(":/" + sys.argv[2])
    if not method(core, "_ZN9QResource16registerResourceEPKhRK7QString", ctypes.c_bool, 2)(ctypes.addressof(resource), ctypes.addressof(root)):
        print("Qt refuses the resource.", file=sys.stderr)
        return 1
    # Larger than the object.
    opened = ctypes.create_string_buffer(256)
    method(core, "_ZN5QFileC1ERK7QString", None, 2)(ctypes.addressof(opened), ctypes.addressof(path))
    if not method(core, "_ZN5QFile4openE6QFlagsIN13QIODeviceBase12OpenModeFlagEE", ctypes.c_bool, 2)(ctypes.addressof(opened), READ_ONLY):
        return 3
    content = ctypes.create_string_buffer(MOST_BYTES)
    length = method(core, "_ZN9QIODevice4readEPcx", ctypes.c_longlong, 3)(ctypes.addressof(opened), ctypes.addressof(content), MOST_BYTES)
    print(content.raw[:length].hex())
    return 0


if __name__ == "__main__":
    sys.exit(main())
