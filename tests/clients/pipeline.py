"""Many calls at a time over one connection, each of which must be answered."""
from contract import GLib, PATIENCE, dbus


class Pipeline:
    """Keeps as many calls waiting as a bus lets one connection have (128 by default), less a few."""

    MOST = 100

    def __init__(self, bus, verdict):
        self._bus, self._verdict = bus, verdict
        self._waiting = 0
        self.answers = 0

    def send(self, call, what, look):
        """Sends a call. look(error, values) is told the name of an error or None, and what came back."""
        self._waiting += 1
        self._bus.send_message_with_reply(call, lambda answer: self._take(answer, what, look), PATIENCE)
        while self._waiting >= self.MOST:
            GLib.MainContext.default().iteration(True)

    def drain(self):
        """Waits for all answers. Each call has its deadline, so this ends."""
        while self._waiting:
            GLib.MainContext.default().iteration(True)

    def _take(self, answer, what, look):
        self._waiting -= 1
        self.answers += 1
        error = answer.get_error_name() if isinstance(answer, dbus.lowlevel.ErrorMessage) else None
        if self._verdict.check(error != "org.freedesktop.DBus.Error.NoReply", "no answer: %s", what):
            look(error, answer.get_args_list())
