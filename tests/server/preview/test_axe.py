"""axe-core on the preview: one slide, all of them, with a finding, on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.server.preview.previewed import Previewed, project
from tests.tools.browser import browser, violations

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Previewed, Any]]:
    served = Previewed(project(tmp_path_factory.mktemp("axe")))
    try:
        with browser() as chromium:
            yield served, chromium
    finally:
        served.stop()


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(shown: tuple[Previewed, Any], width: int) -> None:
    served, chromium = shown
    page = chromium.new_page(viewport={"width": width, "height": 720}, bypass_csp=True)  # axe-core is put into the page
    page.goto(served.address)
    page.wait_for_selector("article svg")
    for key in ("", "n", "o", "?"):
        if key:
            page.keyboard.press(key)
        assert violations(page) == [], key


def test_axe_finds_nothing_beside_a_finding(shown: tuple[Previewed, Any]) -> None:
    served, chromium = shown
    page = chromium.new_page(bypass_csp=True)
    page.goto(served.address)
    page.wait_for_selector("article svg")
    served.write("slides/deel.yaml", "kind: image", "kind: imago")
    page.wait_for_selector("#findings:visible", timeout=15_000)
    assert violations(page) == []
    served.write("slides/deel.yaml", "kind: imago", "kind: image")
