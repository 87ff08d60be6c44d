#!/usr/bin/env python3
"""Makes programs for `play.py`.

    generate.py COUNT SEED [FIRST] > PROGRAMS       random ones
    generate.py everywhere > PROGRAMS               a cancellation at every await of everything that waits
"""
import random
import sys

DELAYS = ["0", "0.1", "0.1", "0.2", "0.2", "0.3", "0.5", "1", "0.00005", "0.0001"]
MODES = ["FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"]


class Program:
    def __init__(self, r):
        self.r = r
        self.functions = r.randint(2, 5)
        self.rescheduling = r.random() < 0.3
        # Every program uses a few features only, so that they meet.
        self.features = r.sample(FEATURES, r.randint(2, 4)) + [basics, basics, tasks]

    def some(self, kind):
        return f"({kind} {self.r.randint(0, 9)})"

    def things(self):
        return " ".join(str(self.r.randint(0, 9)) for _ in range(self.r.randint(1, 4)))

    def function(self, own):
        """A function that may be started from `own`: a later one, so that programs end."""
        return self.r.randint(own + 1, self.functions) if own < self.functions else None

    def body(self, own, depth, low=1, high=4):
        return " ".join(self.statement(own, depth) for _ in range(self.r.randint(low, high)))

    def statement(self, own, depth):
        while True:
            text = self.r.choice(self.features)(self, own, depth)
            if text:
                return text

    def text(self, name):
        resources = (
            f"(lock) (lock) (semaphore {self.r.randint(0, 2)}) (bounded {self.r.randint(1, 2)}) (event) (event) "
            f"(queue 0) (queue {self.r.randint(1, 2)}) (lifo 2) (priority 2) (condition) (barrier 2) (barrier 3)"
        )
        functions = "\n".join(f"  (function {i} {self.function_body(i)})" for i in range(self.functions + 1))
        return f"(program {name} {resources}\n{functions})\n"

    def function_body(self, own):
        if own > 0:
            return self.body(own, 0, 1, 5)
        # The main task starts a few others, then meddles with them, whatever goes wrong.
        spawns = " ".join(f"(spawn {self.function(own)})" for _ in range(self.r.randint(0, 5)))
        return spawns + " " + " ".join(f"(try {self.body(own, 1, 1, 3)})" for _ in range(self.r.randint(1, 4)))


def basics(p, own, depth):
    delay = p.r.choice(DELAYS)
    nested = [
        lambda: f"(try {p.body(own, depth + 1)})",
        lambda: f"(finally ({p.body(own, depth + 1, 1, 2)}) {p.body(own, depth + 1, 1, 3)})",
        lambda: f"(timeout {delay} {p.body(own, depth + 1, 1, 3)})",
    ]
    if p.rescheduling:
        nested += [lambda: f"(timeout {p.r.choice(['none', delay])} (reschedule {delay}) {p.body(own, depth + 1, 1, 3)})"]
    flat = [
        lambda: f"(sleep {delay})",
        lambda: f"(sleep {delay})",
        lambda: "(turn)",
        lambda: f"(block {p.r.choice(['0.1', '0.25'])})",
    ]
    if p.rescheduling:
        flat += [lambda: f"(reschedule {p.r.choice(['none', delay, delay])})"]
    if p.r.random() < 0.3:
        flat.append(lambda: "(raise oops)")
    return p.r.choice(flat + (nested * 2 if depth < 3 else []))()


def tasks(p, own, depth):
    f = p.function(own)
    k = p.r.randint(0, 9)
    flat = [lambda: f"(cancel {k})", lambda: f"(cancel {k} why)", lambda: f"(await {k})", lambda: f"(callback {k} x)"]
    if f:
        flat += [lambda: f"(spawn {f})"] * 4
    return p.r.choice(flat)()


def futures(p, own, depth):
    return p.r.choice(["(future)", p.some("set"), p.some("set"), p.some("fail"), p.some("await"), "(soon x)", "(later 0.2 x)"])


def gathering(p, own, depth):
    f, g = p.function(own), p.function(own)
    returning = p.r.randint(0, 1)
    if f and p.r.random() < 0.6:
        return f"(gatherf {returning} {f} {g})"
    if p.r.random() < 0.4:
        return f"(gatherk {returning} {p.things()})"
    return f"(gather {returning} {p.things()})"


def waiting(p, own, depth):
    timeout = p.r.choice(["none", "0", "0.1", "0.2", "0.5"])
    delay = p.r.choice(DELAYS)
    f = p.function(own)
    choices = [
        lambda: f"(wait {p.r.choice(MODES)} {timeout} {p.things()})",
        lambda: f"(waitfor {delay} {p.r.randint(0, 9)})",
        lambda: f"(completed {timeout} {p.things()})",
        lambda: p.some("shield"),
        lambda: p.some("shieldk"),
    ]
    if f:
        choices += [lambda: f"(waitforf {delay} {f})"] * 2
    return p.r.choice(choices)()


def locks(p, own, depth):
    if p.r.random() < 0.1:
        return f"(unlock {p.r.randint(0, 1)})"
    return f"(lock {p.r.randint(0, 1)} {p.body(own, depth + 1, 1, 2)})" if depth < 3 else None


def semaphores(p, own, depth):
    i = p.r.randint(0, 1)
    if depth < 3 and p.r.random() < 0.7:
        return f"(semaphore {i} {p.body(own, depth + 1, 1, 2)})"
    return f"(release {i})"


def events(p, own, depth):
    i = p.r.randint(0, 1)
    return p.r.choice([f"(ewait {i})", f"(ewait {i})", f"(eset {i})", f"(eset {i})", f"(eclear {i})"])


def queues(p, own, depth):
    i = p.r.randint(0, 3)
    item = f"i{p.r.randint(0, 99)}"
    return p.r.choice(
        [f"(put {i} {item})"] * 3 + [f"(get {i})"] * 3 + [f"(putn {i} {item})", f"(getn {i})", f"(taskdone {i})", f"(join {i})"]
    )


def conditions(p, own, depth):
    waits = ["(cwait 0)", "(cwait 0)", f"(cuntil 0 {p.r.randint(1, 3)})"]
    return p.r.choice(waits + [f"(notify 0 {p.r.randint(1, 2)})", f"(notify 0 {p.r.randint(1, 2)})", "(notifyall 0)"])


def barriers(p, own, depth):
    i = p.r.randint(0, 1)
    return p.r.choice([f"(barrier {i})"] * 6 + [f"(breset {i})", f"(babort {i})"])


def groups(p, own, depth):
    f = p.function(own)
    if depth < 3 and p.r.random() < 0.6:
        spawns = " ".join(f"(gspawn {p.function(own)})" for _ in range(p.r.randint(1, 2))) if f else ""
        return f"(group {spawns} {p.body(own, depth + 1, 0, 2)})"
    return p.r.choice([f"(gspawn {f})" if f else "(turn)", "(uncancel)", "(cancelling)"])


FEATURES = [futures, gathering, waiting, locks, semaphores, events, queues, conditions, barriers, groups]

# What waits, with what makes it wait for some turns. Function 2 is in its way, function 3 is something to wait for.
WAITS = {
    "sleep": ("(sleep 0.0002)", "", "(turn) (turn) (turn)"),
    "lock": ("(lock 0 (turn))", "(lock 0 (turn) (turn))", ""),
    "semaphore": ("(semaphore 0 (turn))", "(semaphore 0 (turn) (turn))", ""),
    "event": ("(ewait 0)", "(turn) (turn) (eset 0) (eclear 0) (turn) (eset 0)", ""),
    "put": ("(put 0 x) (put 0 y)", "(turn) (turn) (getn 0) (turn) (getn 0)", ""),
    "get": ("(get 0) (get 0)", "(turn) (turn) (putn 0 x) (turn) (putn 0 y)", ""),
    "join": ("(putn 0 x) (join 0)", "(turn) (turn) (getn 0) (taskdone 0)", ""),
    "condition": ("(cwait 0)", "(turn) (turn) (notify 0 1) (turn) (notify 0 1)", ""),
    "predicate": ("(cuntil 0 2)", "(turn) (notifyall 0) (turn) (notifyall 0)", ""),
    "barrier": ("(barrier 0)", "(turn) (turn) (barrier 0)", ""),
    "task": ("(spawn 3) (await 2)", "", "(turn) (turn) (turn)"),
    "gather": ("(gatherf 0 3 3)", "", "(turn) (turn)"),
    "gather-all": ("(gatherf 1 3 3)", "", "(turn) (turn) (raise oops)"),
    "wait": ("(spawn 3) (wait ALL_COMPLETED none 2)", "", "(turn) (turn)"),
    "wait-timeout": ("(spawn 3) (wait FIRST_EXCEPTION 0.0001 2)", "", "(turn) (turn) (turn) (turn)"),
    "wait-for": ("(waitforf 5 3)", "", "(turn) (turn)"),
    "wait-for-timeout": ("(waitforf 0.0001 3)", "", "(finally ((turn)) (sleep 1))"),
    "shield": ("(spawn 3) (shield 2)", "", "(turn) (turn) (turn)"),
    "as-completed": ("(spawn 3) (spawn 3) (completed none 2 3)", "", "(turn) (turn)"),
    "group": ("(group (gspawn 3) (gspawn 3) (turn))", "", "(turn) (turn) (turn)"),
    "group-failing": ("(group (gspawn 3) (sleep 1))", "", "(turn) (turn) (raise oops)"),
    "timeout": ("(timeout 0.00015 (sleep 1))", "", ""),
    "timeout-rescheduled": ("(timeout none (turn) (reschedule 0.0001) (turn) (reschedule 0) (turn))", "", ""),
}


def everywhere():
    """For each thing that waits: cancelled after so many turns, once or twice, with a clean-up that waits as well."""
    for name, (waits, hinders, awaited) in WAITS.items():
        for turns in range(8):
            for again in ("", "(cancel 1 again)", "(turn) (cancel 1 later)"):
                kind = {"": "once", "(cancel 1 again)": "twice"}.get(again, "later")
                body = f"(try (finally ((turn) (cancelling)) {waits})) (turn) {waits}"
                print(
                    f"(program {name}-{turns}-{kind} (lock) (semaphore 1) (event) (queue 1) (condition) (barrier 2)\n"
                    f"  (function 0 (spawn 1) (spawn 2) {'(turn) ' * turns}(cancel 1) {again} (sleep 1))\n"
                    f"  (function 1 {'(turn) ' if hinders else ''}{body})\n  (function 2 {hinders})\n"
                    f"  (function 3 {awaited}))\n"
                )


if sys.argv[1] == "everywhere":
    everywhere()
else:
    count, seed, first = [*map(int, sys.argv[1:]), 0][:3]
    for number in range(first, first + count):
        print(Program(random.Random(f"{seed}-{number}")).text(f"{seed}-{number}"))
