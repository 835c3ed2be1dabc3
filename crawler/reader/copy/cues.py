"""Words that open or fill a line which is seldom copy, as bits: evidence for the model, no verdict.

The desk's rules (``pipelines/rules``) strike by exact phrases; these are the bare words that such phrases share, in the
languages of most pages, so that a phrase nobody has written down yet is still doubted.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import numpy as np
import re2

RELATED, PROMPT, SHARE, COMMENTS, RIGHTS, BIO, PICTURE, STAMP = (1 << number for number in range(8))
NUMBER = 8
"""How many bits there are."""

LONGEST = 240
"""Characters of a line that are looked at: a prompt is short, and copy may say any of these words later."""

_OPENING = {
    RELATED: "related|read more|read also|also read|see also|more on|more from|more:|read:|watch:|watch |recommended|"
    "you m(?:ay|ight) (?:also )?like|don.t miss|most (?:read|popular|viewed)|trending|up next|next:|previous|in this "
    "article|also on|more stories|latest|top stories|mehr zum|mehr:|lesen sie|lies auch|auch interessant|das k.nnte|"
    "zum thema|weitere|passend|meistgelesen|lire aussi|à lire|voir aussi|sur le même|lea también|le puede|te puede|"
    "más (?:info|sobre|noticias)|leia (?:também|mais)|veja (?:também|mais)|você pode|leggi anche|potrebbe|lees ook|"
    "czytaj|zobacz|читайте|по теме|関連|相关|こちらも|관련",
    COMMENTS: r"comments?\b|\d+ comments|leave a (?:reply|comment)|join the (?:conversation|discussion)|kommentar|"
    "diskut|commentaires|comentarios|post a comment|reply|log in to|sign in to",
    SHARE: "share|tweet|teilen|partager|compartir|compartilh|facebook|twitter|whatsapp|print|email|e-mail|pinterest|"
    "follow|folge|suivez|sigue|drucken|merken|copy link|link kopieren",
    RIGHTS: r"©|\(c\) |copyright|all rights|alle rechte|tous droits|todos los derechos|reprint|無断",
    BIO: r"about the author|by |von |par |por |über (?:den autor|die autorin)|written by|text:|zur person|reporting by|"
    "editing by|contributed|follow .{0,40} on twitter",
    PICTURE: r"(?:photo|image|picture|foto|bild|video|credit|quelle|source|getty|file|imago|afp|dpa|reuters)\b",
    STAMP: r"\d{1,2}[.:/]\d\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:published|updated|posted|last (?:updated|"
    r"modified)|stand|aktualisiert|veröffentlicht|publicado|publié|mis à jour)\b|\d{1,2}\.? [a-zäé]{3,9}\.? \d{4}|"
    r"[a-z]{3,9} \d{1,2}, \d{4}|\d+ (?:min|hours?|days?)\b",
}
_ANYWHERE = {
    PROMPT: "subscri|newsletter|sign up|signup|click here|abonn|registr|anmeld|donat|download|our app|"
    "support (?:us|our)|"
    "inbox|cookie|javascript|free trial|member|get the latest|join us|push-|affiliate|commission|advertis|anzeige|"
    "email us|contact us|inscri|suscr|assine|会員|登録",
}
_OPENS = re.compile("|".join(f"(?P<o{bit}>{words})" for bit, words in _OPENING.items())).match
_FILLS = re2.compile("|".join(words for words in _ANYWHERE.values()).encode()).search
_BITS = {f"o{bit}": bit for bit in _OPENING}


def cues(texts: Sequence[str]) -> list[int]:
    """The bits that each line's words set; 0 for most copy.

    Args:
        texts: Lines, not empty and with no line break in them.
    """
    page = "\n".join([text[:LONGEST] for text in texts]).casefold()
    openings = (_OPENS(head.lstrip("•*-–►▶»>+[( ")) for head in page.split("\n"))
    found = [_BITS[opening.lastgroup] if opening and opening.lastgroup else 0 for opening in openings]
    for line in _filled(page.encode("utf-8", "surrogatepass")):
        found[line] |= PROMPT
    return found


def _filled(page: bytes) -> Iterator[int]:
    """The lines that a word of prompts stands in. All are searched at one go: a search costs more than its line."""
    breaks = np.flatnonzero(np.frombuffer(page, dtype=np.uint8) == 10).tolist()
    found = _FILLS(page)
    while found:
        line = bisect_left(breaks, found.start())
        yield line
        found = _FILLS(page, breaks[line] + 1) if line < len(breaks) else None
