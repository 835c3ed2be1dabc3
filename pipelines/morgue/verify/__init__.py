"""Verifying: everything that was filed is read, and whatever is not as it should be is named.

verify.py      the whole of it, run by run
parts.py       parts of articles and of quarantine, against manifest and schema
archives.py    WARC files and their indexes, against manifest, each other and the articles
indexes.py     the runs' indexes and the folded one, against the parts
leftovers.py   objects that nothing names
tombstones.py  what was withdrawn
"""
