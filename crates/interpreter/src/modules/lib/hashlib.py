algorithms_guaranteed = algorithms_available = {
    "md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512", "shake_128",
    "shake_256", "blake2b", "blake2s"}


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    import hmac
    dklen = dklen or new(hash_name).digest_size
    out = b""
    block = 0
    while len(out) < dklen:
        block += 1
        u = hmac.digest(password, salt + block.to_bytes(4, "big"), hash_name)
        total = int.from_bytes(u, "big")
        for _ in range(iterations - 1):
            u = hmac.digest(password, u, hash_name)
            total ^= int.from_bytes(u, "big")
        out += total.to_bytes(len(u), "big")
    return out[:dklen]


def file_digest(fileobj, digest, /):
    made = new(digest) if isinstance(digest, str) else digest()
    made.update(fileobj.getbuffer() if hasattr(fileobj, "getbuffer") else fileobj.read())
    return made


def __getattr__(name):
    if name == "scrypt":
        def function(*args, **kwargs):
            raise ValueError("hashlib.scrypt is not available here: use hashlib.pbkdf2_hmac")
        return function
    raise AttributeError(f"module 'hashlib' has no attribute {name!r}")
