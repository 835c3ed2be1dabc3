"""Markup and addresses made safe to print: what a reader of the JSON may put on a page as it stands."""

from dataclasses import dataclass, field, replace

from pipelines.items import Article, Block, Edit, Picture, Publisher
from pipelines.stages.base import Stage
from pipelines.text.address import web_address
from pipelines.text.markup import sanitise_inline

RULE = "sanitise/no-web-address"
# Characters of a struck address that its edit keeps: enough to see what it was; a data: address holds a whole picture.
MOST_SHOWN = 200


class Sanitise(Stage):
    """``body[].html`` -> an allow-list of inline elements, links absolute; other addresses -> http, https or none."""

    name = "sanitise"

    def apply(self, article: Article) -> Article:
        """Sanitise each block and address; what is sound stays as it is."""
        return self._with_sound_addresses(self._with_sound_markup(article))

    def _with_sound_markup(self, article: Article) -> Article:
        body = tuple(self._sound(block, article.url) for block in article.body)
        return article if all(map(lambda a, b: a is b, body, article.body)) else replace(article, body=body)

    def _sound(self, block: Block, base: str | None) -> Block:
        if block.html is None or "<" not in block.html:
            return block
        html = sanitise_inline(block.html, base=base)
        return block if html == block.html else replace(block, html=html)

    def _with_sound_addresses(self, article: Article) -> Article:
        check = _Check(article.url)
        canonical = check.address("canonical_url", article.canonical_url)
        publisher = check.publisher(article.publisher)
        pictures = tuple(check.picture(index, one) for index, one in enumerate(article.pictures))
        if check.is_clean:
            return article
        return replace(
            article,
            canonical_url=canonical,
            publisher=publisher,
            pictures=pictures,
            edits=(*article.edits, *check.edits),
        )


@dataclass(slots=True)
class _Check:
    """One article's addresses, looked at one after another, with an edit for each that is struck."""

    base: str | None
    edits: list[Edit] = field(default_factory=list)
    is_clean: bool = True

    def address(self, where: str, printed: str | None) -> str | None:
        sound = web_address(printed, self.base) if printed else None
        if sound != printed:
            self.is_clean = False
        if printed and sound is None:
            shown = printed[:MOST_SHOWN]
            self.edits.append(Edit(stage=Sanitise.name, rule=RULE, action="removed", field=where, before=shown))
        return sound

    def publisher(self, publisher: Publisher | None) -> Publisher | None:
        if publisher is None or publisher.url is None:
            return publisher
        return replace(publisher, url=self.address("publisher.url", publisher.url))

    def picture(self, index: int, picture: Picture) -> Picture:
        if picture.url is None:
            return picture
        return replace(picture, url=self.address(f"pictures[{index}].url", picture.url))
