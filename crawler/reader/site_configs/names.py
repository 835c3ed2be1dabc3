"""Which file is a host's: how site configs are named.

``example.com.txt`` is for example.com and www.example.com, ``.example.com.txt`` for all other hosts under example.com,
``sport.example.com.txt`` for that one. Source: the README of ftr-site-config, "File naming".
"""

from collections.abc import Container

GLOBAL = "global"
"""The file whose directives are added to every other's."""
LONGEST_HOST = 253  # letters: RFC 1035, 2.3.4


def config_name(host: str, names: Container[str]) -> str | None:
    """The name of the config for a host.

    Args:
        host: As in an address, without its port.
        names: The names there are, without ".txt", in lower case.

    Returns:
        The host's own, else that of the longest ending of it; None where there is neither.

    >>> config_name("www.Sport.Example.com", {".example.com", "example.com", ".sport.example.com"})
    '.example.com'
    """
    host = host.rstrip(".").lower().removeprefix("www.")
    if not host or len(host) > LONGEST_HOST or host == GLOBAL:
        return None
    if host in names:
        return host
    _, dot, rest = host.partition(".")
    while dot:
        if f".{rest}" in names:
            return f".{rest}"
        _, dot, rest = rest.partition(".")
    return None
