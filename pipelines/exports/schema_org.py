"""An article as a schema.org NewsArticle in JSON-LD. Pure.

Source: https://schema.org/NewsArticle (release 30). What the article does not give is left out; nothing is made up for
it. The object is copydesk's reading and so has copydesk's own name as ``@id``; ``url`` is where it was read.
"""

from urllib.parse import urlsplit

from pipelines.exports.dates import as_iso
from pipelines.exports.json_values import Json, as_uri, as_urn, filled
from pipelines.items import Access, Article, Credit, Person, Picture

# Whether a reader gets it all for nothing. A sign-up wall printed over copy that was served whole says neither.
FREE: dict[Access, bool | None] = {"open": True, "prompted": None, "truncated": False}

# Of a byline's people these made something else than the text.
CONTRIBUTING = frozenset({"photographer", "illustrator"})


def as_schema_org(article: Article) -> Json:
    """The article as a NewsArticle, ready for JSON.

    The byline as printed is ``creditText``; ``author`` are the people and agencies that were read in it, photographers
    are ``contributor``. Dates are as exact as they were printed: an instant, a day, or a month. ``isBasedOn`` is the
    publisher's own page where the aggregator's names it. ``provider`` is the aggregator.
    """
    people = article.byline.people
    own = _own_page(article)
    return {"@context": "https://schema.org"} | filled(
        **{
            "@type": "NewsArticle",
            "@id": as_urn(article.id),
            "headline": article.headline,
            "description": article.standfirst,
            "articleSection": article.section,
            "author": [
                *(_person(one) for one in people if one.role not in CONTRIBUTING),
                *map(_organisation, article.byline.organisations),
            ],
            "contributor": [_person(one) for one in people if one.role in CONTRIBUTING],
            "creditText": article.byline.printed,
            "publisher": _organisation(article.publisher.name, article.publisher.url) if article.publisher else None,
            "provider": _organisation(article.aggregator),
            "datePublished": as_iso(article.published),
            "dateModified": as_iso(article.updated),
            "dateline": article.dateline.printed if article.dateline else None,
            "locationCreated": _place(article.dateline.place if article.dateline else None),
            "inLanguage": article.language,
            "isAccessibleForFree": FREE[article.access],
            "url": as_uri(article.url),
            "mainEntityOfPage": _page(
                article.url or article.canonical_url if own else article.canonical_url or article.url
            ),
            "isBasedOn": as_uri(own),
            "image": [_image(article, number, one) for number, one in enumerate(article.pictures, start=1)],
            "wordCount": article.word_count if article.body else None,
            "articleBody": "\n\n".join(block.text for block in article.body),
            "copyrightNotice": article.rights.notice if article.rights else None,
            "version": str(article.revision),
            "identifier": [
                _identifier("copydesk", article.id),
                *([_identifier("copydesk content hash", article.content_hash)] if article.content_hash else []),
            ],
        }
    )


def _own_page(article: Article) -> str | None:
    """The publisher's own page, where the page that was read is an aggregator's."""
    read, own = (urlsplit(url).netloc.lower() if url else None for url in (article.url, article.canonical_url))
    return article.canonical_url if read and own and read != own else None


def _person(person: Person) -> Json:
    return {"@type": "Person"} | filled(
        name=person.name,
        jobTitle=person.role,
        affiliation=_organisation(person.affiliation) if person.affiliation else None,
        workLocation=_place(person.location),
    )


def _organisation(name: str, url: str | None = None) -> Json:
    return {"@type": "Organization", "name": name} | filled(url=as_uri(url))


def _place(name: str | None) -> Json | None:
    return {"@type": "Place", "name": name} if name else None


def _page(url: str | None) -> Json | None:
    return {"@type": "WebPage", "@id": as_uri(url)} if url else None


def _identifier(kind: str, value: str) -> Json:
    return {"@type": "PropertyValue", "propertyID": kind, "value": value}


def _image(article: Article, number: int, picture: Picture) -> Json:
    return {"@type": "ImageObject", "@id": as_urn(f"{article.id}/picture-{number}")} | filled(
        contentUrl=as_uri(picture.url),
        url=as_uri(picture.url),
        caption=picture.caption,
        description=picture.alt,
        **(_credited(picture.credit) if picture.credit else {}),
    )


def _credited(credit: Credit) -> Json:
    """The agency a photographer worked for is ``sourceOrganization``; without a photographer it is the creator."""
    supplier = _organisation(credit.organisation) if credit.organisation else None
    maker = {"@type": "Person", "name": credit.photographer} if credit.photographer else supplier
    return {
        "creditText": credit.printed,
        "creator": maker,
        "sourceOrganization": supplier if credit.photographer else None,
        "provider": _organisation(credit.via) if credit.via else None,
        "copyrightNotice": credit.printed if credit.printed and "©" in credit.printed else None,
    }
