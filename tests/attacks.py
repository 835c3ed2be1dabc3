"""The attacks of cases/attacks.toml, each as its case says it is put together."""

import tomllib
from pathlib import Path
from typing import Any

CASES = tomllib.loads((Path(__file__).parent / "cases" / "attacks.toml").read_text(encoding="utf-8"))
BASE = "https://paper.example/news/story-1?page=2"


def markup_of(case: dict[str, Any]) -> str:
    """The attack itself."""
    return str(case.get("before", "") + case["markup"] * case.get("times", 1) + case.get("after", ""))


ATTACKS = [markup_of(case) for case in CASES["attack"]]
