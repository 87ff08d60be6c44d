algorithms_guaranteed = algorithms_available = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512"}


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


def __getattr__(name):
    if name.startswith(("sha3_", "blake2", "shake_", "scrypt", "file_digest")):
        def function(*args, **kwargs):
            raise ValueError(f"hashlib.{name} is not available here: use hashlib.sha256")
        return function
    raise AttributeError(f"module 'hashlib' has no attribute {name!r}")
