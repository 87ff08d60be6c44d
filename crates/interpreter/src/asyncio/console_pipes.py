# Standard input and output as pipes of an event loop, which are all the pipes that there are.
import sys
from asyncio import ReadTransport, WriteTransport

_readers = {}


def _number(file):
    return file if isinstance(file, int) else file.fileno() if hasattr(file, "fileno") else -1


def _check(file, numbers):
    if _number(file) not in numbers:
        raise NotImplementedError("a page has no sockets; pass data between tasks with asyncio.Queue")


def add_reader(loop, fd, callback, *args):
    _check(fd, (0,))
    _readers[loop] = callback, args

    # What can be read (its end, too) is told of in each turn, until nobody wants to know it.
    def ready():
        if _readers.get(loop) == (callback, args):
            callback(*args)
            if loop in _readers:
                loop.call_soon(ready)

    loop.call_soon(ready)


def remove_reader(loop, fd):
    return _number(fd) == 0 and _readers.pop(loop, None) is not None


class _Pipe:
    def __init__(self, loop, pipe, protocol):
        super().__init__({"pipe": pipe})
        self._loop, self._protocol = loop, protocol
        self._closing = False

    def close(self):
        if not self._closing:
            self._closing = True
            self._loop.call_soon(self._protocol.connection_lost, None)

    def is_closing(self):
        return self._closing

    def set_protocol(self, protocol):
        self._protocol = protocol

    def get_protocol(self):
        return self._protocol


class _ReadPipe(_Pipe, ReadTransport):
    _paused = False

    def _read(self):
        if self._closing or self._paused:
            return
        line = sys.stdin.readline()
        if line:
            self._protocol.data_received(line.encode())
            self._loop.call_soon(self._read)
        else:
            self._loop.call_soon(self._protocol.eof_received)
            self.close()

    def is_reading(self):
        return not (self._closing or self._paused)

    def pause_reading(self):
        self._paused = True

    def resume_reading(self):
        if self._paused:
            self._paused = False
            self._loop.call_soon(self._read)


class _WritePipe(_Pipe, WriteTransport):
    def __init__(self, loop, pipe, protocol):
        super().__init__(loop, pipe, protocol)
        self._stream = sys.__stderr__ if _number(pipe) == 2 else sys.__stdout__

    def write(self, data):
        self._stream.write(bytes(data))

    def can_write_eof(self):
        return True

    def write_eof(self):
        self.close()

    def get_write_buffer_size(self):
        return 0

    def abort(self):
        self.close()


async def _connected(loop, protocol, transport, *more):
    for callback, *args in (protocol.connection_made, transport), *more:
        loop.call_soon(callback, *args)
    waiter = loop.create_future()
    loop.call_soon(waiter.set_result, None)
    await waiter
    return transport, protocol


async def connect_read_pipe(loop, protocol_factory, pipe):
    _check(pipe, (0,))
    protocol = protocol_factory()
    transport = _ReadPipe(loop, pipe, protocol)
    return await _connected(loop, protocol, transport, (loop.call_soon, transport._read))


async def connect_write_pipe(loop, protocol_factory, pipe):
    _check(pipe, (1, 2))
    protocol = protocol_factory()
    return await _connected(loop, protocol, _WritePipe(loop, pipe, protocol))
