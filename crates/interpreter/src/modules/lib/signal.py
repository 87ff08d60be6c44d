import sys
from enum import IntEnum


class Signals(IntEnum):
    SIGHUP = 1
    SIGINT = 2
    SIGQUIT = 3
    SIGABRT = 6
    SIGKILL = 9
    SIGUSR1 = 10
    SIGSEGV = 11
    SIGUSR2 = 12
    SIGPIPE = 13
    SIGALRM = 14
    SIGTERM = 15
    SIGCHLD = 17
    SIGCONT = 18
    SIGSTOP = 19
    SIGTSTP = 20
    SIGWINCH = 28


class Handlers(IntEnum):
    SIG_DFL = 0
    SIG_IGN = 1


(SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGKILL, SIGUSR1, SIGSEGV, SIGUSR2, SIGPIPE, SIGALRM, SIGTERM, SIGCHLD, SIGCONT,
 SIGSTOP, SIGTSTP, SIGWINCH) = Signals
SIG_DFL, SIG_IGN = Handlers
NSIG = 65


def default_int_handler(signalnum, frame):
    raise KeyboardInterrupt


# No signal ever comes from outside; a program can raise some itself.
_handlers = {SIGINT: default_int_handler}
_of_loops = {}


def _add_signal_handler(loop, sig, callback, *args):
    from asyncio import iscoroutine, iscoroutinefunction
    if iscoroutine(callback) or iscoroutinefunction(callback):
        raise TypeError("coroutines cannot be used with add_signal_handler()")
    _of_loops[Signals(sig)] = loop, callback, args


def _remove_signal_handler(loop, sig):
    return _of_loops.pop(Signals(sig), None) is not None


def signal(signalnum, handler):
    if not callable(handler) and handler not in (SIG_DFL, SIG_IGN):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    previous = getsignal(signalnum)
    _handlers[Signals(signalnum)] = handler
    return previous


def getsignal(signalnum):
    return _handlers.get(Signals(signalnum), SIG_DFL)


def raise_signal(signalnum):
    signalnum = Signals(signalnum)
    if signalnum in _of_loops:
        loop, callback, args = _of_loops[signalnum]
        loop.call_soon_threadsafe(callback, *args)
        return
    handler = getsignal(signalnum)
    if callable(handler):
        if handler is default_int_handler and _interrupt():
            return
        handler(signalnum, sys._getframe(1))
    elif handler == SIG_DFL and signalnum not in (SIGCHLD, SIGCONT, SIGWINCH):
        raise SystemExit(128 + signalnum)


def _interrupt():
    # As Ctrl-C, which cancels the main task of a runner once.
    asyncio = sys.modules.get("asyncio")
    return asyncio is not None and asyncio._interrupt_main_task()


def strsignal(signalnum):
    return {2: "Interrupt", 9: "Killed", 15: "Terminated"}.get(signalnum, f"Signal {signalnum}")


def valid_signals():
    return set(Signals)


def alarm(time):
    raise OSError("signal.alarm is not available here: use asyncio's timers")


setitimer = pause = alarm


def set_wakeup_fd(fd, *, warn_on_full_buffer=True):
    return -1


def siginterrupt(signalnum, flag):
    pass
