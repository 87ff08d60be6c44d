import sys
from enum import IntEnum


class Signals(IntEnum):
    SIGHUP = 1
    SIGINT = 2
    SIGQUIT = 3
    SIGILL = 4
    SIGTRAP = 5
    SIGABRT = 6
    SIGBUS = 7
    SIGFPE = 8
    SIGKILL = 9
    SIGUSR1 = 10
    SIGSEGV = 11
    SIGUSR2 = 12
    SIGPIPE = 13
    SIGALRM = 14
    SIGTERM = 15
    SIGSTKFLT = 16
    SIGCHLD = 17
    SIGCONT = 18
    SIGSTOP = 19
    SIGTSTP = 20
    SIGTTIN = 21
    SIGTTOU = 22
    SIGURG = 23
    SIGXCPU = 24
    SIGXFSZ = 25
    SIGVTALRM = 26
    SIGPROF = 27
    SIGWINCH = 28
    SIGIO = 29
    SIGPWR = 30
    SIGSYS = 31
    SIGRTMIN = 34
    SIGRTMAX = 64


class Handlers(IntEnum):
    SIG_DFL = 0
    SIG_IGN = 1


(SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGKILL, SIGUSR1, SIGSEGV, SIGUSR2, SIGPIPE,
 SIGALRM, SIGTERM, SIGSTKFLT, SIGCHLD, SIGCONT, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGURG, SIGXCPU, SIGXFSZ,
 SIGVTALRM, SIGPROF, SIGWINCH, SIGIO, SIGPWR, SIGSYS, SIGRTMIN, SIGRTMAX) = Signals
SIGCLD, SIGIOT, SIGPOLL = Signals.SIGCHLD, Signals.SIGABRT, Signals.SIGIO
SIG_DFL, SIG_IGN = Handlers
NSIG = 65


def default_int_handler(signalnum, frame):
    raise KeyboardInterrupt


# No signal but Ctrl-C comes from outside; a program can raise some itself.
_handlers = {SIGINT: default_int_handler}
_of_loops = {}


def _add_signal_handler(loop, sig, callback, *args):
    from asyncio import iscoroutine, iscoroutinefunction
    if iscoroutine(callback) or iscoroutinefunction(callback):
        raise TypeError("coroutines cannot be used with add_signal_handler()")
    loop._check_closed()
    _check_signal(sig)
    if sig in (SIGKILL, SIGSTOP):
        raise RuntimeError(f"sig {sig} cannot be caught")
    _of_loops[sig] = loop, callback, args


def _remove_signal_handler(loop, sig):
    _check_signal(sig)
    return _of_loops.pop(sig, None) is not None


def _check_signal(sig):
    if not isinstance(sig, int):
        raise TypeError(f"sig must be an int, not {sig!r}")
    if not 1 <= sig < NSIG:
        raise ValueError(f"invalid signal number {sig}")


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
    # A loop that is closed has no handlers any more.
    if signalnum in _of_loops and _of_loops[signalnum][0].is_closed():
        del _of_loops[signalnum]
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


def _handle_interrupt():
    # Ctrl-C comes from outside. False: nobody handles it.
    if SIGINT not in _of_loops and _handlers[SIGINT] is default_int_handler:
        return False
    raise_signal(SIGINT)
    return True


def _interrupt():
    # As Ctrl-C, which cancels the main task of a runner once.
    asyncio = sys.modules.get("asyncio")
    return asyncio is not None and asyncio._interrupt_main_task()


_descriptions = (
    "Hangup", "Interrupt", "Quit", "Illegal instruction", "Trace/breakpoint trap", "Aborted", "Bus error",
    "Floating point exception", "Killed", "User defined signal 1", "Segmentation fault", "User defined signal 2",
    "Broken pipe", "Alarm clock", "Terminated", "Stack fault", "Child exited", "Continued", "Stopped (signal)")


def strsignal(signalnum):
    _check_signal(signalnum)
    return _descriptions[signalnum - 1] if signalnum <= len(_descriptions) else f"Signal {signalnum}"


def valid_signals():
    return set(Signals)


def alarm(time):
    raise OSError("signal.alarm is not available here: use asyncio's timers")


setitimer = pause = alarm


def set_wakeup_fd(fd, *, warn_on_full_buffer=True):
    return -1


def siginterrupt(signalnum, flag):
    pass
