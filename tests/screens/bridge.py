#!/usr/bin/python3
"""Values of a bus over HTTP, for pages that run without D-Bus.

A store holds {"com.victronenergy.battery.x/Soc": {"value": 71.5, "text": "71.5%", "min": …, "max": …, "default": …}}; it is filled from a
fixture (JSON: {service: {path: value, or {"value": …, "text": …, "min": …, "max": …}}}) or follows a live bus (live.py).

  bridge.py FIXTURE.json | --address BUS-ADDRESS     serves until it is ended; prints its address

POST /changes {"since": serial} answers with what changed after it, as soon as something has; POST /set {"path": …, "value": …} writes.
"""
import http.server
import json
import sys
import threading

HELD_SECONDS = 20


def text_of(value):
    if value is None:
        return "---"
    return f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def item_of(spec):
    item = dict(spec) if isinstance(spec, dict) else {"value": spec}
    item.setdefault("value", None)
    item.setdefault("text", text_of(item["value"]))
    return item


def read_fixture(services):
    return {service + path: item_of(spec) for service, paths in services.items() for path, spec in paths.items()}


class Store:
    """Items by path, each with the serial number of its last change."""

    def __init__(self):
        self._changed = threading.Condition()
        self._items = {}
        self._serials = {}
        self.serial = 1
        self.writes = []
        self.refused = set()
        self.write = self._write_here

    def put(self, items):
        """Takes new items; None for one that is gone. Those that are as they were are no change."""
        with self._changed:
            fresh = {path: item for path, item in items.items() if path not in self._serials or self._items.get(path) != item}
            if fresh:
                self.serial += 1
                self._items.update(fresh)
                self._serials.update(dict.fromkeys(fresh, self.serial))
                self._changed.notify_all()
            return self.serial

    def set_values(self, values):
        """Other values for items that are there or not; what else is known of them stays, but for the text."""
        def changed(path, spec):
            kept = {field: held for field, held in self.get(path).items() if field != "text"}
            return item_of({**kept, **(spec if isinstance(spec, dict) else {"value": spec})})

        return self.put({path: changed(path, spec) for path, spec in values.items()})

    def drop(self, prefix):
        """Everything below a service or a path is gone."""
        return self.put(dict.fromkeys([path for path in self.paths() if path.startswith(prefix)]))

    def get(self, path):
        return self._items.get(path) or {}

    def paths(self):
        with self._changed:
            return [path for path, item in self._items.items() if item is not None]

    def since(self, serial):
        """Waits for a change after that one, at most for a while."""
        with self._changed:
            self._changed.wait_for(lambda: self.serial > serial, HELD_SECONDS)
            return {"serial": self.serial, "items": {path: self._items[path] for path, at in self._serials.items() if at > serial}}

    def set(self, path, value):
        """A write of a page."""
        accepted = path not in self.refused and self.write(path, value)
        with self._changed:
            self.writes.append({"path": path, "value": value, "accepted": accepted})
            self._changed.notify_all()
        return accepted

    def wait_written(self, write, seconds):
        """True once a page has written that."""
        with self._changed:
            return self._changed.wait_for(lambda: write in self.writes, seconds)

    def _write_here(self, path, value):
        item = self._items.get(path)
        if item is None:
            return False
        if isinstance(value, (int, float)) and not (value if item.get("min") is None else item["min"]) <= value <= (value if item.get("max") is None else item["max"]):
            return False
        self.set_values({path: value})
        return True


class Server(http.server.ThreadingHTTPServer):
    """Answers for a store; others add what else is asked by name in `answers`."""

    daemon_threads = True

    def __init__(self, store):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = {
            "changes": lambda asked: store.since(asked["since"]),
            "set": lambda asked: {"accepted": store.set(asked["path"], asked.get("value"))},
        }
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/"

    def handle_error(self, request, client_address):
        # The pages are gone while a question of theirs is held.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Otherwise each answer waits 40 ms for an acknowledgement of its head.
    disable_nagle_algorithm = True

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answer = json.dumps(self.server.answers[self.path[1:]](asked)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


def main():
    store = Store()
    if sys.argv[1:2] == ["--address"]:
        import live

        live.follow(sys.argv[2], store)
    else:
        with open(sys.argv[1], encoding="utf-8") as file:
            store.put(read_fixture(json.load(file)))
    print(Server(store).url, flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main()
