"""Which encodings a page may declare: those that make text of any bytes. Python has others under the same roof."""

import codecs

# Ways to write text in text, and one that always raises. They refuse bytes whatever they are told to do about errors.
NO_PAGES = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "mbcs", "oem"})


def is_for_pages(name: str) -> bool:
    """Whether Python has an encoding of this name, and it is one that pages come in."""
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):  # ValueError: a null byte in the name
        return False
    return codec._is_text_encoding and codec.name.replace("_", "-") not in NO_PAGES
