#!/usr/bin/python3
"""Runs a program with what btbattery.service leaves it: another user, no group, no way to more rights, and of the kernel only what the unit lists.

confined.py UNIT USER PROGRAM [ARGUMENT ...]

Of the unit it reads SystemCallFilter, SystemCallErrorNumber and RestrictAddressFamilies; 'systemd-analyze syscall-filter' says what a set of calls is. Started by root.
"""
import ctypes
import errno
import os
import pwd
import socket
import subprocess
import sys

ALLOW = 0x7FFF0000
EQUAL = 4


class Comparison(ctypes.Structure):
    _fields_ = [("argument", ctypes.c_uint), ("operator", ctypes.c_int), ("first", ctypes.c_uint64), ("second", ctypes.c_uint64)]


def read_unit(path):
    """The settings of a unit, each with its values in order."""
    settings = {}
    with open(path, encoding="utf-8") as unit:
        for line in unit:
            name, equals, value = line.strip().partition("=")
            if equals and not line.startswith("#"):
                settings.setdefault(name, []).append(value)
    return settings


def expand(name):
    """The calls of a set, with those of the sets in it."""
    if not name.startswith("@"):
        return {name}
    listed = subprocess.run(["systemd-analyze", "syscall-filter", "--no-pager", name], check=True, capture_output=True, text=True).stdout
    calls = set()
    for line in listed.splitlines()[1:]:
        word = line.strip()
        if word and not word.startswith("#"):
            calls |= expand(word)
    return calls


def allowed_calls(filters):
    """What the lines of SystemCallFilter come to: the first allows, those with ~ take away."""
    calls = expand("@default")
    for line in filters:
        named = set().union(*(expand(name) for name in line.lstrip("~").split()))
        calls = calls - named if line.startswith("~") else calls | named
    return calls


def confine(unit):
    library = ctypes.CDLL("libseccomp.so.2")
    library.seccomp_init.restype = ctypes.c_void_p
    library.seccomp_rule_add_array.argtypes = [ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint, ctypes.c_void_p]
    library.seccomp_load.argtypes = [ctypes.c_void_p]
    refuse = 0x00050000 | getattr(errno, unit["SystemCallErrorNumber"][0])
    context = library.seccomp_init(refuse)
    families = [getattr(socket, name) for name in unit["RestrictAddressFamilies"][0].split()]
    added = 0
    for call in sorted(allowed_calls(unit["SystemCallFilter"])):
        number = library.seccomp_syscall_resolve_name(call.encode())
        if number < 0:
            continue
        if call == "socket":
            for family in families:
                only = Comparison(0, EQUAL, family, 0)
                assert library.seccomp_rule_add_array(context, ALLOW, number, 1, ctypes.byref(only)) == 0
        else:
            assert library.seccomp_rule_add_array(context, ALLOW, number, 0, None) == 0
        added += 1
    assert added > 100, f"only {added} calls are allowed: the sets were not understood"
    assert library.seccomp_load(context) == 0


def main():
    unit, user, program = read_unit(sys.argv[1]), pwd.getpwnam(sys.argv[2]), sys.argv[3:]
    os.setgroups([])
    os.setgid(user.pw_gid)
    os.setuid(user.pw_uid)
    os.umask(int(unit["UMask"][0], 8))
    confine(unit)

    # What is refused is refused: otherwise this would prove nothing.
    try:
        socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        sys.exit("confined.py: the filter lets everything pass.")
    except OSError:
        pass
    os.execvp(program[0], program)


main()
