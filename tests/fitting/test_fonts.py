"""Fonts: which file measures what, what a brand's own folder gives, and how wide is what no file holds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builder.diagnostics import Position
from builder.fitting.fonts import (
    FALLBACK_MARGIN,
    SHIPPED,
    Face,
    font_path,
    has_twin,
    is_held,
    own_families,
    ruler,
)
from builder.fitting.glyphs import boxes
from builder.fitting.lines import GRID
from builder.plan import Chart, RichText, Series, SlidePlan, Words, words

STYLES = {"Regular": (False, False), "Bold": (True, False), "Italic": (False, True), "BoldItalic": (True, True)}


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """A brand's folder with a family of its own, in four styles."""
    for style in STYLES:
        shutil.copy(SHIPPED / f"Gelasio-{style}.ttf", tmp_path / f"EigenLetter-{style}.ttf")
    shutil.copy(SHIPPED / "Gelasio-Regular.ttf", tmp_path / "Los-Regular.otf")
    return str(tmp_path)


@pytest.mark.parametrize(("style", "look"), STYLES.items())
def test_a_brand_s_own_files_measure_its_families_exactly(folder: str, style: str, look: tuple[bool, bool]) -> None:
    face = Face("Eigen Letter", *look)
    assert font_path(face, folder) == (Path(folder) / f"EigenLetter-{style}.ttf", 1.0)
    assert ruler(face, folder).width("Woord") == ruler(Face("Georgia", *look)).width("Woord")
    assert has_twin("Eigen Letter", folder) and not has_twin("Eigen Letter")
    assert font_path(Face("Los"), folder)[0].suffix == ".otf"
    assert font_path(Face("Los", bold=True), folder)[1] == FALLBACK_MARGIN[1]
    assert own_families(folder) == ("EigenLetter", "Los") and own_families("") == ()


def test_what_has_no_file_is_measured_wider_in_another_font() -> None:
    plain = ruler(Face("Arial")).width("Woorden")
    assert ruler(Face("Onbekend")).width("Woorden") == pytest.approx(plain * 1.14)
    bold = ruler(Face("Arial", bold=True)).width("Woorden")
    assert ruler(Face("Onbekend", bold=True)).width("Woorden") == pytest.approx(bold * 1.2)


def test_letters_that_a_font_lacks_are_lent_with_a_factor() -> None:
    """Georgia's Cyrillic is Times', a tenth wider (bold: a fifth); Hebrew is nobody's own."""
    serif, strong = ruler(Face("Times New Roman")), ruler(Face("Times New Roman", bold=True))
    assert ruler(Face("Georgia")).width("Ж") == pytest.approx(serif.width("Ж") * 1.1, rel=0.001)
    assert ruler(Face("Georgia", bold=True)).width("Ж") == pytest.approx(strong.width("Ж") * 1.2, rel=0.001)
    assert ruler(Face("Georgia")).width("ש") == pytest.approx(serif.width("ש"), rel=0.001)
    arabic = ruler(Face("NotoSansArabic")).width("سلام")
    assert ruler(Face("Calibri")).width("سلام") == pytest.approx(arabic * 1.05, rel=0.001)
    assert ruler(Face("Calibri")).width("aЖb") > ruler(Face("Calibri")).width("ab")


def test_a_brand_s_own_files_lend_before_others(folder: str) -> None:
    shutil.copy(SHIPPED / "NotoSansArabic-Regular.ttf", Path(folder) / "Schrift-Regular.ttf")
    own_families.cache_clear()
    own = ruler(Face("Eigen Letter"), folder).width("سلام")
    assert own == pytest.approx(ruler(Face("NotoSansArabic")).width("سلام"), rel=0.001)
    assert own_families(folder) == ("EigenLetter", "Los", "Schrift")


def test_what_no_font_holds_has_a_width_by_what_it_is() -> None:
    """An ideograph is an em, a mark none, a picture 1.4 and any other letter 0.7 of the size."""
    calibri = ruler(Face("Calibri"))
    assert [calibri.width(each) for each in ("仕", "\u1cd0", "😀", "ᚠ")] == pytest.approx([1, 0, 1.4, 0.7], abs=0.001)
    assert calibri.advances("a仕", 20)[1] == pytest.approx(20, abs=0.01)


def test_widths_of_characters_are_kept_apart_by_size_and_grid() -> None:
    calibri = ruler(Face("Calibri"))
    assert sum(calibri.advances("Woord", 20)) == pytest.approx(calibri.width("Woord") * 20)
    assert sum(calibri.advances("Woord")) == pytest.approx(calibri.width("Woord"))
    drawn = calibri.advances("Woord", 20.01, GRID)
    assert all(abs(each / GRID - round(each / GRID)) < 1e-6 for each in drawn)
    assert calibri.advances("") == []
    ligature = ruler(Face("Calibri")).advances("ffi", 20)
    assert sum(ligature) == pytest.approx(ruler(Face("Calibri")).width("ffi") * 20)


def test_descent_is_what_reaches_below_the_line() -> None:
    assert 0.15 < ruler(Face("Calibri")).descent < 0.3


def test_spaces_that_kern_are_known() -> None:
    kerned = {family: ruler(Face(family)).kerns_spaces for family in ("Calibri", "Georgia", "Arial", "Times New Roman")}
    for family, kerns in kerned.items():
        face = ruler(Face(family))
        apart = sum(face.width(letter) + face.width(" ") for letter in "AFLPTVWYry")
        assert kerns == (abs(face.width("A F L P T V W Y r y ") - apart) > 1e-9)
    assert set(kerned.values()) == {True, False}


@pytest.mark.parametrize(("character", "held"), [("a", True), ("仕", True), ("Ж", True), ("س", True), ("ᚠ", False), ("\u200b", True), ("\n", True)])  # fmt: skip
def test_what_a_font_at_hand_holds(character: str, held: bool) -> None:
    assert is_held(character) == held


def test_a_character_that_would_be_a_box_is_told_once_at_its_text() -> None:
    at, own = Position("a.yaml", 1, 1), Position("a.yaml", 5, 1)
    body = Words(RichText(words("\U00010380 en \U00010381 en \U00010380").paragraphs, own), "body")
    chart = Chart("column", ("\ue000",), (Series("\ue001", (1.0,)),), alt="")
    found = list(boxes(SlidePlan("a", "a", "bullets", "points", words("Plat é \U00010381"), (body, chart), at=at)))
    assert [(each.message.partition(":")[0], each.at) for each in found] == [
        ("no font holds U+10381 (ugaritic letter beta)", at), ("no font holds U+10380 (ugaritic letter alpa)", own),
        ("no font holds U+E000", at), ("no font holds U+E001", at),
    ]  # fmt: skip
    assert {(each.rule, each.severity) for each in found} == {("glyph-missing", "warning")}
    assert list(boxes(SlidePlan("a", "a", "bullets", "points", words("é ü 仕 Ж 😀 سلام"), ()))) == []


@pytest.mark.parametrize("character", ["\u0900", "\u139f", "\u1780", "\u17ff", "\u2e80", "\ua4cf", "\uac00", "\uffef", "\U0001f000", "\U0001faff"])  # fmt: skip
def test_blocks_that_office_shows_are_shown_whole(character: str) -> None:
    assert list(boxes(SlidePlan("a", "a", "bullets", "points", words(f"a{character}"), ()))) == []
