"""A real browser on pages, and what axe-core says of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest


@contextmanager
def browser() -> Iterator[Any]:
    """Start the machine's Chromium; skips where Playwright is missing."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as tool:
        made = tool.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        try:
            yield made
        finally:
            made.close()


def violations(page: Any) -> list[str]:
    """List what axe-core finds on a page as it stands: rule, and the first element; skips where axe-core is missing."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(page).response["violations"]
    return [f"{each['id']} ({each['impact']}): {each['nodes'][0]['html'][:200]}" for each in found]
