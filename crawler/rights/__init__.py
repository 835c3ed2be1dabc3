"""What a page and its site reserve, and whether that leaves a story to be filed. Pure.

``words`` reads X-Robots-Tag and meta robots; ``tdm`` the W3C's TDM Reservation Protocol; ``usage`` what robots.txt and
ai.txt say of use; ``notices`` copyright and licences; ``reading`` puts them together into ``Rights`` and decides.
Which words keep a story from being filed, and why, stands in ``reading``.
"""

from crawler.rights.reading import SiteRules, allowed, joined_rights, rights_of

__all__ = ["SiteRules", "allowed", "joined_rights", "rights_of"]
