"""Tags with more attributes than the parser can take: libxml2 walks along all of an element's for each one it adds.

A megabyte of attributes in one tag takes it 45 s, and it can't be stopped half-way. So the markup is asked beforehand.
"""

import re

# Real tags carry up to fifty. A page made of nothing but tags with a thousand each takes the parser 0.6 s a megabyte.
MOST_ATTRIBUTES = 1000

# Possessive throughout: what was read once is not read again, so the time is linear whatever the page says.
_VALUE = r"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)"""
_ATTRIBUTE = rf"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+{_VALUE})?+"
_TAG_END = rf"(?:{_ATTRIBUTE}){{0,{MOST_ATTRIBUTES}}}+[\s/]*+(?:>|\Z)"
# Half of all tags, by a quicker way: only quotes could hide their ">", and attributes take more than a letter each.
_PLAIN_END = r"""</[a-z][^<>"']{0,1000}+>"""
# What stands between these two tags is text, whatever it looks like: scripts are full of "<".
_RAW = (
    "(?=[stxin])(?:"
    + "|".join(
        rf"{name}(?=[\s/>]){_TAG_END}(?>.*?(?:</{name}|\Z))"
        for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
    )
    + ")"
)
_SOUND = re.compile(
    rf"(?:[^<]++|{_PLAIN_END}|<!--(?>-?>|.*?(?:--!?>|\Z))|<{_RAW}|</?[a-z][^\s/>]*+{_TAG_END}|<(?!/?[a-z]))*+",
    re.IGNORECASE | re.DOTALL,
)


def has_crowded_tag(markup: str) -> bool:
    """Whether some tag has more than MOST_ATTRIBUTES attributes.

    Args:
        markup: A page, however broken; its time is linear.

    >>> has_crowded_tag("<p hidden>" * 2000), has_crowded_tag("<p " + "hidden " * 2000)
    (False, True)
    """
    sound = _SOUND.match(markup)
    return sound is None or sound.end() < len(markup)
