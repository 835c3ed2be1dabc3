"""Replay: archived pages read again, by the same layouts, stages and filing, with nothing fetched.

sources.py     which WARC files a SOURCE names
copies.py      a WARC file as a local file, with its digest
records.py     a WARC file's pages, whatever state it is in
wire.py        a body as it went over the wire -> the page
selection.py   which pages are wanted
earlier.py     what the run that archived a page filed from it
slices.py      what goes to a worker and what comes back
desk.py        a worker's desk: pages in, articles' lines out
workers.py     the workers
unit.py        one WARC file's filing
replay.py      all of it, from the sources to the summary
"""
