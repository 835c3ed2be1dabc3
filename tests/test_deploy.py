"""What operators deploy by: each file checked by the tool that knows its kind, and against the code it speaks of."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import kubernetes_validate
import pytest
import yaml

from crawler import settings

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
DOCUMENTS = list(yaml.safe_load_all((DEPLOY / "kubernetes" / "copydesk.yaml").read_text("utf-8")))
POLICY = json.loads((DEPLOY / "bucket-policy.json").read_text("utf-8"))
UNITS = sorted((DEPLOY / "systemd").iterdir())


def example():
    """The settings of the example file: name -> value."""
    lines = (DEPLOY / "settings.env.example").read_text("utf-8").splitlines()
    return dict(found.groups() for line in lines if (found := re.fullmatch(r"#?COPYDESK_([A-Z0-9_]+)=(.*)", line)))


def instructions(name):
    """The Dockerfile's instructions of one kind, continued lines joined."""
    text = (DEPLOY / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    return [line.split(maxsplit=1)[1] for line in text.splitlines() if line.startswith(f"{name} ")]


def copied():
    """What the Dockerfile copies from the repository."""
    return [path for line in instructions("COPY") if "--from" not in line for path in line.split()[:-1]]


def ignored(path):
    """Whether .dockerignore keeps a path of the repository out: the last line that fits decides."""
    kept_out = False
    for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines():
        pattern = line.removeprefix("!").rstrip("/")
        if line and not line.startswith("#") and (fnmatch(path, pattern) or path.startswith(f"{pattern}/")):
            kept_out = not line.startswith("!")
    return kept_out


def document(kind):
    return next(document for document in DOCUMENTS if document["kind"] == kind)


def pod():
    return document("CronJob")["spec"]["jobTemplate"]["spec"]["template"]["spec"]


def test_hadolint_finds_nothing():
    hadolint = Path(sys.executable).parent / "hadolint"
    done = subprocess.run([hadolint, "--no-color", DEPLOY / "Dockerfile"], capture_output=True, text=True, check=False)
    assert done.stdout + done.stderr == ""
    assert done.returncode == 0


def test_what_the_image_copies_is_there_and_not_ignored():
    assert copied()
    assert [path for path in copied() if not (ROOT / path).exists() or ignored(path.rstrip("/"))] == []


@pytest.mark.parametrize("path", [".git", ".venv", "tests", "ledger.sqlite", "spool", "filed", "settings.env"])
def test_what_is_no_part_of_the_image_stays_out(path):
    assert ignored(path)


def test_the_lock_holds_what_installing_needs():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert [need for need in project["build-system"]["requires"] if f"\n{need} \\\n" not in lock] == []


def test_the_image_runs_as_a_numbered_user_and_crawls():
    assert instructions("USER") == ["10001:10001"]
    assert instructions("ENTRYPOINT") == ['["scrapy"]']
    assert instructions("CMD") == ['["crawl", "inkl"]']
    assert instructions("VOLUME") == ["/var/lib/copydesk"]
    assert any("--require-hashes" in line for line in instructions("RUN"))


@pytest.mark.parametrize("name", ["SPOOL", "LEDGER_URL", "FILE_TO"])
def test_image_and_service_keep_their_state_in_one_place(name):
    (line,) = [line for line in instructions("ENV") if "COPYDESK_" in line]
    image = dict(pair.split("=", 1) for pair in line.split())
    service = (DEPLOY / "systemd" / "copydesk.service").read_text("utf-8")
    assert "/var/lib/copydesk/" in image[f"COPYDESK_{name}"]
    assert f"Environment=COPYDESK_{name}={image[f'COPYDESK_{name}']}\n" in service


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["kind"])
def test_kubernetes_accepts(document):
    kubernetes_validate.validate(document, kubernetes_validate.latest_version(), strict=True)


def test_kubernetes_check_can_fail():
    wrong = {"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "x"}, "spec": {"shedule": "x"}}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, kubernetes_validate.latest_version(), strict=True)


def test_the_cron_job_is_alone_bounded_and_confined():
    spec = document("CronJob")["spec"]
    assert spec["concurrencyPolicy"] == "Forbid"
    job = spec["jobTemplate"]["spec"]
    grace = job["template"]["spec"]["terminationGracePeriodSeconds"]
    assert grace > settings.DOWNLOAD_TIMEOUT * 2
    assert job["activeDeadlineSeconds"] + grace < 3600
    (container,) = pod()["containers"]
    assert container["securityContext"]["readOnlyRootFilesystem"]
    assert not container["securityContext"]["allowPrivilegeEscalation"]
    assert container["securityContext"]["capabilities"]["drop"] == ["ALL"]
    assert pod()["securityContext"]["runAsNonRoot"]
    assert f"{pod()['securityContext']['runAsUser']}:{pod()['securityContext']['runAsGroup']}" == "10001:10001"
    assert container["volumeMounts"][0]["mountPath"] in instructions("VOLUME")


def test_the_manifests_fit_each_other():
    (container,) = pod()["containers"]
    assert container["envFrom"][0]["configMapRef"]["name"] == document("ConfigMap")["metadata"]["name"]
    assert (
        pod()["volumes"][0]["persistentVolumeClaim"]["claimName"]
        == document("PersistentVolumeClaim")["metadata"]["name"]
    )
    assert pod()["serviceAccountName"] == document("ServiceAccount")["metadata"]["name"]
    assert {name.removeprefix("COPYDESK_") for name in document("ConfigMap")["data"]} <= set(settings.OWN_SETTINGS)


def test_systemd_accepts_the_units(tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed; the units are checked where it is")
    for unit in UNITS:
        text = unit.read_text("utf-8").replace("/opt/copydesk/.venv/bin/scrapy", sys.executable)
        (tmp_path / unit.name).write_text(text, "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *sorted(tmp_path.iterdir())],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0


def test_the_service_is_hardened(tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed; the unit is judged where it is")
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", DEPLOY / "systemd" / "copydesk.service"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_service_has_time_to_send_and_lets_the_timer_have_its_hour():
    service = (DEPLOY / "systemd" / "copydesk.service").read_text("utf-8")
    assert "\nEnvironmentFile=/etc/copydesk/settings.env\n" in service
    run, stop = re.search(r"RuntimeMaxSec=(\d+)min", service), re.search(r"TimeoutStopSec=(\d+)min", service)
    assert run
    assert stop
    assert int(run[1]) + int(stop[1]) < 60
    assert int(stop[1]) * 60 == pod()["terminationGracePeriodSeconds"]


@pytest.mark.parametrize(
    ("role", "actions"),
    [
        ("copydesk", {"s3:PutObject", "s3:GetObject", "s3:ListBucket"}),
        ("copydesk-takedown", {"s3:PutObject", "s3:GetObject", "s3:DeleteObject", "s3:ListBucket"}),
    ],
)
def test_the_bucket_grants_a_role_what_it_needs_and_nothing_else(role, actions):
    granted = {
        action
        for statement in POLICY["Statement"]
        if statement["Effect"] == "Allow" and statement["Principal"]["AWS"].endswith(f"role/{role}")
        for action in ([statement["Action"]] if isinstance(statement["Action"], str) else statement["Action"])
    }
    assert granted == actions
    assert all(
        s["Principal"] != "*" and "*" not in s["Principal"]["AWS"]
        for s in POLICY["Statement"]
        if s["Effect"] == "Allow"
    )


def test_the_bucket_refuses_plain_http_overwriting_and_deleting():
    denied = [statement for statement in POLICY["Statement"] if statement["Effect"] == "Deny"]
    in_the_clear, blind = {"Bool": {"aws:SecureTransport": "false"}}, {"Null": {"s3:if-none-match": "true"}}
    assert [statement["Action"] for statement in denied if statement.get("Condition") == in_the_clear] == ["s3:*"]
    assert [statement["Action"] for statement in denied if statement.get("Condition") == blind] == ["s3:PutObject"]
    assert [
        statement for statement in denied if "s3:DeleteObject" in statement["Action"] and "Condition" not in statement
    ]


def test_bucket_and_job_name_the_same_place_and_role():
    bucket, _, prefix = document("ConfigMap")["data"]["COPYDESK_FILE_TO"].removeprefix("s3://").partition("/")
    writing = POLICY["Statement"][0]
    assert writing["Resource"] == f"arn:aws:s3:::{bucket}/{prefix}/*"
    assert writing["Principal"]["AWS"] in document("ServiceAccount")["metadata"]["annotations"].values()


def test_the_example_names_every_setting_and_no_other():
    assert list(example()) == list(settings.OWN_SETTINGS)
    assert all(hasattr(settings, name) for name in example())


@pytest.mark.parametrize("name", settings.OWN_SETTINGS)
def test_the_example_shows_the_default(name):
    source = (ROOT / "crawler" / "settings.py").read_text("utf-8")
    found = re.search(rf'^{name} = _own\("{name}", (?:None|"([^"]*)")\)', source, re.MULTILINE)
    assert found
    assert example()[name] == (found[1] or "")


def test_no_secret_stands_in_a_file_for_operators():
    text = "".join(path.read_text("utf-8") for path in DEPLOY.rglob("*") if path.is_file())
    assert re.findall(r"AKIA[0-9A-Z]{16}|aws_secret_access_key\s*=|-----BEGIN", text, re.IGNORECASE) == []
