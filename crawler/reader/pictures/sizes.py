"""One picture in all its sizes: its address without what only says how large it is."""

import re

from crawler.reader.pictures.target import IMAGE_ENDINGS

# WordPress' sizes, before the ending; it sets two at most.
SIZES = re.compile(r"(?:[-_]\d{2,4}x\d{2,4}|-scaled){1,4}(?=\.\w{3,4}$)")


def without_size(url: str) -> str:
    """An address without its size.

    >>> without_size("https://paper.example/boat-300x200.jpg?w=300")
    'https://paper.example/boat.jpg'
    """
    path, _, query = url.partition("?")
    bare = SIZES.sub("", path)
    return bare if not query or bare.lower().endswith(IMAGE_ENDINGS) else f"{bare}?{query}"
