"""Replay: archived pages read again, by the same layouts, stages and filing, with nothing fetched.

sources.py     which WARC files a SOURCE names; copies.py has each as a local file
records.py     a WARC file's pages, whatever state it is in; wire.py unwraps them
selection.py   which pages are wanted; whose.py tells whose they are
earlier.py     what the run that archived a page filed from it
pages.py       one file's pages on their way to the workers, slices.py what goes there and back
workers.py     the workers; desk.py is what each works at; cluster.py has them on other machines
road.py        all of it, file after file
refiling.py    articles filed anew
comparing.py   or held against what is filed (--diff); changes.py, report.py, shown.py
plan.py        what a replay works by; tally.py what became of it
"""
