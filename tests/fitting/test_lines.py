"""Lines broken and text measured with the fonts that ship."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from builder.fitting.fonts import TWINS, Face, font_path, has_twin, ruler
from builder.fitting.lines import Laid, Piece, break_lines, measure

CALIBRI = Face("Calibri")
WORDS = st.lists(st.text("abcdefghijklmnopqrstuvwxyzé-", min_size=1, max_size=14), min_size=1, max_size=40)
WIDTHS = st.floats(20, 900)
# width of a digit in the fonts of Office, in thousandths of the size
DIGITS = {"Calibri": 507, "Georgia": 614, "Arial": 556, "Times New Roman": 500}
SENTENCE = "De organisatie van het werk verandert, en wij veranderen mee in 2026."


def laid(text: str, size: float = 20, face: Face = CALIBRI) -> Laid:
    return Laid((Piece(text, face, size),))


def width(text: str, size: float = 20, face: Face = CALIBRI) -> float:
    return ruler(face).width(text) * size


@pytest.mark.parametrize(("family", "wanted"), DIGITS.items())
def test_a_twin_is_as_wide_as_the_font_it_stands_for(family: str, wanted: int) -> None:
    assert has_twin(family)
    assert round(ruler(Face(family)).width("0") * 1000) == pytest.approx(wanted, abs=1)


@pytest.mark.parametrize("family", sorted(TWINS))
@pytest.mark.parametrize(("bold", "italic"), [(False, False), (True, False), (False, True), (True, True)])
def test_every_style_of_every_twin_ships_and_measures_as_drawn(family: str, bold: bool, italic: bool) -> None:
    face = Face(family, bold, italic)
    path, factor = font_path(face)
    assert factor == 1
    name, style = ImageFont.truetype(str(path), 16).getname()
    assert ("Bold" in str(style), "Italic" in str(style)) == (bold, italic), name
    drawn = ImageFont.truetype(str(path), 1000, layout_engine=ImageFont.Layout.BASIC).getlength(SENTENCE)
    assert ruler(face).width(SENTENCE) * 1000 == pytest.approx(drawn, rel=0.02)  # kerning apart


@pytest.mark.parametrize("family", ["Aptos", "Verdana"])
def test_a_family_without_a_twin_is_measured_with_a_margin(family: str) -> None:
    assert not has_twin(family)
    assert width(SENTENCE, face=Face(family)) > width(SENTENCE, face=Face("Arial"))


def test_cambria_has_no_exact_twin_and_is_not_measured_too_narrow() -> None:
    """Caladea 1.001 has other widths (huertatipografica/Caladea issue 4); a digit of Cambria is 0.554 wide."""
    assert not has_twin("Cambria")
    assert ruler(Face("Cambria")).width("2026-12-10".replace("-", "")) >= 8 * 0.554 - 0.01


@given(WORDS, st.sampled_from(["Calibri", "Georgia", "Arial"]))
def test_widths_add_up(words: list[str], family: str) -> None:
    face, text = Face(family), " ".join(words)
    apart = sum(width(word, face=face) for word in words) + width(" ", face=face) * (len(words) - 1)
    assert width(text, face=face) == pytest.approx(apart, rel=0.03, abs=1)
    assert width(text + " nog", face=face) > width(text, face=face)


@given(WORDS, WIDTHS, WIDTHS)
def test_more_room_never_gives_more_lines(words: list[str], one: float, other: float) -> None:
    narrow, wide = sorted((one, other))
    paragraph = laid(" ".join(words))
    assert break_lines(paragraph, wide).number <= break_lines(paragraph, narrow).number


@given(WORDS, WIDTHS)
def test_no_line_is_longer_than_its_room_unless_a_word_is(words: list[str], room: float) -> None:
    broken = break_lines(laid(" ".join(words)), room)
    assert broken.longest <= max(room, broken.widest_word) + 0.01
    assert broken.number >= 1


@given(WORDS, WIDTHS, st.integers(8, 40))
def test_larger_text_is_never_lower(words: list[str], room: float, size: int) -> None:
    text = " ".join(words)
    small, large = (measure((laid(text, each),), room) for each in (size, size + 1))
    assert large.height > small.height


def test_lines_are_as_many_as_the_words_need() -> None:
    word = "werkplek"
    three = width(f"{word} {word} {word}")
    paragraph = laid(" ".join([word] * 9))
    assert break_lines(paragraph, three * 1.03).number == 3
    assert break_lines(paragraph, three * 0.98).number == 5
    assert break_lines(paragraph, width(word) * 1.03).number == 9


def test_a_break_is_a_line_and_a_hyphen_may_be_one() -> None:
    assert break_lines(laid("een\ntwee\n\nvier"), 900).number == 4
    halves = laid("arbeidsmarkt-discussie")
    assert break_lines(halves, width("arbeidsmarkt-") * 1.05).number == 2
    assert break_lines(laid("arbeidsmarkt\u00a0discussie"), 900).widest_word > width("arbeidsmarkt")


def test_a_word_of_several_runs_stays_one_word() -> None:
    pieces = (Piece("on", CALIBRI, 20), Piece("gewoon", Face("Calibri", bold=True), 20))
    whole = width("on") + width("gewoon", face=Face("Calibri", bold=True))
    assert break_lines(Laid(pieces), 900).widest_word == pytest.approx(whole, rel=0.001)


def test_height_is_a_line_and_a_fifth_with_space_between() -> None:
    one, two = laid("een", 20), Laid((Piece("twee", CALIBRI, 10),), before=6)
    assert measure((one,), 900).height == pytest.approx(24)
    assert measure((one, two), 900).height == pytest.approx(24 + 6 + 12)
    assert measure((two, one), 900).height == pytest.approx(12 + 24)
