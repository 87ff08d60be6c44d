import contextvars as _contextvars



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
        loop = self._loop
        if _get_running_loop() is not None:
            loop.close()
            self._state = "closed"
            raise RuntimeError("Cannot run the event loop while another loop is running")
        try:
            _cancel_all_tasks(loop)
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


def _close_default_executor(loop):
    executor = _default_executors.pop(loop, None)
    if executor is not None:
        executor.shutdown(wait=False)
    if loop in _executors_are_shut_down:
        _executors_are_shut_down.remove(loop)


async def _shutdown_default_executor(loop):
    _executors_are_shut_down.append(loop)
    if loop in _default_executors:
        from asyncio._threads import _shut_down

        await _shut_down(loop, _default_executors[loop])


_shutdown_default_executor.__name__ = "shutdown_default_executor"
_shutdown_default_executor.__qualname__ = "BaseEventLoop.shutdown_default_executor"


async def _as_completed(futures, timeout):
    done = Queue()
    todo = {ensure_future(future) for future in futures}
    for future in todo:
        future.add_done_callback(done.put_nowait)
    async with _timeout(timeout):
        for _ in range(len(todo)):
            yield await done.get()


_timeout = timeout
