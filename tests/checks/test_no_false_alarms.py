"""What looks like a fault and is none is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Inches

from builder.checks import verify, verify_bytes
from tests.checks.faults import added, box
from tests.checks.sound import part_of, sound_deck
from tests.tools.packages import DeckFile, changed_members

NEW_PARAGRAPH = '</a:t></a:r></a:p><a:p><a:r><a:rPr lang="nl-NL"/><a:t>'
SOUND_TEXTS = {
    "a dash before who said it": f"Wij doen dit samen{NEW_PARAGRAPH}– Jan de Vries",
    "one number": f"1. Inleiding{NEW_PARAGRAPH}Wat wij vandaag doen",
    "numbers that do not count on": f"3. kwartaal{NEW_PARAGRAPH}1. kwartaal",
    "a figure below nought": f"-5 graden{NEW_PARAGRAPH}-3 graden",
    "a dash within": f"2 - 3 weken{NEW_PARAGRAPH}4 - 5 weken",
    "one letter": "A) alleen",
    "ampersands of names": "R&amp;D; en AT&amp;T; en V&amp;D",
    "an address with ampersands": "https://example.org/?a=1&amp;b=2;c",
}
WATCHED = {"list-is-real", "text-is-escaped-once", "table-fits", "picture-is-whole", "prefix-is-declared"}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sound_deck(tmp_path_factory.mktemp("sound"))


@pytest.mark.parametrize("what", SOUND_TEXTS)
def test_a_sound_text(what: str, sound: Path) -> None:
    deck = DeckFile(sound)
    change = added(box(60, SOUND_TEXTS[what], 571500, 5200000, 6000000, 900000))
    found = verify_bytes(changed_members(deck, {part_of(deck, "slide:Punten"): change}), "heel.pptx")
    assert WATCHED & {each.rule for each in found} == set()


@pytest.mark.parametrize("height", [2.4, 4.0])
def test_a_table_with_room(height: float, tmp_path: Path) -> None:
    """Six rows of 18 points with PowerPoint's margins take 2.4 inches."""
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    table = slide.shapes.add_table(6, 3, Inches(1), Inches(2), Inches(8), Inches(height)).table
    for number in range(18):
        table.cell(number // 3, number % 3).text = f"cel {number}"
    table.cell(1, 0).merge(table.cell(2, 1))
    file = tmp_path / "tabel.pptx"
    presentation.save(file)
    assert WATCHED & {each.rule for each in verify(file)} == set()


def test_a_table_whose_rows_grow_in_powerpoint(tmp_path: Path) -> None:
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    table = slide.shapes.add_table(6, 3, Inches(1), Inches(2), Inches(8), Inches(1)).table
    for number in range(18):
        table.cell(number // 3, number % 3).text = f"cel {number}"
    file = tmp_path / "tabel.pptx"
    presentation.save(file)
    found = [each.message for each in verify(file) if each.rule == "table-fits"]
    assert found == ["the table grows to 173 pt of height, and has 72 pt"]
