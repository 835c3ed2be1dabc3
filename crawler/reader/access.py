"""Whether a wall was printed on the page, and whether the copy stops at it. Nothing behind one is ever looked for."""

import re

from crawler.layouts.base import is_cut
from crawler.layouts.fields import Evidence
from crawler.reader.evidence import Told
from crawler.reader.hints import CHROME, COMMENTS, PROMPT, RELATED, UNSEEN, WALL
from crawler.reader.lines import Box, Line, Lines
from pipelines.items import Access

BRIEF = 700  # characters of copy that may be a story's beginning, whole sentences though it be
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


# What says of this very story that it is not for everybody; whatever its box is called, right after the copy.
_SAYS = re.compile(
    r"この記事は(?:会員|有料)|続きをお読みいただけます"
    r"|(?:this|the full) (?:article|story|content) is (?:only |exclusively )?"
    r"(?:for|available to|exclusive to|reserved for) (?:our )?(?:paid |digital )?(?:subscriber|member)"
    r"|to (?:continue|keep) reading this|you(?:'|’)?(?:ve| have) (?:reached|read|used) (?:your|all|the) .{0,30}\bfree"
    r"|(?:dieser|der) (?:artikel|beitrag|text) ist (?:nur|exklusiv|ausschließlich) für"
    r"|weiterlesen mit\b.{0,20}(?:abo|plus|\+)"
    r"|(?:cet article|la suite) est réservée? (?:à nos|aux) abonn"
    r"|est[ea] (?:nota|artículo|contenido|noticia) es (?:exclusiv[oa]|sol[oa]) para"
    r"|(?:conteúdo|matéria) exclusiv[oa] para assinantes|(?:contenuto|articolo) (?:è )?riservato agli abbonati"
    r"|dit artikel is (?:alleen|exclusief) voor|이 기사는 (?:유료|회원)|本文为(?:付费|会员)|剩余.{0,8}字",
    re.IGNORECASE,
)
# What offers to go on with the story: where it stands right after a few sentences, they are not the whole.
_GOES_ON = re.compile(
    r"(?:keep|continue) reading|read the (?:full|rest)|weiter ?lesen|lire la suite|seguir leyendo|continue lendo"
    r"|continua a leggere|verder lezen|läs vidare|続きを|계속 읽|继续阅读|читать далее",
    re.IGNORECASE,
)


def read_access(evidence: Evidence, lines: Lines, copy: frozenset[int]) -> Access:
    """open; prompted, where a wall is on the page that a reader sees; truncated, where the copy stops at it.

    A wall is what the page's names call one, or what right after the copy says that the story is not for everybody;
    or offers, in a prompt or where the page's data say that the story is not free, to read on. Copy that stops in
    mid-sentence has a wall as well where it is not free, though none be shown; a few sentences stop at one that
    offers to read on.
    """
    kept = [line for line in lines.lines if line.at in copy]
    is_paid = _is_paid(evidence)
    wall = _wall(lines, copy, is_paid)
    cut = is_cut(kept[-1].text) if kept else True
    if wall is None and not (cut and is_paid):
        return "open"
    is_brief = sum(len(line.text) for line in kept) < BRIEF
    return "truncated" if cut or (is_brief and wall is not None and _GOES_ON.search(wall.text)) else "prompted"


def _is_paid(evidence: Evidence) -> bool:
    free = evidence.once(Told).first("isAccessibleForFree")
    return free is not None and free.value in {"false", "0", "no"}


def _wall(lines: Lines, copy: frozenset[int], is_paid: bool) -> Line | None:
    first, last = min(copy, default=0), max(copy, default=0)
    after = 0
    for line in lines.lines:
        if line.at > first and line.at not in copy:
            after += line.at > last
            if len(line.text) <= LONGEST and _is_wall(line, 0 < after <= NEAR, is_paid):
                return line
    return None


def _is_wall(line: Line, is_near: bool, is_paid: bool) -> bool:
    said = line.own | line.box.hints
    if said & UNSEEN:
        return False
    is_apart = not said & (RELATED | COMMENTS | CHROME)
    if is_near and is_apart and (_SAYS.search(line.text) or (is_paid and _GOES_ON.search(line.text))):
        return True
    if not said & (WALL | PROMPT) or not _ASKS.search(line.text):
        return False
    if said & WALL and _is_called_wall(line.box):
        return True
    return is_near and is_apart and _OFFERS.search(line.text) is not None


def _is_called_wall(box: Box | None) -> bool:
    for _ in range(MOST_BOXES):
        if box is None or box.tag == "body":
            return False
        if box.own & WALL and _WALL.search(f"{box.element.get('class')} {box.element.get('id')}"):
            return True
        box = box.parent
    return False
