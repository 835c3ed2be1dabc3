"""Network addresses: read in whatever spelling a host may have, and told apart where they are not the public's."""

from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network
from typing import Final
from unicodedata import normalize
from urllib.parse import unquote

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# What is not the public's, the narrower before the wider. From the IANA special-purpose address registries (RFC 6890)
# as of 2025, and where clouds answer their own machines with keys and settings.
_SPECIAL: Final[tuple[tuple[str, str], ...]] = (
    ("a cloud's metadata", "169.254.169.254/32 169.254.170.2/32 100.100.100.200/32 168.63.129.16/32 fd00:ec2::254/128"),
    ("loopback", "127.0.0.0/8 ::1/128"),
    ("link-local", "169.254.0.0/16 fe80::/10"),
    ("private", "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7 fec0::/10 64:ff9b:1::/48"),
    ("shared by a carrier's customers", "100.64.0.0/10"),
    ("multicast", "224.0.0.0/4 ff00::/8"),
    ("unspecified", "0.0.0.0/8 ::/128"),
    ("for documentation", "192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 2001:db8::/32 3fff::/20"),
    ("for benchmarks", "198.18.0.0/15 2001:2::/48"),
    ("reserved", "192.0.0.0/24 192.88.99.0/24 240.0.0.0/4 100::/64 2001::/23 5f00::/16"),
)
_NETWORKS: Final = tuple((ip_network(network), kind) for kind, networks in _SPECIAL for network in networks.split())

# IPv6 addresses that stand for an IPv4 one, whose bits are the last 32: mapped (RFC 4291), translated (2765),
# compatible (4291), NAT64 (6052).
_LAST_32_BITS: Final = tuple(IPv6Network(one) for one in ("::ffff:0:0/96", "::ffff:0:0:0/96", "::/96", "64:ff9b::/96"))


def plain_host(host: str) -> str:
    """A host as it is compared: lower case, no brackets, no dot at the end, an address in its usual spelling.

    >>> [plain_host(host) for host in ("WWW.Wire.example.", "[::FFFF:7f00:1]", "0x7f.1", "１２７。0.0.1")]
    ['www.wire.example', '::ffff:7f00:1', '127.0.0.1', '127.0.0.1']
    """
    literal = literal_address(host)
    return str(literal) if literal is not None else _letters(host)


def _letters(host: str) -> str:
    """Percent signs and wide letters undone, as resolvers and browsers do."""
    plain = normalize("NFKC", unquote(host)).replace("。", ".").strip("[]").lower()
    return plain.rstrip(".") or plain


@lru_cache(maxsize=1024)
def literal_address(host: str) -> Address | None:
    """The address that a host is, in any spelling that the system's resolver takes; None where it is a name.

    >>> [str(literal_address(host)) for host in ("2130706433", "0177.1", "[fe80::1%25eth0]", "wire.example")]
    ['127.0.0.1', '127.0.0.1', 'fe80::1', 'None']
    """
    plain = _letters(host)
    if ":" in plain:
        try:
            return IPv6Address(plain.partition("%")[0])
        except ValueError:
            return None
    parts = [_number(part) for part in plain.split(".")]
    numbers = [part for part in parts if part is not None]
    if len(numbers) < len(parts) or len(parts) > 4:
        return None
    *bytes_, rest = numbers
    if any(byte > 255 for byte in bytes_) or rest >= 256 ** (4 - len(bytes_)):
        return None
    return IPv4Address(sum(byte << 8 * (3 - at) for at, byte in enumerate(bytes_)) + rest)


def _number(text: str) -> int | None:
    """One part of an IPv4 address as inet_aton(3) reads it: 127, 0177, 0x7f."""
    if not text.isascii() or not text.isalnum() or len(text) > 16:
        return None
    base = 16 if text.startswith("0x") else 8 if text.startswith("0") and len(text) > 1 else 10
    digits = text.removeprefix("0x") if base == 16 else text
    try:
        return int(digits or "0", base)
    except ValueError:
        return None


def kind_of(address: Address) -> str | None:
    """Why an address is not the public's: "loopback", "private", …; None where it is.

    >>> from ipaddress import ip_address
    >>> [kind_of(ip_address(one)) for one in ("169.254.169.254", "::ffff:10.0.0.1", "2002:7f00:1::", "93.184.215.14")]
    ["a cloud's metadata", 'private', 'loopback', None]
    """
    embedded = [kind for inner in _inner(address) if (kind := kind_of(inner))]
    if embedded:
        return embedded[0]
    return next((kind for network, kind in _NETWORKS if address in network), None)


def _inner(address: Address) -> list[IPv4Address]:
    """The IPv4 addresses that an IPv6 one leads to."""
    if isinstance(address, IPv4Address):
        return []
    if address.is_unspecified or address.is_loopback:
        return []
    if address.teredo:
        return list(address.teredo)
    if address.sixtofour:
        return [address.sixtofour]
    return [IPv4Address(int(address) & 0xFFFFFFFF)] if any(address in network for network in _LAST_32_BITS) else []


def is_local_name(host: str) -> bool:
    """Whether a name means this machine wherever it is asked (RFC 6761)."""
    return plain_host(host).rpartition(".")[2] == "localhost"
