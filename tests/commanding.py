"""A command run as ``scrapy`` runs it, in this process: a process of its own takes a second to begin."""

import argparse
import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from tests.crawling import Run

WRONG_USE = 2


def run_command(command: ScrapyCommand, home: Path, *words: str, **settings: str) -> Run:
    """Run a command to its end in a folder that an operator works in.

    Args:
        command: A fresh one.
        home: Where articles are filed in ``filed``, and the ledger lies.
        words: What is typed behind its name.
        settings: As by ``-s``.
    """
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    command.settings = Settings()
    command.settings.setmodule("crawler.settings", priority="project")
    places = {"FILE_TO": str(home / "filed"), "SPOOL": str(home / "spool")}
    command.settings.setdict(places | {"LEDGER_URL": f"sqlite:///{home / 'ledger.sqlite'}"} | settings, "cmdline")
    parser = argparse.ArgumentParser(conflict_handler="resolve")
    command.add_options(parser)
    parser.add_argument("args", nargs="*")
    with redirect_stdout(out), redirect_stderr(err):
        status = _run(command, parser, words)
        sys.stdout.flush()
    out.seek(0)
    return Run(status, out.read(), err.getvalue())


def _run(command: Any, parser: argparse.ArgumentParser, words: tuple[str, ...]) -> int:
    try:
        options = parser.parse_intermixed_args(words)
        args = options.__dict__.pop("args")
        command.process_options(args, options)
        command.run(args, options)
    except UsageError as fault:
        print(fault, file=sys.stderr)
        return WRONG_USE
    except SystemExit as fault:  # argparse says itself what is wrong
        return int(fault.code or 0)
    return int(command.exitcode)
