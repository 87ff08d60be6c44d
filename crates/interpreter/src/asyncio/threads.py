# Threads beside a loop: imported when one of its names is asked for.
import contextvars as _contextvars
from asyncio import (
    CancelledError, InvalidStateError, _default_executors, _executors_are_shut_down, ensure_future, get_event_loop,
    get_running_loop, iscoroutine, isfuture,
)


def _set_default_executor(loop, executor):
    from concurrent.futures import ThreadPoolExecutor

    if not isinstance(executor, ThreadPoolExecutor):
        raise TypeError("executor must be ThreadPoolExecutor instance")
    _default_executors[loop] = executor


async def _shut_down(loop, executor):
    import threading

    future = loop.create_future()
    thread = threading.Thread(target=_do_shutdown, args=(loop, executor, future))
    thread.start()
    try:
        await future
    finally:
        thread.join()


def _do_shutdown(loop, executor, future):
    try:
        executor.shutdown(wait=True)
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
