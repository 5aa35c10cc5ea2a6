"""Slides that do not fit are split: nothing lost, order kept, one size, numbered titles."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.brands.prepared import PreparedBrand
from builder.diagnostics import ContentError
from builder.fitting.fitted import FittedGroup, FittedSlide, FittedTable, FittedText
from builder.fitting.split import fit_slides
from builder.plan import (
    Drawing,
    Flow,
    Paragraph,
    RichText,
    Run,
    SlidePlan,
    Table,
    TableColumn,
    TextStyle,
    Tile,
    Words,
    words,
)  # fmt: skip
from tests.fitting.brands import prepared

TEXT = st.text("abcdefghij klmnop-é", min_size=1, max_size=60).filter(lambda t: bool(t.strip()))


def plan(role: str, *blocks: Words | Table | Drawing) -> SlidePlan:
    return SlidePlan("lang", "lang", "bullets", role, words("Een titel"), blocks, lang="nl", notes=words("Notities"))


def bullets(*texts: str, below: int = 0) -> SlidePlan:
    paragraphs: list[Paragraph] = []
    for text in texts:
        paragraphs.append(Paragraph((Run(text),)))
        paragraphs += [Paragraph((Run(f"onder {n}"),), level=1) for n in range(below)]
    return plan("points", Words(RichText(tuple(paragraphs)), "body"))


def table(count: int, highlight: int | None = None) -> SlidePlan:
    rows = tuple((words(f"rij {n}"), words(str(n * 7))) for n in range(count))
    columns = (TableColumn(words("Naam")), TableColumn(words("Aantal"), "end"))
    source = Words(words("Bron: CBS"), "source")
    return plan("table", Table(columns, rows, row_headers=True, highlight_row=highlight), source)


def flow(count: int, columns: int = 1) -> SlidePlan:
    items = tuple(Tile(words(f"ding {n}", TextStyle("lead")), inset=(0, 12, 0, 12), share=1) for n in range(count))
    return plan("canvas", Drawing(Flow(items, columns, row_gap=10), grow=1))


def body_lines(slides: list[FittedSlide]) -> list[str]:
    shapes = [s for slide in slides for s in slide.shapes if isinstance(s, FittedText) and s.name == "Points"]
    return [p.text for shape in shapes for p in shape.paragraphs]


def tables(slides: list[FittedSlide]) -> list[FittedTable]:
    return [s for slide in slides for s in slide.shapes if isinstance(s, FittedTable)]


@pytest.fixture(params=["helder", "avond"])
def brand(request: pytest.FixtureRequest) -> PreparedBrand:
    return prepared(str(request.param))


def test_what_fits_is_not_split(brand: PreparedBrand) -> None:
    (slide,) = fit_slides(bullets("een", "twee"), brand)
    assert slide.plan.id == "lang"
    assert slide.plan.title.plain == "Een titel"


def test_a_table_is_split_between_rows(brand: PreparedBrand) -> None:
    slides = fit_slides(table(40, highlight=30), brand)
    made = tables(slides)
    assert len(made) > 1
    assert [row[0].plain for each in made for row in each.table.rows] == [f"rij {n}" for n in range(40)]
    assert all([c.heading.plain for c in each.table.columns] == ["Naam", "Aantal"] for each in made)
    assert len({each.size for each in made}) == 1
    assert len({each.widths for each in made}) == 1
    sizes = [len(each.table.rows) for each in made]
    assert max(sizes) - min(sizes) <= 1
    marked = [
        each.table.rows[each.table.highlight_row][0].plain for each in made if each.table.highlight_row is not None
    ]
    assert marked == ["rij 30"]


def test_parts_are_numbered_and_carry_notes_and_sources(brand: PreparedBrand) -> None:
    slides = fit_slides(table(40), brand)
    count = len(slides)
    assert [s.plan.id for s in slides] == [f"lang--p{n}" for n in range(1, count + 1)]
    assert [s.plan.title.plain for s in slides] == [f"Een titel\u00a0({n}/{count})" for n in range(1, count + 1)]
    assert all(s.plan.notes.plain == "Notities" for s in slides)
    assert all(any(isinstance(b, Words) and b.slot == "source" for b in s.plan.blocks) for s in slides)


def test_a_list_is_split_between_its_top_points(brand: PreparedBrand) -> None:
    slides = fit_slides(bullets(*[f"punt {n} over het werk" for n in range(14)], below=2), brand)
    assert len(slides) > 1
    for slide in slides:
        (body,) = [s for s in slide.shapes if isinstance(s, FittedText) and s.name == "Points"]
        assert body.paragraphs[0].level == 0
        assert len(body.paragraphs) % 3 == 0
    assert (
        len(
            {
                tuple(sorted(s.sizes.items()))
                for x in slides
                for s in x.shapes
                if isinstance(s, FittedText) and s.name == "Points"
            }
        )
        == 1
    )


def test_a_drawing_is_split_between_its_rows(brand: PreparedBrand) -> None:
    slides = fit_slides(flow(25, columns=2), brand)
    assert len(slides) > 1
    texts = [
        "".join(p.text for p in shape.paragraphs)
        for slide in slides
        for group in slide.shapes
        if isinstance(group, FittedGroup)
        for shape in group.children
        if isinstance(shape, FittedText) and shape.paragraphs
    ]
    assert texts == [f"ding {n}" for n in range(25)]


def test_what_may_not_be_split_is_an_error_with_its_field(brand: PreparedBrand) -> None:
    long = RichText((Paragraph((Run("een lange zin die maar doorgaat " * 30),)),), None, "text")
    with pytest.raises(ContentError) as caught:
        fit_slides(plan("statement_titled", Words(long, "body")), brand)
    assert caught.value.found[0].rule == "text-fits"
    assert "'text'" in caught.value.found[0].message


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXT, min_size=1, max_size=40))
def test_any_list_keeps_its_words_and_their_order(brand: PreparedBrand, texts: list[str]) -> None:
    slides = fit_slides(bullets(*texts), brand)
    assert body_lines(slides) == texts
    least = brand.smallest["body"]
    for slide in slides:
        for shape in slide.shapes:
            if isinstance(shape, FittedText):
                assert all(size >= least for level, size in shape.sizes.items() if level == 0)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=1, max_size=60))
def test_any_table_keeps_its_cells_or_says_why_not(brand: PreparedBrand, rows: list[list[str]]) -> None:
    columns = tuple(TableColumn(words(name)) for name in ("Een", "Twee", "Drie"))
    cells = tuple(tuple(words(text) for text in row) for row in rows)
    try:
        slides = fit_slides(plan("table", Table(columns, cells, row_headers=False)), brand)
    except ContentError as error:
        assert all(each.rule == "text-fits" for each in error.found)
        return
    shown = [[cell.plain for cell in row] for each in tables(slides) for row in each.table.rows]
    assert [[re.sub(r"\s+", " ", c) for c in row] for row in shown] == [
        [re.sub(r"\s+", " ", c) for c in row] for row in rows
    ]
    for each in tables(slides):
        assert each.size >= brand.smallest["table"]
        assert each.box.y + sum(each.heights) <= 485
