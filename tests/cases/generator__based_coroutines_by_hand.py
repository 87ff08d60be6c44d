from collections import deque
import types


class Task:
    ids = 0

    def __init__(self, gen):
        Task.ids += 1
        self.id, self.gen, self.value = Task.ids, gen, None

    def __repr__(self):
        return f"<T{self.id}>"


class Scheduler:
    def __init__(self):
        self.ready = deque()

    def spawn(self, gen):
        task = Task(gen)
        self.ready.append(task)
        return task

    def run(self):
        while self.ready:
            task = self.ready.popleft()
            try:
                request = task.gen.send(task.value)
            except StopIteration as stop:
                print(task, "returned", stop.value)
                continue
            task.value = request(self, task) if callable(request) else request
            self.ready.append(task)


def my_id(scheduler, task):
    return task.id


def spawn(gen):
    return lambda scheduler, task: scheduler.spawn(gen)


def child(n):
    me = yield my_id
    for i in range(n):
        print("child", me, "step", i)
        yield
    return n


def parent():
    for n in (2, 1):
        kid = yield spawn(child(n))
        print("spawned", kid)
    result = yield from child(1)
    print("delegated", result)


s = Scheduler()
s.spawn(parent())
s.run()


@types.coroutine
def switch(tag):
    got = yield tag
    return got


async def co():
    a = await switch("first")
    b = await switch("second")
    return a, b


c = co()
print(c.send(None), c.send(1))
try:
    c.send(2)
except StopIteration as e:
    print(e.value)
try:
    c.send(None)
except RuntimeError as e:
    print(e)
g = child(1)
try:
    g.send(5)
except TypeError as e:
    print(e)
g.close()
print(next(g, "closed"))
