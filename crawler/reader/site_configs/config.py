"""What one site config says, and what of it can't be used."""

from dataclasses import dataclass

from crawler.reader.site_configs.expressions import Expression
from crawler.reader.site_configs.lines import Broken


@dataclass(frozen=True, slots=True)
class PageLink:
    """Where a link to a further page of a story stands, and the condition under which it is looked for."""

    where: Expression
    condition: Expression | None = None


@dataclass(frozen=True, slots=True)
class Replacement:
    """A plain string of the page's markup, and what takes its place."""

    find: str
    replace: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A story to try a config on, and lines that its copy has."""

    url: str
    contains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A directive of which there is something to tell: that it is refused, or changes nothing; and why."""

    line: int
    directive: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteConfig:
    """One file, understood.

    Attributes:
        name: The file's name without ".txt": "example.com", or ".example.com" for all hosts under it.
        title, author, date, body: Where they stand, in the order of belief; the first that is there counts.
        strip: What is no copy wherever it stands.
        strip_id_or_class: Elements whose id or class holds one of these strings are no copy.
        strip_image_src: Nor are images whose address holds one of these.
        strip_attr: Attributes that are as good as not there.
        src_lazy_load_attr: The attribute in which a page that loads pictures late keeps their address.
        replacements: What is replaced in the markup before anything else.
        single_page, next_page: Links to the whole story on one page, and to its next page.
        native_ad: What stands on a page that an advertiser paid for.
        prune: Whether furniture within the body may be struck that no directive names.
        autodetect_on_failure: Whether the general reader may find what the config does not.
        skip_json_ld: Whether the page's JSON-LD is not to be believed.
        samples: Stories to try it on.
        used: How many directives are understood and used.
        without_effect, refused, broken: The rest of the file, by line.
    """

    name: str
    title: tuple[Expression, ...] = ()
    author: tuple[Expression, ...] = ()
    date: tuple[Expression, ...] = ()
    body: tuple[Expression, ...] = ()
    strip: tuple[Expression, ...] = ()
    strip_id_or_class: tuple[str, ...] = ()
    strip_image_src: tuple[str, ...] = ()
    strip_attr: tuple[Expression, ...] = ()
    src_lazy_load_attr: str | None = None
    replacements: tuple[Replacement, ...] = ()
    single_page: tuple[PageLink, ...] = ()
    next_page: tuple[PageLink, ...] = ()
    native_ad: tuple[Expression, ...] = ()
    prune: bool = True
    autodetect_on_failure: bool = True
    skip_json_ld: bool = False
    samples: tuple[Sample, ...] = ()
    used: int = 0
    without_effect: tuple[Told, ...] = ()
    refused: tuple[Told, ...] = ()
    broken: tuple[Broken, ...] = ()
