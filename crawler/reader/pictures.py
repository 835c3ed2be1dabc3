"""Which elements of a page are pictures with their captions."""

from collections.abc import Mapping

from lxml.etree import _Element

from crawler.layouts.fields import Evidence
from pipelines.items import Picture
from pipelines.text.pictures import read_figure


def picture_claims(evidence: Evidence) -> Mapping[_Element, tuple[Picture, ...]]:
    """Elements that are pictures of the page, whole, with what they show and say."""
    return {figure: read_figure(figure, base=evidence.page.url) for figure in evidence.root.iter("figure")}
