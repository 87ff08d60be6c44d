#!/usr/bin/env python3
"""Plays scripted programs on CPython's asyncio, and prints everything that happens, in order.

    ../../../../tests/oracle/virtual_clock.py play.py PROGRAMS > EXPECTED

to be run, as shown, under the project's virtual clock. The same programs are played by
`tests/order.rs` on the executor; what both print must be the same. `generate.py` makes programs.

A file of programs is a sequence of S-expressions `(program NAME (resources…) (function…)…)`. Function 0 is run as the
main task. Tasks and futures are numbered in order of creation; a task only awaits what was created after it, and what
stands for such things alone, so that no circle arises.
"""
import asyncio
import asyncio.taskgroups
import inspect
import os
import sys
import time

END = 100.0


class Ordered(dict):
    """A set in order of insertion: CPython's own sets of tasks are ordered by address."""

    def __init__(self, items=()):
        super().__init__((item, None) for item in items)

    def add(self, item):
        self[item] = None

    def discard(self, item):
        self.pop(item, None)

    def remove(self, item):
        del self[item]


asyncio.tasks.set = Ordered
asyncio.taskgroups.set = Ordered
source = inspect.getsource(asyncio.tasks.as_completed)
plain = "{ensure_future(f, loop=loop) for f in set(fs)}"
assert plain in source
exec(source.replace(plain, "set([ensure_future(f, loop=loop) for f in set(fs)])"), asyncio.tasks.__dict__)
asyncio.as_completed = asyncio.tasks.as_completed


class Boom(Exception):
    pass


def parse(text):
    stack = [[]]
    for token in text.replace("(", " ( ").replace(")", " ) ").split():
        if token == "(":
            stack.append([])
        elif token == ")":
            done = stack.pop()
            stack[-1].append(done)
        else:
            stack[-1].append(token)
    return stack[0]


def show(value):
    if isinstance(value, BaseException):
        return describe(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(show, value)) + "]"
    return str(value)


def describe(exception):
    if isinstance(exception, BaseExceptionGroup):
        return "Group[" + ", ".join(map(describe, exception.exceptions)) + "]"
    if isinstance(exception, RuntimeError) and "cannot await on itself" in str(exception):
        return "RuntimeError(Task cannot await on itself)"
    return f"{type(exception).__name__}({exception})"


class World:
    def __init__(self, program):
        self.loop = asyncio.new_event_loop()
        self.functions = {}
        self.locks, self.semaphores, self.events, self.queues, self.conditions, self.barriers = ([] for _ in range(6))
        for part in program[2:]:
            match part:
                case ["function", name, *body]:
                    self.functions[name] = body
                case ["lock"]:
                    self.locks.append(asyncio.Lock())
                case ["semaphore", value]:
                    self.semaphores.append(asyncio.Semaphore(int(value)))
                case ["bounded", value]:
                    self.semaphores.append(asyncio.BoundedSemaphore(int(value)))
                case ["event"]:
                    self.events.append(asyncio.Event())
                case ["queue", limit]:
                    self.queues.append(asyncio.Queue(int(limit)))
                case ["lifo", limit]:
                    self.queues.append(asyncio.LifoQueue(int(limit)))
                case ["priority", limit]:
                    self.queues.append(asyncio.PriorityQueue(int(limit)))
                case ["condition"]:
                    self.conditions.append(asyncio.Condition())
                case ["barrier", parties]:
                    self.barriers.append(asyncio.Barrier(int(parties)))
        self.things = []
        self.counts = [0 for _ in self.conditions]
        self.timeouts = {}
        self.stands_for = {}
        self.loop.set_task_factory(self.make_task)
        self.loop.set_exception_handler(lambda loop, context: None)

    def make_task(self, loop, coro, context=None):
        task = asyncio.Task(coro, loop=loop)
        self.things.append(task)
        return task

    def name(self, thing):
        return next(f"t{i}" for i, other in enumerate(self.things) if other is thing)

    def log(self, who, text):
        print(f"{self.loop.time():.6f} {who}: {text}")

    def any(self, k):
        return self.things[int(k) % len(self.things)]

    def later(self, me, ks):
        later = [thing for i, thing in enumerate(self.things) if i > me and self.least(i) > me]
        return [later[int(k) % len(later)] for k in ks] if later else []

    def least(self, i):
        """The first of the things that this one stands for."""
        return self.stands_for.get(i, i)

    def stand_for(self, outer, inner):
        self.things.append(outer)
        i = len(self.things) - 1
        self.stands_for[i] = min((self.least(j) for j, thing in enumerate(self.things) if thing in inner), default=i)
        return f"future t{i}"

    def different(self, me, ks):
        things = self.later(me, ks)
        return [thing for thing in self.things if any(thing is other for other in things)]

    async def function(self, name):
        me = self.things.index(asyncio.current_task())
        self.log(f"t{me}", f"starts {name}")
        try:
            await self.run(self.functions[name], me, None)
        except BaseException as exception:
            self.log(f"t{me}", f"ends {describe(exception)}")
            raise
        self.log(f"t{me}", "ends")
        return f"r{me}"

    async def run(self, body, me, group):
        for statement in body:
            await self.statement(statement, me, group)

    async def statement(self, statement, me, group):
        who = f"t{me}"
        log = lambda text: self.log(who, text)
        match statement:
            case ["log", text]:
                log(text)
            case ["sleep", delay]:
                await asyncio.sleep(float(delay))
                log("slept")
            case ["turn"]:
                await asyncio.sleep(0)
                log("turned")
            case ["block", delay]:
                time.sleep(float(delay))
            case ["spawn", name]:
                log("spawns " + self.name(self.loop.create_task(self.function(name))))
            case ["gspawn", name]:
                if group is None:
                    log("no group")
                    return
                coro = self.function(name)
                try:
                    log("spawns " + self.name(group.create_task(coro)))
                except RuntimeError as error:
                    coro.close()
                    log(describe(error))
            case ["future"]:
                self.things.append(self.loop.create_future())
                log(f"future t{len(self.things) - 1}")
            case ["set", k]:
                try:
                    self.any(k).set_result("set")
                except Exception as error:
                    log(describe(error))
            case ["fail", k]:
                try:
                    self.any(k).set_exception(Boom("failed"))
                except Exception as error:
                    log(describe(error))
            case ["await", k]:
                for thing in self.later(me, [k]):
                    log("got " + show(await thing))
            case ["cancel", k]:
                log(f"cancel {self.name(self.any(k))} {self.any(k).cancel()}")
            case ["cancel", k, message]:
                log(f"cancel {self.name(self.any(k))} {self.any(k).cancel(message)}")
            case ["gather", returning, *ks]:
                log("gathered " + show(await asyncio.gather(*self.later(me, ks), return_exceptions=returning == "1")))
            case ["gatherf", returning, *names]:
                coros = [self.function(name) for name in names]
                log("gathered " + show(await asyncio.gather(*coros, return_exceptions=returning == "1")))
            case ["wait", mode, timeout, *ks]:
                things = self.different(me, ks)
                timeout = None if timeout == "none" else float(timeout)
                if things:
                    done, pending = await asyncio.wait(things, timeout=timeout, return_when=mode)
                    log("done " + show([self.name(f) for f in done]) + " pending " + show([self.name(f) for f in pending]))
            case ["waitfor", timeout, k]:
                for thing in self.later(me, [k]):
                    log("got " + show(await asyncio.wait_for(thing, float(timeout))))
            case ["waitforf", timeout, name]:
                log("got " + show(await asyncio.wait_for(self.function(name), float(timeout))))
            case ["shield", k]:
                for thing in self.later(me, [k]):
                    log("got " + show(await asyncio.shield(thing)))
            case ["completed", timeout, *ks]:
                things = self.different(me, ks)
                timeout = None if timeout == "none" else float(timeout)
                for coro in asyncio.as_completed(things, timeout=timeout):
                    log("got " + show(await coro))
            case ["gatherk", returning, *ks]:
                inner = self.later(me, ks)
                log(self.stand_for(asyncio.gather(*inner, return_exceptions=returning == "1"), inner))
            case ["shieldk", k]:
                for thing in self.later(me, [k]):
                    outer = asyncio.shield(thing)
                    if outer is not thing:
                        log(self.stand_for(outer, [thing]))
            case ["unlock", i]:
                try:
                    self.locks[int(i)].release()
                    log(f"unlocks {i}")
                except RuntimeError as error:
                    log(describe(error))
            case ["lock", i, *body]:
                async with self.locks[int(i)]:
                    log(f"locked {i}")
                    await self.run(body, me, group)
                log(f"unlocked {i}")
            case ["semaphore", i, *body]:
                async with self.semaphores[int(i)]:
                    log(f"acquired {i}")
                    await self.run(body, me, group)
                log(f"released {i}")
            case ["release", i]:
                try:
                    self.semaphores[int(i)].release()
                except ValueError as error:
                    log(describe(error))
            case ["ewait", i]:
                await self.events[int(i)].wait()
                log(f"event {i}")
            case ["eset", i]:
                self.events[int(i)].set()
            case ["eclear", i]:
                self.events[int(i)].clear()
            case ["put", i, item]:
                await self.queues[int(i)].put(item)
                log(f"put {item}")
            case ["putn", i, item]:
                try:
                    self.queues[int(i)].put_nowait(item)
                    log(f"put {item}")
                except asyncio.QueueFull as error:
                    log(describe(error))
            case ["get", i]:
                log(f"got {await self.queues[int(i)].get()}")
            case ["getn", i]:
                try:
                    log(f"got {self.queues[int(i)].get_nowait()}")
                except asyncio.QueueEmpty as error:
                    log(describe(error))
            case ["taskdone", i]:
                try:
                    self.queues[int(i)].task_done()
                except ValueError as error:
                    log(describe(error))
            case ["join", i]:
                await self.queues[int(i)].join()
                log(f"joined {i}")
            case ["cwait", i]:
                async with self.conditions[int(i)]:
                    await self.conditions[int(i)].wait()
                    log(f"notified {i}")
            case ["cuntil", i, count]:
                async with self.conditions[int(i)]:
                    await self.conditions[int(i)].wait_for(lambda: self.counts[int(i)] >= int(count))
                    log(f"counted {self.counts[int(i)]}")
            case ["notifyall", i]:
                async with self.conditions[int(i)]:
                    self.counts[int(i)] += 1
                    self.conditions[int(i)].notify_all()
                    log(f"notifies {i}")
            case ["notify", i, count]:
                async with self.conditions[int(i)]:
                    self.conditions[int(i)].notify(int(count))
                    log(f"notifies {i}")
            case ["barrier", i]:
                log(f"barrier {await self.barriers[int(i)].wait()}")
            case ["breset", i]:
                await self.barriers[int(i)].reset()
            case ["babort", i]:
                await self.barriers[int(i)].abort()
            case ["timeout", delay, *body]:
                # Without a delay it may still be rescheduled.
                delay = None if delay == "none" else float(delay)
                outer = self.timeouts.get(me)
                try:
                    async with asyncio.timeout(delay) as timeout:
                        self.timeouts[me] = timeout
                        await self.run(body, me, group)
                finally:
                    # A timeout that was left cannot be rescheduled, so it may be tried.
                    self.timeouts[me] = outer or timeout
                log(f"in time {timeout.expired()}")
            case ["reschedule", delay]:
                timeout = self.timeouts.get(me)
                if timeout is None:
                    log("no timeout")
                    return
                try:
                    timeout.reschedule(None if delay == "none" else self.loop.time() + float(delay))
                    log(f"reschedules {timeout.expired()}")
                except RuntimeError as error:
                    log(describe(error))
            case ["group", *body]:
                async with asyncio.TaskGroup() as inner:
                    await self.run(body, me, inner)
                log("group done")
            case ["try", *body]:
                try:
                    await self.run(body, me, group)
                except (Exception, asyncio.CancelledError) as error:
                    log("caught " + describe(error))
            case ["finally", cleanup, *body]:
                try:
                    await self.run(body, me, group)
                finally:
                    log("finally")
                    await self.run(cleanup, me, group)
            case ["raise", text]:
                raise Boom(text)
            case ["uncancel"]:
                log(f"uncancel {asyncio.current_task().uncancel()}")
            case ["cancelling"]:
                log(f"cancelling {asyncio.current_task().cancelling()}")
            case ["soon", text]:
                self.loop.call_soon(self.log, "soon", text)
            case ["later", delay, text]:
                self.loop.call_later(float(delay), self.log, "later", text)
            case ["callback", k, text]:
                self.any(k).add_done_callback(lambda thing: self.log("callback", f"{text} {self.name(thing)}"))
            case other:
                raise SystemExit(f"unknown statement {other}")

    def play(self):
        time.monotonic.__globals__["clock"].now = 0.0
        asyncio.set_event_loop(self.loop)
        self.loop.call_later(END, self.loop.stop)
        self.loop.create_task(self.function("0"))
        self.loop.run_forever()
        for i, thing in enumerate(self.things):
            try:
                text = show(thing.result()) if thing.done() else "pending"
            except BaseException as exception:
                text = describe(exception)
            self.log(f"t{i}", text)
        self.loop.close()


worlds = []
for program in parse(open(sys.argv[1]).read()):
    print("===", program[1])
    # Kept, so that no abandoned coroutine is closed and prints something.
    worlds.append(World(program))
    worlds[-1].play()
sys.stdout.flush()
os._exit(0)
