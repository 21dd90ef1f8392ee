#!/usr/bin/python3
"""As much of systemd as btbattery.service asks for, for a machine whose files are in a folder. It does what the unit that was installed says.

systemd.py serve ROOT SOCKET            until it is ended
systemd.py ask SOCKET WORD...           systemctl; what was asked is noted in ROOT/asked

Of the unit it knows Type=notify, TimeoutStartSec, Restart=always, ExecStartPre, ExecStart, ExecStartPost and ExecStopPost with $SERVICE_RESULT. Seconds pass ten times as fast.
"""
import os
import select
import signal
import socket
import socketserver
import subprocess
import sys
import threading
import time

HASTE = 10


class Service:
    """The one service: a thread of its own starts it, and again when it ends, while somebody wants it."""

    def __init__(self, root):
        self.root = root
        self.changed = threading.Condition()
        self.state = "inactive"
        self.status = ""
        self.restarts = 0
        self.wanted = False
        self.process = None
        self.thread = None

    def unit(self):
        settings = {}
        with open(self.root + "/etc/systemd/system/btbattery.service", encoding="utf-8") as lines:
            for line in lines:
                name, equals, value = line.strip().partition("=")
                if equals and not line.startswith("#"):
                    settings.setdefault(name, []).append(value)
        return settings

    def command(self, line):
        words = line.lstrip("+-").split()
        return [self.root + word if word.startswith(("/opt/btbattery", "/etc/btbattery")) else word for word in words]

    def run_all(self, unit, name, result="success"):
        for line in unit.get(name, []):
            environment = dict(os.environ, BTBATTERY_ROOT=self.root, SERVICE_RESULT=result)
            subprocess.run(self.command(line), env=environment, stdout=sys.stderr, check=False)

    def become(self, state):
        with self.changed:
            self.state = state
            self.changed.notify_all()

    def once(self):
        unit = self.unit()
        self.become("activating")
        for folder in ("/var/lib/" + unit["StateDirectory"][0], "/run/" + unit["RuntimeDirectory"][0]):
            os.makedirs(self.root + folder, exist_ok=True)
        self.run_all(unit, "ExecStartPre")
        address = self.root + "/run/systemd/notify"
        if os.path.exists(address):
            os.unlink(address)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
            told.bind(address)
            environment = dict(os.environ, NOTIFY_SOCKET=address, STATE_DIRECTORY=self.root + "/var/lib/btbattery", XDG_RUNTIME_DIR=self.root + "/run")
            self.process = subprocess.Popen(self.command(unit["ExecStart"][0]), env=environment, stdout=sys.stderr)
            deadline = time.monotonic() + int(unit["TimeoutStartSec"][0]) / HASTE
            result = "success"
            ready = False
            while self.process.poll() is None:
                if select.select([told], [], [], 0.05)[0]:
                    for line in told.recv(4096).decode().split("\n"):
                        name, _, value = line.partition("=")
                        if name == "STATUS":
                            self.status = value
                        if name == "READY" and not ready:
                            ready = True
                            self.run_all(unit, "ExecStartPost")
                            self.become("active")
                elif not ready and time.monotonic() > deadline:
                    result = "timeout"
                    self.process.kill()
                    self.process.wait()
        if result == "success" and self.process.returncode != 0:
            result = "exit-code"
        self.become("deactivating")
        self.run_all(unit, "ExecStopPost", result)

    def supervise(self):
        while self.wanted:
            self.once()
            if self.wanted:
                self.restarts += 1
                time.sleep(0.2)
        self.become("inactive")

    def start(self):
        with self.changed:
            if not self.wanted:
                self.wanted = True
                self.restarts = 0
                self.thread = threading.Thread(target=self.supervise)
                self.thread.start()
            self.changed.wait_for(lambda: self.state == "active", timeout=30)
            return 0 if self.state == "active" else 1

    def stop(self):
        self.wanted = False
        while self.thread and self.thread.is_alive():
            self.end()
            self.thread.join(0.1)
        return 0

    def end(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def answer(self, words):
        verb = next((word for word in words if not word.startswith("-")), "")
        if verb == "start":
            return self.start(), ""
        if verb == "stop":
            return self.stop(), ""
        if verb in ("restart", "try-restart"):
            if not self.wanted:
                return (self.start() if verb == "restart" else 0), ""
            self.end()
            return 0, ""
        if verb == "is-active":
            return (0 if self.state == "active" else 3), self.state + "\n"
        if verb == "show":
            sub = "running" if self.state == "active" else "dead"
            return 0, f"ActiveState={self.state}\nSubState={sub}\nNRestarts={self.restarts}\nStatusText={self.status}\n"
        return 0, ""


def serve(root, path):
    service = Service(root)

    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            words = self.rfile.readline().decode().split()
            with open(root + "/asked", "a", encoding="utf-8") as asked:
                asked.write(" ".join(words) + "\n")
            code, text = service.answer(words)
            self.wfile.write(f"{code}\n{text}".encode())

    def leave(*_):
        service.stop()
        os._exit(0)

    signal.signal(signal.SIGTERM, leave)
    with socketserver.ThreadingUnixStreamServer(path, Handler) as server:
        print("serving", file=sys.stderr, flush=True)
        server.serve_forever()


def ask(path, words):
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.connect(path)
        connection.sendall((" ".join(words) + "\n").encode())
        connection.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: connection.recv(4096), b"")).decode()
    code, _, text = answer.partition("\n")
    sys.stdout.write(text)
    sys.exit(int(code))


if sys.argv[1] == "serve":
    serve(sys.argv[2], sys.argv[3])
else:
    ask(sys.argv[2], sys.argv[3:])
