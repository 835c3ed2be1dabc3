"""Meta elements: Open Graph, Dublin Core, and what analytics and advertising have publishers write."""

from collections.abc import Iterator, Mapping

from crawler.reader.choice import Candidate

# By field, the names of meta elements (lower case) that carry it, the surest first.
NAMES = {
    "headline": "og:title twitter:title twitter:text:title dc.title dcterms.title sailthru.title parsely-title "
    "cxenseparse:title citation_title hdl mrc__share_title headline title",
    "description": "og:description description twitter:description dc.description dcterms.description "
    "sailthru.description",
    "author": "author article:author_name byl byline parsely-author sailthru.author cxenseparse:author dc.creator "
    "dcterms.creator dc.author citation_author creator dcsext.author article:author og:article:author",
    "datePublished": "article:published_time og:article:published_time article:published datepublished "
    "og:published_time rnews:datepublished dc.date.issued dcterms.issued dc.date.published dcterms.date dc.date "
    "article_date_original originalpublicationdate cxenseparse:recs:publishtime cxenseparse:publishtime "
    "parsely-pub-date sailthru.date citation_publication_date citation_date og:pubdate pubdate pub_date publishdate "
    "publish-date publish_date publicationdate publication_date published published_date date_published ptime "
    "displaydate dcsext.articlefirstpublished vr:published_time release_date firstpublished ya:ovs:upload_date date",
    "dateCreated": "datecreated dc.date.created dcterms.created created article:created_time",
    "dateModified": "article:modified_time og:article:modified_time article:modified datemodified og:updated_time "
    "og:modified_time dcterms.modified dc.date.modified lastmod last-modified last_modified utime moddate "
    "rnews:datemodified revised article:updated_time updated",
    "publisher": "og:site_name dc.publisher dcterms.publisher publisher cre application-name "
    "apple-mobile-web-app-title al:android:app_name al:ios:app_name",
    "articleSection": "article:section og:article:section og:section articlesection parsely-section prism.section "
    "cxenseparse:section section category mrf:sections",
    "inLanguage": "content-language language dc.language dcterms.language inlanguage og:locale locale",
    "url": "og:url twitter:url parsely-link",
    "isAccessibleForFree": "isaccessibleforfree",
}

# By name, the place among all of them, the surest of its field first, and the field.
_FIELD = {name: (field, rank) for field, names in NAMES.items() for rank, name in enumerate(names.split())}


def meta_candidates(meta: Mapping[str, str]) -> Iterator[tuple[str, Candidate]]:
    """What the meta elements say, as (field, candidate), the surest first. ``meta``: as ``read_meta`` has them."""
    for _, field, name in sorted((_FIELD[name][1], _FIELD[name][0], name) for name in meta if name in _FIELD):
        yield field, Candidate(meta[name], f"meta {name}")
    for at in "12":
        if meta.get(f"twitter:label{at}", "").lower() in _WRITTEN_BY and meta.get(f"twitter:data{at}"):
            yield "author", Candidate(meta[f"twitter:data{at}"], f"meta twitter:data{at}")


# What WordPress writes beside the author on a card (Yoast SEO), by language.
_WRITTEN_BY = frozenset(
    ("written by", "verfasst von", "geschrieben von", "écrit par", "escrito por", "scritto da", "geschreven door")
)
