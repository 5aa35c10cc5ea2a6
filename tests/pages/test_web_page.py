"""The web page in a real browser: seen, walked through, read by everyone, without JavaScript and without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.pages.decks import SESSION, built, project
from tests.tools.browser import browser, violations

pytestmark = pytest.mark.browser
AGENDA = """  - kind: agenda
    id: programma
    items: [{text: Eerst, section: deel}, {text: Daarna}]
"""
FILM = """  - {kind: video, id: film, title: Een film, url: "https://example.org/film", poster: images/p.png, alt: Een bord}
"""
SLIDES = SESSION.replace("  - {kind: section", AGENDA + FILM + "  - {kind: section", 1)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as made:
        yield made


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The page in a language that is read to the right, with notes, and in one that is read to the left."""
    found = {}
    for language in ("nl", "ar"):
        root = project(tmp_path_factory.mktemp(language), SLIDES, language)
        (deck,) = built(root, "html:notes").decks
        found[language] = deck.file
    return found


def shown(chromium: Any, file: Path, width: int = 1280, **how: Any) -> Any:
    page = chromium.new_context(viewport={"width": width, "height": 720}, **how).new_page()
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("language", ["nl", "ar"])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    chromium: Any, files: dict[str, Path], language: str, width: int
) -> None:
    page = shown(chromium, files[language], width)
    for key in ("", "End", "o"):
        if key:
            page.keyboard.press(key)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        cut = "[...document.querySelectorAll('nav > *')].filter(e => e.scrollWidth > e.clientWidth + 2 || e.getBoundingClientRect().left < 0 || e.getBoundingClientRect().right > innerWidth).length"
        assert page.evaluate(cut) == 0


def test_keys_and_links_lead_through_the_slides(chromium: Any, files: dict[str, Path]) -> None:
    page = shown(chromium, files["nl"])
    now = page.locator("article.now")
    for key, slide in (
        ("ArrowRight", "titel"),
        ("ArrowRight", "programma"),
        ("End", "slot"),
        ("ArrowLeft", "plaatje"),
        ("Home", "titel"),
    ):
        page.keyboard.press(key)
        assert now.get_attribute("id") == slide
    assert page.locator("article:visible").count() == 1
    page.keyboard.press("ArrowRight")
    page.get_by_text("Eerst", exact=True).click()
    page.wait_for_function("document.querySelector('article.now').id === 'deel'")
    page.keyboard.press("o")
    assert page.locator("article:visible").count() == 9
    assert page.get_by_role("button", name="Overzicht").get_attribute("aria-pressed") == "true"
    page.locator("#tabel .number a").press("Enter")  # the overview without a mouse
    page.wait_for_function("document.querySelector('article.now').id === 'tabel'")
    assert page.locator("article:visible").count() == 1


def test_keys_follow_the_direction_of_reading(chromium: Any, files: dict[str, Path]) -> None:
    page = shown(chromium, files["ar"])
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.locator("article.now").get_attribute("id") == "programma"
    assert page.get_by_role("button", name="نظرة عامة").is_visible()


def test_what_is_said_is_shown_in_a_window_of_its_own(chromium: Any, files: dict[str, Path]) -> None:
    page = shown(chromium, files["nl"])
    page.keyboard.press("Home")
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    desk = opened.value
    assert "Zeg iets." not in desk.locator("body").inner_text()
    for _ in range(4):
        desk.keyboard.press("ArrowRight")  # the speaker's window has the keys
    assert page.locator("article.now").get_attribute("id") == "punten"
    assert desk.locator("p").all_inner_texts() == ["Zeg iets.", "En nog iets."]
    assert desk.title().startswith("5: Punten")


def test_it_reads_without_javascript_and_without_a_network(chromium: Any, files: dict[str, Path]) -> None:
    page = chromium.new_context(java_script_enabled=False, offline=True).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(files["nl"].as_uri())
    assert page.locator("article:visible").count() == 9
    assert not page.locator("nav").is_visible()
    page.locator("summary").first.click()
    assert page.get_by_text("En nog iets.").is_visible()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_paper_has_every_slide_on_a_page_of_its_own(chromium: Any, files: dict[str, Path], tmp_path: Path) -> None:
    page = shown(chromium, files["nl"])
    page.keyboard.press("End")
    data = page.pdf(prefer_css_page_size=True)
    assert data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") + data.count(b"/Type/Page/") == 9
