"""Which network addresses a link that somebody posted may lead to: public ones only."""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from index.errors import SourceProblem

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""A host and port -> its addresses, as text."""

_NAT64 = IPv6Network("64:ff9b::/96")


async def look_up(host: str, port: int) -> list[str]:
    """All addresses the system's resolver gives for a host, IPv4 first."""
    import asyncio

    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceProblem(f"the site {host} was not found; check the address") from error
    addresses = dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found)
    return sorted(addresses, key=lambda address: ":" in address)


def is_public(address: str) -> bool:
    """Whether an address, and every IPv4 address wrapped in it, is one of the open Internet's."""
    ip = ip_address(address)
    wrapped = _wrapped(ip)
    return all(map(_is_open, wrapped)) if wrapped else _is_open(ip)


def _wrapped(ip: IPv4Address | IPv6Address) -> Sequence[IPv4Address]:
    """The IPv4 addresses that a mapped, 6to4, NAT64 or Teredo address stands for."""
    if isinstance(ip, IPv4Address):
        return ()
    if ip in _NAT64:
        return (IPv4Address(int(ip) & 0xFFFFFFFF),)
    return tuple(filter(None, (ip.ipv4_mapped, ip.sixtofour))) or ip.teredo or ()


def _is_open(ip: IPv4Address | IPv6Address) -> bool:
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)
