"""What the names that publishers give their elements (class and id) say of what stands in them.

News sites share a trade and so a vocabulary, in English mostly whatever the paper's own language; a name is evidence
and no proof. Hints are bits of one integer, since every element of a page is asked.
"""

import re
from functools import lru_cache

COPY = 1 << 0
HEADLINE = 1 << 1
STANDFIRST = 1 << 2
BYLINE = 1 << 3
DATE = 1 << 4
CAPTION = 1 << 5
CREDIT = 1 << 6
SECTION = 1 << 7
RELATED = 1 << 8
COMMENTS = 1 << 9
SHARE = 1 << 10
ADVERT = 1 << 11
PROMPT = 1 << 12
BIO = 1 << 13
TAGS = 1 << 14
SIDE = 1 << 15
CHROME = 1 << 16
GALLERY = 1 << 17
CONSENT = 1 << 18
WALL = 1 << 19
NOTE = 1 << 20
UNSEEN = 1 << 21
LIVE = 1 << 22
QUOTE = 1 << 23
EMBED = 1 << 24

# By hint: the words that names are made of, as ``_WORD`` parts them; a trailing * stands for any ending.
WORDS = {
    COPY: "content contents copy body bodytext text articlebody articletext articlecontent storybody storytext "
    "story article post entry paragraph paragraphs richtext wysiwyg prose maintext fulltext newstext texto cuerpo "
    "artikel beitrag inhalt fliesstext corps contenu tekst",
    HEADLINE: "headline title heading hed titel titre titulo titular titolo ueberschrift titulaire kop",
    STANDFIRST: "standfirst subtitle subhead subheadline subheading subhed dek deck lead lede leadtext summary intro "
    "teaser teasertext excerpt abstract kicker vorspann anrisstext chapo bajada sumario entradilla ingress sottotitolo "
    "bigline description sapo",
    BYLINE: "byline bylines author authors autor autoren autore auteur auteurs authorname writer reporter contributor "
    "contributors signature firma verfasser redakteur journalist journalists byl attribution",
    DATE: "date datetime time timestamp published publish pubdate datum fecha dateline updated uhrzeit clock",
    CAPTION: "caption captions figcaption bildunterschrift bu legend legende imagecaption wpcaption didascalia "
    "pie epigrafe subtext cutline bijschrift onderschrift billedtekst bildetekst bildtext billedtext legenda "
    "kuvateksti podpis leyenda photoinfo",
    CREDIT: "credit credits copyright photocredit imagecredit source quelle fotograf fotocredit bildquelle "
    "bildnachweis",
    SECTION: "section category categories rubrik ressort kategorie rubrique seccion breadcrumb breadcrumbs "
    "topic topics",
    RELATED: "related recommended recommend recommendation recommendations recommends more morefrom mostread most "
    "popular trending teasers "
    "readmore readnext also links linklist similar suggested suggestions next prev previous upnext outbrain taboola "
    "zergnet relacionadas relacionados verwandte mehr weitere lire latest recirc recirculation onward promo promos "
    "othernews other stories articles headlines carousel rail widget",
    COMMENTS: "comment comments commenting commentlist disqus discussion kommentar kommentare commentaires comentarios "
    "respond reply livefyre coral reactions forum talkback",
    SHARE: "share sharing shares sharebar social socials socialmedia sharedaddy addthis facebook twitter "
    "whatsapp follow "
    "teilen shariff sociable bookmark jp permalink toolbar tools print",
    ADVERT: "ad ads advert advertisement advertising adslot adbox sponsor sponsored anzeige werbung "
    "publicidad publicite "
    "dfp banner promotion commercial affiliate partner adunit outstream shop shopping product",
    PROMPT: "newsletter newsletters signup subscribe subscription subscriptions subscriber register registration cta "
    "donate donation support membership promo callout appeal abo app download inscription",
    BIO: "bio biography authorbio authorbox authorinfo aboutauthor vcard profile about authorprofile contributorbio "
    "autorenbox avatar",
    TAGS: "tag tags taglist keywords keyword schlagworte schlagwort themen etiquetas labels topics postmeta metadata",
    SIDE: "sidebar side aside rail rightrail leftrail rightcol infobox factbox box module marginal complementary",
    CHROME: "nav navigation menu menus navbar header footer masthead topbar breadcrumb breadcrumbs logo search toolbar "
    "pagination pager skip subnav bottom colophon copyright legal imprint language",
    GALLERY: "gallery slideshow slider slide slides carousel lightbox photos bildergalerie galerie swiper fotostrecke",
    CONSENT: "cookie cookies consent gdpr privacy cmp ccpa datenschutz onetrust",
    WALL: "paywall regwall wall meter piano locked premium gate tp gateway abo plus",
    NOTE: "correction corrections note editorsnote disclaimer disclosure footnote endnote footnotes trust "
    "copyright rights infobox reprint syndication",
    UNSEEN: "hidden hide sr sronly visuallyhidden screenreader noscript print printonly offscreen assistive aural",
    LIVE: "liveblog live livefeed ticker liveticker liveupdates",
    QUOTE: "pullquote quote blockquote zitat",
    EMBED: "embed embeds tweet instagram video videos player audio podcast oembed iframe",
}

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SMALL = re.compile("[a-z]+")
"""The same where there are no capitals, as in nine names of ten."""
_OF_WORD: dict[str, int] = {}
for _hint, _words in WORDS.items():
    for _word in _words.split():
        _OF_WORD[_word] = _OF_WORD.get(_word, 0) | _hint

# Two words that say together what neither says alone; both orders of neighbours are not asked, this one is.
_OF_PAIR = {
    ("sr", "only"): UNSEEN,
    ("screen", "reader"): UNSEEN,
    ("visually", "hidden"): UNSEEN,
    ("label", "hidden"): 0,  # Drupal's fields: the label is hidden, the field is not
    ("no", "print"): 0,
    ("article", "body"): COPY,
    ("entry", "content"): COPY,
    ("post", "content"): COPY,
    ("sub", "headline"): STANDFIRST,
    ("sub", "title"): STANDFIRST,
    ("sign", "up"): PROMPT,
    ("read", "more"): RELATED,
    ("read", "next"): RELATED,
    ("most", "read"): RELATED,
    ("author", "bio"): BIO,
    ("about", "author"): BIO,
    ("author", "box"): BIO,
    ("live", "blog"): LIVE,
    ("twitter", "tweet"): EMBED,
    ("instagram", "media"): EMBED,
    ("tiktok", "embed"): EMBED,
}
_SECOND = frozenset(second for _, second in _OF_PAIR)

# Hidden from some readers and shown to those at a desk: Bootstrap's "hidden-xs", Foundation's "hide-for-small".
_SOME = "xs sm mobile phone small handheld tablet print for on before after until if js touch".split()
_OF_PAIR |= {(hidden, some): 0 for hidden in ("hidden", "hide") for some in _SOME}
_SECOND_OF_ANY = frozenset(second for _, second in _OF_PAIR)


def hints(*names: str | None) -> int:
    """What an element's names say, as bits.

    Args:
        names: Its class and its id; None for what it lacks.

    Returns:
        The hints of all their words; 0 where they say nothing.
    """
    found = 0
    for name in names:
        if name:
            found |= hints_in(name)
    return found


@lru_cache(maxsize=8192)  # a site's pages share their names; a page of nothing but names can't fill more than this
def hints_in(name: str) -> int:
    """What one name says, as bits."""
    name = name[:500]
    found, before = 0, ""
    for token in name.split():
        said, first, last = _token(token)
        if first in _SECOND and (before, first) in _OF_PAIR:
            return _of_pairs(_words_of(name))
        found |= said
        before = last or before
    return found


@lru_cache(maxsize=8192)
def _token(token: str) -> tuple[int, str, str]:
    """What one of a name's parts says, and its first and last words; "" where it has none."""
    words = _words_of(token)
    return (_of_pairs(words), words[0], words[-1]) if words else (0, "", "")


def _words_of(name: str) -> list[str]:
    if name.islower():
        return _SMALL.findall(name)
    return " ".join(_WORD.findall(name)).lower().split()


def _of_pairs(words: list[str]) -> int:
    """What words say, some of which mean something else together with the one before."""
    found, last, before = 0, 0, ""
    if _SECOND_OF_ANY.isdisjoint(words):
        for word in words:
            found |= _OF_WORD.get(word, 0)
        return found
    for word in words:
        pair = _OF_PAIR.get((before, word))
        if pair is None:
            found |= last
            last = _OF_WORD.get(word, 0)
        else:
            last = pair  # together they mean this, and neither what it means alone
        before = word
    return found | last
