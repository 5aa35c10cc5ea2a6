"""The preview in a real browser: what is edited is seen, what is wrong stands over the last good picture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.server.preview.previewed import CATALOG, Previewed, project
from tests.tools.projects import png

pytestmark = pytest.mark.browser
playwright = pytest.importorskip("playwright.sync_api")
SOON = 15_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as tool:
        made = tool.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def previewed(tmp_path: Path) -> Iterator[Previewed]:
    made = Previewed(project(tmp_path))
    yield made
    made.stop()


def window(browser: Any, previewed: Previewed, width: int = 1280, height: int = 800) -> Any:
    page = browser.new_context(viewport={"width": width, "height": height}).new_page()
    page.set_default_timeout(SOON)
    page.goto(previewed.address)
    page.wait_for_selector("article.now svg")
    return page


def shows(page: Any, words: str) -> None:
    playwright.expect(page.locator("article.now")).to_contain_text(words, timeout=SOON)


def test_an_edit_is_seen_and_the_slide_stays(browser: Any, previewed: Previewed) -> None:
    page = window(browser, previewed)
    assert previewed.token not in page.url
    page.keyboard.press("ArrowRight")
    shows(page, "Drie punten voor uw gemeente")
    assert page.locator("#notes").inner_text().endswith("Zeg dit rustig.")
    previewed.write("slides/deel.yaml", "Tweede punt", "Een ander punt")
    shows(page, "Een ander punt")
    assert page.locator("#number").inner_text() == "2 / 3"
    picture = page.locator("#slide-beeld image").last.get_attribute("href")
    (previewed.root / "content/proef/images/beeld.png").write_bytes(png(600, 400, "#AA2211"))
    page.wait_for_function("former => !document.querySelector('#slide-beeld').innerHTML.includes(former)", arg=picture)
    page.keyboard.press("End")
    assert page.evaluate(
        "async () => { const a = [...document.querySelectorAll('article.now image')].at(-1);"
        " return (await fetch(a.getAttribute('href'))).status; }"
    ) == 200  # fmt: skip


def test_what_comes_next_is_on_the_left_where_slides_run_from_the_right(browser: Any, previewed: Previewed) -> None:
    page = window(browser, previewed)
    back, ahead, number = page.locator("[data-do=back]"), page.locator("[data-do=next]"), page.locator("#number")

    def places() -> tuple[bool, str]:
        return back.bounding_box()["x"] < ahead.bounding_box()["x"], back.inner_text() + ahead.inner_text()

    assert places() == (True, "←→")
    previewed.write("session.yaml", "language: nl", "language: ar")
    playwright.expect(page.locator("#slides")).to_have_attribute("dir", "rtl", timeout=SOON)
    assert places() == (False, "→←")
    assert [each.inner_text() for each in (back, ahead)] == page.locator("#help kbd").all_text_contents()[:2]
    for key, shown in (("ArrowLeft", "2 / 3"), ("ArrowRight", "1 / 3"), ("PageDown", "2 / 3")):
        page.keyboard.press(key)
        playwright.expect(number).to_have_text(shown)
    ahead.click()
    playwright.expect(number).to_have_text("3 / 3")
    assert number.evaluate("each => getComputedStyle(each).direction") == "ltr"


def test_a_fault_stands_over_the_last_good_picture(browser: Any, previewed: Previewed) -> None:
    page = window(browser, previewed)
    page.keyboard.press("ArrowRight")
    previewed.write("slides/deel.yaml", "  points:", "  pointz:")
    found = page.locator("#findings li").first
    playwright.expect(found).to_contain_text("content/proef/slides/deel.yaml:4", timeout=SOON)
    assert "pointz:" in found.locator("pre b").inner_text() and "points" in found.inner_text()
    shows(page, "Tweede punt")
    assert page.locator("article.now").get_attribute("data-stale") is not None
    assert page.locator("#number").inner_text() == "2 / 3"
    previewed.write("slides/deel.yaml", "  pointz:", "  points:")
    playwright.expect(page.locator("#findings")).to_be_hidden(timeout=SOON)
    assert page.locator("article.now").get_attribute("data-stale") is None
    session = previewed.root / "content/proef/session.yaml"
    good = session.read_text()
    session.write_text("title: [")
    playwright.expect(page.locator("#findings")).to_be_visible(timeout=SOON)
    shows(page, "Tweede punt")
    session.write_text(good)
    playwright.expect(page.locator("#findings")).to_be_hidden(timeout=SOON)


def test_audience_language_and_brand_are_chosen(browser: Any, previewed: Previewed) -> None:
    folder = previewed.root / "content/proef/locales"
    folder.mkdir()
    (folder / "en.po").write_text(CATALOG)
    page = window(browser, previewed)
    page.keyboard.press("ArrowRight")
    page.select_option("[name=audience]", label="Utrecht")
    shows(page, "Drie punten voor Utrecht")
    page.select_option("[name=language]", label="English")
    shows(page, "First point")
    before = page.locator("article.now").inner_html()
    page.select_option("[name=brand]", "avond")
    page.wait_for_function("former => document.querySelector('article.now').innerHTML !== former", arg=before)
    assert "audience=0344" in page.url and "brand=avond" in page.url
    page.reload()
    shows(page, "First point")
    (folder / "en.po").write_text(CATALOG.replace("First point", "The very first point"))
    shows(page, "The very first point")
    table = previewed.root / "content/audiences/gemeenten.csv"
    table.write_text(table.read_text().replace("Utrecht", "Utrechtse Heuvelrug"))
    shows(page, "Utrechtse Heuvelrug")


def test_two_windows_look_at_different_decks(browser: Any, previewed: Previewed) -> None:
    one, other = window(browser, previewed), window(browser, previewed)
    for page in (one, other):
        page.keyboard.press("ArrowRight")
    other.select_option("[name=audience]", label="Aa en Hunze")
    shows(other, "Drie punten voor Aa en Hunze")
    previewed.write("slides/deel.yaml", "Eerste punt", "Nieuw begin")
    shows(one, "Nieuw begin")
    shows(other, "Nieuw begin")
    shows(one, "Drie punten voor uw gemeente")


def test_words_lead_to_their_line(browser: Any, previewed: Previewed) -> None:
    page = window(browser, previewed)
    page.keyboard.press("ArrowRight")
    page.locator("article.now text", has_text="Tweede punt").click()
    playwright.expect(page.locator("#source")).to_contain_text("content/proef/slides/deel.yaml:6", timeout=SOON)
    page.locator("article.now [data-field=title]").first.click()
    playwright.expect(page.locator("#source")).to_contain_text("content/proef/slides/deel.yaml:3", timeout=SOON)


def test_keys(browser: Any, previewed: Previewed) -> None:
    page = window(browser, previewed)
    number = page.locator("#number")
    for key, place in (("End", 3), ("ArrowLeft", 2), ("Home", 1), ("PageDown", 2), ("PageUp", 1), ("ArrowLeft", 1)):
        page.keyboard.press(key)
        assert number.inner_text() == f"{place} / 3", key
    page.keyboard.press("o")
    assert page.locator("article:visible").count() == 3
    page.keyboard.press("Escape")
    assert page.locator("article:visible").count() == 1
    page.keyboard.press("n")
    assert page.locator("#notes").is_hidden()
    page.keyboard.press("?")
    assert page.locator("dialog").is_visible()


def test_a_killed_preview_is_found_again(browser: Any, previewed: Previewed) -> None:
    page = window(browser, previewed)
    page.keyboard.press("ArrowRight")
    previewed.kill()
    playwright.expect(page.locator("#state.lost")).to_be_visible(timeout=SOON)
    shows(page, "Tweede punt")
    previewed.write("slides/deel.yaml", "Tweede punt", "Na de herstart")
    previewed.start()
    shows(page, "Na de herstart")
    playwright.expect(page.locator("#state.lost")).to_have_count(0, timeout=SOON)


@pytest.mark.parametrize("width", [320, 820])
def test_it_fits_small_windows(browser: Any, previewed: Previewed, width: int) -> None:
    page = window(browser, previewed, width, 640)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    for control in page.locator("button:visible, select:visible").all():
        box = control.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width and box["height"] >= 24


def test_slides_are_read_in_order_with_names(browser: Any, previewed: Previewed) -> None:
    page = window(browser, previewed)
    assert page.locator("article.now").get_attribute("aria-label") == "1: Welkom"
    page.keyboard.press("ArrowRight")
    heading = page.locator("article.now [role=heading]")
    assert (heading.text_content() or "").strip() == "Drie punten voor uw gemeente"
    assert page.locator("article.now [role=listitem]").count() == 2
    assert page.locator("#slides").get_attribute("lang") == "nl"
