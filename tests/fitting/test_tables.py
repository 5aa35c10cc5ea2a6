"""Tables: widths by content and by the author's shares, heights of rows, what is bold, what is too much."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builder.brands.prepared import Box
from builder.fitting.fonts import Face, ruler
from builder.fitting.tables import fit_table
from builder.plan import Table, TableColumn, joined, words
from tests.fitting.brands import prepared

AREA = Box(40, 120, 880, 400)
BRAND = prepared("helder")
FAMILY = BRAND.fonts["minor"]
SIZE = 18.0


def table(*rows: str, widths: tuple[float | None, ...] = (), **more: object) -> Table:
    """Return a table from rows of cells divided by bars; the first row is the head."""
    head, *body = [[words(cell) for cell in row.split("|")] for row in rows]
    given = (*widths, *[None] * len(head))
    columns = tuple(TableColumn(cell, width=width) for cell, width in zip(head, given, strict=False))
    return replace(Table(columns, tuple(map(tuple, body)), row_headers=False), **more)  # type: ignore[arg-type]


def natural(text: str, *, bold: bool = False) -> float:
    """Return the width of a column that shows a text on one line: a point to spare, cell margins of ten points."""
    return ruler(Face(FAMILY, bold)).width(text) * SIZE / 0.99 + 21


def test_columns_are_as_wide_as_their_content_asks() -> None:
    """A small table is stretched by a third and a bit, one that takes most of the width to all of it."""
    small = fit_table(table("a|b", "kort|een langere tekst"), AREA, BRAND).table
    wanted = [natural("kort"), natural("een langere tekst")]
    assert small.widths == pytest.approx([width * 1.35 for width in wanted])
    assert small.box == Box(40, 120, pytest.approx(sum(wanted) * 1.35), pytest.approx(sum(small.heights)))
    for share, stretched in ((0.5, 1.35), (0.599, 1.35), (0.601, 1 / 0.601), (0.8, 1 / 0.8), (1.0, 1.0)):
        area = AREA._replace(w=sum(wanted) / share)
        assert fit_table(table("a|b", "kort|een langere tekst"), area, BRAND).table.widths == pytest.approx(
            [width * stretched for width in wanted]
        )


def test_head_first_column_and_marked_row_are_bold_and_measured_so() -> None:
    word = "Arbeidsverhoudingen"
    assert natural(word, bold=True) > natural(word) + 1

    def width(column: int, *rows: str, **more: object) -> float:
        found: float = fit_table(table(*rows, **more), AREA, BRAND).table.widths[column] / 1.35  # type: ignore[arg-type]
        return found

    assert width(0, f"{word}|b", "a|b") == pytest.approx(natural(word, bold=True))
    assert width(0, "a|b", f"{word}|b") == pytest.approx(natural(word))
    assert width(0, "a|b", f"{word}|b", row_headers=True) == pytest.approx(natural(word, bold=True))
    assert width(1, "a|b", f"a|{word}", row_headers=True) == pytest.approx(natural(word))
    assert width(1, "a|b", "a|b", f"a|{word}", highlight_row=1) == pytest.approx(natural(word, bold=True))
    assert width(1, "a|b", "a|b", f"a|{word}", highlight_row=0) == pytest.approx(natural(word))


def test_a_bold_word_in_a_cell_is_measured_bold() -> None:
    made = table("a|b", "a|b")
    cell = words("Arbeidsverhoudingen", bold=True)
    made = replace(made, rows=((cell, words("b")),))
    assert fit_table(made, AREA, BRAND).table.widths[0] / 1.35 == pytest.approx(
        natural("Arbeidsverhoudingen", bold=True)
    )


def test_rows_are_as_high_as_their_highest_cell_and_grow_by_half_at_most() -> None:
    """A line of 18 points is 21.6 high; seven points stay above and below."""
    rows = ["a|b", "kort|kort", "kort|"]
    made = table(*rows)
    two = joined([words("een"), words("twee")])
    made = replace(made, rows=(*made.rows, (two, words("x"))))
    own = [35.6, 35.6, 35.6, 57.2]
    assert fit_table(made, AREA, BRAND).table.heights == pytest.approx([height * 1.5 for height in own])
    for room, grown in ((190.0, 190 / 164), (164.0, 1.0), (163.5, 1.0)):
        result = fit_table(made, AREA._replace(h=room), BRAND)
        assert result.table.heights == pytest.approx([height * grown for height in own])
        assert (result.table.size, result.excess) == (18, ())


def test_a_table_too_high_steps_down_and_says_what_is_left_over() -> None:
    made = table("a|b", *["kort|kort"] * 9)
    for room, size in ((356.0, 18), (355.3, 17), (344.0, 17), (343.3, 16), (308.0, 14)):
        result = fit_table(made, AREA._replace(h=room), BRAND)
        assert (result.table.size, result.excess) == (size, ()), room
    (excess,) = fit_table(made, AREA._replace(h=300.0), BRAND).excess
    assert excess.points == pytest.approx(10 * (14 * 1.2 + 14) - 300)
    assert (excess.word, excess.text.plain) == (False, "kort")


def test_a_start_is_the_steps_down_to_begin_with() -> None:
    made = table("a|b", "kort|kort")
    assert [fit_table(made, AREA, BRAND, start).table.size for start in (0, 1, 4, 5)] == [18, 17, 14, 14]
    low = replace(BRAND, scale={**BRAND.scale, "table": 12})
    assert fit_table(made, AREA, low).table.size == 12


def test_east_asian_cells_have_higher_lines() -> None:
    east = replace(BRAND, script="Jpan")
    assert fit_table(table("a", "b"), AREA, east).table.heights[0] == pytest.approx((18 * 1.45 + 14) * 1.5)


def test_letters_and_ideographs_in_a_cell_stand_a_fifth_of_its_line_apart() -> None:
    apart = fit_table(table("a", "字a字"), AREA, BRAND).table.widths[0] / 1.35
    together = fit_table(table("a", "字字a"), AREA, BRAND).table.widths[0] / 1.35
    assert apart - together == pytest.approx(18 * 1.45 / 5 / 0.99)


def test_the_author_s_shares_count_and_who_gave_none_has_one() -> None:
    made = fit_table(table("a|b|c", "a|b|c", widths=(2, None, 5)), AREA, BRAND).table
    assert made.widths == pytest.approx([220, 110, 550])


def test_no_share_is_narrower_than_its_longest_word() -> None:
    """What it needs more comes from those that have more than they need, by how much they have."""
    word = "Arbeidsomstandigheden"
    made = fit_table(table("a|b|c", f"{word}|b|c", widths=(1, 10, 20)), AREA, BRAND).table
    least = [natural(word), natural("b", bold=True), natural("c", bold=True)]
    shares = [880 / 31, 8800 / 31, 17600 / 31]
    spare = [shares[1] - least[1], shares[2] - least[2]]
    lack = least[0] - shares[0]
    assert made.widths == pytest.approx(
        [least[0], *(shares[n] - lack * spare[n - 1] / sum(spare) for n in (1, 2))], rel=1e-4
    )
    assert sum(made.widths) == pytest.approx(880)


def test_where_not_even_the_words_have_room_all_lack_alike_and_the_word_is_named() -> None:
    word = "Arbeidsomstandigheden"
    area = AREA._replace(w=200)
    result = fit_table(table("a|b", f"{word}|{word}{word}"), area, BRAND)
    assert result.table.size == 14
    one, two = (ruler(Face(FAMILY)).width(each) * 14 for each in (word, word + word))
    least = [one / 0.99 + 21, two / 0.99 + 21]
    assert result.table.widths == pytest.approx([200 * each / sum(least) for each in least])
    first = result.excess[0]
    assert first.word
    assert first.points == pytest.approx(one - result.table.widths[0] + 20)


def test_long_texts_share_what_there_is_and_short_ones_are_not_squeezed() -> None:
    """None has less than its longest word, none much more than three fifths, and the longer the text the wider."""
    long = "een verhaal dat langer is dan een regel van deze tabel ooit zou kunnen zijn, en dus over twee gaat " * 2
    made = fit_table(table("a|b|c", f"kort|{long}|{long[:60]}"), AREA, BRAND).table
    assert sum(made.widths) == pytest.approx(880)
    assert natural("kort") <= made.widths[0] < natural("kort") * 2
    assert made.widths[0] < made.widths[2] < made.widths[1] < 880 * 0.75
    longest = fit_table(table("a|b|c", f"kort|{long * 3}|{long[:60]}"), AREA._replace(h=2000), BRAND).table
    assert longest.widths == pytest.approx(made.widths)  # from three fifths on, how long no longer counts


def test_all_parts_of_a_table_have_the_widths_of_the_whole() -> None:
    whole = table("a|b", "kort|kort", "een langere tekst|kort")
    part = replace(whole, rows=whole.rows[:1], whole=whole.rows)
    assert fit_table(part, AREA, BRAND).table.widths == fit_table(whole, AREA, BRAND).table.widths


def test_columns_that_have_all_that_they_need_stay_as_the_author_shares_them() -> None:
    made = fit_table(table("a|b", "aa|bb", widths=(3, 1)), AREA, BRAND).table
    assert made.widths == pytest.approx([660, 220])


def test_words_of_a_table_grow_where_there_is_room_and_their_brand_composes() -> None:
    """By four points at most; their cells take more lines only where most of the height is free."""
    few = table("a|b", *["kort|kort"] * 4)
    assert fit_table(few, AREA, BRAND, None).table.size == 22
    assert fit_table(few, AREA, replace(BRAND, composes=False), None).table.size == 18
    assert fit_table(few, AREA._replace(h=5 * 35.6), BRAND, None).table.size == 18
    assert fit_table(few, AREA, BRAND, 1).table.size == 17
    long = table("a|b", *["kort|een tekst die bij achttien punten net op haar regel past"] * 5, widths=(1, 1))
    narrow = AREA._replace(w=2 * (natural("een tekst die bij achttien punten net op haar regel past") + 1))
    assert fit_table(long, narrow, BRAND, None).table.size == 18
    assert fit_table(long, narrow._replace(h=900.0), BRAND, None).table.size == 22
