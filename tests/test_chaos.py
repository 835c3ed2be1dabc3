"""The short version of ``make chaos``, and its judge, who is shown what has to be noticed."""

import gzip
import json
import subprocess
import sys
from hashlib import sha256

import pytest

from crawler.demo.object_store import ObjectStore
from pipelines.storage.archive.records import warcinfo
from pipelines.storage.s3 import make_client
from tests.chaos.judge import judge_of
from tests.crawling import ROOT

SHORT = {"stories": 240, "kills": 4, "signals": 3, "outages": 3, "disk-full": 1}
DESK = "desk/"


@pytest.fixture(scope="module")
def chaos(tmp_path_factory):
    """A finished run of it: its folder, its exit status, and what it printed."""
    home = tmp_path_factory.mktemp("chaos") / "home"
    words = [word for name, number in SHORT.items() for word in (f"--{name}", str(number))]
    command = [sys.executable, "-m", "tests.chaos", *words, "--home", str(home)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    return home, done.returncode, done.stdout + done.stderr


def test_nothing_is_lost_and_nothing_filed_twice(chaos):
    home, status, said = chaos
    assert status == 0, said
    told = json.loads((home / "chaos.json").read_text("utf-8"))
    kinds = [record["kind"] for record in told["rounds"]]
    assert (kinds.count("outage"), len(kinds) >= 11) == (3, True)
    assert sum(len(record["acknowledged"]) for record in told["rounds"]) == SHORT["stories"]
    assert any(record["left"] for record in told["rounds"])  # the kills found the desk at work


class Shown:
    """The bucket that a run of chaos left, to be changed behind the judge's back."""

    def __init__(self, home, store, client):
        self.home, self.store, self.client = home, store, client
        self.bucket = store.bucket

    def keys(self, folder):
        found = self.client.list_objects_v2(Bucket=self.bucket, Prefix=f"{DESK}{folder}/")
        return [entry["Key"] for entry in found["Contents"]]

    def get(self, key):
        return self.client.get_object(Bucket=self.bucket, Key=key)["Body"].read()

    def put(self, key, data):
        self.client.put_object(Bucket=self.bucket, Key=key, Body=data)

    def wrong(self):
        return {what: cases for what, cases in judge_of(self.home, self.store.endpoint).judge().items() if cases}

    def file(self, key, lines, manifest_key, manifest):
        """Put a part, and have a manifest say what is in it, as whoever hides something would."""
        data = gzip.compress(b"".join(lines), mtime=0)
        facts = {"key": key.removeprefix(DESK), "count": len(lines), "bytes": len(data)}
        part = facts | {"sha256": sha256(data).hexdigest()}
        kept = [one for one in manifest["parts"] if one["key"] != part["key"]]
        changed = manifest | {"parts": [*kept, part], "articles": sum(one["count"] for one in (*kept, part))}
        self.put(key, data)
        self.put(manifest_key, json.dumps(changed).encode())


@pytest.fixture
def shown(chaos, monkeypatch):
    home, _, _ = chaos
    with ObjectStore(home / "s3") as store:
        for name, value in store.environment.items():
            monkeypatch.setenv(name, value)
        yield Shown(home, store, make_client(endpoint=store.endpoint, region="us-east-1", keys=store.keys))


def test_the_judge_notices(shown):
    """Each by itself, and put right again: it says what is wrong, and nothing else but what follows from it."""
    assert shown.wrong() == {}
    manifest_key = next(key for key in shown.keys("manifests") if json.loads(shown.get(key))["parts"])
    before = shown.get(manifest_key)
    manifest = json.loads(before)
    key = DESK + manifest["parts"][0]["key"]
    data = shown.get(key)
    lines = gzip.decompress(data).splitlines(keepends=True)
    id = json.loads(lines[-1])["id"]

    shown.file(key, lines[:-1], manifest_key, manifest)  # an article removed, and the books cooked
    wrong = shown.wrong()
    assert wrong["acknowledged, and not in the bucket"] == [f"{id} revision 1"]
    assert wrong["served with 200, and not filed"] == [id]

    shown.put(key, data)
    shown.file(key.replace(".jsonl.gz", "9.jsonl.gz"), lines[:1], manifest_key, manifest)  # one filed twice
    assert shown.wrong()["filed more than once"] == [f"{json.loads(lines[0])['id']} revision 1"]
    shown.put(manifest_key, before)
    assert len(shown.wrong()["manifests and parts that disagree"]) == 1  # by now a part that no manifest names

    warc = next(one for one in shown.keys("archive") if one.endswith(".warc.gz"))
    page = shown.get(warc)
    shown.put(warc, warcinfo("another"))  # the pages gone
    assert shown.wrong()["archive records that are not the page"]
    shown.put(warc, page)

    shown.client.delete_object(Bucket=shown.bucket, Key=key.replace(".jsonl.gz", "9.jsonl.gz"))
    shown.put(key, data[:-1])  # a part cut short
    with pytest.raises(EOFError):
        shown.wrong()
    shown.client.delete_object(Bucket=shown.bucket, Key=key)  # a part gone
    wrong = shown.wrong()
    assert len(wrong["acknowledged, and not in the bucket"]) == len(lines)
    assert "manifests and parts that disagree" in wrong


def test_the_judge_notices_a_wrong_exit_status(chaos, shown):
    home, _, _ = chaos
    judge = judge_of(home, shown.store.endpoint)
    judge.told["rounds"][0]["status"] = 77
    assert len(judge.judge()["wrong exit statuses"]) == 1
