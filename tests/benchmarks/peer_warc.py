"""Run by .venv-peers' interpreter: the pages of a WARC file through trafilatura, in a pool of processes.

``peer_warc.py FILE JOBS`` prints a line of JSON a page. The file is read by fastwarc, as ours is. Nothing of copydesk
is imported.
"""

import json
import sys
from multiprocessing import Pool

import trafilatura
from fastwarc.warc import ArchiveIterator, WarcRecordType

TOGETHER = 16  # pages handed to a process at a time


def pages(path):
    """Address and bytes of every page."""
    with open(path, "rb") as file:
        for record in ArchiveIterator(file, record_types=WarcRecordType.response):
            yield record.headers["WARC-Target-URI"], record.reader.read()


def extract(page):
    """One page as JSON."""
    url, body = page
    found = trafilatura.extract(body, url=url, output_format="json", with_metadata=True)
    return found or json.dumps({"url": url, "found": False})


def main():
    """Answer every page; the program's version is the first line."""
    path, jobs = sys.argv[1], int(sys.argv[2])
    print(json.dumps({"version": trafilatura.__version__}))
    with Pool(jobs) as pool:
        for line in pool.imap(extract, pages(path), TOGETHER):
            print(line)


if __name__ == "__main__":
    main()
