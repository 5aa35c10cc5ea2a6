"""Slides that do not fit are split: nothing lost, order kept, one size, numbered titles."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from builder.brands.prepared import PreparedBrand
from builder.diagnostics import ContentError
from builder.fitting.fitted import FittedGroup, FittedSlide, FittedTable, FittedText
from builder.fitting.split import _divided, _kept, _units, _weights, fit_slides
from builder.plan import (
    Drawing,
    Flow,
    Paragraph,
    RichText,
    Run,
    SlidePlan,
    Stack,
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


def test_parts_are_as_few_as_hold_it_and_as_even_as_its_units_allow() -> None:
    assert _divided([1, 1, 1, 1, 1, 1], 2) == [range(3), range(3, 6)]
    assert _divided([1, 1, 1, 1, 1, 1], 3) == [range(2), range(2, 4), range(4, 6)]
    assert _divided([9, 1, 1, 1], 2) == [range(1), range(1, 4)]
    assert _divided([1, 1, 1, 9], 2) == [range(3), range(3, 4)]
    assert _divided([3, 1, 1, 3, 1, 3], 3) == [range(2), range(2, 4), range(4, 6)]
    assert _divided([1, 2], 2) == [range(1), range(1, 2)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 9), min_size=2, max_size=7), st.integers(2, 4))
def test_no_other_division_has_a_lighter_heaviest_part(weights: list[int], count: int) -> None:
    count = min(count, len(weights))
    made = _divided([float(weight) for weight in weights], count)
    assert [n for part in made for n in part] == list(range(len(weights)))
    assert len(made) == count and all(made)
    least = min(
        max(sum(weights[a:b]) for a, b in pairwise((0, *cuts, len(weights))))
        for cuts in combinations(range(1, len(weights)), count - 1)
    )
    assert max(sum(weights[n] for n in part) for part in made) == least


def test_rows_with_more_words_weigh_more(brand: PreparedBrand) -> None:
    """Sixty characters in a row's longest cell weigh what the row itself does."""
    columns = (TableColumn(words("A")), TableColumn(words("B")))
    rows = tuple((words("x" * n), words("kort")) for n in (60, 4, 30))
    assert _weights(plan("table"), Table(columns, rows, False), brand) == pytest.approx([2.0, 1 + 4 / 60, 1.5])


def test_a_list_weighs_what_it_measures(brand: PreparedBrand) -> None:
    slot = brand.layouts["points"].slots["body"]
    one, two = _weights(bullets("een", "twee"), bullets("een", "twee").blocks[0], brand)
    assert one == two == pytest.approx(22 * 1.2 + slot.levels[0].before)
    deep = bullets("een", "twee", below=2)
    own = 22 * 1.2 + 2 * (20 * 1.2 * slot.levels[1].spacing + slot.levels[1].before) + slot.levels[0].before
    assert _weights(deep, deep.blocks[0], brand)[0] == pytest.approx(own + slot.levels[0].after + slot.levels[1].after)
    words_only = plan("statement", Words(words("een"), "body"))
    assert _weights(words_only, words_only.blocks[0], brand) == []
    source = plan("points", Words(words("een"), "source"))
    assert _weights(source, source.blocks[0], brand) == []


@pytest.mark.parametrize(("count", "columns", "units"), [(4, 2, 2), (5, 2, 3), (6, 2, 3), (3, 1, 3), (1, 3, 1)])
def test_a_drawing_is_weighed_by_its_rows(brand: PreparedBrand, count: int, columns: int, units: int) -> None:
    made = flow(count, columns)
    assert _weights(made, made.blocks[0], brand) == [1.0] * units
    bare = Drawing(Tile(words("x")))
    assert _weights(made, bare, brand) == []
    pages = replace(bare, pages=(bare.root, bare.root, bare.root))
    assert _weights(made, pages, brand) == [1.0] * 3


def test_a_lead_line_stays_with_the_first_point() -> None:
    text = RichText((
        Paragraph((Run("aanhef"),), marker="none"), Paragraph((Run("een"),)), Paragraph((Run("onder"),), level=1),
        Paragraph((Run("vervolg"),), marker="none"), Paragraph((Run("twee"),)), Paragraph((Run("drie"),)),
    ))  # fmt: skip
    assert [[p.text for p in unit] for unit in _units(text)] == [
        ["aanhef", "een", "onder", "vervolg"], ["twee"], ["drie"],
    ]  # fmt: skip


def test_a_marked_row_is_marked_where_it_went_and_nowhere_else() -> None:
    (block, _) = table(6, highlight=3).blocks
    assert isinstance(block, Table)
    for units, marked in ((range(3), None), (range(3, 6), 0), (range(2, 5), 1), (range(4, 6), None)):
        kept = _kept(block, units)
        assert isinstance(kept, Table)
        assert kept.highlight_row == marked
        assert kept.whole == block.rows
        assert len(kept.rows) == len(units)


def test_pages_of_a_drawing_become_slides(brand: PreparedBrand) -> None:
    """As many as it names, where it does not fit on one."""
    tall = tuple(Tile(words(f"ding {n}", TextStyle("lead")), share=1) for n in range(20))
    pages = tuple(Stack(tall[n : n + 7]) for n in (0, 7, 14))
    drawing = Drawing(Stack(tall), alt="dingen", pages=pages)
    slides = fit_slides(plan("canvas", drawing), brand)
    assert [slide.plan.id for slide in slides] == ["lang--p1", "lang--p2", "lang--p3"]
    assert [len(shape.children) for s in slides for shape in s.shapes if isinstance(shape, FittedGroup)] == [7, 7, 6]


def test_all_parts_have_the_size_of_the_one_that_needs_the_smallest(brand: PreparedBrand) -> None:
    texts = [*[f"punt {n}" for n in range(9)], *["een punt dat veel langer is dan alle andere van deze lijst " * 3] * 5]
    slides = fit_slides(bullets(*texts), brand)
    assert len(slides) > 1
    steps = {slide.steps for slide in slides}
    assert len(steps) == 1
    sizes = {
        shape.sizes.get(0, 22.0)
        for slide in slides
        for shape in slide.shapes
        if isinstance(shape, FittedText) and shape.name == "Points"
    }
    assert sizes == {22.0 - steps.pop()}
    assert slides[0].why[-1] == f"part 1 of {len(slides)}"


def test_a_section_opens_with_its_first_part_only(brand: PreparedBrand) -> None:
    slides = fit_slides(replace(table(40), section="Cijfers"), brand)
    assert [slide.plan.section for slide in slides] == ["Cijfers", *[""] * (len(slides) - 1)]
    again = fit_slides(replace(table(40), id="lang--2"), brand)
    assert again[1].plan.id == "lang--2-p2"


def test_where_a_layout_is_roomier_it_is_tried_before_splitting(brand: PreparedBrand) -> None:
    slot = brand.layouts["points"].slots["body"]
    wide = replace(brand.layouts["points"], name="Ruim", role="wide", slots={**brand.layouts["points"].slots, "body": replace(slot, box=slot.box._replace(h=900))})  # fmt: skip
    roomy = replace(brand, roomier={"points": "wide"}, layouts={**brand.layouts, "wide": wide}, by_name={"Gewoon": "points"})  # fmt: skip
    long = bullets(*[f"punt {n}" for n in range(12)])
    assert [slide.role for slide in fit_slides(long, brand)] == ["points"] * 2
    assert [slide.role for slide in fit_slides(long, roomy)] == ["wide"]
    assert len(fit_slides(replace(long, layout="Gewoon"), roomy)) == 2  # who names a layout gets that one
    statement = plan("points", Words(words("woord " * 600), "body"))
    tight = replace(roomy, layouts={**roomy.layouts, "wide": brand.layouts["points"]})
    with pytest.raises(ContentError):
        fit_slides(statement, tight)
    single = plan("points", Words(words("woord " * 240), "body"))
    with pytest.raises(ContentError):
        fit_slides(single, brand)
    (relaxed,) = fit_slides(single, tight)
    (body,) = [shape for shape in relaxed.shapes if isinstance(shape, FittedText) and shape.name == "Points"]
    assert body.sizes[0] < brand.smallest["body"]


def test_what_is_wrong_otherwise_is_no_reason_to_split(brand: PreparedBrand) -> None:
    with pytest.raises(ContentError) as caught:
        fit_slides(replace(table(40), layout="Onbekend"), brand)
    assert [each.rule for each in caught.value.found] == ["unknown-layout"]
    both = plan("table", *table(40).blocks, Words(words("x"), "nowhere"))
    with pytest.raises(ContentError) as caught:
        fit_slides(both, brand)
    assert [each.rule for each in caught.value.found] == ["text-fits", "no-place"]


def test_twelve_parts_are_the_most(brand: PreparedBrand) -> None:
    tall = "regel " * 170
    assert len(fit_slides(bullets(*[tall] * 12), brand)) == 12
    with pytest.raises(ContentError):
        fit_slides(bullets(*[tall] * 13), brand)
