"""One archived page back, from where an article says that it lies."""

from io import BytesIO

from fastwarc import ArchiveIterator, WarcRecordType

from pipelines.errors import UnreadablePage
from pipelines.items import ArchivedAt
from pipelines.storage.archive.exchange import Exchange
from pipelines.storage.target import Target


def read_archived(target: Target, place: ArchivedAt) -> Exchange:
    """The answer that an article was read from; what was asked is left empty.

    Raises:
        NotHeld: The archive is not there.
        DeliveryTrouble: It can't be read now.
        UnreadablePage: There is no page at that place.
    """
    where = f"{target.where(place.warc)} at byte {place.offset}"
    return read_record(target.get_range(place.warc, place.offset, place.length), where)


def read_record(data: bytes, where: str) -> Exchange:
    """The answer in one record, packed as it stands in its file.

    Args:
        data: The record's gzip member.
        where: What to call it in a message.

    Raises:
        UnreadablePage: It is no response.
    """
    records = ArchiveIterator(BytesIO(data), record_types=WarcRecordType.response, parse_http=True)
    record = next(iter(records), None)
    http = record.http_headers if record is not None else None
    if record is None or http is None:
        raise UnreadablePage(f"{where}: there is no archived page; was it withdrawn, or is the archive damaged?")
    digest = record.headers.get("WARC-Payload-Digest") or ""
    return Exchange(
        url=record.headers["WARC-Target-URI"] or "",
        at=record.record_date,
        asked=(),
        status=http.status_code or 0,
        reason=http.reason_phrase or "",
        said=tuple(http.items()),
        body=record.reader.read(),
        digest=digest.removeprefix("sha256:") if digest.startswith("sha256:") else None,
    )
