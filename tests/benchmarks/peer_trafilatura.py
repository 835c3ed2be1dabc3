"""Run by .venv-peers' interpreter: the tasks of ``scrapy clean --jsonl`` on standard input, done by trafilatura.

Each answer is a line of JSON, as ours is. Nothing of copydesk is imported.
"""

import json
import sys

import trafilatura


def main() -> None:
    """Answer every line; the program's version is the first answer."""
    print(json.dumps({"version": trafilatura.__version__}))
    for line in sys.stdin:
        task = json.loads(line)
        with open(task["path"], "rb") as file:
            page = file.read()
        found = trafilatura.extract(page, url=task["url"], output_format="json", with_metadata=True)
        print(json.dumps({"id": task["id"], "found": found is not None}) if found is None else found)


if __name__ == "__main__":
    main()
