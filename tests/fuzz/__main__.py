"""``python -m tests.fuzz TARGET [libFuzzer's options, corpus folders or inputs]``; without a target it names them."""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.fuzz.targets import TARGETS, harness

# Options that hold unless others are given. An input that takes longer than a few seconds is a finding.
USUAL = ("-timeout=10", "-rss_limit_mb=3000", "-max_len=6000", "-print_final_stats=0", "-verbosity=1")


def main(words: Sequence[str]) -> None:
    """Fuzz one target until an option stops it or an input breaks what must hold."""
    import atheris

    if not words or words[0] not in TARGETS:
        raise SystemExit(f"usage: python -m tests.fuzz TARGET [options]; the targets are {', '.join(TARGETS)}")
    target, options = words[0], list(words[1:])
    with atheris.instrument_imports(include=["crawler", "pipelines"]):
        reads = harness(target)
    from tests.fuzz.seeds import write_dictionary, write_seeds  # now, so that what it imports is watched too

    with tempfile.TemporaryDirectory(prefix="copydesk-fuzz-") as folder:
        if all(word.startswith("-") for word in options):  # no inputs named: the cases of tests/ are the corpus
            options += [str(write_seeds(target, Path(folder)))]
            options += [f"-dict={write_dictionary(target, Path(folder))}"]
        atheris.Setup([sys.argv[0], *USUAL, *options], reads)
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
