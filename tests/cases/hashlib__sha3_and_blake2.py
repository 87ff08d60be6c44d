"""SHA-3, SHAKE and BLAKE2, on tasks that hash side by side."""

import asyncio
import hashlib
import hmac
import io


async def digest(name, chunks):
    made = hashlib.new(name)
    for chunk in chunks:
        made.update(chunk)
        await asyncio.sleep(0)
    return made.hexdigest(16) if name.startswith("shake") else made.hexdigest()


async def main():
    names = "sha3_224 sha3_256 sha3_384 sha3_512 shake_128 shake_256 blake2b blake2s".split()
    for name, found in zip(names, await asyncio.gather(*(digest(name, [b"a" * 150, b"b"]) for name in names))):
        print(name, found[:48])


asyncio.run(main())
h = hashlib.sha3_256(b"x")
print(h.name, h.digest_size, h.block_size, hashlib.shake_128().digest_size, hashlib.shake_256().block_size)
print(hashlib.blake2b(b"x", digest_size=10).hexdigest(), hashlib.blake2s(b"x", digest_size=1).hexdigest())
print(hashlib.blake2b(b"message", key=b"secret", digest_size=16).hexdigest(), hashlib.blake2s(key=b"k").hexdigest())
copy = h.copy()
copy.update(b"y")
print(h.hexdigest() == hashlib.sha3_256(b"x").hexdigest(), copy.digest() == hashlib.sha3_256(b"xy").digest())
print(hmac.new(b"key", b"message", hashlib.sha3_256).hexdigest()[:16], hmac.new(b"key", b"m", "blake2s").hexdigest()[:16])
print(hashlib.file_digest(io.BytesIO(b"abc"), "sha256").hexdigest()[:16], hashlib.pbkdf2_hmac("sha3_256", b"p", b"s", 3).hex()[:16])
for wrong in (lambda: hashlib.new("sha3_1"), lambda: hashlib.sha3_256("x"), lambda: hashlib.blake2b(digest_size=0)):
    try:
        wrong()
    except (ValueError, TypeError) as error:
        print(type(error).__name__)
print({"sha3_256", "blake2b"} <= hashlib.algorithms_available)
