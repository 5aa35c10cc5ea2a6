"""Lines broken and text measured with the fonts that ship."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from builder.fitting.fonts import TWINS, Face, font_path, has_twin, ruler
from builder.fitting.lines import (
    GRID,
    MARGIN,
    Laid,
    Piece,
    _break_characters,
    _breaks,
    between_phrases,
    break_lines,
    end_margins,
    line_starts,
    measure,
    spans_of,
)

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


# Break rules, in the widths of the fonts that ship. `cut` gives what no line break divides.


def cut(text: str) -> list[str]:
    """Break a text wherever it may be."""
    places, _ = _breaks(text)
    return [text[start:end].strip(" ") for start, end in zip([0, *places], [*places, len(text)], strict=True)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("arbeidsmarkt-discussie zonder", ["arbeidsmarkt-", "discussie", "zonder"]),
        ("12-10-2026", ["12-", "10-", "2026"]),
        ("2026–2030", ["2026–", "2030"]),
        ("thuis—of niet", ["thuis", "—", "of", "niet"]),
        ("(a) — “b”", ["(a)", "—", "“b”"]),
        ("met 4\u00a0% meer", ["met", "4\u00a0%", "meer"]),
        ("pilot\u2011project", ["pilot\u2011project"]),
        ("C:\\Map\\2026", ["C:\\", "Map\\", "2026"]),
        ("map \\ schijf", ["map \\", "schijf"]),
        ("wie? wat?dan", ["wie?", "wat?", "dan"]),
        ("vraag ! en (antwoord)", ["vraag !", "en", "(antwoord)"]),
        ("desk@example.org", ["desk@example.org"]),
        ("samen\u00adwerken", ["samen\u00ad", "werken"]),
        ("团队开会，很好。", ["团", "队", "开", "会，", "很", "好。"]),
        ("（见）用Office软件", ["（见）", "用", "Office", "软", "件"]),
        ("الثقة، ببطء", ["الثقة،", "ببطء"]),
    ],
)
def test_where_a_line_may_end(text: str, wanted: list[str]) -> None:
    assert cut(text) == wanted


@pytest.mark.parametrize("text", ["arbeidsmarkt-discussie — van 12-10-2026", "wat?dan (a)-b… 2026–2030", "C:\\Map\\a"])
def test_words_and_characters_break_at_the_same_places(text: str) -> None:
    paragraph, longest = laid(text), width(text)
    for tenths in range(4, 12):
        room = max(longest * tenths / 10, break_lines(laid(text), 900).widest_word / 0.98)
        byword = break_lines(paragraph, room)
        bycharacter = _break_characters(paragraph, room * 0.99, room * 0.99, "", 0.0)
        assert byword.number == bycharacter.number
        assert byword.last == pytest.approx(bycharacter.last, abs=0.5)


def test_a_path_goes_to_the_next_line_as_a_whole() -> None:
    text = "Lees https://www.voorbeeld.nl/werk/roosters"
    whole = width("https://www.voorbeeld.nl/werk/roosters")
    broken = break_lines(laid(text), whole * 1.05)
    assert broken.number == 2 and broken.last == pytest.approx(whole, rel=0.01)
    assert break_lines(laid("en/of dit"), width("en/of") * 1.05).number == 2


def test_a_path_longer_than_66_characters_is_cut_after_a_slash() -> None:
    head, tail = "https://voorbeeld.nl/" + "a" * 60 + "/", "b" * 30
    broken = break_lines(laid(f"Zie {head}{tail}"), width(f"Zie {head}") * 1.05)
    assert broken.number == 2 and broken.last == pytest.approx(width(tail), rel=0.01)


def test_spaces_hang_beyond_the_end_of_a_line() -> None:
    room = width("een twee") / 0.985
    assert break_lines(laid("een twee      "), room).number == 1
    assert break_lines(laid("een twee      drie"), room).number == 2


def test_chinese_stops_hang_and_latin_letters_stand_apart() -> None:
    room = 5 * 20 / 0.985
    assert break_lines(laid("五个人开会。"), room).number == 1
    assert break_lines(laid("五个人开会吗"), room).number == 2
    assert break_lines(laid("五Office人"), 900).longest == pytest.approx(40 + width("Office") + 2 * 0.24 * 20, abs=0.5)


def test_a_bullet_wider_than_its_indent_pushes_the_first_line() -> None:
    room = 20 + width("een twee") / 0.985
    narrow, wide = (Laid((Piece("een twee", CALIBRI, 20),), 20, -20, bullet=bullet) for bullet in (19, 30))
    assert break_lines(narrow, room).number == 1
    assert break_lines(wide, room).number == 2


def test_a_word_wider_than_the_line_is_cut_anywhere() -> None:
    word = "werktijdenregeling"
    assert break_lines(laid(word), width(word) * 0.6).number == 2
    assert break_lines(laid(f"de {word} nu"), width(word) * 0.7).number == 3


def test_a_line_is_as_high_as_the_largest_text_on_it() -> None:
    pieces = (Piece("groot ", CALIBRI, 30), Piece("klein klein klein", CALIBRI, 10))
    one, two = (measure((Laid(pieces),), room).height for room in (900, width("groot ", 30) + 40))
    assert one == pytest.approx(36)
    assert two == pytest.approx(36 + 12)


def test_a_combining_mark_takes_no_room() -> None:
    assert ruler(CALIBRI).advances("he\u0301")[-1] == pytest.approx(ruler(CALIBRI).advances("hé")[-1] / 2, rel=0.01)
    assert width("cafe\u0301") == pytest.approx(width("café"), rel=0.001)


MIXED = st.text(st.sampled_from("abc éł αβ بت 团队 ，。（） -–—/\\ ?!\u00a0\u00ad\n."), max_size=60)


@given(MIXED, st.floats(5, 400), st.sampled_from([0.0, GRID]))
def test_every_text_breaks_into_lines_that_fit(text: str, room: float, grid: float) -> None:
    broken = break_lines(laid(text), room, share=1.0, grid=grid)
    assert broken.number >= text.count("\n") + 1 - text.endswith("\n")
    assert broken.longest <= max(room, 20 * 1.6) + 20 * 1.6  # a character, and a stop that hangs
    assert broken.last <= broken.longest + 0.01


@given(MIXED)
def test_all_of_a_text_is_in_its_lines(text: str) -> None:
    assert "".join(cut(text)).replace(" ", "") == text.replace(" ", "")


@given(st.text("abcdefghijklmnopqrstuvwxyz é団団", max_size=50), st.integers(8, 40))
def test_the_widths_of_characters_add_up(text: str, size: int) -> None:
    assert sum(ruler(CALIBRI).advances(text, size)) == pytest.approx(ruler(CALIBRI).width(text) * size, abs=0.01)


@pytest.mark.parametrize(
    ("font", "size", "drawn"),
    [("Gelasio", 20, 264.95), ("Gelasio", 28, 369.82), ("Liberation Serif", 14, 170.65), ("Carlito", 22, 266.42)],
)
def test_widths_are_those_that_libreoffice_draws(font: str, size: int, drawn: float) -> None:
    """Sizes and advances in whole pixels of 600 to the inch; drawn: found with LibreOffice 7.4.7, to 0.05 points."""
    text = "A well-run meeting ends early"
    assert sum(ruler(Face(font), "").advances(text, size, GRID)) == pytest.approx(drawn, abs=0.08)
    exact = sum(ruler(Face(font), "").advances(text, size))
    assert abs(exact - drawn) > 0.3


def test_marks_hang_where_programs_agree_that_they_do() -> None:
    text = Laid((Piece("好的会议总是提前结束！", Face("Calibri"), 30.0),))
    assert break_lines(text, 308, share=1.0, grid=GRID).number == 1
    assert break_lines(text, 308, share=1.0).number == 2
    comma = Laid((Piece("好的会议总是提前结束，", Face("Calibri"), 30.0),))
    assert break_lines(comma, 308, share=1.0).number == 1


PARAGRAPHS = st.builds(
    Laid,
    st.lists(
        st.builds(
            Piece,
            st.text(st.sampled_from("abcdefg hij kl"), max_size=40).map("x{}".format), st.sampled_from([CALIBRI, Face("Calibri", True)]), st.sampled_from([12.0, 20.0])),
        min_size=1, max_size=3,
    ).map(tuple),
    margin=st.sampled_from([0, 18, 40]), indent=st.sampled_from([-40, -18, 0, 25]), bullet=st.sampled_from([0, 10, 30]),
)  # fmt: skip


@given(PARAGRAPHS, st.integers(30, 500))
def test_counting_lines_and_drawing_them_agree(paragraph: Laid, room: int) -> None:
    """What `break_lines` counts word by word is what `spans_of` draws character by character."""
    counted, drawn = break_lines(paragraph, room), spans_of(paragraph, room, share=MARGIN)
    assert counted.number == len(drawn)
    assert counted.last == pytest.approx(drawn[-1].width, abs=0.6)
    assert counted.longest == pytest.approx(max(span.width for span in drawn), abs=0.6)
    words_of = "".join(piece.text for piece in paragraph.pieces)
    assert [words_of[span.start : span.stop].rstrip(" ") for span in drawn] == [
        words_of[span.start : span.stop] for span in drawn
    ]


@given(st.lists(st.text("abcdefg", min_size=1, max_size=9), min_size=1, max_size=12), st.integers(60, 400))
def test_a_line_takes_every_word_that_it_holds(spoken: list[str], room: int) -> None:
    """Against the plainest rule there is: a word goes on the line where it fits, else on the next."""
    lines: list[str] = []
    for word in spoken:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer) <= (room - 10) * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    paragraph = Laid((Piece(" ".join(spoken), CALIBRI, 20),), margin=10)
    if any(width(word) > (room - 10) * MARGIN for word in spoken):
        return
    drawn = spans_of(paragraph, room, share=MARGIN)
    assert [" ".join(spoken)[span.start : span.stop] for span in drawn] == lines
    counted = break_lines(paragraph, room)
    assert counted.number == len(lines)
    assert counted.longest == pytest.approx(max(map(width, lines)), abs=0.6)
    assert counted.widest_word == pytest.approx(max(map(width, spoken)), abs=0.01)
    assert line_starts(paragraph, room) == [span.start for span in drawn[1:]]


def test_the_first_line_has_its_own_room() -> None:
    """An indent to the right and a bullet wider than its own push it; a hanging indent does not."""
    text, pair = "een twee drie", width("een twee") / MARGIN + 0.1
    for more, first in (({}, "een twee"), ({"indent": 5}, "een"), ({"indent": -30, "bullet": 30}, "een twee"),
                        ({"indent": -30, "bullet": 35}, "een"), ({"bullet": 3}, "een")):  # fmt: skip
        paragraph = Laid((Piece(text, CALIBRI, 20),), margin=30, **more)  # type: ignore[arg-type]
        (start, stop, _), *_ = spans_of(paragraph, pair + 30, share=MARGIN)
        assert text[start:stop] == first, more
        assert break_lines(paragraph, pair + 30).number == (2 if first == "een twee" else 3)
        drawn = break_lines(paragraph, pair + 31, share=1.0, grid=GRID)
        assert drawn.number == 2 and drawn.last == pytest.approx(width("drie" if first == "een twee" else "twee drie"), abs=1)  # fmt: skip


def test_breaks_leave_a_line_and_the_space_before_them_counts_for_nothing() -> None:
    counted = break_lines(laid("een twee\ndrie"), 900)
    assert (counted.number, counted.last) == (2, pytest.approx(width("drie")))
    assert counted.longest == pytest.approx(width("een twee"))
    assert break_lines(laid("een\n\n"), 900)[:3] == (3, pytest.approx(width("een")), 0)
    assert [(s.start, s.stop, s.width) for s in spans_of(laid("een \n\nab"), 900)] == [
        (0, 3, pytest.approx(width("een"))), (5, 5, 0.0), (6, 8, pytest.approx(width("ab"))),
    ]  # fmt: skip


def test_spacing_before_and_after_count_between_paragraphs_only() -> None:
    first = Laid((Piece("een", CALIBRI, 20),), before=3, after=5, spacing=0.9, margin=12)
    last = Laid((Piece("twee drie", CALIBRI, 10),), before=7, after=11)
    made = measure((first, last), 900)
    assert made.height == pytest.approx(24 * 0.9 + 5 + 7 + 12)
    assert made.lines == (1, 1)
    assert made.widest_word == pytest.approx(width("een") + 12)
    assert made.widest_line == pytest.approx(max(width("een") + 12, width("twee drie", 10)))
    assert measure((Laid((), empty_size=15),), 900).height == pytest.approx(18)


@pytest.mark.parametrize("margin", [0, 30, 90])
def test_a_word_alone_gets_company(margin: float) -> None:
    """Its line is shorter than a fifth and a bit of the width; the margin keeps the lines, what stands well has none."""
    text = "Wie het werk doet weet het beste hoe het nog beter kan"
    paragraph, seen = laid(text)._replace(margin=margin), 0
    for room in range(150 + int(margin), 500 + int(margin), 3):
        broken = break_lines(paragraph, room)
        margins = end_margins((laid("een"), paragraph), room)
        if broken.number < 2 or broken.last > 0.22 * (room - margin):
            assert margins == {}
            continue
        further = next(n for n in range(1, room) if break_lines(paragraph, room - n).number != broken.number) - 1
        expected = min(further, room * 0.4)
        assert expected * 0.9 - 4 <= margins.get(1, 0.0) <= expected * 0.9 + 1
        if margins:
            seen += 1
            tried = break_lines(paragraph, room - margins[1])
            assert tried.number == broken.number and tried.last > broken.last
    assert seen > 2


@pytest.mark.parametrize(("text", "place", "well"), [
    ("仕事、職場", 3, True), ("仕事の職場", 3, True), ("仕事のデータ", 3, True), ("のー仕", 1, False), ("職場の仕事", 1, False),
    ("ある仕事", 1, False), ("a b", 2, True), ("ab", 1, False), ("ゟ仕", 1, True), ("ぁ仕", 1, True), ("仕事の安全", 2, False),
])  # fmt: skip
def test_phrases_part_after_marks_and_hiragana(text: str, place: int, well: bool) -> None:
    assert between_phrases(text, place) == well


def test_a_path_that_begins_a_text_or_follows_a_tab_stays_whole() -> None:
    for before in (" ", "ab ", "ab\u00a0"):
        text = f"{before}https://www.voorbeeld.nl/werk/roosters"
        drawn = spans_of(laid(text), width(text) - 30, share=1.0)
        assert drawn[1].start == len(before), before
