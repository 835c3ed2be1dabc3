"""Fixtures that several subjects share: a real S3 and a real PostgreSQL, each started once for all tests.

Each test has a bucket or a database of its own.
"""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from crawler.demo.object_store import ObjectStore
from pipelines.storage.ledger import Ledger
from tests.buckets import Bucket, make_bucket, sign_in
from tests.postgresql import Postgresql, postgresql

# No test is timed, since the machine may be busy; and all machines try the same examples. `make fuzz` tries others.
settings.register_profile("copydesk", deadline=None, derandomize=True)
settings.load_profile("copydesk")

# A shell leaves SIGINT ignored for what it runs in its background, and whatever the tests start would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def object_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectStore]:
    with ObjectStore(tmp_path_factory.mktemp("object-store")) as store:
        yield store


@pytest.fixture
def bucket(object_store: ObjectStore, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    sign_in(object_store, monkeypatch)
    return make_bucket(object_store)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Postgresql]:
    with postgresql() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger may be made, on both databases in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'desk' / 'ledger.sqlite'}"
    server: Postgresql = request.getfixturevalue("postgresql_server")
    return server.new_database()


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A ledger, on both databases in turn."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'desk' / 'ledger.sqlite'}"
        Ledger(url).close()
        return url
    server: Postgresql = request.getfixturevalue("postgresql_server")
    return server.new_database(server.with_tables())


@pytest.fixture
def ledger(ledger_url: str) -> Iterator[Ledger]:
    ledger = Ledger(ledger_url)
    yield ledger
    ledger.close()
