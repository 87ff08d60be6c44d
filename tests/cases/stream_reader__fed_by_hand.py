import asyncio


class Echo(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.transport.write(data.upper())


class Pipe(asyncio.Transport):
    def __init__(self, reader):
        super().__init__({"peername": ("here", 1)})
        self.reader = reader
        self.closing = False

    def write(self, data):
        self.reader.feed_data(data)

    def is_closing(self):
        return self.closing

    def close(self):
        self.closing = True
        self.reader.feed_eof()


async def feeder(reader):
    for part in (b"first li", b"ne\nsecond line\n", b"exactly8", b"until;rest", b" of it"):
        await asyncio.sleep(0.01)
        reader.feed_data(part)
    reader.feed_eof()


async def main():
    reader = asyncio.StreamReader()
    task = asyncio.create_task(feeder(reader))
    print(reader)
    print(await reader.readline(), await reader.readline())
    print(await reader.readexactly(8), await reader.readuntil(b";"), reader.at_eof())
    print(await reader.read(4), await reader.read(), reader.at_eof(), await reader.readline())
    await task
    try:
        await reader.readexactly(1)
    except asyncio.IncompleteReadError as error:
        print(error, error.partial, error.expected)
    lines = asyncio.StreamReader()
    lines.feed_data(b"a\nb\nc")
    lines.feed_eof()
    print([line async for line in lines], lines)
    small = asyncio.StreamReader(limit=4)
    small.feed_data(b"much too long\n")
    try:
        await small.readline()
    except ValueError as error:
        print(error)
    broken = asyncio.StreamReader()
    broken.set_exception(ConnectionResetError("gone"))
    try:
        await broken.read()
    except ConnectionResetError as error:
        print(repr(error))
    answers = asyncio.StreamReader()
    pipe = Pipe(answers)
    echo = Echo()
    echo.connection_made(pipe)
    echo.data_received(b"shout\n")
    writer = asyncio.StreamWriter(pipe, echo, answers, asyncio.get_running_loop())
    writer.write(b"more\n")
    print(await answers.readline(), await answers.readline(), writer.get_extra_info("peername"), writer.is_closing())
    writer.close()
    print(writer.is_closing(), answers.at_eof(), issubclass(asyncio.Transport, asyncio.transports.WriteTransport))
    try:
        asyncio.BaseTransport().close()
    except NotImplementedError as error:
        print(repr(error))


asyncio.run(main())
