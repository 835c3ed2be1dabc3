"""``python -m tests.chaos.judge FOLDER [ENDPOINT]``: whether anything was lost. Status 0: nothing is wrong.

Reads the bucket, the site's log, and of ``chaos.json`` what was acknowledged and how the runs ended; nothing of the
program, its spool or its ledger. Credentials come from the environment.
"""

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import boto3

from tests.chaos.warcs import records

SHOWN = 5


@dataclass
class Bucket:
    """The objects under a prefix, each read once, straight from the store."""

    endpoint: str
    name: str
    prefix: str

    def __post_init__(self) -> None:
        self._client = boto3.session.Session().client("s3", endpoint_url=self.endpoint)
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self.name, Prefix=f"{self.prefix}/")
        whole = [entry["Key"] for page in pages for entry in page.get("Contents", ())]
        self.keys = [key.removeprefix(f"{self.prefix}/") for key in whole]

    def get(self, key: str) -> bytes:
        return self._client.get_object(Bucket=self.name, Key=f"{self.prefix}/{key}")["Body"].read()

    def under(self, folder: str) -> list[str]:
        return [key for key in self.keys if key.startswith(f"{folder}/")]


@dataclass
class Judge:
    """What is wrong, by kind; a kind with no entry was looked for and not found."""

    bucket: Bucket
    told: dict[str, Any]
    requests: list[dict[str, Any]]
    wrong: dict[str, list[str]] = field(default_factory=dict)

    def judge(self) -> dict[str, list[str]]:
        """Everything, each kind by its words."""
        filed = Counter((article["id"], article["revision"]) for _, _, article in self.articles)
        told = [tuple(one) for record in self.told["rounds"] for one in record["acknowledged"]]
        self.wrong = {
            "acknowledged, and not in the bucket": [
                f"{id} revision {number}" for id, number in told if (id, number) not in filed
            ],
            "filed more than once": [f"{one[0]} revision {one[1]}" for one, times in filed.items() if times > 1],
            "served with 200, and not filed": sorted(self.served() - {id for id, _ in filed}),
            "filed, and never served": sorted({id for id, _ in filed} - self.served()),
            "wrong exit statuses": list(self.statuses()),
            "manifests and parts that disagree": list(self.manifests()),
            "index entries that lead astray": list(self.index()),
            "archive records that are not the page": list(self.archive()),
        }
        return self.wrong

    @cached_property
    def articles(self) -> list[tuple[str, int, dict[str, Any]]]:
        """Key, line and article of everything filed."""
        found = []
        for key in self.bucket.under("articles"):
            for number, line in enumerate(gzip.decompress(self.bucket.get(key)).splitlines(), start=1):
                found.append((key, number, json.loads(line)))
        return found

    def served(self) -> set[str]:
        """The ids of the stories that the site gave whole."""
        whole = [one["path"].partition("?")[0] for one in self.requests if one["status"] == 200]
        return {f"inkl/{path.removeprefix('/news/')}" for path in whole if path.startswith("/news/")}

    def statuses(self) -> Iterator[str]:
        """Runs that ended otherwise than they should."""
        for record in self.told["rounds"]:
            if record["status"] not in record["expected"]:
                yield f"round {record['round']} ({record['kind']}): {record['status']}, not {record['expected']}"

    def manifests(self) -> Iterator[str]:
        """Parts that a manifest names wrongly, that none names, or that two do."""
        named: Counter[str] = Counter()
        for key in self.bucket.under("manifests"):
            manifest = json.loads(self.bucket.get(key))
            kinds = [manifest.get(kind) or () for kind in ("parts", "archives", "quarantine")]
            if manifest["articles"] != sum(part["count"] for part in kinds[0]):
                yield f"{key} says {manifest['articles']} articles, its parts another number"
            for part in (part for kind in kinds for part in kind):
                named[part["key"]] += 1
                yield from self._part(key, part)
        data = {key for folder in ("articles", "archive", "quarantine") for key in self.bucket.under(folder)}
        yield from (
            f"{key} is named by no manifest" for key in sorted(data - named.keys()) if not key.endswith(".cdxj")
        )
        yield from (f"{key} is named {times} times" for key, times in named.items() if times > 1)

    def _part(self, manifest: str, part: dict[str, Any]) -> Iterator[str]:
        if part["key"] not in self.bucket.keys:
            yield f"{manifest} names {part['key']}, which is not there"
            return
        data = self.bucket.get(part["key"])
        if (len(data), sha256(data).hexdigest()) != (part["bytes"], part["sha256"]):
            yield f"{part['key']} has other bytes than {manifest} says"
        lines = sum(key == part["key"] for key, _, _ in self.articles)
        if part["key"].startswith("articles/") and lines != part["count"]:
            yield f"{part['key']} holds {lines} articles, not {part['count']}"

    def index(self) -> Iterator[str]:
        """Articles that the index does not name, or names elsewhere than they are."""
        there = {(article["id"], key, line) for key, line, article in self.articles}
        entries: Counter[tuple[str, str, int]] = Counter()
        for key in self.bucket.under("index"):
            for line in gzip.decompress(self.bucket.get(key)).splitlines():
                entry = json.loads(line)
                entries[entry["id"], entry["key"], entry["line"]] += 1
        yield from (f"{place} is not in the index" for place in sorted(there - entries.keys()))
        yield from (f"{place} is in the index and not there" for place in sorted(entries.keys() - there))

    def archive(self) -> Iterator[str]:
        """Articles whose record in the archive is not the page that they were read from, and pages misnamed."""
        places = {
            (key, record.offset): record
            for key in self.bucket.under("archive")
            if key.endswith(".warc.gz")
            for record in records(self.bucket.get(key))
        }
        held = {record.page for record in places.values()}
        for (key, offset), record in places.items():
            if record.page not in (None, record.said):
                yield f"{key} at {offset} holds another page than it says"
        for article in (article for _, _, article in self.articles):
            at, page = article["source"]["archive"], article["source"]["sha256"]
            record = places.get((at["warc"], at["offset"])) if at else None
            if record is None or record.length != at["length"]:
                yield f"{article['id']}: there is no such record: {at}"
            elif record.said != page or page not in held:  # a revisit leads to the same page, kept elsewhere
                yield f"{article['id']}: {at} is not its page"


def judge_of(home: Path, endpoint: str | None = None) -> Judge:
    """A judge of what lies in a folder; another endpoint where the store has another address by now."""
    told = json.loads((home / "chaos.json").read_text("utf-8"))
    requests = [json.loads(line) for line in (home / "site" / "requests.jsonl").read_text("utf-8").splitlines()]
    bucket = told["bucket"] | ({"endpoint": endpoint} if endpoint else {})
    return Judge(Bucket(**bucket), told, requests)


def main() -> int:
    judge = judge_of(Path(sys.argv[1]), *sys.argv[2:3])
    wrong = judge.judge()
    print(f"judged from the bucket: {len(judge.articles)} articles in {len(judge.bucket.keys)} objects")
    for what, cases in wrong.items():
        print(f"{len(cases):6} {what}", *(f"         {case}" for case in cases[:SHOWN]), sep="\n")
    return 1 if any(wrong.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
