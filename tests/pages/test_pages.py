"""Pages: lines where the fitting broke them, baselines as office programs set them, order, tags, kept and read again."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builder.fitting.chart_axis import scale_of
from builder.fitting.fit import fit
from builder.fitting.fonts import Face
from builder.fitting.lines import LINE, Laid, Piece, break_lines, spans_of
from builder.pages.kept import packed, unpacked
from builder.pages.make import page_of
from builder.pages.page import Ground, Page, Paint, Rectangle, Table, Text
from builder.pages.svg import Written, svg_of
from builder.pages.text import Block, Look, Setting, set_text
from builder.plan import Chart, Series, SlidePlan, words
from tests.fitting.brands import prepared
from tests.pages.decks import bulleted, plan, tabled

BOX = Rectangle(100, 100, 300, 200)
LONG = "Wie het werk doet, weet het beste hoe het beter kan en/of anders moet, 2-3 keer per jaar. " * 3


def paragraph(text: str, size: float = 20.0, *, spacing: float = 1.0) -> Setting:
    laid = Laid((Piece(text, Face("Calibri"), size),), spacing=spacing, empty_size=size)
    return Setting(laid, (Look(Paint("000000")),))


def baselines(setting: Setting, anchor: str = "t") -> list[float]:
    (text,) = set_text([setting], Block(BOX, anchor=anchor), "")
    return [line.y for line in text.lines]


@pytest.mark.parametrize("width", [120.0, 211.0, 300.0, 478.0])
def test_lines_are_those_that_the_fitting_counts(width: float) -> None:
    laid = Laid((Piece(LONG, Face("Calibri"), 18.0),), empty_size=18.0)
    spans = spans_of(laid, width, share=0.99)
    assert len(spans) == break_lines(laid, width).number
    assert "".join(LONG[each.start : each.stop].replace(" ", "") for each in spans) == LONG.replace(" ", "")
    assert all(each.width <= width for each in spans)


def test_a_line_is_a_size_below_its_top_and_lines_are_a_fifth_apart() -> None:
    first, second = baselines(paragraph("een\ntwee"))
    assert first == pytest.approx(BOX.y + 20)
    assert second - first == pytest.approx(20 * LINE)


def test_tighter_lines_stand_at_four_fifths_of_their_height() -> None:
    assert baselines(paragraph("een", 32, spacing=0.95)) == [pytest.approx(BOX.y + 0.8 * 0.95 * LINE * 32)]


def test_text_at_the_bottom_and_in_the_middle() -> None:
    assert baselines(paragraph("een"), "b") == [pytest.approx(BOX.y + BOX.h - 0.2 * 20)]
    assert baselines(paragraph("een"), "ctr") == [pytest.approx(BOX.y + BOX.h / 2 - 12 + 20)]


def test_the_order_of_reading_is_that_of_the_plan() -> None:
    page = bulleted()
    said = [text.text for text in page.texts()]
    assert said[0] == "Een titel"
    assert [each.split()[0] for each in said[1:]] == ["eerst", "dieper", "een"]
    assert [text.tag for text in page.texts()] == ["H1", "LI", "LI", "LI"]
    assert [text.level for text in page.texts()][1:] == [0, 1, 0]
    assert {text.source for text in page.texts()} == {"", "points"}


def test_cells_say_what_they_head() -> None:
    (table,) = (item for item in tabled().items if isinstance(item, Table))
    assert [[cell.heads for cell in row] for row in table.rows] == [
        ["column", "column"],
        ["row", ""],
        ["row", ""],
    ]
    assert [text.text for text in tabled().texts()][1:] == ["Wie", "Waarde", "Een", "1", "Twee", "2"]


def test_what_runs_from_the_right_starts_there() -> None:
    brand = prepared("helder")
    slide = fit(replace(plan(lang="ar"), title=words("العمل الجيد")), brand)
    (title,) = (item for item in page_of(slide, brand).items if isinstance(item, Text))
    slot = slide.shapes[0].slot  # type: ignore[union-attr]
    assert title.rtl
    assert title.lines[0].side == "start"
    assert title.lines[0].x == pytest.approx(slot.box.x + slot.box.w)  # type: ignore[union-attr]


def test_a_kept_page_is_the_same_page() -> None:
    for page in (bulleted(), tabled()):
        assert unpacked(packed(page)) == page


def test_a_kept_page_knows_no_line_of_a_file() -> None:
    assert b"session.yaml" not in packed(bulleted())


@pytest.mark.parametrize(
    ("values", "high", "step"),
    [([14.0, 9.0, 5.0], 16, 2), ([46.0, 9.0], 50, 5), ([6.8, 4.6], 8, 1), ([0.0], 1, 0.2), ([100.0], 120, 20)],
)
def test_an_axis_goes_a_little_beyond_its_values(values: list[float], high: float, step: float) -> None:
    scale = scale_of(values)
    assert (scale.low, scale.high) == (0, pytest.approx(high))
    assert scale.step == pytest.approx(step)


def test_bars_are_as_high_as_their_values() -> None:
    chart = Chart("column", ("A", "B"), (Series("Reeks", (2.0, 4.0)),), "Twee staven", slot="content")
    brand = prepared("helder")
    page = page_of(fit(SlidePlan("g", "g", "chart", "chart", words("Grafiek"), (chart,), lang="nl"), brand), brand)
    (figure,) = (item for item in page.items if getattr(item, "figure", False))
    bars = [item for item in figure.children if getattr(item, "fill", None)]  # type: ignore[union-attr]
    highs = [_height(bar.outline) for bar in bars]  # type: ignore[union-attr]
    assert highs[1] == pytest.approx(2 * highs[0], abs=0.1)
    assert figure.alt == "Twee staven"  # type: ignore[union-attr]
    assert {text.text for text in page.texts()} >= {"A", "B", "2", "4"}


def _height(outline: str) -> float:
    parts = outline.split()
    return abs(float(parts[parts.index("V") + 1]) - float(parts[2]))


class Plain:
    """A drawing without a ground, all in black."""

    folder = ""

    def ground(self, layout: str) -> Ground:
        return Ground(None, ())

    def colour(self, layout: str, paint: Paint) -> str:
        return "000000"

    def foot(self, page: Page, number: int) -> tuple[Text, ...]:
        return ()


def test_no_link_leads_to_a_script() -> None:
    drawn = svg_of(bulleted(), Plain(), 1, Written(lambda media: ""))
    assert "geen adres" in drawn
    assert "javascript" not in drawn
    assert 'href="https://example.org/"' in drawn
