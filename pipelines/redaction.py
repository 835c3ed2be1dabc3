"""Redaction: what nobody may read in a log, a message or a record is blanked before it is written.

Two nets. Forms that are secret wherever they stand (a password in an address, a signature, a key of AWS's) are known by
their shape. Values that this process was given (``keep_secret``) are known by themselves, whatever prints them.
"""

from collections.abc import Mapping
from urllib.parse import unquote

import re2

BLANK = "***"
# Characters; a shorter value stands in ordinary words, and blanking it would say what it is.
SHORTEST = 8

# The environment's own secrets: those of the AWS chain, and PostgreSQL's.
SECRET_NAMES = (
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_SECURITY_TOKEN",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN",
    "PGPASSWORD",
)

_HEADERS = "authorization|proxy-authorization|x-amz-security-token|x-amz-signature|x-amz-credential|aws_session_token"
_HEADERS += "|aws_secret_access_key"
_WORDS = "signature|credential|password|passwd|pgpassword"
_FORMS = re2.compile(
    # user info of an address: to its last "@" before path, query or white space
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*://)[^\s/?#]*@"
    # a header, a parameter or a setting by its name; a scheme of authorization stands before its value
    rf"|(?P<header>(?i:\b(?:{_HEADERS}))['\"]?\s?[:=]\s?\[?b?['\"]?(?i:(?:basic|bearer|aws4-hmac-sha256)\s+)?)"
    r"[^\s'\"&,;\]\)\}]+"
    # words that also stand before a colon in a sentence: only as a parameter, or between quotation marks
    rf"|(?P<word>(?i:\b(?:{_WORDS}))(?:\s?=\s?['\"]?|['\"]\s?:\s?['\"]))[^\s'\"&,;\]\)\}}]+"
    # AWS's access keys; source: IAM user guide, "unique identifiers"
    r"|\b(?:AKIA|ASIA|AROA|AIDA)[0-9A-Z]{16}\b"
)
_PASSWORD = re2.compile(r"://[^\s/?#:@]*:([^\s]*)@")

_kept: set[str] = set()


def redact(text: str) -> str:
    """A text with its secrets blanked; the same text where it has none.

    >>> redact("postgresql://desk:hunter2@db.example/ledger failed")
    'postgresql://***@db.example/ledger failed'
    """
    for value in _kept:
        if value in text:
            text = text.replace(value, BLANK)
    # RE2 reads UTF-8, which has no half of a surrogate pair; a fault may be about one.
    return str(_FORMS.sub(_blanked, text.encode("utf-8", "backslashreplace").decode()))


def keep_secret(*values: str | None) -> None:
    """Blank these values from now on, as they are and with their percent signs undone. None and short ones are not."""
    for value in values:
        _kept.update(one for one in (value, unquote(value or "")) if one and len(one) >= SHORTEST)


def keep_secrets_of(environment: Mapping[str, str]) -> None:
    """Blank what an environment holds that is secret: the values of SECRET_NAMES, and passwords in its addresses."""
    keep_secret(*(environment.get(name) for name in SECRET_NAMES))
    for value in environment.values():
        keep_password_of(value)


def keep_password_of(address: str) -> None:
    """Blank the password in an address (LEDGER_URL, a proxy's, S3_ENDPOINT); an address without one has none."""
    if found := _PASSWORD.search(address):
        keep_secret(found[1])


def has_user_info(address: str) -> bool:
    """Whether an address carries a user's name or password."""
    return "@" in address.partition("://")[2].partition("/")[0].partition("?")[0].partition("#")[0]


def _blanked(found: "re2._Match[str]") -> str:
    if found["scheme"]:
        return f"{found['scheme']}{BLANK}@"
    return f"{found['header'] or found['word'] or ''}{BLANK}"
