"""Copies of delivered WARC files: kept as long as the settings say, private, and needed by nothing."""

import gzip
import os
from datetime import timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.demo import DemoAggregator
from pipelines.storage.filing import Filing, FilingPlan
from pipelines.storage.kept import KeptCopies, Retention, forget_kept
from pipelines.storage.keys import new_run_id, spool_name
from pipelines.storage.room import Room
from tests.crawling import Desk
from tests.filing_samples import MORNING, check_books, folder_reader, make_article, make_plan
from tests.test_archive import make_exchange
from tests.test_private_files import modes_below

DAY = timedelta(days=1)


def kept(plan: FilingPlan) -> list[str]:
    return sorted(path.name for path in plan.spool.glob("kept/*"))


def file_pages(plan: FilingPlan, *numbers: int, clock=lambda: MORNING) -> None:
    filing = Filing(plan, clock=clock)
    filing.open()
    for number in numbers:
        filing.archive(make_exchange(number), aggregator="inkl")
        filing.file(make_article(number))
        filing.tick()
    assert filing.close().ok


def test_nothing_is_kept_unless_it_is_asked_for(tmp_path: Path) -> None:
    plan = make_plan(tmp_path)
    file_pages(plan, 1)
    assert not (plan.spool / "kept").exists()


@pytest.mark.parametrize("retention", [{"archive_keep_days": 1.0}, {"archive_keep_bytes": 10_000_000}])
def test_what_is_kept_is_what_was_delivered(tmp_path: Path, retention: dict[str, float]) -> None:
    plan = make_plan(tmp_path, **retention)
    file_pages(plan, 1, 2)
    keys, get = folder_reader(Path(plan.file_to))
    check_books(keys, get)
    archived = [key for key in keys if key.startswith("archive/")]
    assert kept(plan) == sorted(map(spool_name, archived))
    for key in archived:
        assert (plan.spool / "kept" / spool_name(key)).read_bytes() == get(key)
    assert modes_below(plan.spool) == {}
    (warc,) = plan.spool.glob("kept/*.warc.gz")
    with warc.open("rb") as file:
        assert [record.rec_type for record in ArchiveIterator(file)].count("response") == 2


def test_kept_copies_are_no_unfinished_work(tmp_path: Path) -> None:
    plan = make_plan(tmp_path, archive_keep_days=1.0)
    file_pages(plan, 1)
    filing = Filing(make_plan(tmp_path, run_id=new_run_id(MORNING), archive_keep_days=1.0, spool_bytes=100))
    filing.open()  # nor do they count to the quota
    report = filing.close()
    assert (report.ok, report.recovered, report.unsent) == (True, (), ())
    assert len(kept(plan)) == 2


def copies(folder: Path, *ages: float, size: int = 1000) -> KeptCopies:
    """Kept copies so many days old, each with its index of a tenth of its size."""
    folder.mkdir()
    for number, days in enumerate(ages):
        for name, length in ((f"{number}.warc.gz", size), (f"{number}.cdxj", size // 10)):
            (folder / name).write_bytes(b"x" * length)
        moment = (MORNING - days * DAY).timestamp()
        os.utime(folder / f"{number}.warc.gz", (moment, moment))
    return KeptCopies(folder, Retention())


@pytest.mark.parametrize(
    ("retention", "left"),
    [
        (Retention(), []),
        (Retention(days=2), [2, 3]),
        (Retention(days=100), [0, 1, 2, 3]),
        (Retention(days=0.5), [3]),
        (Retention(bytes=4400), [0, 1, 2, 3]),
        (Retention(bytes=4399), [1, 2, 3]),
        (Retention(bytes=1100), [3]),
        (Retention(bytes=1099), []),
        (Retention(days=2, bytes=1100), [3]),
        (Retention(days=0.5, bytes=10_000), [3]),
    ],
    ids=str,
)
def test_the_oldest_go_first(tmp_path: Path, retention: Retention, left: list[int]) -> None:
    folder = tmp_path / "kept"
    copies(folder, 9, 3, 1, 0.1)
    gone = KeptCopies(folder, retention).prune(MORNING)
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        f"{number}.{ending}" for number in left for ending in ("warc.gz", "cdxj")
    )
    assert gone == [f"{number}.warc.gz" for number in range(4) if number not in left]


def test_leftovers_of_a_kill_go(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    copies(folder, 1)
    (folder / "alone.cdxj").write_bytes(b"x")
    (folder / "half.cdxj.tmp").write_bytes(b"x")
    assert KeptCopies(folder, Retention(days=2)).prune(MORNING) == []
    assert sorted(path.name for path in folder.iterdir()) == ["0.cdxj", "0.warc.gz"]


def test_a_folder_that_is_not_there_is_no_trouble(tmp_path: Path) -> None:
    assert KeptCopies(tmp_path / "kept", Retention()).prune(MORNING) == []
    assert forget_kept(tmp_path, ["archive/a.warc.gz"]) == []


def test_copies_are_pruned_when_a_run_opens_and_when_it_closes(tmp_path: Path) -> None:
    first = make_plan(tmp_path, archive_keep_days=2.0)
    file_pages(first, 1)
    (warc,) = first.spool.glob("kept/*.warc.gz")
    long_ago = (MORNING - 3 * DAY).timestamp()
    os.utime(warc, (long_ago, long_ago))
    second = Filing(make_plan(tmp_path, archive_keep_days=2.0, run_id=new_run_id(MORNING)), clock=lambda: MORNING)
    second.open()
    assert kept(first) == []
    second.archive(make_exchange(2), aggregator="inkl")
    assert second.close().ok
    assert len(kept(first)) == 2
    third = make_plan(tmp_path, archive_keep_bytes=1, run_id=new_run_id(MORNING))
    file_pages(third, 3)
    assert kept(first) == []  # its own too: a byte is less than any


def test_copies_go_before_a_run_has_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Disk that a copy takes is given to the run."""
    plan = make_plan(tmp_path, archive_keep_days=9.0)
    file_pages(plan, 1)
    filing = Filing(make_plan(tmp_path, archive_keep_days=9.0, run_id=new_run_id(MORNING)), clock=lambda: MORNING)

    def disk(**limits: int) -> Room:
        """As though the copies had taken the last of the disk."""
        return Room(used=0, quota=0, free=0 if kept(plan) else 1000, floor=100)

    monkeypatch.setattr(filing._spool, "room", disk)
    filing.open()
    assert kept(plan) == []
    assert filing.close(ended="finished").trouble is None


def test_a_killed_run_s_file_is_kept_once(tmp_path: Path) -> None:
    """Killed between the journal and the move: the next run delivers it again, and keeps it."""
    plan = make_plan(tmp_path, archive_keep_days=9.0)
    filing = Filing(plan, clock=lambda: MORNING)
    filing.open()
    filing.archive(make_exchange(1), aggregator="inkl")
    filing.tick()
    path = next(filing._spool.open.glob("archive,*"))
    copy = path.read_bytes()
    filing._spool.unlock()
    filing._ledger.close()
    (plan.spool / "kept").mkdir(mode=0o700)
    (plan.spool / "kept" / path.name.replace(".warc.gz", ".cdxj")).write_bytes(b"")  # its index came before the kill
    file_pages(make_plan(tmp_path, archive_keep_days=9.0, run_id=new_run_id(MORNING)), 2)
    assert (plan.spool / "kept" / path.name).read_bytes() == copy
    assert (plan.spool / "kept" / path.name.replace(".warc.gz", ".cdxj")).read_bytes()


def test_a_purge_reaches_the_copies(tmp_path: Path) -> None:
    plan = make_plan(tmp_path, archive_keep_days=9.0)
    file_pages(plan, 1)
    keys, _ = folder_reader(Path(plan.file_to))
    (warc,) = (key for key in keys if key.endswith(".warc.gz"))
    assert forget_kept(plan.spool, [warc, "articles/x.jsonl.gz"]) == [spool_name(warc)]
    assert kept(plan) == []


def test_a_crawl_keeps_what_replay_reads(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk", {"CONTACT": "desk@copydesk.example", "ARCHIVE_KEEP_DAYS": "7"})
    with DemoAggregator(tmp_path, crawl_delay=0, slow_seconds=0) as demo:
        assert desk.crawl("-a", f"site={demo.site}", "-a", "limit=3").status in (0, 1)
    (warc,) = desk.spool.glob("kept/*.warc.gz")
    assert gzip.decompress(warc.read_bytes()).count(b"WARC-Type: response") >= 3
    read = desk.scrapy("replay", str(desk.spool / "kept"), FILE_TO=str(tmp_path / "again"))
    assert read.status == 0, read.stderr
    wrong = desk.crawl(ARCHIVE_KEEP_DAYS="-1")
    assert wrong.status == 2 and "ARCHIVE_KEEP_DAYS" in wrong.stderr + wrong.stdout
