"""A client that asks without pause and shouts between its questions, beside one that asks now and then.

Usage: flooder.py BUS-ADDRESS SERVICE PATH
PATH changes with each poll of the battery. Measured are the pauses between its changes, before the flood and during it, and how long the calm client waits for its answers.
"""
import sys
import time

from contract import BUS_ITEM, GLib, Verdict, call, connect, dbus, items, message, say
from pipeline import Pipeline

CHANGES = 4
SHOUTS_PER_CALL = 2


def shout(service):
    """A signal to the driver alone, which nobody asked for."""
    signal = dbus.lowlevel.SignalMessage("/Soc", BUS_ITEM, "ItemsChanged")
    signal.set_destination(service)
    signal.append(dbus.Dictionary({"/Soc": {"Value": dbus.Double(1, variant_level=1)}}, signature="sa{sv}"), signature="a{sa{sv}}")
    return signal


def main():
    address, service, path = sys.argv[1:4]
    verdict = Verdict()
    bus, calm = connect(address), connect(address)
    pipeline = Pipeline(bus, verdict)
    changed_at = []
    bus.add_signal_receiver(lambda told: changed_at.append(time.monotonic()) if path in items(told) else None, "ItemsChanged", BUS_ITEM, service, "/")
    owner = calm.get_name_owner(service)
    say("watching")

    while len(changed_at) <= CHANGES:
        GLib.MainContext.default().iteration(True)
    before = changed_at[CHANGES] - changed_at[0]

    # The first change of the flood began before it.
    changed_at.clear()
    waits, calls, shouts = [], 0, 0
    asked = time.monotonic()
    while len(changed_at) <= CHANGES + 1:
        for _ in range(SHOUTS_PER_CALL):
            bus.send_message(shout(owner))
            shouts += 1
        pipeline.send(
            message(service, path, "GetValue"), "GetValue %d" % calls,
            lambda error, values: verdict.check(error is None and len(values) == 1, "a call of the flood ends with %s", error))
        calls += 1
        while GLib.MainContext.default().iteration(False):
            pass
        if time.monotonic() - asked > 0.5:
            asked = time.monotonic()
            verdict.check(call(calm, service, "/ProductName", "GetValue")[1] == "BtBattery", "the calm client gets a wrong answer")
            waits.append(time.monotonic() - asked)
    during = changed_at[CHANGES + 1] - changed_at[1]
    pipeline.drain()
    bus.flush()

    verdict.check(pipeline.answers == calls, "of %d calls %d were answered", calls, pipeline.answers)
    verdict.check(calls >= 2000, "%d calls are no flood", calls)
    verdict.check(during < 2 * before, "%d polls took %.1f s, and %.1f s during the flood", CHANGES, before, during)
    verdict.check(waits and max(waits) < 5, "the calm client waited %s s", [round(wait, 2) for wait in waits])
    verdict.facts = {"calls": calls, "shouts": shouts, "before": round(before, 2), "during": round(during, 2), "longest wait": round(max(waits), 3)}
    verdict.finish()


main()
