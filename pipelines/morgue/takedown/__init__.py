"""Taking a story back: a tombstone that everything respects, and where that is asked, its copy removed for good.

withdraw.py    the tombstone
trace.py       where a story's copy lies: parts, quarantine, archive
purge.py       the way of a purge, each step of which may be done again
lines.py       lines struck out of parts
pages.py       pages struck out of WARC files and their indexes
books.py       manifests and indexes set right
proof.py       the search that shows that nothing is left
"""
