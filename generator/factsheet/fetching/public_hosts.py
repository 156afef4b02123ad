"""Which hosts may be asked: public ones only, however a name or an address disguises itself.

The tables follow the IANA Special-Purpose Address Registries for IPv4 and IPv6 (RFC 6890, as
updated), whole: no article stands even at those of their addresses that can be reached from
everywhere. Beside them stand the addresses at which clouds serve their own machines.
`ipaddress.is_global` is asked, too, but answers differently from one release of Python to the next.
"""

import re
import socket
from collections.abc import Callable, Iterable, Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from factsheet.problems import Refused, quote_name

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Iterable[str]]
Allow = Callable[[Address], bool]

REFUSED_IPV4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network, unspecified (RFC 791)
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",  # private (RFC 1918)
        "100.64.0.0/10",  # shared by carriers (RFC 6598)
        "127.0.0.0/8",  # loopback (RFC 1122)
        "169.254.0.0/16",  # link-local (RFC 3927); clouds answer there with credentials
        "192.0.0.0/24",  # protocol assignments (RFC 6890)
        "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24",  # documentation (RFC 5737)
        "192.31.196.0/24", "192.175.48.0/24",  # sinks for stray queries, AS112 (RFC 7535, RFC 7534)
        "192.52.193.0/24",  # multicast relays (RFC 7450)
        "192.88.99.0/24",  # 6to4 relays (RFC 7526)
        "198.18.0.0/15",  # benchmarks (RFC 2544)
        "224.0.0.0/4",  # multicast (RFC 5771)
        "240.0.0.0/4",  # reserved, broadcast (RFC 1112)
    )
)  # fmt: skip
CLOUDS_IPV4 = tuple(
    IPv4Network(network)
    for network in (
        # Azure's wire server, which hands out a machine's settings and secrets.
        "168.63.129.16/32",
        # What IBM Cloud serves its machines with.
        "161.26.0.0/16", "166.8.0.0/14",
    )
)  # fmt: skip
"""Addresses that look public and are answered within a cloud. The others that are known to do so
(169.254.169.254, 100.100.100.200, 192.0.0.192, fd00:ec2::254, fd20:ce::254) stand in the networks
above, or are no global ones.
"""
GLOBAL_IPV6 = IPv6Network("2000::/3")
REFUSED_IPV6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments (RFC 2928); one is Teredo, which hides IPv4 (RFC 4380)
        "2001:db8::/32", "3fff::/20",  # documentation (RFC 3849, RFC 9637)
        "2620:4f:8000::/48",  # sinks for stray queries, AS112 (RFC 7534)
    )
)  # fmt: skip
# Networks that hold IPv4 addresses: RFC 4291, section 2.5.5.2; RFC 6052, what a resolver on a
# network without IPv4 answers (RFC 6147); RFC 3056.
MAPPED = IPv6Network("::ffff:0:0/96")
NAT64 = IPv6Network("64:ff9b::/96")
SIX_TO_FOUR = IPv6Network("2002::/16")
ISATAP = (0x00005EFE, 0x02005EFE)
"""What stands before the IPv4 address in the lower half of an address within a site that tunnels
(RFC 5214, section 6.1), whatever network the upper half names.
"""

# A name whose last label is a number is not a name: resolvers read 127.1 and 0x7f000001 as
# addresses (WHATWG URL, section 3.5).
NUMBER = re.compile(r"(?:\d+|0[xX][0-9a-fA-F]*)\.?")
NAME = re.compile(r"[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63})*")


def is_public(address: Address) -> bool:
    """Whether `address`, and the IPv4 address embedded in it if any, is on the public internet."""
    if isinstance(address, IPv4Address):
        refused = any(address in network for network in (*REFUSED_IPV4, *CLOUDS_IPV4))
        return address.is_global and not refused
    if address.scope_id is not None:
        return False
    embedded = find_embedded(address)
    if embedded is not None:
        return is_public(embedded)
    if int(address) >> 32 & 0xFFFFFFFF in ISATAP and not is_public(_take_last(address)):
        return False
    refused = any(address in network for network in REFUSED_IPV6)
    return address in GLOBAL_IPV6 and address.is_global and not refused


def find_embedded(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address at which packets to `address` end: IPv4-mapped, NAT64 or 6to4."""
    if address in MAPPED or address in NAT64:
        return _take_last(address)
    if address in SIX_TO_FOUR:
        return IPv4Address((int(address) >> 80) & 0xFFFFFFFF)
    return None


def _take_last(address: IPv6Address) -> IPv4Address:
    """The last 32 bits of an address."""
    return IPv4Address(int(address) & 0xFFFFFFFF)


def resolve_host(host: str, port: int) -> Iterator[str]:
    """Look up the addresses of `host` with the system's resolver.

    Raises OSError or UnicodeError if it fails.
    """
    for *_, sockaddr in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        yield str(sockaddr[0])


def read_host(host: str) -> str:
    """Read `host`, as a URL gives it but without brackets, and drop a dot at its end.

    Raises Refused if it is not a host.
    """
    name = host.removesuffix(".")
    if _read_address(name) is None:
        if NUMBER.fullmatch(name.rpartition(".")[2]):
            raise Refused(
                f"{quote_name(host)} is an address written so that it hides what it is",
                "use a host's name",
            )
        if not NAME.fullmatch(name) or len(name) > 253:
            raise Refused(f"{quote_name(host)} cannot be the name of a host", "correct the address")
    return name


def check_addresses(host: str, resolved: Iterable[str], allow: Allow) -> tuple[Address, ...]:
    """Read the addresses to which `host` was `resolved`, in order and each once.

    Raises Refused unless all are allowed: a single other one may be what the next attempt reaches.
    """
    read = map(_read_address, resolved)
    addresses = tuple(dict.fromkeys(address for address in read if address))
    if not addresses:
        raise Refused(
            f"{quote_name(host)} has no address",
            "check the address for a slip; the host may be gone",
        )
    for address in addresses:
        if not allow(address):
            reason = f"{quote_name(host)} leads to {address}, which is not on the public internet"
            raise Refused(reason, "facts refer to published articles; correct the address")
    return addresses


def _read_address(text: str) -> Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None
