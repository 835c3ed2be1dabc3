"""A real browser for the pages we write: skipped where none is installed, unless COPYDESK_REQUIRE says browser."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from shutil import which

import pytest
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
# No sandbox, for it needs rights that containers lack; the rest keeps the browser from calling home.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
ARGUMENTS += ["--disable-sync", "--no-first-run", "--disable-quic"]


@contextmanager
def browser() -> Iterator[Browser]:
    path = next((found for name in NAMES if (found := which(name))), None)
    if path is None:
        words = f"no browser is installed (looked for {', '.join(NAMES)}); Debian: apt-get install chromium"
        if "browser" in os.environ.get("COPYDESK_REQUIRE", "").split(","):
            pytest.fail(words)
        pytest.skip(words)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()
