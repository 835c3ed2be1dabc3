"""Names looked up under guard: an address that is not the public's is never handed to whoever would connect to it.

Twisted connects to what its resolver hands it, literal addresses among them, and to nothing else. So the address that
is checked is the address that is connected to, however often a name changes its mind between (DNS rebinding).
"""

from collections.abc import Sequence
from ipaddress import ip_address
from typing import Any, Self
from urllib.request import getproxies

from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IAddress, IHostnameResolver, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.guards.allowed import Allowed, Place, place_of, read_allowed

# Zope's interfaces, which type checkers take for classes with odd methods.
Names = Any  # IHostnameResolver
Receiver = Any  # IResolutionReceiver
Resolution = Any  # IHostResolution


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's resolver (setting TWISTED_DNS_RESOLVER), behind ``GuardedNames``."""

    allowed: Allowed

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Scrapy's way to make one.

        Raises:
            WrongSettings: ALLOW_PRIVATE_ADDRESSES can't be read.
        """
        resolver = super().from_crawler(crawler, reactor)
        resolver.allowed = read_allowed(crawler.settings.get("ALLOW_PRIVATE_ADDRESSES"))
        return resolver

    def install_on_reactor(self) -> None:
        """Put it in the way of every connection."""
        super().install_on_reactor()
        names: Names = GuardedNames(self.reactor.nameResolver, self.allowed)
        self.reactor.installNameResolver(names)


@implementer(IHostnameResolver)
class GuardedNames:
    """Hands on the addresses that may be asked; why it kept others back is kept under ``refusals``.

    Args:
        names: Looks names up.
        allowed: What the operator allows beside the public's addresses.
    """

    def __init__(self, names: Names, allowed: Allowed):
        self._names, self._allowed = names, allowed
        # A proxy is the operator's choice, and mostly a machine of their own. Its name is looked up without a port.
        proxies = (place_of(url if "//" in url else f"//{url}") for url in getproxies().values())
        self._places = {Place(proxy.host, port) for proxy in proxies if proxy is not None for port in (proxy.port, 0)}
        self.refusals: dict[tuple[str, int], str] = {}

    def allow(self, place: Place) -> None:
        """Allow one place more."""
        self._places.add(place)

    def resolveHostName(  # noqa: N802  # Twisted's name
        self,
        resolutionReceiver: Receiver,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Resolution:
        """Look a name up; see ``IHostnameResolver``."""
        self.refusals.pop((hostName, portNumber), None)
        receiver = _Checked(resolutionReceiver, self, hostName, portNumber)
        return self._names.resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)

    def passes(self, host: str, port: int, address: str) -> bool:
        """Whether a name's address may be connected to."""
        found = ip_address(address.partition("%")[0])
        if Allowed(places=tuple(self._places)).allows(host, port):
            return True
        why = self._allowed.why_not(host, port, found)
        if why is not None:
            self.refusals[host, port] = why
        return why is None

    def why_not(self, host: str, port: int) -> "Deferred[str | None]":
        """Look a name up: why it may not be connected to; None where it may, or is not known."""
        result: Deferred[str | None] = Deferred()
        self.resolveHostName(_Looked(self, host, port, result), host, port)
        return result


@implementer(IResolutionReceiver)
class _Checked:
    """Stands between a lookup and who asked for it."""

    def __init__(self, receiver: Receiver, names: GuardedNames, host: str, port: int):
        self._receiver, self._names, self._host, self._port = receiver, names, host, port

    def resolutionBegan(self, resolutionInProgress: Resolution) -> None:  # noqa: N802, N803
        self._receiver.resolutionBegan(resolutionInProgress)

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        if self._names.passes(self._host, self._port, address.host):
            self._receiver.addressResolved(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        self._receiver.resolutionComplete()


@implementer(IResolutionReceiver)
class _Looked:
    """Wants to know only whether there is an address that passes."""

    def __init__(self, names: GuardedNames, host: str, port: int, result: "Deferred[str | None]"):
        self._names, self._host, self._port, self._result = names, host, port, result
        self._passed = False

    def resolutionBegan(self, resolutionInProgress: Resolution) -> None:  # noqa: N802, N803
        pass

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        self._passed = True

    def resolutionComplete(self) -> None:  # noqa: N802
        self._result.callback(None if self._passed else self._names.refusals.get((self._host, self._port)))
