import contextvars as _contextvars

__all__ = (
    "AbstractEventLoop", "AbstractEventLoopPolicy", "Barrier", "BaseEventLoop", "BoundedSemaphore", "BrokenBarrierError",
    "CancelledError", "Condition", "DefaultEventLoopPolicy", "Event", "Future", "Handle", "IncompleteReadError",
    "InvalidStateError", "LifoQueue", "LimitOverrunError", "Lock", "PriorityQueue", "Queue", "QueueEmpty", "QueueFull",
    "Runner", "SelectorEventLoop", "Semaphore", "SendfileNotAvailableError", "StreamReader", "StreamReaderProtocol",
    "StreamWriter", "Task", "TaskGroup", "Timeout", "TimeoutError", "TimerHandle", "ALL_COMPLETED", "FIRST_COMPLETED",
    "FIRST_EXCEPTION", "all_tasks", "as_completed", "create_subprocess_exec", "create_subprocess_shell", "create_task",
    "current_task", "ensure_future", "gather", "get_event_loop", "get_event_loop_policy", "get_running_loop",
    "iscoroutine", "iscoroutinefunction", "isfuture", "new_event_loop", "open_connection", "open_unix_connection", "run",
    "run_coroutine_threadsafe", "set_event_loop", "set_event_loop_policy", "shield", "sleep", "start_server",
    "start_unix_server", "timeout", "timeout_at", "to_thread", "wait", "wait_for", "wrap_future",
)


class IncompleteReadError(EOFError):
    def __init__(self, partial, expected):
        r_expected = "undefined" if expected is None else repr(expected)
        super().__init__(f"{len(partial)} bytes read on a total of {r_expected} expected bytes")
        self.partial = partial
        self.expected = expected


class LimitOverrunError(Exception):
    def __init__(self, message, consumed):
        super().__init__(message)
        self.consumed = consumed


class SendfileNotAvailableError(RuntimeError):
    pass


for _class in IncompleteReadError, LimitOverrunError, SendfileNotAvailableError:
    _class.__module__ = "asyncio.exceptions"
del _class


class AbstractEventLoopPolicy:
    def get_event_loop(self):
        raise NotImplementedError

    def set_event_loop(self, loop):
        raise NotImplementedError

    def new_event_loop(self):
        raise NotImplementedError


class _UnixDefaultEventLoopPolicy(AbstractEventLoopPolicy):
    def get_event_loop(self):
        return _current_loop()

    def set_event_loop(self, loop):
        if loop is not None and not isinstance(loop, AbstractEventLoop):
            raise TypeError(f"loop must be an instance of AbstractEventLoop or None, not '{type(loop).__name__}'")
        _set_current_loop(loop)

    def new_event_loop(self):
        return _new_event_loop()


BaseDefaultEventLoopPolicy = DefaultEventLoopPolicy = _UnixDefaultEventLoopPolicy
AbstractEventLoopPolicy.__module__, DefaultEventLoopPolicy.__module__ = "asyncio.events", "asyncio.unix_events"
_event_loop_policy = DefaultEventLoopPolicy()


def get_event_loop_policy():
    return _event_loop_policy


def set_event_loop_policy(policy):
    global _event_loop_policy
    if policy is not None and not isinstance(policy, AbstractEventLoopPolicy):
        raise TypeError(f"policy must be an instance of AbstractEventLoopPolicy or None, not '{type(policy).__name__}'")
    _event_loop_policy = DefaultEventLoopPolicy() if policy is None else policy


def get_event_loop():
    running = _get_running_loop()
    return running if running is not None else _event_loop_policy.get_event_loop()


def set_event_loop(loop):
    _event_loop_policy.set_event_loop(loop)


def new_event_loop():
    return _event_loop_policy.new_event_loop()


class Runner:
    __module__ = "asyncio.runners"

    def __init__(self, *, debug=None, loop_factory=None):
        self._state = "created"
        self._debug = debug
        self._loop_factory = loop_factory
        self._loop = None
        self._context = None
        self._set_event_loop = False

    def __enter__(self):
        self._lazy_init()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.close()

    def close(self):
        if self._state != "initialized":
            return
        try:
            loop = self._loop
            _cancel_all_tasks(loop)
            if _get_running_loop() is not None:
                raise RuntimeError("Cannot run the event loop while another loop is running")
            _begin_shutdown(loop in _default_executors)
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.run_until_complete(loop.shutdown_default_executor())
        finally:
            _end_shutdown()
            if self._set_event_loop:
                set_event_loop(None)
            loop.close()
            self._loop = None
            self._state = "closed"

    def get_loop(self):
        self._lazy_init()
        return self._loop

    def run(self, coro, *, context=None):
        if not iscoroutine(coro):
            raise ValueError("a coroutine was expected, got {!r}".format(coro))
        if _get_running_loop() is not None:
            raise RuntimeError("Runner.run() cannot be called from a running event loop")
        self._lazy_init()
        if context is None:
            context = self._context
        task = self._loop.create_task(coro, context=context)
        _listen_for_interrupts(task)
        interrupts = None
        try:
            return self._loop.run_until_complete(task)
        except CancelledError:
            interrupts = _listen_for_interrupts(None)
            if interrupts > 0 and task.uncancel() == 0:
                raise KeyboardInterrupt()
            raise
        finally:
            if interrupts is None:
                _listen_for_interrupts(None)

    def _lazy_init(self):
        if self._state == "closed":
            raise RuntimeError("Runner is closed")
        if self._state == "initialized":
            return
        if self._loop_factory is None:
            self._loop = new_event_loop()
            if not self._set_event_loop:
                set_event_loop(self._loop)
                self._set_event_loop = True
        else:
            self._loop = self._loop_factory()
        if self._debug is not None:
            self._loop.set_debug(self._debug)
        self._context = _contextvars.copy_context()
        self._state = "initialized"


def run(main, *, debug=None):
    if _get_running_loop() is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    with Runner(debug=debug) as runner:
        return runner.run(main)


def _cancel_all_tasks(loop):
    to_cancel = [task for task in all_tasks(loop)]
    if not to_cancel:
        return
    for task in to_cancel:
        task.cancel()
    loop.run_until_complete(gather(*to_cancel, return_exceptions=True))
    for task in to_cancel:
        if task.cancelled():
            continue
        if task.exception() is not None:
            loop.call_exception_handler({
                "message": "unhandled exception during asyncio.run() shutdown",
                "exception": task.exception(),
                "task": task,
            })


async def _shutdown_asyncgens(loop):
    closing = _take_async_generators()
    if not closing:
        return
    results = await gather(*[generator.aclose() for generator in closing], return_exceptions=True)
    for result, generator in zip(results, closing):
        if isinstance(result, Exception):
            loop.call_exception_handler({
                "message": f"an error occurred during closing of asynchronous generator {generator!r}",
                "exception": result,
                "asyncgen": generator,
            })


_shutdown_asyncgens.__name__ = "shutdown_asyncgens"
_shutdown_asyncgens.__qualname__ = "BaseEventLoop.shutdown_asyncgens"

_default_executors = {}
_executors_are_shut_down = []


def _set_default_executor(loop, executor):
    from concurrent.futures import ThreadPoolExecutor

    if not isinstance(executor, ThreadPoolExecutor):
        raise TypeError("executor must be ThreadPoolExecutor instance")
    _default_executors[loop] = executor


def _close_default_executor(loop):
    executor = _default_executors.pop(loop, None)
    if executor is not None:
        executor.shutdown(wait=False)
    if loop in _executors_are_shut_down:
        _executors_are_shut_down.remove(loop)


async def _shutdown_default_executor(loop):
    _executors_are_shut_down.append(loop)
    if loop not in _default_executors:
        return
    import threading

    future = loop.create_future()
    thread = threading.Thread(target=_do_shutdown, args=(loop, future))
    thread.start()
    try:
        await future
    finally:
        thread.join()


_shutdown_default_executor.__name__ = "shutdown_default_executor"
_shutdown_default_executor.__qualname__ = "BaseEventLoop.shutdown_default_executor"


def _do_shutdown(loop, future):
    try:
        _default_executors[loop].shutdown(wait=True)
        if not loop.is_closed():
            loop.call_soon_threadsafe(future.set_result, None)
    except Exception as error:
        if not loop.is_closed():
            loop.call_soon_threadsafe(future.set_exception, error)


def _run_in_executor(loop, executor, func, *args):
    if executor is None:
        if loop in _executors_are_shut_down:
            raise RuntimeError("Executor shutdown has been called")
        executor = _default_executors.get(loop)
        if executor is None:
            from concurrent.futures import ThreadPoolExecutor

            executor = _default_executors[loop] = ThreadPoolExecutor(thread_name_prefix="asyncio")
    return wrap_future(executor.submit(func, *args), loop=loop)


async def to_thread(func, /, *args, **kwargs):
    loop = get_running_loop()
    context = _contextvars.copy_context()
    call = lambda: context.run(func, *args, **kwargs)
    # So that it is known by what it does.
    call.__qualname__ = getattr(func, "__qualname__", type(func).__name__)
    return await loop.run_in_executor(None, call)


async def _as_completed(futures, timeout):
    done = Queue()
    todo = {ensure_future(future) for future in futures}
    for future in todo:
        future.add_done_callback(done.put_nowait)
    async with _timeout(timeout):
        for _ in range(len(todo)):
            yield await done.get()


_timeout = timeout


def create_eager_task_factory(custom_task_constructor):
    return eager_task_factory


def wrap_future(future, *, loop=None):
    if isfuture(future):
        return future
    if not hasattr(future, "set_running_or_notify_cancel"):
        raise AssertionError(f"concurrent.futures.Future is expected, got {future!r}")
    if loop is None:
        loop = get_event_loop()
    new_future = loop.create_future()
    _chain_future(future, new_future)
    return new_future


def _loop_of(future):
    return future.get_loop() if isfuture(future) else None


def _convert(error):
    """The exception of a thread's future as asyncio has it."""
    from concurrent import futures

    if type(error) is futures.CancelledError:
        return CancelledError(*error.args)
    if type(error) is futures.InvalidStateError:
        return InvalidStateError(*error.args)
    return error


def _pass_on(source, destination):
    """Gives the outcome of a future to another."""
    if isfuture(destination):
        if destination.cancelled():
            return
    else:
        if source.cancelled():
            destination.cancel()
        if not destination.set_running_or_notify_cancel():
            return
    if source.cancelled():
        destination.cancel()
    elif source.exception() is not None:
        destination.set_exception(_convert(source.exception()))
    else:
        destination.set_result(source.result())


def _chain_future(source, destination):
    source_loop, loop = _loop_of(source), _loop_of(destination)

    def _call_check_cancel(destination):
        if destination.cancelled():
            if source_loop is None or source_loop is loop:
                source.cancel()
            else:
                source_loop.call_soon_threadsafe(source.cancel)

    def _call_set_state(source):
        if destination.cancelled() and loop is not None and loop.is_closed():
            return
        if loop is None or loop is source_loop:
            _pass_on(source, destination)
        elif not loop.is_closed():
            loop.call_soon_threadsafe(_pass_on, source, destination)

    destination.add_done_callback(_call_check_cancel)
    source.add_done_callback(_call_set_state)


def run_coroutine_threadsafe(coro, loop):
    if not iscoroutine(coro):
        raise TypeError("A coroutine object is required")
    from concurrent.futures import Future as ConcurrentFuture

    future = ConcurrentFuture()

    def callback():
        try:
            _chain_future(ensure_future(coro, loop=loop), future)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            if future.set_running_or_notify_cancel():
                future.set_exception(error)
            raise

    loop.call_soon_threadsafe(callback)
    return future
