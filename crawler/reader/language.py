"""The language that a page declares, as a tag with its region: the region says how the page writes 03/04."""

import re
from collections import Counter
from dataclasses import replace
from urllib.parse import urlsplit

from crawler.layouts.fields import Evidence
from crawler.reader.choice import Candidate, Choice
from crawler.reader.evidence import Told

# Where the host's country says which English it is, and so that the day comes first. Others print as Americans do.
_BRITISH = {"uk": "GB", "ie": "IE", "au": "AU", "nz": "NZ", "in": "IN", "za": "ZA", "ke": "KE", "ng": "NG", "sg": "SG"}


# "utf-8" stands where the language should, and "中文".
_TAG = re.compile(r"\s*(?!utf)[a-z]{2,3}(?:[-_][a-z0-9]+)*\s*$", re.IGNORECASE)
_MEANT = {"cn": "zh", "jp": "ja", "kr": "ko", "cz": "cs", "dk": "da", "gr": "el", "ua": "uk"}


def choose_language(evidence: Evidence) -> Choice:
    """The language that most of what the page declares agree on, the page's own attribute first.

    Templates are often left at their default, so one declaration may be mistaken; whether the words agree is found
    out later, by the desk.
    """
    told = sorted(evidence.once(Told).of("inLanguage"), key=lambda one: one.source != "page lang")
    told = [_known(one) for one in told if _TAG.match(one.value)]
    if not told:
        return Choice()
    counted = Counter(_primary(one.value) for one in told)
    best = max(counted, key=lambda tag: (counted[tag], -[_primary(one.value) for one in told].index(tag)))
    same = [one for one in told if _primary(one.value) == best]
    chosen = next((one for one in same if len(one.value) > 3), same[0])
    lost = tuple(one for one in told if _primary(one.value) != best)
    return Choice(_with_region(chosen, evidence.page.url), lost)


def _known(one: Candidate) -> Candidate:
    """A language for a country's code, where that is no language's or none that papers are written in."""
    primary = _primary(one.value)
    meant = _MEANT.get(primary)
    return replace(one, value=f"{meant}{one.value.strip()[len(primary) :]}") if meant else one


def _primary(tag: str) -> str:
    return tag.replace("_", "-").split("-")[0].strip().lower()


def _with_region(chosen: Candidate, url: str | None) -> Candidate:
    if chosen.value.lower() not in {"en", "en-us", "en_us"}:
        return chosen
    region = _BRITISH.get(_country(url))
    return Candidate(f"en-{region}", f"{chosen.source}, host") if region else chosen


def _country(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").rsplit(".", 1)[-1]
    except ValueError:  # a stranger's address may be none
        return ""
