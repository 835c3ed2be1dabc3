"""The note that lies at the root of what copydesk files: for who finds it, and as the proof that a run may write."""

# The underscore hides it from Hive, Spark and Athena, which would read it as data.
NOTE_KEY = "_copydesk.txt"

NOTE = b"""\
Filed by copydesk. Nothing here is ever overwritten, but where copy was taken back (scrapy articles withdraw --purge).

articles/aggregator=<a>/date=<yyyy-mm-dd>/<run>-<part>.jsonl.gz
    Articles, one JSON object a line, schema copydesk.article/1; the date is the UTC day the page was fetched.
archive/aggregator=<a>/date=<yyyy-mm-dd>/<run>-<part>.warc.gz
    The pages as served, WARC 1.1, a gzip member a record; the index beside each (.cdxj) is CDXJ. An article's
    source.archive names file, offset and length of its page's record.
quarantine/aggregator=<a>/date=<yyyy-mm-dd>/<run>-<part>.jsonl.gz
    What could not be filed as it was, with why: scrapy quarantine list.
manifests/<run>.json
    Written last: each part of the run with its count, bytes and SHA-256. A part that no manifest names
    belongs to a run that is still going on or waits to be recovered.
index/<shelf>/<run>.jsonl.gz
    Where an article lies: {"id", "key", "line", "revision"}, lines counted from 1. The shelf is the first hex digit of
    the SHA-256 of the id. Can be rebuilt from the manifests.
withdrawn/<SHA-256 of an id>.json
    A story that was taken back, and why.
replays/<digest>.json
    Which run reads which archive file again, by which rules; so that it is done once.
"""
