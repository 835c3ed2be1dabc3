"""``make audit``: known vulnerabilities fail it, accepted ones and a missing network don't, and are told."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.audit import ACCEPTED, judge, judge_failure, read_accepted

SOUND = {"name": "lxml", "version": "6.0", "vulns": []}
BAD = {"name": "old", "version": "1.0", "vulns": [{"id": "X-1", "aliases": ["CVE-1"], "fix_versions": ["1.1"]}]}
UNKNOWN = {"name": "ours", "skip_reason": "Dependency not found"}


@pytest.mark.parametrize(
    ("packages", "accepted", "status", "words"),
    [
        ([SOUND], {}, 0, "1 packages audited, 0 known"),
        ([SOUND, BAD], {}, 1, "VULNERABLE: old 1.0: X-1, fixed in 1.1"),
        ([SOUND, BAD], {"X-1": "not called"}, 0, "accepted: old 1.0: X-1: not called"),
        ([SOUND, BAD], {"CVE-1": "not called"}, 0, "accepted: old 1.0: X-1: not called"),
        ([SOUND, BAD], {"X-2": "another"}, 1, "VULNERABLE"),
        ([SOUND, UNKNOWN], {}, 0, "NOT AUDITED: 1 of 2 packages: ours"),
        ([BAD, UNKNOWN], {}, 1, "VULNERABLE"),
        ([UNKNOWN, UNKNOWN], {}, 0, "NOT AUDITED: the index"),
    ],
)
def test_a_report_is_judged(packages: list[dict[str, Any]], accepted: dict[str, str], status: int, words: str) -> None:
    judged, told = judge({"dependencies": packages}, accepted)
    assert judged == status
    assert words in "\n".join(told)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("requests.exceptions.ConnectionError: Max retries exceeded", 0),
        ("ERROR: Could not connect to PyPI's vulnerability feed", 0),
        ("ERROR: requirement file requirements.lock contains unhashed", 1),
        ("", 1),
    ],
)
def test_no_report_is_no_pass_without_a_word(said: str, status: int) -> None:
    judged, told = judge_failure(said)
    assert judged == status
    assert ("NOT AUDITED" in told[0]) is (status == 0)


def test_what_is_accepted_has_a_reason_and_a_day() -> None:
    text = '[[accepted]]\nid = "X-1"\nbecause = "not called"\nuntil = 2026-12-31'
    assert read_accepted(text, date(2026, 12, 30)) == {"X-1": "not called"}
    assert read_accepted(text, date(2026, 12, 31)) == {}
    with pytest.raises(KeyError):
        read_accepted('[[accepted]]\nid = "X-1"\nuntil = 2026-12-31', date(2026, 1, 1))
    read_accepted(ACCEPTED.read_text("utf-8"), datetime.now(UTC).date())


# --- pip-audit itself, asking a service on loopback that knows one package to be bad ---


class _Service(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        name = asked["package"]["name"]
        vulnerable = {"id": "X-1", "aliases": ["CVE-1"], "summary": "bad", "affected": [{"package": asked["package"]}]}
        body = json.dumps({"vulns": [vulnerable]} if name == "msgspec" else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def service() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Service)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1/query"
    server.shutdown()
    server.server_close()


def run_audit(url: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.audit", "--vulnerability-service=osv", f"--osv-url={url}"]
    return subprocess.run(
        command, cwd=Path(__file__).parents[1], capture_output=True, text=True, timeout=120, check=False
    )


def test_pip_audit_finds_what_a_service_knows_and_says_where_there_is_none() -> None:
    with service() as url:
        found = run_audit(url)
    assert (found.returncode, found.stderr) == (1, "")
    assert "VULNERABLE: msgspec" in found.stdout
    nobody = run_audit(url)  # the service is gone
    assert nobody.returncode == 0
    assert nobody.stdout.startswith("NOT AUDITED: the service can't be reached")
