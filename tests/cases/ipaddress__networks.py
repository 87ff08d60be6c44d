"""A make-believe scan of a network, and what addresses and networks can do."""

import asyncio
import ipaddress as ip


async def probe(address, places):
    async with places:
        await asyncio.sleep(int(address) % 7 / 10)
        return address, int(address) % 3 == 0


async def main():
    places = asyncio.Semaphore(3)
    network = ip.ip_network("192.168.1.0/29")
    for found in asyncio.as_completed([probe(address, places) for address in network.hosts()]):
        address, is_up = await found
        print(address, "up" if is_up else "down")


asyncio.run(main())
print(repr(ip.ip_address("::1")), ip.ip_address("2001:db8::1").exploded, ip.ip_address(3232235521), ip.ip_address("1::0:0:2"))
net = ip.ip_network("10.0.0.0/24")
print(net, net.broadcast_address, net.netmask, net.hostmask, net.num_addresses, net[5], net[-1], ip.ip_address("10.0.0.7") in net)
print([str(part) for part in net.subnets(new_prefix=26)], net.supernet(), list(net.address_exclude(ip.ip_network("10.0.0.0/26"))))
for text in "256.1.1.1", "1.2.3", "01.2.3.4", "a", "10.0.0.1/24", "::1::", "12345::", "", "1.2.3.4/33":
    for make in ip.ip_address, ip.ip_network, ip.IPv4Address, ip.IPv4Network:
        try:
            print(make(text))
        except ValueError as error:
            print(type(error).__name__, error)
some = [ip.ip_address(text) for text in ("10.0.0.3", "10.0.0.1", "8.8.8.8")]
print(sorted(some), max(some), some[0] + 1, some[0] > some[1], len({*some, some[0]}))
for text in "127.0.0.1", "8.8.8.8", "169.254.1.1", "224.0.0.1", "0.0.0.0", "fe80::1", "ff02::1", "::1", "240.0.0.1":
    a = ip.ip_address(text)
    print(a, a.is_private, a.is_global, a.is_loopback, a.is_multicast, a.is_link_local, a.is_reserved, a.is_unspecified)
interface = ip.ip_interface("192.168.1.5/24")
print(interface, interface.ip, interface.network, interface.netmask, repr(interface))
print(list(ip.summarize_address_range(some[1], some[0])))
print(list(ip.collapse_addresses([ip.ip_network("10.0.0.128/25"), ip.ip_network("10.0.0.0/25")])))
print(f"{some[0]:b} {some[0]:x} {some[0]:#x} {some[0]}", some[0].packed, some[0].reverse_pointer)
print(ip.ip_network("10.0.0.0/255.255.0.0"), ip.ip_network(("10.0.0.0", 8)), ip.ip_network("10.0.0.1"))
print(net.overlaps(ip.ip_network("10.0.0.0/8")), net.subnet_of(ip.ip_network("10.0.0.0/8")), net == ip.ip_network("10.0.0.0/24"))
