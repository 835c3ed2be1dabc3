"""``scrapy clean --explain --format html``: one self-contained page, as printed beside clean copy."""

from collections import Counter
from collections.abc import Callable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from crawler.explained.evidence import weighed
from crawler.explained.lines import explain
from pipelines.items import Article

# The order of the legend: what stays first.
FATES = {
    "kept": "kept as it was printed",
    "changed": "kept, its text rewritten",
    "moved": "moved to a field",
    "merged": "said already: merged",
    "removed": "struck",
}


@cache
def _template() -> Template:
    loader = PackageLoader("crawler.explained", "")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True).get_template(
        "page.html"
    )


def explained_page(article: Article, because: Callable[[str], str]) -> str:
    """The page, with its style inside and nothing fetched: no script, no picture, no font.

    Args:
        article: As the stages left it.
        because: The reason for a rule by its id.
    """
    lines = explain(article, because)
    counts = Counter(line.fate for line in lines)
    legend = [(fate, words, counts[fate]) for fate, words in FATES.items() if counts[fate]]  # type: ignore[index]
    return _template().render(article=article, lines=lines, legend=legend, weighed=weighed(article))
