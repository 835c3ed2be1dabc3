"""The archive: every page that a layout reads, as WARC 1.1, in the spool before anything reads it.

exchange.py    what was asked and what came
records.py     an exchange as WARC records, each a gzip member of its own
cdxj.py        the index that lies beside a WARC file
mending.py     what a stopped run left half-written at the end of one
reading.py     one record back, from where an article says that its page lies
"""
