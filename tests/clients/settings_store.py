"""What the settings service of Venus OS keeps: settings with a type, a default and a range, and numbers of devices that are never given twice.

Knows no bus. Values are int, float and str; the type of a setting is that of its first default, for good.
"""
import json
import os

# Codes of AddSettings.
OK, UNDERSCORE, UNKNOWN_TYPE, INVALID_PATH, OTHER_TYPE, INVALID_DEFAULT, OUT_OF_RANGE, IS_GROUP, NOT_UNDER_SETTINGS = 0, -2, -3, -4, -5, -6, -7, -8, -9

# Code of everything else that is refused.
REFUSED = -1

ROOT = "/Settings"
DEVICES = ROOT + "/Devices/"
INSTANCE = "/ClassAndVrmInstance"

_TYPES = {"i": int, "f": float, "s": str}


def convert(kind, value):
    """The value as that type; None if it cannot be one."""
    try:
        return _TYPES[kind](value)
    except (TypeError, ValueError, OverflowError):
        return None


class Store:
    """The settings by their paths, kept in a file from which the next process goes on."""

    def __init__(self, file=None):
        self._file = file
        self._settings = {}
        if file and os.path.exists(file):
            with open(file, encoding="utf-8") as kept:
                self._settings = json.load(kept)

    def paths(self, below=""):
        return [path for path in self._settings if path.startswith(below + "/")]

    def find(self, path):
        """A setting as a dictionary: type, value, default, min, max (None for no limit). None if there is none."""
        return self._settings.get(path)

    def is_group(self, path):
        return path in ("/", ROOT, DEVICES[:-1]) or bool(self.paths(path))

    def add(self, path, kind, default, least=None, most=None):
        """Makes a setting, or renews default and range of one that is there and keeps its value.

        Returns the code, and whether anything changed.
        """
        if "/_" in path:
            return UNDERSCORE, False
        if kind not in _TYPES:
            return UNKNOWN_TYPE, False
        default = convert(kind, default)
        if default is None:
            return INVALID_DEFAULT, False
        least, most = self._range(kind, least, most)
        if (least is not None and default < least) or (most is not None and default > most):
            return OUT_OF_RANGE, False
        if not path.startswith(ROOT + "/"):
            return NOT_UNDER_SETTINGS, False
        present = self._settings.get(path)
        if present is None and self.is_group(path):
            return IS_GROUP, False
        if present is not None and present["type"] != kind:
            return OTHER_TYPE, False
        value = present["value"] if present else self._free(path, default)
        if value is None:
            return INVALID_DEFAULT, False
        made = {"type": kind, "value": value, "default": default, "min": least, "max": most}
        self._settings[path] = made
        if made != present:
            self._save()
        return OK, made != present

    def write(self, path, value):
        """Sets a value. Returns the code, and whether it changed."""
        setting = self._settings[path]
        value = convert(setting["type"], value)
        if value is None or (setting["min"] is not None and value < setting["min"]) or (setting["max"] is not None and value > setting["max"]):
            return REFUSED, False
        value = self._free(path, value)
        if value is None:
            return REFUSED, False
        changed = value != setting["value"]
        setting["value"] = value
        if changed:
            self._save()
        return OK, changed

    def reset(self, path):
        """Sets the default again. The number of a device has none."""
        return (REFUSED, False) if self._is_instance(path) else self.write(path, self._settings[path]["default"])

    def remove(self, path):
        if self._settings.pop(path, None) is None:
            return REFUSED
        self._save()
        return OK

    @staticmethod
    def _range(kind, least, most):
        if kind == "s":
            return None, None
        least, most = convert(kind, least), convert(kind, most)
        return (None, None) if least == 0 and most == 0 else (least, most)

    @staticmethod
    def _is_instance(path):
        return path.startswith(DEVICES) and path.endswith(INSTANCE)

    def _free(self, path, value):
        """The number that a device gets for the one it wants: the next one of its class that no other device has. None if it is no such text."""
        if not self._is_instance(path):
            return value
        parts = value.split(":")
        number = convert("i", parts[1]) if len(parts) == 2 else None
        if number is None:
            return None
        taken = {self._settings[other]["value"] for other in self.paths(DEVICES[:-1]) if other != path and self._is_instance(other)}
        while "%s:%d" % (parts[0], number) in taken:
            number += 1
        return "%s:%d" % (parts[0], number)

    def _save(self):
        if self._file:
            with open(self._file + ".new", "w", encoding="utf-8") as kept:
                json.dump(self._settings, kept, indent=1)
                kept.flush()
                os.fsync(kept.fileno())
            os.replace(self._file + ".new", self._file)
