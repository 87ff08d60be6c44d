"""What zlib and gzip give back, and what they object to."""

import asyncio, gzip, io, zlib, os, tempfile
text = '\n'.join((f'{i}: the quick brown fox jumps over the lazy dog' for i in range(200))).encode()


async def pack(level):
    data = await asyncio.to_thread(zlib.compress, text, level)
    assert zlib.decompress(data) == text
    return (len(data) < len(text), data[:2].hex())


async def main():
    print(await asyncio.gather(*map(pack, (-1, 1, 6, 9))), zlib.compress(b'', 0)[:2])
    print(zlib.decompress(bytes.fromhex('789ccb48cdc9c95728cf2fca4901001a0b045d')))
    print(zlib.crc32(b'hello'), hex(zlib.adler32(b'hello')))
    print(zlib.crc32(b'lo', zlib.crc32(b'hel')))
    z = gzip.compress(text, mtime=0)
    print(gzip.decompress(z) == text, z[:4].hex(), int.from_bytes(z[-4:], 'little'), len(text))
    d = zlib.decompressobj()
    data = zlib.compress(text) + b'tail'
    out = b''
    for i in range(0, len(data), 50):
        out += d.decompress(data[i:i + 50])
    print(out == text, d.eof, d.unused_data, d.flush())
    d = zlib.decompressobj(wbits=31)
    print(d.decompress(z) == text, d.eof)
    c = zlib.compressobj(9)
    data = c.compress(text) + c.compress(b'!') + c.flush()
    print(zlib.decompress(data)[-4:])
    raw = zlib.compressobj(wbits=-15)
    data = raw.compress(b'abc' * 9) + raw.flush()
    print(zlib.decompress(data, -15), zlib.decompress(data, wbits=-zlib.MAX_WBITS))
    for f in (lambda: zlib.decompress(b'junk'), lambda: zlib.decompress(zlib.compress(b'abc')[:-2]), lambda: zlib.decompress(zlib.compress(b'abc')[:-1] + b'\x00'), lambda: gzip.decompress(b'junk'), lambda: gzip.decompress(z[:-9]), lambda: zlib.compress('text'), lambda: zlib.compress(b'', 12), lambda: zlib.decompress(b'')):
        try:
            print(f())
        except Exception as e:
            print(type(e).__module__, type(e).__name__, e)
    with tempfile.TemporaryDirectory() as dir:
        name = os.path.join(dir, 'x.gz')
        with gzip.open(name, 'wt', encoding='utf-8') as f:
            for i in range(3):
                f.write(f'line {i} é\n')
            print('three', file=f)
        with gzip.open(name, 'rt', encoding='utf-8') as f:
            print([line.rstrip() for line in f])
        with gzip.open(name) as f:
            print(f.readline(), f.read(4), f.tell(), f.readable(), f.writable())
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode='wb', mtime=0) as f:
        f.write(b'in memory')
        f.write(b' twice')
    buffer.seek(0)
    print(gzip.GzipFile(fileobj=buffer).read(), f.closed)
    print(zlib.Z_BEST_COMPRESSION, zlib.DEFLATED, zlib.error.__mro__[1].__name__)
    print(issubclass(gzip.BadGzipFile, OSError))


asyncio.run(main())
