import os
import signal
import subprocess
import sys
import textwrap
from hashlib import sha256
from pathlib import Path
from time import sleep

import pytest
from botocore.stub import ANY, Stubber

from crawler.demo import object_store
from crawler.demo.object_store import ObjectStore
from pipelines.errors import BucketRefused, DeliveryTrouble, KeyTaken, WrongSettings
from pipelines.storage import s3
from pipelines.storage.about import NOTE, NOTE_KEY
from pipelines.storage.folder import FolderTarget
from pipelines.storage.s3 import S3Target, digest_of, make_client
from pipelines.storage.s3_trouble import ADVICE, read_trouble
from pipelines.storage.target import open_target
from tests.buckets import Bucket
from tests.filing_samples import make_plan

ROOT = Path(__file__).parents[1]
COPY = b'{"headline":"Ferry late again"}\n'


@pytest.fixture
def target(bucket: Bucket) -> S3Target:
    client = make_client(endpoint=bucket.store.endpoint, region=None)
    return S3Target(client, bucket=bucket.name, prefix="desk/copy")


def stubbed(**facts) -> tuple[S3Target, Stubber]:
    client = make_client(endpoint=None, region="us-east-1", keys=("key", "secret"))
    return S3Target(client, bucket="copy", **facts), Stubber(client)


def test_what_is_put_is_there(target, bucket):
    target.put("articles/a.jsonl.gz", COPY)
    assert bucket.get("desk/copy/articles/a.jsonl.gz") == COPY
    assert target.get("articles/a.jsonl.gz") == COPY
    assert target.where("articles/a.jsonl.gz") == f"s3://{bucket.name}/desk/copy/articles/a.jsonl.gz"


def test_the_store_keeps_the_digest(target, bucket):
    target.put("a.json", COPY)
    head = bucket.client.head_object(Bucket=bucket.name, Key="desk/copy/a.json", ChecksumMode="ENABLED")
    assert head["ChecksumSHA256"] == digest_of(COPY)
    assert head["ContentType"] == "application/json"


def test_the_same_bytes_twice_are_success(target, bucket):
    target.put("a.json", COPY)
    target.put("a.json", COPY)
    assert bucket.keys() == ["desk/copy/a.json"]


def test_other_bytes_under_a_key_are_refused(target, bucket):
    target.put("a.json", COPY)
    with pytest.raises(KeyTaken, match=r"desk/copy/a\.json holds other bytes"):
        target.put("a.json", b"other copy")
    assert bucket.get("desk/copy/a.json") == COPY


def test_bytes_are_compared_where_the_store_kept_no_digest(target, bucket):
    bucket.client.put_object(Bucket=bucket.name, Key="desk/copy/a.json", Body=COPY, ChecksumAlgorithm="CRC32")
    head = bucket.client.head_object(Bucket=bucket.name, Key="desk/copy/a.json", ChecksumMode="ENABLED")
    assert "ChecksumSHA256" not in head
    target.put("a.json", COPY)
    with pytest.raises(KeyTaken):
        target.put("a.json", b"other copy")


def test_bytes_that_change_on_the_way_are_refused(target, bucket, monkeypatch):
    monkeypatch.setattr(s3, "digest_of", lambda data: digest_of(data + b"!"))
    with pytest.raises(DeliveryTrouble, match=r"BadDigest.*arrived changed") as caught:
        target.put("a.json", COPY)
    assert not isinstance(caught.value, BucketRefused)
    assert bucket.keys() == []


def test_the_check_leaves_one_note_and_can_be_repeated(target, bucket):
    target.check()
    target.check()
    assert bucket.keys() == [f"desk/copy/{NOTE_KEY}"]
    assert bucket.get(f"desk/copy/{NOTE_KEY}") == NOTE


def test_a_note_of_another_release_is_as_good(target, bucket):
    bucket.client.put_object(Bucket=bucket.name, Key=f"desk/copy/{NOTE_KEY}", Body=b"an older note")
    target.check()
    assert bucket.get(f"desk/copy/{NOTE_KEY}") == b"an older note"


def test_a_missing_bucket_needs_a_person(bucket):
    target = S3Target(make_client(endpoint=bucket.store.endpoint, region=None), bucket="no-such-bucket")
    with pytest.raises(BucketRefused, match=r"s3://no-such-bucket/.*NoSuchBucket.*Create the bucket"):
        target.check()


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("AWS_ACCESS_KEY_ID", "nobody", "InvalidAccessKeyId.*AWS_ACCESS_KEY_ID"),
        ("AWS_SECRET_ACCESS_KEY", "wrong", "SignatureDoesNotMatch.*AWS_SECRET_ACCESS_KEY"),
    ],
)
def test_wrong_credentials_need_a_person(bucket, monkeypatch, name, value, message):
    monkeypatch.setenv(name, value)
    target = S3Target(make_client(endpoint=bucket.store.endpoint, region=None), bucket=bucket.name)
    with pytest.raises(BucketRefused, match=message) as caught:
        target.check()
    assert bucket.store.keys[1] not in str(caught.value)


def test_no_credentials_need_a_person(bucket, monkeypatch):
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    target = S3Target(make_client(endpoint=bucket.store.endpoint, region=None), bucket=bucket.name)
    with pytest.raises(BucketRefused, match="No AWS credentials were found"):
        target.check()


def test_a_store_that_does_not_answer_is_tried_again_later(bucket):
    target = S3Target(make_client(endpoint="http://127.0.0.1:1", region=None), bucket=bucket.name)
    with pytest.raises(DeliveryTrouble, match=r"EndpointConnectionError.*S3_ENDPOINT") as caught:
        target.put("a.json", COPY)
    assert not isinstance(caught.value, BucketRefused)


def test_an_endpoint_that_is_no_address_needs_a_person():
    with pytest.raises(BucketRefused, match="S3_ENDPOINT"):
        make_client(endpoint="not an address", region=None)


def test_a_bucket_name_that_is_none_needs_a_person(bucket):
    target = S3Target(make_client(endpoint=bucket.store.endpoint, region=None), bucket="no bucket!")
    with pytest.raises(BucketRefused, match="FILE_TO"):
        target.check()


def test_a_missing_object_is_trouble(target):
    with pytest.raises(DeliveryTrouble, match="NoSuchKey"):
        target.get("none.json")


def test_encryption_is_asked_for_with_the_key_that_is_set():
    """SeaweedFS has no KMS, so what is sent is checked, not what becomes of it."""
    target, stub = stubbed(prefix="desk", kms_key="alias/copy")
    sent = {
        "Bucket": "copy",
        "Key": "desk/a.jsonl.gz",
        "Body": COPY,
        "ContentType": "application/gzip",
        "ChecksumSHA256": digest_of(COPY),
        "IfNoneMatch": "*",
        "ServerSideEncryption": "aws:kms",
        "SSEKMSKeyId": "alias/copy",
        "BucketKeyEnabled": True,
    }
    stub.add_response("put_object", {"ChecksumSHA256": digest_of(COPY)}, sent)
    with stub:
        target.put("a.jsonl.gz", COPY)
    stub.assert_no_pending_responses()


def test_a_store_that_names_no_digest_is_asked_for_one():
    """An older store may keep none; then the bytes themselves are read back."""
    target, stub = stubbed()
    stub.add_response("put_object", {"ETag": '"x"'})
    stub.add_response("head_object", {"ETag": '"x"'})
    stub.add_client_error("get_object", "SlowDown", "no", http_status_code=503)
    with stub, pytest.raises(DeliveryTrouble, match="SlowDown"):
        target.put("a.json", COPY)


def test_a_digest_of_pieces_is_not_taken_for_the_digest():
    target, stub = stubbed()
    stub.add_client_error("put_object", "PreconditionFailed", http_status_code=412)
    stub.add_response("head_object", {"ChecksumSHA256": f"{digest_of(COPY)}-2"})
    stub.add_client_error(
        "get_object", "AccessDenied", "no", http_status_code=403, expected_params={"Bucket": ANY, "Key": ANY}
    )
    with stub, pytest.raises(BucketRefused, match="AccessDenied"):
        target.put("a.json", COPY)


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        ("AccessDenied", 403, BucketRefused),
        ("403", 403, BucketRefused),
        ("PermanentRedirect", 301, BucketRefused),
        ("NotImplemented", 501, BucketRefused),
        ("KMS.DisabledException", 400, BucketRefused),
        ("ConditionalRequestConflict", 409, DeliveryTrouble),
        ("SlowDown", 503, DeliveryTrouble),
        ("InternalError", 500, DeliveryTrouble),
        ("RequestTimeout", 400, DeliveryTrouble),
        ("InvalidDigest", 400, DeliveryTrouble),
        ("ReadTimeoutError", None, DeliveryTrouble),
        ("NoCredentialsError", None, BucketRefused),
    ],
)
def test_each_answer_says_what_happens_next(code, status, kind):
    trouble = read_trouble("s3://copy/a", code, status, "as the store put it")
    assert type(trouble) is kind
    assert str(trouble).startswith(f"s3://copy/a: {code}: as the store put it. ")
    assert "tried again" in str(trouble) or "sent again" in str(trouble) or isinstance(trouble, BucketRefused)


def test_advice_is_whole_sentences():
    assert all(advice.endswith((".", "login.", "host.")) for advice in ADVICE.values())


@pytest.mark.parametrize(
    ("file_to", "where"),
    [
        ("s3://copy", "s3://copy/a"),
        ("s3://copy/", "s3://copy/a"),
        ("s3://copy/desk/", "s3://copy/desk/a"),
        ("s3://copy/desk/2026", "s3://copy/desk/2026/a"),
        ("filed", "filed/a"),
        ("/srv/filed/", "/srv/filed/a"),
    ],
)
def test_targets_are_named_by_one_setting(tmp_path, monkeypatch, file_to, where):
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    assert open_target(make_plan(tmp_path, file_to=file_to)).where("a") == where


@pytest.mark.parametrize("file_to", ["ftp://host/x", "http://bucket", "s3://", "s3:///prefix"])
def test_other_addresses_are_wrong_settings(tmp_path, file_to):
    with pytest.raises(WrongSettings, match="FILE_TO"):
        open_target(make_plan(tmp_path, file_to=file_to))


def test_a_folder_keeps_what_is_put_once(tmp_path):
    target = FolderTarget(tmp_path / "filed")
    target.check()
    target.check()
    target.put("articles/a.json", COPY)
    target.put("articles/a.json", COPY)
    with pytest.raises(KeyTaken, match=sha256(COPY).hexdigest()[:16]):
        target.put("articles/a.json", b"other copy")
    files = sorted(str(path.relative_to(target.root)) for path in target.root.rglob("*") if path.is_file())
    assert files == [NOTE_KEY, "articles/a.json"]
    assert target.get("articles/a.json") == COPY


def test_a_folder_writes_over_what_a_killed_run_left(tmp_path):
    target = FolderTarget(tmp_path)
    (tmp_path / ".a.json.tmp").write_bytes(COPY[:5])
    target.put("a.json", COPY)
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_a_folder_without_hard_links_will_do(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    target = FolderTarget(tmp_path)
    target.put("a.json", COPY)
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_a_file_in_place_of_the_folder_needs_a_person(tmp_path):
    (tmp_path / "filed").write_text("no folder")
    target = FolderTarget(tmp_path / "filed")
    for attempt in (target.check, lambda: target.put("articles/a.json", COPY)):
        with pytest.raises(BucketRefused, match="another FILE_TO"):
            attempt()


def test_a_full_folder_is_tried_again_later(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(28, "No space left on device")

    target = FolderTarget(tmp_path)
    monkeypatch.setattr(os, "write", refuse)
    with pytest.raises(DeliveryTrouble, match=r"No space left.*tried again") as caught:
        target.put("a.json", COPY)
    assert not isinstance(caught.value, BucketRefused)


def test_a_store_that_can_not_start_shows_its_log(tmp_path, monkeypatch):
    program = tmp_path / "weed"
    program.write_text("#!/bin/sh\necho the disk has gone soft\nexit 1\n")
    program.chmod(0o700)
    monkeypatch.setattr(object_store, "find_weed", lambda: str(program))
    with pytest.raises(DeliveryTrouble, match=r"(?s)did not start.*weed\.log:.*the disk has gone soft"):
        ObjectStore(tmp_path).start()


@pytest.mark.skipif(sys.platform != "linux", reason="the death signal is Linux's")
def test_the_store_dies_with_a_parent_that_is_killed(tmp_path):
    program = textwrap.dedent(f"""
        from pathlib import Path
        from time import sleep
        from crawler.demo.object_store import ObjectStore
        with ObjectStore(Path({str(tmp_path)!r})) as store:
            print(store._process.pid, *store._ports.values(), flush=True)
            sleep(600)
    """)
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    server, *ports = map(int, parent.stdout.readline().split())
    assert b"weed" in Path(f"/proc/{server}/cmdline").read_bytes()
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    while _is_running(server):
        sleep(0.01)
    object_store.remove_sockets(ports)


def _is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False
