"""Messages byte by byte, for what no library would send: a bus is a stream, and its daemon is the first who must bear it."""
import os
import socket
import struct

_TYPES = {1: b"o", 2: b"s", 3: b"s", 6: b"s", 8: b"g"}


def _padded(data, to):
    return data + bytes(-len(data) % to)


def _field(code, text):
    data = text if isinstance(text, bytes) else text.encode()
    if _TYPES[code] == b"g":
        return struct.pack("<BB", code, 1) + b"g\0" + struct.pack("<B", len(data)) + data + b"\0"
    return struct.pack("<BB", code, 1) + _TYPES[code] + b"\0" + struct.pack("<I", len(data)) + data + b"\0"


def string(data):
    """A marshalled string of any bytes, those that are none included."""
    return struct.pack("<I", len(data)) + data + b"\0"


def variant(signature, data):
    """A variant at the beginning of a body: its signature, the padding to 4 bytes, its value as it is given."""
    return _padded(struct.pack("<B", len(signature)) + signature + b"\0", 4) + data


def call(service, path, member, signature, body, interface="com.victronenergy.BusItem", length=None, serial=2):
    """A method call as bytes. length: what the header claims the body to be long, if not the truth."""
    fields = b""
    for code, text in ((1, path), (2, interface), (3, member), (6, service), (8, signature)):
        if text:
            fields = _padded(fields, 8) + _field(code, text)
    header = struct.pack("<cBBBIII", b"l", 1, 0, 1, len(body) if length is None else length, serial, len(fields))
    return _padded(header + fields, 8) + body


class Wire:
    """A connection to the daemon that sends whatever it is given."""

    def __init__(self, address):
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(10)
        self._socket.connect(address.split("unix:path=")[1].split(",")[0])
        self._socket.sendall(b"\0AUTH EXTERNAL " + str(os.geteuid()).encode().hex().encode() + b"\r\n")
        if not self._socket.recv(4096).startswith(b"OK"):
            raise OSError("the daemon does not let us in")
        self._socket.sendall(b"BEGIN\r\n" + call("org.freedesktop.DBus", "/org/freedesktop/DBus", "Hello", None, b"", "org.freedesktop.DBus", serial=1))

        # The answer, and the signal that says the same once more.
        self._read_message()
        self._read_message()

    def send(self, data):
        """Sends, and waits for what comes of it: True if it was answered, False if the daemon hung up."""
        try:
            self._socket.sendall(data)
            return self._read_message()
        except (BrokenPipeError, ConnectionResetError):
            return False
        finally:
            self._socket.close()

    def _read_message(self):
        """Reads a whole message; False if the stream ended."""
        header = self._read(16)
        if not header:
            return False
        body, fields = struct.unpack_from("<I4xI", header, 4)
        self._read(fields + -fields % 8 + body)
        return True

    def _read(self, length):
        data = b""
        while len(data) < length:
            more = self._socket.recv(length - len(data))
            if not more:
                return b""
            data += more
        return data
