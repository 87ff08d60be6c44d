from functools import total_ordering

__all__ = ["AddressValueError", "NetmaskValueError", "IPv4Address", "IPv6Address", "IPv4Network", "IPv6Network",
           "IPv4Interface", "IPv6Interface", "ip_address", "ip_network", "ip_interface", "collapse_addresses",
           "summarize_address_range"]


class AddressValueError(ValueError):
    pass


class NetmaskValueError(ValueError):
    pass


def _parse4(text):
    if not text:
        raise AddressValueError("Address cannot be empty")
    parts = text.split(".")
    if len(parts) != 4:
        raise AddressValueError(f"Expected 4 octets in {text!r}")
    value = 0
    for part in parts:
        if not part:
            problem = f"Empty octet not permitted"
        elif not (part.isascii() and part.isdigit()):
            problem = f"Only decimal digits permitted in {part!r}"
        elif len(part) > 3:
            problem = f"At most 3 characters permitted in {part!r}"
        elif part != "0" and part[0] == "0":
            problem = f"Leading zeros are not permitted in {part!r}"
        elif int(part) > 255:
            problem = f"Octet {int(part)} (> 255) not permitted"
        else:
            value = value << 8 | int(part)
            continue
        raise AddressValueError(f"{problem} in {text!r}")
    return value


def _parse6(text):
    if not text:
        raise AddressValueError("Address cannot be empty")
    parts = text.split(":")
    if len(parts) < 3:
        raise AddressValueError(f"At least 3 parts expected in {text!r}")
    if "." in parts[-1]:
        low = _parse4(parts.pop())
        parts += [f"{low >> 16:x}", f"{low & 0xFFFF:x}"]
    if text.count("::") > 1:
        raise AddressValueError(f"At most one '::' permitted in {text!r}")
    if "::" in text:
        head, _, tail = ":".join(parts).partition("::")
        head = head.split(":") if head else []
        tail = tail.split(":") if tail else []
        if len(head) + len(tail) > 7:
            raise AddressValueError(f"Expected at most 7 other parts with '::' in {text!r}")
        parts = head + ["0"] * (8 - len(head) - len(tail)) + tail
    elif len(parts) != 8:
        raise AddressValueError(f"Exactly 8 parts expected without '::' in {text!r}")
    value = 0
    for part in parts:
        if not part or any(c not in "0123456789abcdefABCDEF" for c in part):
            raise AddressValueError(f"Only hex digits permitted in {part!r} in {text!r}")
        if len(part) > 4:
            raise AddressValueError(f"At most 4 characters permitted in {part!r} in {text!r}")
        value = value << 16 | int(part, 16)
    return value


def _shown4(value):
    return ".".join(str(value >> shift & 255) for shift in (24, 16, 8, 0))


def _shown6(value):
    parts = [value >> shift & 0xFFFF for shift in range(112, -1, -16)]
    # The longest run of zeros, and of those the first, is left out.
    start, length = 0, 1
    at = 0
    while at < 8:
        end = at
        while end < 8 and not parts[end]:
            end += 1
        if end - at > length:
            start, length = at, end - at
        at = max(end, at + 1)
    shown = [f"{part:x}" for part in parts]
    if length > 1:
        return ":".join(shown[:start]) + "::" + ":".join(shown[start + length:])
    return ":".join(shown)


_private4 = ("0.0.0.0/8", "10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/29",
             "192.0.0.170/31", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
             "240.0.0.0/4", "255.255.255.255/32")
_private6 = ("::1/128", "::/128", "::ffff:0:0/96", "100::/64", "2001::/23", "2001:2::/48", "2001:db8::/32",
             "2001:10::/28", "fc00::/7", "fe80::/10")


@total_ordering
class _Address:
    __slots__ = ("_ip", "__weakref__")

    def __init__(self, address):
        if isinstance(address, int):
            if not 0 <= address < 1 << self.max_prefixlen:
                if address < 0:
                    raise AddressValueError(f"{address} (< 0) is not permitted as an IPv{self.version} address")
                bits = self.max_prefixlen
                raise AddressValueError(f"{address} (>= 2**{bits}) is not permitted as an IPv{self.version} address")
            self._ip = address
        elif isinstance(address, bytes):
            if len(address) * 8 != self.max_prefixlen:
                raise AddressValueError(f"{address!r} (len {len(address)} != {self.max_prefixlen // 8}) is not "
                                        f"permitted as an IPv{self.version} address")
            self._ip = int.from_bytes(address, "big")
        else:
            text = str(address)
            if "/" in text:
                raise AddressValueError(f"Unexpected '/' in {text!r}")
            self._ip = self._parse(text)

    def __int__(self):
        return self._ip

    def __eq__(self, other):
        if not isinstance(other, _Address):
            return NotImplemented
        return self._ip == other._ip and self.version == other.version

    def __lt__(self, other):
        if not isinstance(other, _Address):
            return NotImplemented
        if self.version != other.version:
            raise TypeError(f"{self} and {other} are not of the same version")
        return self._ip < other._ip

    def __hash__(self):
        return hash(hex(self._ip))

    def __add__(self, other):
        return self.__class__(self._ip + other) if isinstance(other, int) else NotImplemented

    def __sub__(self, other):
        return self.__class__(self._ip - other) if isinstance(other, int) else NotImplemented

    def __str__(self):
        return self._shown(self._ip)

    def __repr__(self):
        return f"{type(self).__name__}({str(self)!r})"

    def __format__(self, spec):
        if spec in ("b", "x", "X", "n", "#b", "#x", "#X", "#n"):
            width = self.max_prefixlen if spec[-1] == "b" or self.version == 4 and spec[-1] == "n" else \
                self.max_prefixlen // 4
            kind = "b" if spec[-1] == "n" and self.version == 4 else spec[-1].replace("n", "x")
            mark = "0" + kind.lower() if "#" in spec else ""
            return mark + format(self._ip, f"0{width}{kind}")
        return super().__format__(spec) if spec else str(self)

    @property
    def packed(self):
        return self._ip.to_bytes(self.max_prefixlen // 8, "big")

    compressed = property(__str__)

    @property
    def exploded(self):
        return str(self) if self.version == 4 else ":".join(f"{self._ip >> s & 0xFFFF:04x}" for s in range(112, -1, -16))

    @property
    def reverse_pointer(self):
        if self.version == 4:
            return ".".join(reversed(str(self).split("."))) + ".in-addr.arpa"
        return ".".join(reversed(self.exploded.replace(":", ""))) + ".ip6.arpa"

    def _in(self, *networks):
        return any(self in self._network(network) for network in networks)

    @property
    def is_private(self):
        return self._in(*self._private)

    @property
    def is_global(self):
        return not self.is_private and not (self.version == 4 and self._in("100.64.0.0/10"))

    @property
    def is_unspecified(self):
        return self._ip == 0

    is_loopback = property(lambda self: self._in(self._loopback))
    is_multicast = property(lambda self: self._in(self._multicast))
    is_link_local = property(lambda self: self._in(self._link_local))
    is_reserved = property(lambda self: self._in(*self._reserved))


class IPv4Address(_Address):
    __slots__ = ()
    version, max_prefixlen = 4, 32
    _parse, _shown = staticmethod(_parse4), staticmethod(_shown4)
    _private, _loopback, _multicast = _private4, "127.0.0.0/8", "224.0.0.0/4"
    _link_local, _reserved = "169.254.0.0/16", ("240.0.0.0/4",)


class IPv6Address(_Address):
    __slots__ = ()
    version, max_prefixlen = 6, 128
    _parse, _shown = staticmethod(_parse6), staticmethod(_shown6)
    _private, _loopback, _multicast = _private6, "::1/128", "ff00::/8"
    _link_local, _reserved = "fe80::/10", ("::/8", "100::/8", "200::/7", "400::/6", "800::/5", "1000::/4", "4000::/3",
                                           "6000::/3", "8000::/3", "A000::/3", "C000::/3", "E000::/4", "F000::/5",
                                           "F800::/6", "FE00::/9")

    @property
    def ipv4_mapped(self):
        return IPv4Address(self._ip & 0xFFFFFFFF) if self._ip >> 32 == 0xFFFF else None


def _prefix_of(text, bits):
    if text.isascii() and text.isdigit() and int(text) <= bits:
        return int(text)
    if bits == 32:
        try:
            mask = _parse4(text)
        except AddressValueError:
            raise NetmaskValueError(f"{text!r} is not a valid netmask") from None
        for candidate in (mask, mask ^ 0xFFFFFFFF):
            ones = 32 - (candidate ^ 0xFFFFFFFF).bit_length()
            if candidate == (0xFFFFFFFF << 32 - ones) & 0xFFFFFFFF:
                return ones
    raise NetmaskValueError(f"{text!r} is not a valid netmask")


@total_ordering
class _Network:
    def __init__(self, address, strict=True):
        if isinstance(address, tuple):
            address, prefix = address[0], str(address[1]) if len(address) > 1 else str(self._address.max_prefixlen)
        elif isinstance(address, (int, bytes, _Address)):
            prefix = str(self._address.max_prefixlen)
        else:
            address, slash, prefix = str(address).partition("/")
            if "/" in prefix:
                raise AddressValueError(f"Only one '/' permitted in {str(address) + '/' + prefix!r}")
            prefix = prefix if slash else str(self._address.max_prefixlen)
        bits = self._address.max_prefixlen
        host = self._address(int(address) if isinstance(address, _Address) else address)
        self.prefixlen = _prefix_of(prefix, bits)
        first = int(host) & self._mask()
        if strict and first != int(host):
            raise ValueError(f"{host}/{self.prefixlen} has host bits set")
        self.network_address = self._address(first)

    def _mask(self):
        bits = self._address.max_prefixlen
        return (1 << bits) - (1 << bits - self.prefixlen)

    version = property(lambda self: self._address.version)
    max_prefixlen = property(lambda self: self._address.max_prefixlen)
    netmask = property(lambda self: self._address(self._mask()))
    hostmask = property(lambda self: self._address(self._mask() ^ (1 << self.max_prefixlen) - 1))
    num_addresses = property(lambda self: 1 << self.max_prefixlen - self.prefixlen)
    broadcast_address = property(lambda self: self._address(int(self.network_address) + self.num_addresses - 1))
    with_prefixlen = property(lambda self: f"{self.network_address}/{self.prefixlen}")
    with_netmask = property(lambda self: f"{self.network_address}/{self.netmask}")
    with_hostmask = property(lambda self: f"{self.network_address}/{self.hostmask}")
    compressed = property(lambda self: str(self))

    def __str__(self):
        return f"{self.network_address}/{self.prefixlen}"

    def __repr__(self):
        return f"{type(self).__name__}({str(self)!r})"

    def _key(self):
        return self.version, self.network_address._ip, self._mask()

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, _Network) else NotImplemented

    def __lt__(self, other):
        if not isinstance(other, _Network):
            return NotImplemented
        if self.version != other.version:
            raise TypeError(f"{self} and {other} are not of the same version")
        return self._key() < other._key()

    def __hash__(self):
        return hash(self._key())

    def __iter__(self):
        first = int(self.network_address)
        for value in range(first, first + self.num_addresses):
            yield self._address(value)

    def __getitem__(self, index):
        if not -self.num_addresses <= index < self.num_addresses:
            raise IndexError("address out of range")
        return self._address(int(self.network_address) + index % self.num_addresses)

    def __contains__(self, other):
        if isinstance(other, _Network) or other.version != self.version:
            return False
        return int(other) & self._mask() == int(self.network_address)

    def hosts(self):
        first, count = int(self.network_address), self.num_addresses
        if count == 1:
            return [self.network_address]
        if count == 2:
            return [self._address(first), self._address(first + 1)]
        # The last address is for broadcasts only where there are such.
        last = first + count - (self.version == 4)
        return (self._address(value) for value in range(first + 1, last))

    def overlaps(self, other):
        return (self.network_address in other or self.broadcast_address in other
                or other.network_address in self or other.broadcast_address in self)

    def subnet_of(self, other):
        return other.network_address <= self.network_address and self.broadcast_address <= other.broadcast_address

    def supernet_of(self, other):
        return other.subnet_of(self)

    def subnets(self, prefixlen_diff=1, new_prefix=None):
        if self.prefixlen == self.max_prefixlen:
            yield self
            return
        if new_prefix is not None:
            if new_prefix < self.prefixlen:
                raise ValueError("new prefix must be longer")
            if prefixlen_diff != 1:
                raise ValueError("cannot set prefixlen_diff and new_prefix")
            prefixlen_diff = new_prefix - self.prefixlen
        prefix = self.prefixlen + prefixlen_diff
        if prefix > self.max_prefixlen:
            raise ValueError(f"prefix length diff {prefix} is invalid for netblock {self}")
        first = int(self.network_address)
        for value in range(first, first + self.num_addresses, 1 << self.max_prefixlen - prefix):
            yield type(self)((value, prefix))

    def supernet(self, prefixlen_diff=1, new_prefix=None):
        if new_prefix is not None:
            prefixlen_diff = self.prefixlen - new_prefix
        if self.prefixlen - prefixlen_diff < 0:
            raise ValueError(f"current prefixlen is {self.prefixlen}, cannot have a prefixlen_diff of {prefixlen_diff}")
        return type(self)((int(self.network_address), self.prefixlen - prefixlen_diff), strict=False)

    def address_exclude(self, other):
        if not other.subnet_of(self):
            raise ValueError(f"{other} not contained in {self}")
        rest = self
        while rest != other:
            low, high = rest.subnets()
            rest, left = (low, high) if other.subnet_of(low) else (high, low)
            yield left


def _both(name):
    def get(self):
        return getattr(self.network_address, name) and getattr(self.broadcast_address, name)

    return property(get)


for _name in "is_private is_global is_unspecified is_loopback is_multicast is_link_local is_reserved".split():
    setattr(_Network, _name, _both(_name))


class IPv4Network(_Network):
    _address = IPv4Address


class IPv6Network(_Network):
    _address = IPv6Address


IPv4Address._network, IPv6Address._network = IPv4Network, IPv6Network


class _Interface:
    def __init__(self, address):
        self.network = self._network(address, strict=False)
        host = address[0] if isinstance(address, tuple) else str(address).partition("/")[0]
        super().__init__(host)

    ip = property(lambda self: self._plain(self._ip))
    netmask = property(lambda self: self.network.netmask)
    hostmask = property(lambda self: self.network.hostmask)
    with_prefixlen = property(lambda self: str(self))

    def __str__(self):
        return f"{self._shown(self._ip)}/{self.network.prefixlen}"

    def __eq__(self, other):
        return super().__eq__(other) and self.network == getattr(other, "network", None)

    def __hash__(self):
        return hash((self._ip, self.network.prefixlen))


class IPv4Interface(_Interface, IPv4Address):
    _plain = IPv4Address


class IPv6Interface(_Interface, IPv6Address):
    _plain = IPv6Address


def _either(value, four, six, what, **options):
    for kind in four, six:
        try:
            return kind(value, **options)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError(f"{value!r} does not appear to be an IPv4 or IPv6 {what}")


def ip_address(address):
    return _either(address, IPv4Address, IPv6Address, "address")


def ip_network(address, strict=True):
    return _either(address, IPv4Network, IPv6Network, "network", strict=strict)


def ip_interface(address):
    return _either(address, IPv4Interface, IPv6Interface, "interface")


def summarize_address_range(first, last):
    kind = IPv4Network if first.version == 4 else IPv6Network
    start, stop = int(first), int(last) + 1
    while start < stop:
        size = min((start & -start).bit_length() - 1 if start else first.max_prefixlen, (stop - start).bit_length() - 1)
        yield kind((start, first.max_prefixlen - size))
        start += 1 << size


def collapse_addresses(addresses):
    spans = []
    for item in sorted(addresses, key=lambda a: (int(getattr(a, "network_address", a)))):
        first = getattr(item, "network_address", item)
        last = getattr(item, "broadcast_address", item)
        if spans and int(first) <= int(spans[-1][1]) + 1:
            spans[-1][1] = max(spans[-1][1], last)
        else:
            spans.append([first, last])
    return (network for first, last in spans for network in summarize_address_range(first, last))
