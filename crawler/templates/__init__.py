"""What ``scrapy genspider`` writes: a spider, its layout and its test, of one of three kinds."""

import re
from importlib.resources import files
from string import Template

from pipelines.errors import WrongSettings

KINDS = {
    "aggregator": {"spider": "spider.txt", "layout": "layout.txt", "test": "test.txt"},
    "json": {"spider": "spider_json.txt", "layout": "layout_json.txt", "test": "test.txt"},
    "links": {"spider": "spider_links.txt", "test": "test_links.txt"},
}
PLACES = {
    "spider": "crawler/spiders/{name}.py",
    "layout": "crawler/layouts/{name}.py",
    "test": "tests/test_{name}.py",
}
LONGEST_NAME = 20  # characters; it stands in every id and key


def written(kind: str, name: str, site: str) -> dict[str, str]:
    """The files of a new aggregator by their paths from the project's folder.

    Args:
        kind: One of ``KINDS``: stories on HTML pages, stories served as JSON, or links alone.
        name: The spider's name: lower case, figures, underscores.
        site: Its address; "https://" is added where it names no scheme.

    Raises:
        WrongSettings: A kind that there is not, a name or a site that can't be meant.
    """
    if kind not in KINDS:
        raise WrongSettings(f"-t {kind}: there are {', '.join(KINDS)}")
    if not re.fullmatch("[a-z][a-z0-9_]*", name) or len(name) > LONGEST_NAME:
        raise WrongSettings(f"{name}: a spider's name is of lower-case letters, figures and underscores")
    site = (site if "://" in site else f"https://{site}").rstrip("/")
    if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?", site):
        raise WrongSettings(f"{site}: expected an address such as https://wire.example, without a path")
    words = {"name": name, "site": site, "title": name.replace("_", " ").capitalize(), "cls": _class_name(name)}
    return {PLACES[part].format(name=name): _rendered(file, words) for part, file in KINDS[kind].items()}


def _class_name(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


def _rendered(file: str, words: dict[str, str]) -> str:
    """A template filled in, its imports in order whatever the name: the linter asks for that."""
    text = Template((files(__package__) / file).read_text("utf-8")).substitute(words)
    lines = text.split("\n")
    ours = [number for number, line in enumerate(lines) if line.startswith("from crawler")]
    lines[ours[0] : ours[-1] + 1] = sorted(lines[ours[0] : ours[-1] + 1])
    return "\n".join(lines)
