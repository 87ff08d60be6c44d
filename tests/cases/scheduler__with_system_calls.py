"""A scheduler of generators that ask it for things by what they yield."""
from collections import deque


class Call:
    def handle(self, scheduler, task):
        raise NotImplementedError


class GetId(Call):
    def handle(self, scheduler, task):
        scheduler.resume(task, task.number)


class Spawn(Call):
    def __init__(self, generator):
        self.generator = generator

    def handle(self, scheduler, task):
        scheduler.resume(task, scheduler.spawn(self.generator))


class Wait(Call):
    def __init__(self, number):
        self.number = number

    def handle(self, scheduler, task):
        if self.number in scheduler.tasks:
            scheduler.waiting.setdefault(self.number, []).append(task)
        else:
            scheduler.resume(task, False)


class Task:
    def __init__(self, number, generator):
        self.number, self.generator = number, generator


class Scheduler:
    def __init__(self):
        self.ready, self.tasks, self.waiting = deque(), {}, {}

    def spawn(self, generator):
        number = len(self.tasks) + 1
        self.tasks[number] = task = Task(number, generator)
        self.resume(task)
        return number

    def resume(self, task, value=None):
        self.ready.append((task, value))

    def run(self):
        while self.ready:
            task, value = self.ready.popleft()
            try:
                call = task.generator.send(value)
            except StopIteration as stop:
                print("task", task.number, "returns", stop.value)
                del self.tasks[task.number]
                for waiter in self.waiting.pop(task.number, ()):
                    self.resume(waiter, True)
            else:
                if isinstance(call, Call):
                    call.handle(self, task)
                else:
                    self.resume(task)


def child(times):
    number = yield GetId()
    for i in range(times):
        print("child", number, "at", i)
        yield
    return times


def parent():
    numbers = []
    for times in 2, 3:
        numbers.append((yield Spawn(child(times))))
    for number in numbers:
        print("waited for", number, (yield Wait(number)))
    print("waited for nobody", (yield Wait(99)))


scheduler = Scheduler()
scheduler.spawn(parent())
scheduler.run()
