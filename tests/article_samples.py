"""Articles with everything in them, and with next to nothing, for the tests of exports."""

from datetime import UTC, datetime, timedelta, timezone

from pipelines.items import (
    Article,
    Block,
    Byline,
    Credit,
    Dateline,
    Edit,
    MadeBy,
    Person,
    Picture,
    Publisher,
    Rights,
    Source,
    Story,
    Timestamp,
)

EST = timezone(timedelta(hours=-5))

FULL = Article(
    id="inkl/ferry-late-again",
    revision=2,
    supersedes="before",
    url="https://www.inkl.com/news/ferry-late-again",
    canonical_url="https://harbour.example/ferry?a=1&b=2",
    aggregator="inkl",
    publisher=Publisher(name="Harbour Ledger", url="https://harbour.example/über-uns"),
    section="Transport",
    headline="Ferry late again — “third time”",
    standfirst="Nobody was told.",
    slug="ferry-late-again",
    byline=Byline(
        printed="By Ann Lee and Tomás Ó Sé in Cork",
        people=(Person(name="Ann Lee"), Person(name="Tomás Ó Sé", role="photographer", location="Cork")),
        organisations=("AFP",),
    ),
    dateline=Dateline(printed="CORK (AFP) —", place="CORK", agency="AFP"),
    published=Timestamp(printed="1 Aug 2026, 4:00", at=datetime(2026, 8, 1, 4, 0, tzinfo=EST), precision="instant"),
    updated=Timestamp(printed="2 Aug 2026", at=datetime(2026, 8, 2, tzinfo=UTC), precision="day", assumed_zone="UTC"),
    language="en",
    access="prompted",
    body=(
        Block(kind="heading", text="On the quay", level=3, at=4),
        Block(
            kind="paragraph", text="CORK (AFP) — Tea & ferries <late>.", html="CORK (AFP) — <b>Tea</b> &amp; …", at=5
        ),
        Block(kind="list_item", text="茶", at=6),
        Block(kind="quote", text="“We waited.”", at=7),
    ),
    pictures=(
        Picture(
            url="https://img.example/a b.jpg",
            alt="A quay",
            caption="The quay at dawn",
            credit=Credit(printed="Dana Whitlock/AP", photographer="Dana Whitlock", organisation="AP", via="Getty"),
            after_block=1,
            at=8,
        ),
        Picture(credit=Credit(printed="Handout")),
    ),
    word_count=7,
    content_hash="now",
    story=Story(cluster="c1", canonical_id="inkl/ferry-late-again"),
    rights=Rights(robots="noai", tdm_reservation=True, notice="© Harbour"),
    edits=(Edit(stage="strip_boilerplate", rule="wall/x", action="removed", before="Sign up", at=9),),
    source=Source(sha256="ab" * 32, fetched_at=datetime(2026, 8, 1, 10, 0, tzinfo=UTC), status=200),
    made_by=MadeBy(version="0.1.0", layout="inkl/html", rules="0a1b"),
)
BARE = Article(
    id="inkl/sha256-00ff",
    aggregator="inkl",
    source=Source(sha256="00ff"),
    made_by=MadeBy(version="0.1.0", layout="inkl/flat"),
)
