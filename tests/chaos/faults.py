"""What can be wrong with an S3, each as something done to one request. A table."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import md5, sha256
from time import sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.chaos.proxy import Exchange

DOWN = "down"
SLOW_SECONDS = 1.5
CHECKSUM = "x-amz-checksum-sha256"


@dataclass(frozen=True)
class Answer:
    """What a store answered, or what a proxy says that it did."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def _error(status: int, code: str, message: str) -> Callable[["Exchange"], None]:
    """An error in S3's own form, the request not passed on."""
    body = f'<?xml version="1.0" encoding="UTF-8"?><Error><Code>{code}</Code><Message>{message}</Message></Error>'

    def answer(exchange: "Exchange") -> None:
        exchange.reply(Answer(status, {"Content-Type": "application/xml"}, body.encode()))

    return answer


def _down(exchange: "Exchange") -> None:
    """A connection from before it went down; new ones are refused."""
    exchange.reset()


def _slow(exchange: "Exchange") -> None:
    sleep(SLOW_SECONDS)
    exchange.reply(exchange.pass_on())


def _reset(exchange: "Exchange") -> None:
    """Broken off in mid-body, that of the request or that of the answer."""
    if exchange.command == "PUT":
        exchange.read(0.5)
    else:
        exchange.reply(exchange.pass_on(), share=0.5)
    exchange.reset()


def _lose_answer(exchange: "Exchange") -> None:
    """The store has done it, and nobody hears of it."""
    exchange.pass_on()
    exchange.reset()


def _wrong_checksum(exchange: "Exchange") -> None:
    """Done, and told with another checksum."""
    answer = exchange.pass_on()
    said = {name: value for name, value in answer.headers.items() if name.lower() != CHECKSUM}
    if len(said) < len(answer.headers):
        said[CHECKSUM] = b64encode(sha256(b"something else").digest()).decode()
    exchange.reply(replace(answer, headers=said))


def _cut_answer(exchange: "Exchange") -> None:
    """A 200 with half a body, that says that it is the whole."""
    answer = exchange.pass_on()
    half = answer.body[: len(answer.body) // 2]
    if exchange.command != "HEAD":
        answer = replace(answer, body=half, headers={**answer.headers, "Content-Length": str(len(half))})
    exchange.reply(answer)


def _lie(exchange: "Exchange") -> None:
    """A 200 to a PUT of which half was passed on, which a store refuses."""
    if exchange.command != "PUT":
        exchange.reply(exchange.pass_on())
        return
    body = exchange.read()
    exchange.pass_on(body[: len(body) // 2])
    exchange.reply(Answer(200, {"ETag": f'"{md5(body).hexdigest()}"'}))


FAULTS: dict[str, Callable[["Exchange"], None]] = {
    DOWN: _down,
    "slow": _slow,
    "reset": _reset,
    "answer lost": _lose_answer,
    "500": _error(500, "InternalError", "We encountered an internal error. Please try again."),
    "SlowDown": _error(503, "SlowDown", "Please reduce your request rate."),
    "403": _error(403, "AccessDenied", "Access Denied."),
    "BadDigest": _error(400, "BadDigest", "The SHA256 you specified did not match the calculated checksum."),
    "wrong checksum": _wrong_checksum,
    "cut answer": _cut_answer,
    "lying PUT": _lie,
}
