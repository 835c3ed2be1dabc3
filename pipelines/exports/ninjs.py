"""An article as IPTC ninjs 3.1, the news trade's own JSON. Pure.

Source: https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json and the user guide beside it. A field that the article
does not give is left out; nothing is made up for it.
"""

from pipelines.exports.copy_markup import copy_elements
from pipelines.exports.json_values import Json, as_uri, as_urn, filled
from pipelines.items import Article, Picture, Timestamp

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}


def as_ninjs(article: Article) -> Json:
    """The article as a ninjs object, ready for JSON.

    Its ``uri`` is the address it was read at, which names one aggregator's printing of the story; an article without
    one has "urn:copydesk:<id>". copydesk's own id is among ``altIds``.
    """
    return filled(
        uri=as_uri(article.url) or as_urn(article.id),
        type="text",
        representationType="partial" if article.access == "truncated" else "full",
        profile=article.schema,
        version=str(article.revision),
        contentCreated=_instant(article.published),
        versionCreated=article.source.fetched_at.isoformat() if article.source.fetched_at else None,
        pubStatus="usable",
        copyrightNotice=article.rights.notice if article.rights else None,
        usageTerms=_terms(article),
        language=article.language,
        headlines=_texts("main", article.headline),
        descriptions=_texts("standfirst", article.standfirst),
        bodies=_bodies(article),
        by=article.byline.printed,
        people=[{"name": person.name, "rel": person.role or "author"} for person in article.byline.people],
        organisations=[{"name": name, "rel": "author"} for name in article.byline.organisations],
        located=article.dateline.place if article.dateline else None,
        slugline=article.slug,
        subjects=[{"name": article.section, "rel": "section"}] if article.section else [],
        infoSources=_sources(article),
        associations=[_picture(article, number, one) for number, one in enumerate(article.pictures, start=1)],
        altIds=_alternatives(article),
        standard=STANDARD,
    )


def _instant(stamp: Timestamp | None) -> str | None:
    """A time to the second; a bare date is none, for ninjs has no way to say that nobody printed its midnight."""
    return stamp.at.isoformat() if stamp and stamp.at and stamp.precision == "instant" else None


def _texts(role: str, value: str | None) -> list[Json]:
    return [{"role": role, "contentType": "text/plain", "value": value}] if value else []


def _bodies(article: Article) -> list[Json]:
    if not article.body:
        return []
    plain = "\n\n".join(block.text for block in article.body)
    return [
        {
            "role": "main",
            "contentType": "text/plain",
            "charCount": len(plain),
            "wordCount": article.word_count,
            "value": plain,
        },
        {"role": "main", "contentType": "text/html", "value": "\n".join(copy_elements(article.body))},
    ]


def _terms(article: Article) -> str | None:
    rights = article.rights
    if rights is None:
        return None
    said = [f"robots: {rights.robots}"] if rights.robots else []
    return "; ".join([*said, "text and data mining is reserved"] if rights.tdm_reservation else said) or None


def _sources(article: Article) -> list[Json]:
    publisher = article.publisher
    named = [filled(name=publisher.name, role="publisher", uri=as_uri(publisher.url))] if publisher else []
    return [*named, {"name": article.aggregator, "role": "aggregator"}]


def _picture(article: Article, number: int, picture: Picture) -> Json:
    credit = picture.credit
    photographer = credit.photographer if credit else None
    organisations = [name for name in (credit.organisation, credit.via) if name] if credit else []
    return filled(
        name=f"picture {number}",
        rel="illustration",
        uri=as_uri(picture.url) or as_urn(f"{article.id}/picture-{number}"),
        type="picture",
        by=credit.printed if credit else None,
        descriptions=[*_texts("caption", picture.caption), *_texts("alternative text", picture.alt)],
        people=[{"name": photographer, "rel": "photographer"}] if photographer else [],
        infoSources=[{"name": name, "role": "supplier"} for name in dict.fromkeys(organisations)],
        renditions=[{"name": "original", "href": as_uri(picture.url)}] if picture.url else [],
    )


def _alternatives(article: Article) -> list[Json]:
    ids = {
        "copydesk": article.id,
        "canonical": article.canonical_url,
        "content hash": article.content_hash,
        "story": article.story.cluster if article.story else None,
    }
    return [{"role": role, "value": value} for role, value in ids.items() if value]
