"""What a page calls the folders that its address stands in: papers file their stories by section."""

from urllib.parse import SplitResult, urlsplit

from crawler.layouts.fields import Evidence
from crawler.reader.choice import Candidate
from crawler.reader.headline.words import fold, plain
from pipelines.text.whitespace import tidy_or_none

LONGEST = 60  # characters; the longest sections are of two or three words
MOST_FOLDERS = 5


def folder_names(evidence: Evidence) -> list[Candidate]:
    """What the page's links call the folders that the story's address stands in, the deepest first."""
    page = urlsplit(evidence.page.url or "")
    *folders, _ = page.path.split("/")
    paths = {"/".join(folders[:end]) for end in range(2, min(len(folders), MOST_FOLDERS) + 1)} - {""}
    if not paths:
        return []
    named: dict[str, str] = {}
    nearest = min(paths, key=len)  # the others go on from it
    for link in evidence.declared["a"]:
        href = link.get("href")
        path = _path(href, page) if href and nearest in href else ""
        if path in paths and path not in named:
            text = tidy_or_none("".join(map(str, link.itertext())))
            if text and len(text) <= LONGEST and _agrees(path, text):
                named[path] = text
    return [Candidate(named[path], "page a") for path in sorted(named, key=len, reverse=True)]


def _path(href: str, page: SplitResult) -> str:
    """The path of a link on the same site, without its last slash; "" for any other."""
    if href.startswith("/") and not href.startswith("//"):
        return href.partition("?")[0].rstrip("/")
    before, _, rest = href.partition("://")
    host, _, path = rest.partition("/")
    return f"/{path.partition('?')[0]}".rstrip("/") if before.startswith("http") and host == page.netloc else ""


def _agrees(path: str, text: str) -> bool:
    """Whether a link's words are its folder's, or some of them: not "Read more", nor a story's title."""
    folder = fold(plain(path.rsplit("/", 1)[-1]))
    words = fold(plain(text))
    return bool(words) and (words in folder or (folder in words and len(words) <= 2 * len(folder)))
