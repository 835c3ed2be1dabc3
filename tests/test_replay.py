"""``scrapy replay``: what is filed of archived pages, once, whoever archived them and however often it is begun."""

import gzip
import json
import signal
from collections import Counter
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from time import sleep

import pytest

from crawler.commands.replay import Command
from crawler.replay.selection import Selection, read_moment
from pipelines.storage.batch import Batch
from pipelines.storage.folder import FolderTarget
from pipelines.storage.journal import RunStart
from pipelines.storage.manifest import read_manifest
from tests.commanding import run_command
from tests.crawling import Desk, desk_for, in_bucket, in_folder
from tests.filing_samples import check_books, folder_reader
from tests.replaying import replay_here
from tests.warcs import (
    HTML,
    MORNING,
    PACKERS,
    STORIES,
    Answer,
    address,
    page,
    story_answers,
    warc_bytes,
    wet_answers,
    write,
)

IDS = sorted(f"inkl/{story.slug}" for story in STORIES)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "desk")


def replay(desk, *words, **settings):
    return desk.scrapy("replay", *map(str, words), **settings)


def told(run):
    (ended,) = (line for line in run.log if line["message"] == "replay ended")
    assert ended["exit_status"] == run.status
    return "\n".join(ended["summary"])


def ids(articles):
    return sorted(article["id"] for article in articles)


def archived(folder: Path, answers, name="others.warc.gz", **how) -> Path:
    return write(folder / name, warc_bytes(answers, **how)[0])


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_every_story_of_a_file_is_filed_as_clean_would_read_it(desk, tmp_path, jobs):
    source = archived(tmp_path, story_answers())
    done = replay(desk, source, "--jobs", jobs)
    assert done.status == 0, done.stderr
    filed = in_folder(desk.filed)
    assert ids(filed) == IDS
    check_books(*folder_reader(desk.filed))
    one = next(article for article in filed if article["url"] == address(STORIES[0]))
    saved = write(tmp_path / "page.html", page(STORIES[0]))
    clean = json.loads(desk.scrapy("clean", str(saved), "--url", address(STORIES[0])).stdout)
    assert {key: value for key, value in one.items() if key not in ("source", "rights")} == {
        key: value for key, value in clean.items() if key not in ("source", "rights")
    }
    assert (one["source"]["fetched_at"], one["source"]["status"]) == ("2026-09-18T09:00:00Z", 200)
    assert one["source"]["archive"] is None  # the file lies elsewhere than what is filed


def test_one_process_and_several_file_the_same_bytes(tmp_path):
    source = archived(tmp_path, story_answers())
    parts = []
    for jobs in ("1", "2"):
        desk = Desk(tmp_path / jobs)
        assert replay(desk, source, "--jobs", jobs, PART_ARTICLES="7").status == 0
        keys, get = folder_reader(desk.filed)
        parts.append([gzip.decompress(get(key)) for key in keys if key.startswith("articles/")])
    assert parts[0] == parts[1] and len(parts[0]) > 2


def test_a_bucket_is_replayed_into_a_bucket(tmp_path, bucket):
    data, _ = warc_bytes(story_answers())
    for number in (1, 2):
        bucket.client.put_object(Bucket=bucket.name, Key=f"past/{number}.warc.gz", Body=data)
    desk = desk_for(tmp_path / "desk", bucket)
    done = replay(desk, f"s3://{bucket.name}/past/")
    assert done.status == 0, done.stderr
    assert Counter(ids(in_bucket(bucket))) == dict.fromkeys(IDS, 1)  # the second file is the first once more
    assert "replayed before" in told(done)


# --- idempotent ---


def test_what_was_replayed_is_not_replayed_again_unless_asked_for_or_the_rules_are_others(desk, tmp_path):
    source = archived(tmp_path, story_answers(STORIES[:5]))
    assert replay_here(desk, source).articles == 5
    second = replay_here(desk, source)
    assert (second.done, second.articles, second.failures) == (1, 0, {})
    assert replay_here(desk, source, again=True).articles == 5
    assert replay_here(desk, source).done == 1
    assert replay_here(desk, source, PROMPTED_STORIES="headline").articles == 5
    assert replay_here(desk, source, Selection("inkl")).articles == 5
    assert len(in_folder(desk.filed)) == 20


def test_a_file_that_lies_there_under_two_names_is_replayed_once(desk, tmp_path):
    one = archived(tmp_path / "past", story_answers(STORIES[:5]))
    write(one.with_name("again.warc.gz"), one.read_bytes())
    tally = replay_here(desk, tmp_path / "past")
    assert (tally.files, tally.done, tally.articles) == (1, 1, 5)
    assert len(in_folder(desk.filed)) == 5


def test_a_killed_replay_started_again_files_everything_once(desk, tmp_path):
    answers = [
        Answer(f"{answer.url}-{number}", answer.body, answer.at + timedelta(minutes=number))
        for number in range(4)
        for answer in story_answers()
    ]
    source = archived(tmp_path, answers)
    settings = {"PART_ARTICLES": "5"}
    left = []
    for parts in (1, 8, 20):
        with running(desk, source, **settings) as process:
            process.wait_for(lambda parts=parts: len(list(desk.filed.glob("articles/*/*/*.gz"))) >= parts)
            process.send(signal.SIGKILL)
            process.process.wait(60)
        wait_until_gone(source)
        left.append(len(list(desk.filed.glob("articles/*/*/*.gz"))))
    assert not list(desk.filed.glob("manifests/*")) and sorted(left) == left  # each kill found it at work
    last = replay(desk, source, **settings)
    assert last.status == 0, last.stderr
    assert Counter(ids(in_folder(desk.filed))) == dict.fromkeys(
        {f"inkl/{a.url.rpartition('/')[2]}" for a in answers}, 1
    )
    check_books(*folder_reader(desk.filed))
    assert len(list(desk.filed.glob("replays/*"))) == 1


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_a_replay_in_good_order(desk, tmp_path, number, status):
    answers = [Answer(f"{one.url}-{n}", one.body, one.at) for n in range(20) for one in story_answers()]
    source = archived(tmp_path, answers)
    with running(desk, source, "--jobs", "2", PART_ARTICLES="5") as process:
        process.wait_for(lambda: len(list(desk.filed.glob("articles/*/*/*.gz"))) >= 2)
        process.send(number)
        done = process.wait()
    assert done.status == status, done.stderr
    assert "goes on where it was" in told(done) and "Traceback" not in done.stderr
    assert not list(desk.filed.glob("manifests/*"))


def wait_until_gone(source):
    """Wait until no process, which a worker would be, has the file among its arguments."""
    for _ in range(1000):
        if not any(str(source).encode() in read(path) for path in Path("/proc").glob("[0-9]*/cmdline")):
            return
        sleep(0.02)
    raise AssertionError("workers outlive whoever started them")


def read(path):
    try:
        return path.read_bytes()
    except OSError:
        return b""


def running(desk, *words, **settings):
    return desk.running("replay", *map(str, words), **settings)


def test_a_batch_begun_again_on_a_machine_that_packs_otherwise_keeps_what_is_there(tmp_path):
    start = RunStart(run="20260918T090000Z-0a1b2c3d", started=MORNING, version="0.1.0")
    line = b'{"id":"inkl/a","made_by":{"version":"0.1.0"}}\n'
    target = FolderTarget(tmp_path)
    target.put(f"articles/aggregator=inkl/date=2026-09-18/{start.run}-00001.jsonl.gz", gzip.compress(line, 1, mtime=9))
    batch = Batch(target, start, part_articles=1)
    batch.add("inkl", MORNING.date(), line)
    batch.close(ended="replayed", now=lambda: MORNING)
    check_books(*folder_reader(tmp_path))


# --- other people's archives ---


def test_an_archive_of_the_whole_web_gives_the_pages_that_are_somebodys(desk, tmp_path):
    nobody = [Answer(f"https://www.shop-{n}.example/", b"<html><p>Buy shoes", MORNING) for n in range(30)]
    nobody.append(Answer("https://[no-address/", b"<html><p>Buy shoes", MORNING))
    wired = [
        Answer(one.url, pack(one.body), one.at, (*HTML, wire(name)))
        for one, (name, pack) in zip(story_answers(), PACKERS.items(), strict=False)
    ]
    front = Answer("https://www.inkl.com/", b"<html><p>All of today's news", MORNING)
    tally = replay_here(desk, archived(tmp_path, [*nobody, *wired, front], version="1.0", requests="before"))
    assert ids(in_folder(desk.filed)) == sorted(f"inkl/{story.slug}" for story in STORIES[: len(PACKERS)])
    assert tally.by_why == {"nobody's": 31, "no story": 1}
    assert tally.failures == {}


def wire(name):
    if name == "chunked":
        return ("Transfer-Encoding", "chunked")
    return ("Content-Encoding", name.removeprefix("raw "))


def test_text_captures_are_read_as_the_aggregator_s_that_is_named(desk, tmp_path):
    source = archived(tmp_path, wet_answers(STORIES[:4]), "x.warc.wet.gz", version="1.0", requests="nowhere")
    assert replay_here(desk, source).by_why == {"nobody's": 4}
    assert in_folder(desk.filed) == []
    assert replay_here(desk, source, Selection("inkl")).articles == 4
    layouts = {(article["aggregator"], article["made_by"]["layout"]) for article in in_folder(desk.filed)}
    assert layouts == {("inkl", "inkl/flat")}


def test_a_story_that_changes_within_a_file_is_filed_as_revisions(desk, tmp_path):
    first = story_answers()[0]
    changed = Answer(first.url, first.body.replace(b" the ", b" that "), MORNING + timedelta(hours=1))
    tally = replay_here(desk, archived(tmp_path, [first, first, changed]))
    one, two = sorted(in_folder(desk.filed), key=lambda article: article["revision"])
    assert (two["revision"], two["supersedes"]) == (2, one["content_hash"])
    assert [edit["rule"] for edit in two["edits"] if edit["stage"] == "revise"] == ["revision/body"]
    assert tally.by_why == {"same": 1}


def test_what_a_page_reserves_is_not_filed_unless_the_policy_says_record(desk, tmp_path):
    first = story_answers()[0]
    source = archived(tmp_path, [Answer(first.url, first.body, headers=(*HTML, ("X-Robots-Tag", "noarchive")))])
    assert replay_here(desk, source).by_why == {"reserved": 1}
    assert in_folder(desk.filed) == []
    replay_here(desk, source, RIGHTS_POLICY="record")
    assert [article["rights"]["robots"].split(", ")[0] for article in in_folder(desk.filed)] == ["noarchive"]


def test_since_and_until_are_moments_of_pages(desk, tmp_path):
    source = archived(tmp_path, story_answers())
    wanted = Selection(None, read_moment("", "2026-09-18T09:02Z"), read_moment("", "2026-09-18T09:05Z"))
    replay_here(desk, source, wanted)
    assert sorted(article["source"]["fetched_at"] for article in in_folder(desk.filed)) == [
        f"2026-09-18T09:0{minute}:00Z" for minute in (2, 3, 4)
    ]


def test_damage_is_told_and_costs_nothing_else(desk, tmp_path):
    data, places = warc_bytes(story_answers())
    damaged = bytearray(data)
    damaged[places[3][0] + 100] ^= 0xFF
    tally = replay_here(desk, write(tmp_path / "x.warc.gz", bytes(damaged)))
    assert len(in_folder(desk.filed)) == len(IDS) - 1
    assert tally.failures == {"places where an archive is damaged": 1}


def test_withdrawn_stories_are_not_filed(desk, tmp_path):
    stone = {"schema": "copydesk.withdrawn/1", "id": IDS[0], "reason": "asked", "at": "2026-09-19T00:00:00Z"}
    key = f"withdrawn/{sha256(IDS[0].encode()).hexdigest()}.json"
    write(desk.filed / key, json.dumps(stone).encode())
    tally = replay_here(desk, archived(tmp_path, story_answers()))
    assert ids(in_folder(desk.filed)) == IDS[1:]
    assert tally.by_why == {"withdrawn": 1}


# --- use ---


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "SOURCE"),
        (("nowhere",), "no such file or folder"),
        (("s3:/x",), "no such file"),
        ((".",), "no WARC file"),
        ((".", "--jobs", "0"), "SOURCE"),
        ((".", "--since", "3d"), "--since 3d"),
        ((".", "--since", "2026-08-02", "--until", "2026-08-01"), "not before"),
    ],
)
def test_wrong_use_is_told(tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    done = run_command(Command(), tmp_path, *words)
    assert done.status == 2 and said in done.stderr


def test_a_manifest_says_that_its_run_is_a_replay(desk, tmp_path):
    replay_here(desk, archived(tmp_path, story_answers()))
    (manifest,) = (read_manifest(path.read_bytes()) for path in desk.filed.glob("manifests/*"))
    (claim,) = (json.loads(path.read_bytes()) for path in desk.filed.glob("replays/*"))
    assert (manifest.ended, manifest.run, manifest.articles) == ("replayed", claim["run"], len(IDS))
