"""ALLOW_PRIVATE_ADDRESSES: which addresses that are not the public's a run may ask all the same."""

from dataclasses import dataclass
from ipaddress import ip_network
from urllib.parse import urlsplit

from crawler.guards.addresses import Address, Network, is_local_name, kind_of, literal_address, plain_host
from pipelines.errors import WrongSettings

DEFAULT_PORTS = {"http": 80, "https": 443}
# What news sites are served at. Any other port is some other service's, and our request one it was not made for.
USUAL_PORTS = frozenset({80, 443, 8080, 8443})


@dataclass(frozen=True, slots=True)
class Place:
    """A host, and where it counts alone, its port.

    Attributes:
        host: As ``plain_host`` gives it.
        port: None: any.
    """

    host: str
    port: int | None = None

    def is_at(self, host: str, port: int) -> bool:
        """Whether a plain host and port is this place."""
        return self.host == host and self.port in (None, port)


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the setting allows.

    Attributes:
        all: Everything.
        networks: Networks and single addresses, at whatever port, under whatever name.
        places: Hosts by name, and single ports.
    """

    all: bool = False
    networks: tuple[Network, ...] = ()
    places: tuple[Place, ...] = ()

    def allows(self, host: str, port: int, address: Address | None = None) -> bool:
        """Whether a place may be asked, whatever it is.

        Args:
            host: As an address has it.
            port: Its port.
            address: What the host's name led to, where it did not say so itself.
        """
        plain, address = plain_host(host), address or literal_address(host)
        named = any(place.is_at(plain, port) for place in self.places)
        return self.all or named or any(address in network for network in self.networks if address is not None)

    def why_not(self, host: str, port: int, address: Address | None = None) -> str | None:
        """Why a place may not be asked, in words; None where it may.

        Args:
            host: As an address has it.
            port: Its port.
            address: As ``allows``.
        """
        if self.allows(host, port, address):
            return None
        found = address or literal_address(host)
        kind = kind_of(found) if found is not None else "loopback" if is_local_name(host) else None
        if kind is None:
            return None
        leads = "" if found is None or plain_host(host) == str(found) else f" leads to {found}, which"
        return f"{host}{leads} is no public address ({kind}); ALLOW_PRIVATE_ADDRESSES can allow it"


def read_allowed(setting: str | None) -> Allowed:
    """Read ALLOW_PRIVATE_ADDRESSES.

    Args:
        setting: Hosts, host:port, addresses and networks, with commas or spaces between; "all"; None or empty: none.

    Raises:
        WrongSettings: A part of it is none of these.
    """
    parts = (setting or "").replace(",", " ").split()
    if "all" in parts:
        return Allowed(all=True)
    read = [_read(part) for part in parts]
    return Allowed(
        networks=tuple(one for one in read if not isinstance(one, Place)),
        places=tuple(one for one in read if isinstance(one, Place)),
    )


def _read(part: str) -> Network | Place:
    try:
        return ip_network(part[1:-1] if part[:1] + part[-1:] == "[]" else part, strict=False)
    except ValueError:
        pass
    try:
        parts = urlsplit(f"//{part}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.path or parts.query or parts.username:
        raise WrongSettings(f"ALLOW_PRIVATE_ADDRESSES: {part!r} is no host, host:port, address or network, nor 'all'")
    return Place(plain_host(host), port)


def place_of(url: str) -> Place | None:
    """The host and port of an http address; None where it has none that can be asked."""
    try:
        parts = urlsplit(url)
        port = parts.port or DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return None
    return Place(plain_host(parts.hostname), port) if parts.hostname and port else None


def named_by_operator(url: str | None) -> Place | None:
    """The place that an operator's own address allows: its very host and port, where it says itself that it is local.

    ``site=http://127.0.0.1:8000`` says so, and so does localhost. A name that turns out to lead to such an address does
    not: nobody may have known.
    """
    place = place_of(url) if url else None
    return place if place is not None and Allowed().why_not(place.host, place.port or 0) else None
