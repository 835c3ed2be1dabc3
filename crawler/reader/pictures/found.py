"""A picture as found on a page, with what is asked of it before it is one of the story's."""

from dataclasses import dataclass, fields, replace

from lxml.etree import _Element

from crawler.reader.pictures.target import links_away
from pipelines.items import Picture
from pipelines.text.pictures import read_image


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Found(Picture):
    """A picture whose caption and credit are parted already.

    Its address is not looked for before ``developed``: nine of ten images of a page are other stories'.

    Attributes:
        printed: All the visible text that stands with it, in its order: caption, credit, labels, "1/12"; "" where
            there is none.
        element: What holds the picture with its text, or the image alone.
        image: The image; None for a caption whose picture a player puts there.
        base: The page's address; None where it is not known.
        is_teaser: Whether the nearest link around an image alone leads to a page of the same site.
        is_decoration: Whether it is an icon or a portrait by its names, and takes no caption from the lines.
        by_setting: Whether its caption is told by nothing but how the line under it is set: no proof that the picture
            is the story's.
        also: Further lines of the page that are its caption or credit: where they stand, and their text.
    """

    printed: str = ""
    element: _Element
    image: _Element | None = None
    base: str | None = None
    is_teaser: bool = False
    is_decoration: bool = False
    by_setting: bool = False
    also: tuple[tuple[int, str], ...] = ()

    @property
    def links_away(self) -> bool:
        """Whether it is a link to another page, as teasers' pictures are."""
        return self.is_teaser or (self.image is not None and links_away(self.image, self.base))

    @property
    def leads_to_a_page(self) -> bool:
        """Whether that page is one of the same site; a product's picture leads to a shop."""
        return self.image is not None and links_away(self.image, self.base, same_site=True)

    def developed(self) -> "Found":
        """The picture with its address and alternative text."""
        if self.image is None or self.url is not None:
            return self
        read = read_image(self.image, base=self.base)
        return replace(self, url=read[0].url, alt=read[0].alt) if read else self

    def plain(self) -> Picture:
        """The picture without what only the reader asks."""
        return Picture(**{field.name: getattr(self, field.name) for field in fields(Picture)})
