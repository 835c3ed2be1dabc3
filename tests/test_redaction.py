"""Secrets are blanked: by their form, and by what they are. Whole runs: test_secrets."""

import logging
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.monitor.logs import keep_secrets_out_of_logs
from pipelines import redaction
from pipelines.errors import SpoolUnwritable, WrongSettings
from pipelines.redaction import has_user_info, keep_password_of, keep_secret, keep_secrets_of, redact
from pipelines.storage.filing import FilingPlan


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redaction, "_kept", set())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://ann:s3cret@paper.example/a?b@c", "https://***@paper.example/a?b@c"),
        ("postgresql+psycopg://desk:p%40ss@db:5432/x", "postgresql+psycopg://***@db:5432/x"),
        ("see https://token@paper.example and more", "see https://***@paper.example and more"),
        ("https://a:b@c@paper.example/", "https://***@paper.example/"),
        ("proxy http://u:p@proxy:3128 refused", "proxy http://***@proxy:3128 refused"),
        ("Authorization: Basic dXNlcjpwYXNz", "Authorization: Basic ***"),
        ("{b'Authorization': [b'Bearer abc.def.ghi']}", "{b'Authorization': [b'Bearer ***']}"),
        ("Proxy-Authorization: Basic dXNlcjpwYXNz", "Proxy-Authorization: Basic ***"),
        ("GET /x?X-Amz-Signature=0123abcd&b=c", "GET /x?X-Amz-Signature=***&b=c"),
        ("x-amz-security-token:FwoGZXIvYXdz", "x-amz-security-token:***"),
        ("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG", "aws_secret_access_key = ***"),
        ("host=db password=hunter2 dbname=x", "host=db password=*** dbname=x"),
        ("{'password': 'hunter2'}", "{'password': '***'}"),
        ("key AKIAIOSFODNN7EXAMPLE is not known", "key *** is not known"),
        ("session ASIAIOSFODNN7EXAMPLE", "session ***"),
    ],
)
def test_forms_of_secrets_are_blanked(text: str, shown: str) -> None:
    assert redact(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://paper.example/news/1?q=a@b",
        "mail desk@paper.example",
        "The signature dish; credential inflation; a password for the ages.",
        "the site sends it on to file:///etc/passwd: a file: address is no page's",
        "wrong password: try again",
        "s3://bucket/articles/aggregator=inkl/date=2026-08-01/20260801T090000Z-0a1b2c3d-00001.jsonl.gz",
        "arn:aws:kms:eu-west-1:123456789012:key/1234abcd",
        "sqlite:///ledger.sqlite",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert redact(text) == text


@given(st.text())
def test_blanking_never_raises_and_blanks_once(text: str) -> None:
    assert redact(redact(text)) == redact(text)


def test_values_are_blanked_wherever_they_stand() -> None:
    keep_secret("correct horse", "p%40ssw0rd", None, "", "short")
    assert redact("said 'correct horse' and p%40ssw0rd") == "said '***' and ***"
    assert redact("it is p@ssw0rd, in short") == "it is ***, in short"


def test_an_environment_gives_its_own() -> None:
    keep_secrets_of(
        {
            "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI",
            "PGPASSWORD": "opensesame",
            "HTTPS_PROXY": "http://ann:proxypass/word@proxy:3128",
            "PATH": "/usr/bin:/usr/local/bin",
        }
    )
    assert redact("wJalrXUtnFEMI opensesame proxypass/word /usr/bin") == "*** *** *** /usr/bin"
    keep_password_of("postgresql://desk@db/x")
    assert redact("desk") == "desk"


@pytest.mark.parametrize(
    ("address", "has"),
    [
        ("https://a:b@c.example/", True),
        ("https://a@c.example", True),
        ("https://c.example/@a", False),
        ("https://c.example?a@b", False),
        ("c.example", False),
    ],
)
def test_user_info_is_seen(address: str, has: bool) -> None:
    assert has_user_info(address) is has


def test_an_error_is_born_without_secrets() -> None:
    keep_secret("correct horse")
    assert str(SpoolUnwritable("at postgresql://u:p@db: correct horse")) == "at postgresql://***@db: ***"
    assert "***" in repr(WrongSettings("https://u:p@x"))


def test_a_plan_shows_no_password() -> None:
    plan = FilingPlan(
        file_to="filed",
        spool="spool",  # type: ignore[arg-type]
        ledger_url="postgresql://desk:hunter2@db/x",
        run_id="20260801T090000Z-0a1b2c3d",
    )
    assert "hunter2" not in repr(plan)


@pytest.fixture
def quiet_logs() -> Iterator[None]:
    before = logging.getLogRecordFactory()
    keep_secrets_out_of_logs({"PGPASSWORD": "opensesame"})
    keep_secrets_out_of_logs({"PGPASSWORD": "opensesame"})  # twice is once
    yield
    logging.setLogRecordFactory(before)


def test_a_log_shows_none(quiet_logs: None, caplog: pytest.LogCaptureFixture) -> None:
    log = logging.getLogger("anybody")
    log.error("can't reach %s as %s", "https://ann:s3cret@paper.example", "opensesame")
    log.error("by name %(url)s", {"url": "https://ann:s3cret@paper.example"})
    log.error("plain %d", 7)
    try:
        raise ValueError("opensesame")
    except ValueError:
        log.exception("it failed")
    told = caplog.text
    assert "s3cret" not in told and "opensesame" not in told
    assert "https://***@paper.example as ***" in told
    assert "plain 7" in told
    assert "ValueError: ***" in told and "Traceback" in told
    assert [record.args for record in caplog.records if record.msg == "plain %d"] == [(7,)]
