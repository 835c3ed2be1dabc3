"""``make audit``: what requirements.lock pins, against what is known to be vulnerable. pip-audit asks, this judges.

pip-audit ends with 0 where the index knew none of the packages, and with 1 where there was none to ask. A check that
nobody made is no pass and no failure: it is said, and ends with 0, so that work goes on where there is no network.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"
ACCEPTED = ROOT / ".ci" / "accepted-vulnerabilities.toml"
SECONDS = 15  # for one answer of the service

# What pip-audit and requests say where there is nobody to ask.
UNREACHABLE = ("ConnectionError", "Could not connect", "Max retries", "Failed to resolve", "Timeout", "ServiceError")


def read_accepted(text: str, today: date) -> dict[str, str]:
    """The ids that are accepted on a day, each with its reason.

    Raises:
        KeyError: an entry lacks its id, its reason or its day.
    """
    entries: Iterable[Mapping[str, Any]] = tomllib.loads(text).get("accepted", ())
    return {one["id"]: one["because"] for one in entries if one["until"] > today}


def judge(report: Mapping[str, Any], accepted: Mapping[str, str]) -> tuple[int, list[str]]:
    """What pip-audit's report means: the exit status, and what to tell.

    Args:
        report: pip-audit's JSON.
        accepted: Ids that are lived with, and why.
    """
    packages = report["dependencies"]
    unknown = [one["name"] for one in packages if "skip_reason" in one]
    told, found = [], 0
    for package in packages:
        for one in package.get("vulns", ()):
            name = f"{package['name']} {package['version']}: {one['id']}"
            known = next((accepted[id] for id in (one["id"], *one.get("aliases", ())) if id in accepted), None)
            found += known is None
            fixed = ", ".join(one.get("fix_versions", ())) or "no release"
            told.append(f"accepted: {name}: {known}" if known else f"VULNERABLE: {name}, fixed in {fixed}")
    if packages and len(unknown) == len(packages):
        return 0, ["NOT AUDITED: the index that answers here tells nothing of vulnerabilities. Audit where one does."]
    if unknown:
        told.append(f"NOT AUDITED: {len(unknown)} of {len(packages)} packages: {', '.join(unknown)}")
    told.append(f"{len(packages) - len(unknown)} packages audited, {found} known vulnerabilities that nobody accepted")
    return (1 if found else 0), told


def judge_failure(said: str) -> tuple[int, list[str]]:
    """What it means that pip-audit made no report: nobody to ask, or something wrong on our side."""
    last = said.strip().splitlines()[-1:] or ["it said nothing"]
    if any(word in said for word in UNREACHABLE):
        return 0, [f"NOT AUDITED: the service can't be reached: {last[0][:300]}"]
    return 1, [f"pip-audit failed: {last[0]}"]


def audit(words: Sequence[str], lock: Path = LOCK, accepted: Path = ACCEPTED) -> int:
    """Ask pip-audit, with any words of the command line handed on; tell, and return the exit status."""
    known = read_accepted(accepted.read_text("utf-8"), datetime.now(UTC).date())
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "-r", str(lock)]
        command += ["--format=json", f"--output={report}", "--progress-spinner=off", f"--timeout={SECONDS}"]
        command += [f"--cache-dir={folder}", *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        made = report.read_text("utf-8") if report.exists() else ""
    status, told = judge(json.loads(made), known) if made else judge_failure(done.stderr)
    print(*told, sep="\n")
    return status


if __name__ == "__main__":
    sys.exit(audit(sys.argv[1:]))
