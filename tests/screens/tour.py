"""The steps of a tour: told to the host of the pages one by one, with what it answers."""
import json
import os
import queue
import subprocess

import layout

WITHIN_SECONDS = 20
STEP_SECONDS = 120


class Refused(Exception):
    """A step that did not come out as the tour says."""


class Tour:
    """Runs the steps against one host, which fetches them by 'step' requests."""

    def __init__(self, store, server, out, control=None):
        self._store, self._out, self._control_command = store, out, control
        self._steps, self._answers = queue.Queue(), queue.Queue()
        self._prefix = ""
        self.asked, self.shots, self.dumps = set(), [], {}
        server.answers["step"] = self._exchange

    def run(self, steps):
        """Carries out every step; raises Refused at the first one that fails."""
        self._wait()
        for step in steps:
            self._run_one(step)
        self._steps.put({"do": "end"})

    def _run_one(self, step):
        name = next(iter(step))
        try:
            run = getattr(self, "step_" + name, None)
            if run is None:
                raise Refused("there is no such step")
            run(step[name], step)
        except Exception as fault:
            why = str(fault) if isinstance(fault, Refused) else f"{type(fault).__name__}: {fault}"
            raise Refused(f"{json.dumps(step, ensure_ascii=False)}: {why}") from fault

    def ended(self):
        """The pages are gone; whoever waits for them is told."""
        self._answers.put({"asked": [], "error": "The program that shows the pages has ended."})

    def _exchange(self, answer):
        self._answers.put(answer)
        return self._steps.get()

    def _wait(self):
        try:
            answer = self._answers.get(timeout=STEP_SECONDS)
        except queue.Empty:
            raise Refused("the pages do not answer") from None
        self.asked.update(answer["asked"])
        if "error" in answer:
            raise Refused(answer["error"] + " Seen: " + " | ".join(text["text"] for text in answer.get("texts", [])))
        return answer

    def _tell(self, do, **step):
        self._steps.put({"do": do, **step})
        return self._wait()

    def step_open(self, page, step):
        self._tell("open", page=page, properties=step.get("properties", {}), device=step.get("device"))

    def step_back(self, _, step):
        self._tell("back")

    def step_tap(self, text, step):
        self._tell("tap", text=text)

    def step_key(self, name, step):
        self._tell("key", name=name)

    def step_expect(self, text, step):
        for one in text if isinstance(text, list) else [text]:
            self._tell("expect", text=one, within=step.get("within", WITHIN_SECONDS))

    def step_absent(self, text, step):
        for one in text if isinstance(text, list) else [text]:
            self._tell("absent", text=one, within=step.get("within", WITHIN_SECONDS))

    def step_timers(self, milliseconds, step):
        """All timers of the page that run do so in that rhythm."""
        self._tell("timers", interval=milliseconds, within=step.get("within", WITHIN_SECONDS))

    def step_same(self, names, step):
        """The same texts are at the same places in all of these pictures."""
        first, *others = [self.dumps[self._prefix + name] for name in names]
        if any(other != first for other in others):
            raise Refused("they differ")

    def step_size(self, size, step):
        self._tell("size", width=size[0], height=size[1])

    def step_scheme(self, name, step):
        self._tell("scheme", name=name)

    def step_scroll(self, to, step):
        self._tell("scroll", **({"to": to} if isinstance(to, str) else {"by": to}))

    def step_set(self, what, step):
        self._sync(self._store.set_values(what if isinstance(what, dict) else {what: step["value"]}))

    def step_drop(self, prefix, step):
        self._sync(self._store.drop(prefix))

    def _sync(self, serial):
        self._tell("sync", serial=serial)

    def step_wrote(self, path, step):
        """A page has written a value, and it was accepted unless the tour says otherwise."""
        wanted = {"path": path, "value": step["value"], "accepted": step.get("accepted", True)}
        if not self._store.wait_written(wanted, step.get("within", WITHIN_SECONDS)):
            raise Refused(f"written was {self._store.writes}")

    def step_unwritten(self, path, step):
        """No page has written there."""
        if any(write["path"] == path for write in self._store.writes):
            raise Refused(f"written was {self._store.writes}")

    def step_forget(self, _, step):
        """What was written until now does not count any more."""
        self._store.writes.clear()

    def step_refuse(self, path, step):
        """Whatever is written there is refused, until it is allowed again."""
        self._store.refused.add(path)

    def step_allow(self, path, step):
        self._store.refused.discard(path)

    def step_control(self, command, step):
        """A command for the simulated batteries."""
        subprocess.run([*self._control_command.split(), *command.split()], check=True, timeout=STEP_SECONDS, stdout=subprocess.DEVNULL)

    def step_each(self, variants, step):
        """The same steps in several sizes and schemes; their pictures begin with its name."""
        before = self._prefix
        for variant in variants:
            self._prefix = f"{before}{variant['name']}-"
            for name in ("size", "scheme"):
                if name in variant:
                    self._run_one({name: variant[name]})
            for inner in step["steps"]:
                self._run_one(inner)
        self._prefix = before

    def step_shot(self, name, step):
        file = os.path.join(self._out, f"{self._prefix}{name}.png")
        self._keep(self._prefix + name, self._tell("shot", file=file)["texts"], step)
        self.shots.append(file)

    def step_texts(self, name, step):
        self._keep(self._prefix + name, self._tell("texts")["texts"], step)

    def _keep(self, name, texts, step):
        self.dumps[name] = texts
        wrong = [said for said in layout.complaints(texts, step.get("smallest", 0)) if not any(allowed in said for allowed in step.get("allow", []))]
        if wrong:
            raise Refused("; ".join(wrong))
