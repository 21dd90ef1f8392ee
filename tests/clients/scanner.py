"""A client that finds batteries as Venus OS does: it hears of a new name, asks once with GetItems, and believes the signals after that.

Usage: scanner.py BUS-ADDRESS STAGES
STAGES is a JSON list of {path: value}. When all values of a stage are as they should be, "stage N" is said, and the next one is waited for; null stands for no value.
What belongs to a stage and changes must change in one signal.
"""
import json
import sys
import time

from contract import AGE, BUS_ITEM, GLib, Verdict, connect, is_invalid, items, kind_of, message, plain, say

PREFIX = "com.victronenergy.battery."

# A service is dropped, skipped or without a name for people if one of these has no value in the first answer.
NEEDED = {"/DeviceInstance": "i", "/Connected": "i", "/ProductName": "s", "/Mgmt/Connection": "s"}

# Times and counts that go on with every second are told in steps.
NOISY = ("/TimeTo", "/History/")

# Seconds after which a change has been told at the latest, on a machine that is busy with other things too.
LATEST = 20


class Scanner:
    def __init__(self, bus, stages, loop):
        self.bus, self.stages, self.loop = bus, stages, loop
        self.verdict = Verdict()
        self.owner = None
        self.values = None
        self.told = {}
        self.missed = None
        self.kinds = {}
        self.reached = 0
        self.signals = 0
        self.asked_at = None
        self.nameless = set()

    def owner_changed(self, name, old, new):
        if not name.startswith(PREFIX) or not new:
            return
        self.verdict.check(self.owner is None, "%s has a second owner", name)
        self.verdict.check(new not in self.nameless, "%s sent a signal before it had its name", name)
        self.owner = str(new)
        self.asked_at = time.monotonic()
        self.ask(self.first_answer)

    def ask(self, handler):
        self.bus.send_message_with_reply(message(self.owner, "/", "GetItems"), handler, 20.0)

    def first_answer(self, answer):
        if not self.verdict.check(answer.get_signature() == "a{sa{sv}}", "GetItems answers with '%s'", answer.get_signature()):
            self.loop.quit()
            return
        told = items(answer.get_args_list()[0])
        for path, item in told.items():
            self.verdict.check(path.startswith("/") and not path.endswith("/"), "'%s' is no path", path)
            self.verdict.check_item(path, item)
        for path, kind in NEEDED.items():
            value = told.get(path, {}).get("Value")
            self.verdict.check(value is not None and kind_of(value) == kind, "%s is %r in the first answer", path, value)
        self.values = {path: plain(item["Value"]) for path, item in told.items()}
        self.note_kinds(told)
        self.verdict.facts["paths"] = len(told)
        say("following")
        self.look()

    def note_kinds(self, told):
        for path, item in told.items():
            if not is_invalid(item["Value"]):
                kind = kind_of(item["Value"])
                self.verdict.check(self.kinds.setdefault(path, kind) == kind, "%s was %s and is %s", path, self.kinds[path], kind)

    def changed(self, told, sender=None):
        if self.owner is None:
            self.nameless.add(str(sender))
        if sender != self.owner or self.values is None:
            return
        self.signals += 1
        told = items(told)
        before = dict(self.values)
        self.verdict.check(len(told) > 0, "a signal tells of nothing")
        for path, item in told.items():
            self.verdict.check_item(path, item)
            if self.verdict.check(path in self.values, "%s was not in the first answer", path):
                value = plain(item["Value"])
                self.verdict.check(path not in self.told or value != self.told[path], "%s is told again, and is still %r", path, value)
                self.values[path] = self.told[path] = value
        self.note_kinds(told)
        self.check_together(before, told)
        self.look()
        if self.missed is not None:
            self.missed -= told.keys()
            self.end_if_nothing_is_missed()

    def check_together(self, before, told):
        """What a stage changes comes in the signal in which the first of it comes."""
        if self.reached == len(self.stages):
            return
        due = {path for path, value in self.stages[self.reached].items() if before.get(path) != value}
        came = {path for path in due if path in told and self.values[path] == self.stages[self.reached][path]}
        self.verdict.check(not came or came == due, "%s came without %s", sorted(came), sorted(due - came))

    def look(self):
        while self.reached < len(self.stages) and all(self.values.get(path) == value for path, value in self.stages[self.reached].items()):
            self.reached += 1
            say("stage %d" % self.reached)
            if self.reached == len(self.stages):
                self.ask(self.last_answer)

    def last_answer(self, answer):
        """Who asks is told what is so now, and who follows the signals hears the same, noise excepted, when the next one comes."""
        told = {path: plain(item["Value"]) for path, item in items(answer.get_args_list()[0]).items()}
        self.verdict.check(told.keys() == self.values.keys(), "other paths than at the beginning: %s", sorted(told.keys() ^ self.values.keys()))
        self.missed = {path for path, value in told.items() if self.differs(path, value)}
        GLib.timeout_add_seconds(LATEST, self.end)
        self.end_if_nothing_is_missed()

    def differs(self, path, value):
        """Measured numbers and times may differ by what is too little to be told, so of them only whether there is one is compared."""
        if path.endswith(AGE):
            return False
        known = self.values.get(path)
        if self.kinds.get(path) == "d" or path.startswith(NOISY):
            return (known is None) != (value is None)
        return known != value

    def end_if_nothing_is_missed(self):
        if not self.missed:
            self.end()

    def end(self):
        seconds = time.monotonic() - self.asked_at
        self.verdict.check(not self.missed, "an answer says otherwise, and no signal did: %s", sorted(self.missed))
        self.verdict.check(self.signals <= seconds + 2, "%d signals in %.1f s", self.signals, seconds)
        self.verdict.facts["signals"] = self.signals
        self.loop.quit()

    def also_changed(self, told, sender=None, path=None):
        self.verdict.check(sender != self.owner, "%s is told of by PropertiesChanged beside ItemsChanged", path)


def main():
    loop = GLib.MainLoop()
    bus = connect(sys.argv[1])
    scanner = Scanner(bus, json.loads(sys.argv[2]), loop)
    bus.add_signal_receiver(scanner.owner_changed, "NameOwnerChanged", "org.freedesktop.DBus", "org.freedesktop.DBus", "/org/freedesktop/DBus")
    bus.add_signal_receiver(scanner.changed, "ItemsChanged", BUS_ITEM, None, "/", sender_keyword="sender")
    bus.add_signal_receiver(scanner.also_changed, "PropertiesChanged", BUS_ITEM, None, None, sender_keyword="sender", path_keyword="path")
    say("ready")
    loop.run()
    scanner.verdict.finish()


main()
