import base64
import hashlib
import uuid

print(hashlib.md5(b"hello").hexdigest(), hashlib.sha1(b"").hexdigest(), hashlib.sha256("é".encode()).hexdigest()[:16])
h = hashlib.sha256()
h.update(b"part one ")
h.update(b"part two")
print(h.hexdigest() == hashlib.sha256(b"part one part two").hexdigest(), h.digest_size, h.name, hashlib.new("md5", b"x").hexdigest())
print(base64.b64encode(b"hello world"), base64.b64decode("aGVsbG8="), base64.urlsafe_b64encode(b"\xff\xfe"), base64.b16encode(b"hi"), base64.b32encode(b"hi"))
print(uuid.uuid5(uuid.NAMESPACE_DNS, "example.org"), uuid.UUID("12345678123456781234567812345678"), uuid.UUID(int=1).hex, len(str(uuid.uuid4())), uuid.uuid4().version)
try:
    base64.b64decode("abc")
except Exception as e:
    print(type(e).__name__, e)
try:
    uuid.UUID("nope")
except ValueError as e:
    print(e)
