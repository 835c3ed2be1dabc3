"""Whether a wall was printed on the page, and whether the copy stops at it. Nothing behind one is ever looked for."""

import re

from crawler.layouts.base import is_cut
from crawler.layouts.fields import Evidence
from crawler.reader.evidence import Told
from crawler.reader.hints import CHROME, COMMENTS, PROMPT, RELATED, UNSEEN, WALL
from crawler.reader.lines import Box, Line, Lines
from pipelines.items import Access

LONGEST = 300  # characters of a prompt's line
NEAR = 15  # lines after the copy among which a wall stands that is called nothing in particular
MOST_BOXES = 30  # round a line, that are asked for their names

# What walls are called for certain; "plus", "premium" and "subscribe" are called so many things.
_WALL = re.compile(
    r"pay[-_]?wall|reg[-_]?wall|login[-_]?wall|subscriber[-_]?only|metered|gate(?:way)?[-_](?!ad)|\bpiano\b", re.I
)

# What a wall asks for.
_ASKS = re.compile(
    r"subscri|sign (?:in|up)|log ?in|regist|keep reading|continue reading|unlock|free trial|become a member"
    r"|abonn|\babo\b|anmelden|einloggen|weiterlesen|weiter lesen|freischalt|testen|identifi|connectez|lire la suite"
    r"|suscri|inici[ae] sesi|assin|cadastr|abbon|accedi|inloggen|prenumer"
    r"|会員|有料|ログイン|続きを読む|구독|로그인|订阅|登录|подпис",
    re.IGNORECASE,
)
# What it offers: to go on. A newsletter's box asks for a subscription as well, but never offers that.
_OFFERS = re.compile(
    r"(?:keep|continue|to) read|read the (?:full|rest)|unlock|already (?:a )?(?:subscri|member|registered)"
    r"|subscribers? only|weiter ?lesen|weiter zu lesen|freischalt|(?:bereits|schon) (?:abonn|registr|kunde|mitglied)"
    r"|nur für abonn|mit abo"
    r"|lire la suite|déjà abonn|réserv[ée]+s? (?:à nos|aux) abonn|ya (?:eres|sos|tenés|tienes) suscri|para suscriptores"
    r"|seguir leyendo|continue lendo|já é assinante|per abbonati|continua a leggere|sei già abbonato|verder lezen"
    r"|läs vidare|続きを読む|会員限定|有料会員|この記事は有料|계속 읽|继续阅读|читать далее",
    re.IGNORECASE,
)


def read_access(evidence: Evidence, lines: Lines, copy: frozenset[int]) -> Access:
    """open; prompted, where a wall is on the page that a reader sees; truncated, where the copy stops at it.

    A wall is what the page's names call one, or what offers, right after the copy, to read on. Where the page's data
    say that the story is not free, copy that stops in mid-sentence has a wall as well, though none be shown.
    """
    last = max((line for line in lines.lines if line.at in copy), key=lambda line: line.at, default=None)
    cut = is_cut(last.text) if last else True
    if not _has_wall(lines, copy) and not (cut and _is_paid(evidence)):
        return "open"
    return "truncated" if cut else "prompted"


def _is_paid(evidence: Evidence) -> bool:
    free = evidence.once(Told).first("isAccessibleForFree")
    return free is not None and free.value in {"false", "0", "no"}


def _has_wall(lines: Lines, copy: frozenset[int]) -> bool:
    first, last = min(copy, default=0), max(copy, default=0)
    after = 0
    for line in lines.lines:
        if line.at > first and line.at not in copy:
            after += line.at > last
            if len(line.text) <= LONGEST and _is_wall(line, after <= NEAR):
                return True
    return False


def _is_wall(line: Line, is_near: bool) -> bool:
    said = line.own | line.box.hints
    if said & UNSEEN or not said & (WALL | PROMPT) or not _ASKS.search(line.text):
        return False
    if said & WALL and _is_called_wall(line.box):
        return True
    return is_near and not said & (RELATED | COMMENTS | CHROME) and _OFFERS.search(line.text) is not None


def _is_called_wall(box: Box | None) -> bool:
    for _ in range(MOST_BOXES):
        if box is None or box.tag == "body":
            return False
        if box.own & WALL and _WALL.search(f"{box.element.get('class')} {box.element.get('id')}"):
            return True
        box = box.parent
    return False
