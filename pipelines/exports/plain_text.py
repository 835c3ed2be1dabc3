"""An article as plain text: for reading in a terminal, or for tools that know nothing but text. Pure."""

from collections.abc import Iterator

from pipelines.items import Article, Picture, Timestamp


def as_text(article: Article) -> str:
    """Headline, standfirst, byline and dates, the copy with a blank line between blocks, then the captions."""
    return "\n\n".join(_pieces(article)) + "\n"


def _pieces(article: Article) -> Iterator[str]:
    if article.headline:
        yield article.headline
    if article.standfirst:
        yield article.standfirst
    if head := "\n".join(_head(article)):
        yield head
    for block in article.body:
        yield f"• {block.text}" if block.kind == "list_item" else block.text
    for picture in article.pictures:
        if caption := _caption(picture):
            yield f"[{caption}]"


def _head(article: Article) -> Iterator[str]:
    if article.byline.printed:
        yield article.byline.printed
    if article.publisher:
        yield article.publisher.name
    if article.published:
        yield _moment(article.published)
    if article.url:
        yield article.url


def _moment(stamp: Timestamp) -> str:
    if stamp.at is None:
        return stamp.printed
    return stamp.at.isoformat() if stamp.precision == "instant" else stamp.at.date().isoformat()


def _caption(picture: Picture) -> str:
    credit = picture.credit.printed if picture.credit else None
    return " ".join(part for part in (picture.caption, credit and f"({credit})") if part)
