"""Slides fitted: sizes within the brand's bounds, peers alike, nothing dropped, what is too long refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from builder.brands.prepared import Box
from builder.diagnostics import ContentError
from builder.fitting.fit import fit, growth
from builder.fitting.fitted import FittedGroup, FittedSlide, FittedText
from builder.fitting.pictures import cropped
from builder.fitting.tables import PAD_X, fit_table
from builder.plan import ImageFile, Picture, SlidePlan, Table, TableColumn, Words, words
from tests.fitting.brands import prepared
from tests.tools.packages import A, DeckFile, P
from tests.tools.projects import SmallProject

BRANDS = ("helder", "avond")
SENTENCE = "Wie het werk doet, weet het beste hoe het beter kan. "
CELL = st.text("abcdefghijklmnop ", min_size=1, max_size=60).filter(str.strip)
AREA = Box(40, 120, 880, 360)


def plan(title: str, *bodies: str, role: str = "points") -> SlidePlan:
    slots = ("body",) if len(bodies) == 1 else tuple(f"body{n}" for n in range(1, len(bodies) + 1))
    blocks = tuple(Words(words(body), slot) for slot, body in zip(slots, bodies, strict=True))
    return SlidePlan("proef", "proef", "bullets", role, words(title), blocks)


def texts(slide: FittedSlide) -> list[FittedText]:
    return [shape for shape in slide.shapes if isinstance(shape, FittedText)]


def size_of(shape: FittedText) -> float:
    assert shape.slot is not None
    return shape.sizes.get(0, shape.slot.levels[0].size)


@pytest.mark.parametrize("name", BRANDS)
@pytest.mark.parametrize("count", [1, 4, 8, 14])
def test_text_gets_smaller_only_when_it_must_and_never_too_small(name: str, count: int) -> None:
    brand = prepared(name)
    try:
        shapes = texts(fit(plan("Een titel", SENTENCE * count), brand))
    except ContentError:
        assert count > 8
        return
    body = shapes[1]
    assert body.slot is not None
    assert size_of(body) >= brand.smallest["body"]
    usual = body.slot.levels[0].size
    if count == 1:
        assert size_of(body) == usual + growth(brand, usual)[0]  # a short text grows into its place
    if count >= 8:
        assert size_of(body) <= usual


@pytest.mark.parametrize("name", BRANDS)
def test_words_grow_in_steps_and_headings_with_them(name: str) -> None:
    """Never larger than what heads them, never into the last of their place, not where a start is given."""
    brand = prepared(name)
    short = replace(
        plan("Een titel", "Kort"), role="columns2_headed",
        blocks=tuple(Words(words(text), slot) for slot, text in (
            ("heading1", "Hier"), ("body1", "Een paar woorden"), ("heading2", "Daar"), ("body2", "Nog een paar"),
        )),
    )  # fmt: skip
    shapes = {shape.name: shape for shape in texts(fit(short, brand)) if shape.slot is not None}
    bodies = {size_of(shapes[name]) for name in ("Column 1", "Column 2")}
    headings = {size_of(shapes[name]) for name in ("Heading 1", "Heading 2")}
    assert len(bodies) == len(headings) == 1
    (body,), (heading,) = bodies, headings
    usual = shapes["Column 1"].slot.levels[0].size  # type: ignore[union-attr]
    assert body - usual in growth(brand, usual)
    assert body < brand.scale["title"]
    assert heading > body
    assert size_of(next(each for each in texts(fit(short, brand, 0)) if each.name == "Column 1")) == usual


@pytest.mark.parametrize("name", BRANDS)
def test_what_is_too_long_is_refused_by_its_field(name: str) -> None:
    with pytest.raises(ContentError) as caught:
        fit(plan("Een titel", SENTENCE * 60), prepared(name))
    assert [each.rule for each in caught.value.found] == ["text-fits"]


@settings(max_examples=30)
@given(st.integers(1, 22), st.sampled_from(BRANDS))
def test_a_longer_text_never_stands_larger(count: int, name: str) -> None:
    try:
        longer = size_of(texts(fit(plan("Titel", SENTENCE * (count + 1)), prepared(name)))[1])
    except ContentError:
        return
    assert size_of(texts(fit(plan("Titel", SENTENCE * count), prepared(name)))[1]) >= longer


@pytest.mark.parametrize("name", BRANDS)
def test_a_long_title_is_balanced_and_keeps_its_lines(name: str) -> None:
    title = "Wat maakt goed werk eigenlijk goed, en wie mag daarover in uw organisatie beslissen?"
    slide = fit(plan(title, "punt"), prepared(name))
    shape = texts(slide)[0]
    assert shape.end_inset > 0
    assert shape.slot is not None
    assert shape.end_inset < shape.slot.box.w / 2
    assert not texts(fit(plan("Kort", "punt"), prepared(name)))[0].end_inset


def sizes_on(slide: object) -> dict[str, set[int]]:
    """Give the sizes of the runs of each placeholder of a slide, 0 where they are inherited."""
    found: dict[str, set[int]] = {}
    for shape in slide.iter(f"{P}sp"):  # type: ignore[attr-defined]
        holder = shape.find(f".//{P}ph")
        if holder is not None and holder.get("type") not in ("title", "ctrTitle", "sldNum", "ftr", "dt"):
            key = holder.get("idx", "")
            found[key] = {int(run.find(f"{A}rPr").get("sz", 0)) for run in shape.iter(f"{A}r")}
    return found


def test_columns_share_one_size(project: SmallProject) -> None:
    long = ", ".join(f"'Punt {n} is een tamelijk lange zin over werk en organisatie'" for n in range(4))
    project.write(
        "- kind: columns\n  id: kolommen\n  title: Kolommen\n  columns:\n"
        f"    - {{heading: Kort, points: [een, twee]}}\n    - {{heading: Lang, points: [{long}]}}\n"
    )
    sizes = sizes_on(DeckFile(project.deck()).slides[0])
    stepped = [size for size in sizes.values() if 0 < max(size, default=0) < 2800]
    assert len(stepped) >= 2
    assert len({frozenset(size) for size in stepped}) == 1


def test_no_size_in_a_deck_is_under_the_minimum(deck: DeckFile) -> None:
    brand = prepared("helder")
    for slide in deck.slides:
        for properties in slide.iter(f"{A}rPr", f"{A}endParaRPr"):
            assert int(properties.get("sz", 9900)) / 100 >= brand.smallest["small"]
        for cell in slide.iter(f"{A}tc"):
            for properties in cell.iter(f"{A}rPr"):
                assert int(properties.get("sz")) / 100 >= brand.smallest["table"]


@settings(max_examples=25)
@given(
    st.integers(1, 6).flatmap(lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=1, max_size=6)),
    st.sampled_from(BRANDS),
)
def test_columns_fill_the_area_at_most_and_hold_their_longest_word(rows: list[list[str]], name: str) -> None:
    brand = prepared(name)
    table = Table(
        tuple(TableColumn(words(cell)) for cell in rows[0]),
        tuple(tuple(words(cell) for cell in row) for row in rows),
        row_headers=False,
    )
    made = fit_table(table, AREA, brand)
    assert sum(made.table.widths) <= AREA.w + 0.5
    assert brand.smallest["table"] <= made.table.size <= brand.scale["table"]
    if not made.excess:
        assert sum(made.table.heights) <= AREA.h + 0.7
        from builder.fitting.fonts import Face, ruler

        bold = ruler(Face(brand.fonts["minor"], bold=True))
        for column, width in enumerate(made.table.widths):
            longest = max(bold.width(word) for word in rows[0][column].split())
            assert width - 2 * PAD_X >= longest * made.table.size - 0.7


@pytest.mark.parametrize("cells", [["x" * 200, "y"], [SENTENCE * 60, "y"]])
def test_a_table_that_cannot_fit_says_so(cells: list[str]) -> None:
    table = Table((TableColumn(words("A")), TableColumn(words("B"))), (tuple(words(c) for c in cells),), False)
    assert fit_table(table, AREA, prepared("helder")).excess


def test_widths_follow_the_author() -> None:
    columns = (TableColumn(words("A"), width=1), TableColumn(words("B"), width=3))
    made = fit_table(Table(columns, ((words("a"), words("b")),), False), AREA, prepared("helder"))
    assert made.table.widths[1] == pytest.approx(3 * made.table.widths[0], rel=0.01)


@given(
    st.integers(10, 4000),
    st.integers(10, 4000),
    st.floats(10, 900),
    st.floats(10, 900),
    st.sampled_from(["cover", "contain"]),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_pictures_are_never_distorted(
    width: int, height: int, w: float, h: float, how: str, x: float, y: float
) -> None:
    picture = Picture(ImageFile("", "", "png", width, height), "", fit=how, focus=(x, y))  # type: ignore[arg-type]
    box, (left, top, right, bottom) = cropped(picture, Box(5, 5, w, h))
    assert min(left, top, right, bottom) >= -1e-9
    shown = width * (1 - left - right) / (height * (1 - top - bottom))
    assert shown == pytest.approx(box.w / box.h, rel=1e-6)
    assert (box.x, box.y) >= (4.99, 4.99)
    assert box.x + box.w <= 5 + w + 1e-6
    assert box.y + box.h <= 5 + h + 1e-6
    if how == "contain":
        assert (left, top, right, bottom) == (0, 0, 0, 0)


@pytest.mark.parametrize("name", BRANDS)
def test_drawings_stay_on_the_slide(name: str, decks: dict[str, DeckFile]) -> None:
    deck = decks[f"examples-{name}"]
    size = deck.presentation.find(f"{P}sldSz")
    width, height = int(size.get("cx")), int(size.get("cy"))
    for slide in deck.slides:
        for place in slide.iter(f"{A}xfrm"):
            at, extent = place.find(f"{A}off"), place.find(f"{A}ext")
            assert int(at.get("x")) >= 0
            assert int(at.get("y")) >= 0
            assert int(at.get("x")) + int(extent.get("cx")) <= width + 12700
            assert int(at.get("y")) + int(extent.get("cy")) <= height + 12700


def test_group_shapes_are_fitted_not_dropped() -> None:
    from builder.plan import Drawing, Stack, Tile

    tiles = tuple(Tile(words(f"tegel {n}")) for n in range(5))
    source = SlidePlan("p", "p", "process", "canvas", words("Titel"), (Drawing(Stack(tiles), alt="tegels"),))
    (group,) = [shape for shape in fit(source, prepared("helder")).shapes if isinstance(shape, FittedGroup)]
    assert [child.paragraphs[0].text for child in group.children if isinstance(child, FittedText)] == [
        f"tegel {n}" for n in range(5)
    ]
