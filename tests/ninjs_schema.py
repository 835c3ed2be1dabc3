"""IPTC ninjs 3.1 as a JSON schema, in our own reading of the published one, without its descriptions.

It holds what of the standard an article may use, closed to everything else; the standard itself, with what it says of
each field, is at https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json (CC BY 4.0). Held against that text, property by
property, on 2026-11-28: what stands here stands there with the same type, enumeration and obligation.
"""

from typing import Any

TEXT: dict[str, Any] = {"type": "string"}
URI = {"type": "string", "format": "uri", "pattern": r"^[A-Za-z][A-Za-z0-9+.\-]*:[!#-;=?-\[\]_a-z~%]*$"}
MOMENT = {
    "type": "string",
    "format": "date-time",
    "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$",
}
WHOLE = {"type": "integer"}


def closed(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": properties,
    }


def many(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


NAMED = {"name": TEXT, "uri": URI, "literal": TEXT}
TOLD = {"role": TEXT, "contentType": TEXT, "value": TEXT}
PROPERTIES: dict[str, Any] = {
    "uri": URI,
    "type": {"enum": "text audio video picture graphic composite component event planning".split()},
    "representationType": {"enum": ["full", "partial"]},
    "profile": TEXT,
    "version": TEXT,
    "firstCreated": MOMENT,
    "versionCreated": MOMENT,
    "contentCreated": MOMENT,
    "embargoedUntil": MOMENT,
    "pubStatus": {"enum": ["usable", "withheld", "canceled"]},
    "urgency": {"type": "integer", "minimum": 1, "maximum": 9},
    "copyrightHolder": TEXT,
    "copyrightNotice": TEXT,
    "usageTerms": TEXT,
    "edNote": TEXT,
    "language": TEXT,
    "descriptions": many(closed(("value",), **TOLD)),
    "bodies": many(closed(("value",), **TOLD, charCount=WHOLE, wordCount=WHOLE)),
    "headlines": many(closed(("value",), **TOLD)),
    "people": many(closed(**NAMED, rel=TEXT)),
    "organisations": many(closed(**NAMED, rel=TEXT)),
    "places": many(closed(**NAMED, rel=TEXT)),
    "subjects": many(closed(**NAMED, rel=TEXT, creator=TEXT)),
    "infoSources": many(closed(**NAMED, role=TEXT)),
    "title": TEXT,
    "by": TEXT,
    "slugline": TEXT,
    "located": TEXT,
    "renditions": many(closed(("name",), name=TEXT, href=URI, contentType=TEXT, title=TEXT, width=WHOLE, height=WHOLE)),
    "altIds": many(closed(role=TEXT, value=TEXT)),
    "standard": closed(name=TEXT, version=TEXT, schema=URI),
    "genres": many(closed(name=TEXT, uri=TEXT, literal=TEXT)),
    "expires": MOMENT,
}
ASSOCIATION = closed(("name", "uri"), **PROPERTIES, name=TEXT, rel=TEXT)
NINJS = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **closed(("uri",), **PROPERTIES, associations=many(ASSOCIATION)),
}
