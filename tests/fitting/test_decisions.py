"""What fitting decides of a slide, on layouts whose places have plain measures: sizes, peers, edges, what is told."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builder.brands.prepared import Box, Level, PreparedBrand, PreparedLayout, Slot
from builder.diagnostics import ContentError
from builder.fitting.fit import cleared, departures, fit, growth, lifted
from builder.fitting.fitted import FittedChart, FittedGroup, FittedPicture, FittedSlide, FittedTable, FittedText
from builder.fitting.lines import break_lines, measure
from builder.fitting.styles import lay_inherited
from builder.plan import (
    Block,
    Chart,
    Drawing,
    ImageFile,
    Paragraph,
    Picture,
    RichText,
    Run,
    Series,
    SlidePlan,
    Stack,
    Table,
    TableColumn,
    TextStyle,
    Tile,
    Words,
    joined,
    words,
)  # fmt: skip
from tests.fitting.brands import prepared

BODY = tuple(Level(size, "Calibri", margin=18, indent=-18, bullet="•") for size in (22.0, 20.0, 18.0))
SMALL = (Level(13.0, "Calibri"),)
TITLE = (Level(32.0, "Calibri", bold=True),)


def slot(box: Box, levels: tuple[Level, ...] = BODY, kind: str = "body", **more: object) -> Slot:
    return replace(Slot(box, kind, name="place", levels=levels), **more)  # type: ignore[arg-type]


PLACES = {
    "title": slot(Box(40, 20, 880, 80), TITLE, "title", name="Title"),
    "body": slot(Box(40, 120, 880, 320), name="Points"),
    "content": slot(Box(40, 120, 880, 320), (), "", name="Content"),
    "picture": slot(Box(40, 120, 400, 320), (), "", name="Picture"),
    "source": slot(Box(40, 460, 880, 36), SMALL, name="Source"),
    "caption": slot(Box(40, 110, 880, 24), SMALL, name="Caption"),
    **{f"heading{n}": slot(Box(40 + 460 * (n - 1), 120, 420, 40), (Level(24, "Calibri", bold=True),), name=f"Heading {n}") for n in (1, 2)},
    **{f"body{n}": slot(Box(40 + 460 * (n - 1), 160, 420, 280), name=f"Column {n}") for n in (1, 2)},
}  # fmt: skip


def brand(**places: Slot | None) -> PreparedBrand:
    """Return a brand whose layouts, of every role, have the places above and those given; None: without it."""
    slots = {name: place for name, place in {**PLACES, **places}.items() if place is not None}
    own = prepared("helder")
    made = {role: PreparedLayout(role, "Proef", "", slots) for role in (*own.layouts, "points_titled")}
    return replace(own, layouts=made, by_name={"Proef": "points"})


def plan(title: str, *blocks: Block, role: str = "points", **more: object) -> SlidePlan:
    made = SlidePlan("dia", "dia", "bullets", role, words(title), blocks, lang="nl")
    return replace(made, **more)  # type: ignore[arg-type]


def said(text: str, place: str = "body") -> Words:
    return Words(words(text), place)


def texts(slide: FittedSlide) -> dict[str, FittedText]:
    return {shape.name: shape for shape in slide.shapes if isinstance(shape, FittedText)}


def size(shape: FittedText, level: int = 0) -> float:
    assert shape.slot is not None
    return shape.sizes.get(level, shape.slot.levels[level].size)


def lines(count: int) -> RichText:
    return joined([words(f"regel {n}") for n in range(count)])


# Titles and statements


def title_of(text: str, box: Box, role: str = "points", lang: str = "nl", **more: object) -> FittedText:
    own = brand(title=slot(box, TITLE, "title", name="Title", **more))
    return texts(fit(plan(text, role=role, lang=lang), own))["Title"]


LONG_TITLE = "Wat maakt goed werk eigenlijk goed, en wie mag daarover beslissen in uw organisatie van morgen"


@pytest.mark.parametrize("height", [240, 120, 115, 110, 100, 95, 90, 85, 80, 70, 65, 60])
@pytest.mark.parametrize("insets", [(0, 0, 0, 0), (30, 4, 50, 6)])
def test_a_title_has_the_largest_size_at_which_it_fits(height: float, insets: tuple[float, ...]) -> None:
    """Tried against every size: one point more would be too high, unless that size saves a line of one short word."""

    def needs(points: float) -> float:
        laid = lay_inherited(words(LONG_TITLE).paragraphs, TITLE, {0: points}, prepared("helder"))
        return measure(laid, 560 - insets[0] - insets[2]).height

    room = height - insets[1] - insets[3] + 0.6
    fits = [points for points in range(24, 33) if needs(points) <= room]
    box = Box(40, 20, 560, height)
    if not fits:
        with pytest.raises(ContentError):
            title_of(LONG_TITLE, box, insets=insets)
    else:
        assert size(title_of(LONG_TITLE, box, insets=insets)) == max(fits)


def test_no_title_is_smaller_than_its_least() -> None:
    with pytest.raises(ContentError) as caught:
        title_of(LONG_TITLE * 2, Box(40, 20, 400, 90))
    (found,) = caught.value.found
    assert (found.rule, found.slide) == ("text-fits", "dia")
    assert "at the smallest size" in found.message


def test_a_word_alone_on_the_last_line_of_a_cover_is_worth_some_points() -> None:
    """Where a size somewhat smaller saves its line; a last line of several words stays. Titles of ordinary slides have one size."""
    large = (TITLE[0]._replace(size=44.0),)
    text = "Wie beslist er over het werk van morgen"

    def broken(points: float) -> tuple[int, float]:
        laid = lay_inherited(words(text).paragraphs, large, {0: points}, prepared("helder"))[0]
        made = break_lines(laid, wide)
        return made.number, made.last

    seen = set()
    for wide in range(400, 880, 6):
        place = Box(40, 20, wide, 340)
        own = brand(title=slot(place, large, "title", name="Title"))
        shape = texts(fit(plan(text), own))["Title"]
        number, last = broken(44)
        saving = next((points for points in (43, 42, 41, 40) if broken(points)[0] < number), 0)
        expected = saving if number > 1 and last < wide * 0.25 and saving else 44
        assert size(shape) == expected, wide
        assert size(title_of(text, place)) == 32
        seen.add(expected)
    assert len(seen) > 2


@pytest.mark.parametrize(
    ("length", "more"), [(10, 20), (25, 20), (26, 12), (60, 12), (61, 4), (130, 4), (131, 0), (200, 0)]
)
def test_the_shorter_a_statement_the_larger(length: int, more: int) -> None:
    text = ("woord en nog " * 20)[: length - 1] + "x"
    own = brand(body=slot(Box(0, 100, 4000, 400), (Level(36, "Calibri"),), name="Statement"))
    for role in ("statement", "quote"):
        assert size(texts(fit(plan("Kop", said(text), role=role), own))["Statement"]) == 36 + more
    assert size(texts(fit(plan("Kop", said(text), role="section"), own))["Statement"]) == 36


def test_only_large_text_is_a_statement_and_a_title_above_one_keeps_its_size() -> None:
    below = brand(body=slot(Box(0, 100, 4000, 400), (Level(29, "Calibri"),), name="Statement"))
    assert size(texts(fit(plan("Kop", said("Kort"), role="statement"), below))["Statement"]) == 29
    at = brand(body=slot(Box(0, 100, 4000, 400), (Level(30, "Calibri"),), name="Statement"))
    titled = texts(fit(plan("Kop", said("Kort"), role="statement_titled"), at))
    assert (size(titled["Title"]), size(titled["Statement"])) == (32, 50)
    assert size(texts(fit(plan("Kop", role="statement"), at))["Title"]) == 52


def test_a_title_of_several_lines_is_balanced_without_another_line() -> None:
    """The inset is the largest that keeps the lines, somewhat less; a title of one line has none."""
    box = Box(40, 20, 500, 240)
    shape = title_of(LONG_TITLE, box)
    laid = lay_inherited(shape.paragraphs, TITLE, shape.sizes, prepared("helder"))
    number = measure(laid, 500).lines
    assert measure(laid, 500 - shape.end_inset).lines == number
    largest = next(inset for inset in range(1, 251) if measure(laid, 500 - inset).lines != number) - 1
    assert largest * 0.92 - 4 <= shape.end_inset <= largest * 0.92 + 1
    assert shape.end_inset == int(shape.end_inset)
    assert title_of("Kort", box).end_inset == 0


def test_an_east_asian_title_is_set_on_one_line_where_a_fifth_of_its_size_gives_that() -> None:
    title = "働く人が一番よく知っている仕事の改善方法"
    needs = {points: len(title) * points for points in range(24, 33)}
    shape = title_of(title, Box(40, 20, needs[27] / 0.98, 240), lang="ja")
    assert 26 <= size(shape) <= 27
    two = title_of(title, Box(40, 20, needs[24] / 1.2, 240), lang="ja")
    assert size(two) == 32


def test_an_east_asian_title_breaks_between_phrases() -> None:
    title = "職場の安全を守るために、みんなで考えましょう"
    shape = title_of(title, Box(40, 20, 15 * 32, 240), lang="ja")
    assert shape.end_inset > 0
    from builder.fitting.lines import line_starts

    laid = lay_inherited(shape.paragraphs, TITLE, shape.sizes, prepared("helder"))[0]
    (start,) = line_starts(laid, 15 * 32 - shape.end_inset)
    assert title[start - 1] == "、"


# Bodies and their headings


def two_columns(*spoken: str, headings: tuple[str, str] = ("Hier", "Daar")) -> SlidePlan:
    blocks = (said(headings[0], "heading1"), said(spoken[0], "body1"), said(headings[1], "heading2"), said(spoken[1], "body2"))  # fmt: skip
    return plan("Kop", *blocks, role="columns2_headed")


@pytest.mark.parametrize("points", [16.0, 20.0, 21.0, 23.0, 24.0, 30.0])
def test_a_body_stands_at_least_two_points_under_its_heading(points: float) -> None:
    headings = {f"heading{n}": replace(PLACES[f"heading{n}"], levels=(Level(points, "Calibri"),)) for n in (1, 2)}
    made = texts(fit(two_columns("een woord of wat", "nog iets"), brand(**headings), 0))
    expected = min(22.0, max(points - 2, 18.0))
    assert [size(made[f"Column {n}"]) for n in (1, 2)] == [expected, expected]
    assert {size(made[f"Heading {n}"]) for n in (1, 2)} == {points}


def test_all_headings_have_the_size_of_the_longest_one_and_bodies_go_under_it() -> None:
    """A heading may be as small as a table's words, and what it heads is smaller still where that is allowed."""
    made = texts(fit(two_columns("woord", "woord", headings=("Kort", "Een kop die lang is voor de breedte van haar kolom")), brand(), 0))  # fmt: skip
    heading = size(made["Heading 1"])
    assert 14 <= heading < 24
    assert size(made["Heading 2"]) == heading
    assert size(made["Column 1"]) == max(18, heading - 2)


def test_headings_grow_with_what_they_head_or_nothing_does() -> None:
    for more, heading in ((6, "Hier"), (0, "Een kop die net op haar regel past nu")):
        made = texts(fit(two_columns("woord", "woord", headings=(heading, "Daar")), brand()))
        assert [size(made[f"Column {n}"]) - 22 for n in (1, 2)] == [more, more], heading
        assert [size(made[f"Heading {n}"]) - 24 for n in (1, 2)] == [more, more], heading


def test_the_longest_column_decides_for_all() -> None:
    """The size is the largest at which it fits; levels keep their own least."""
    long = "Wie het werk doet, weet het beste hoe het beter kan. " * 8
    made = texts(fit(two_columns("woord", long.strip()), brand(), 0))
    one, two = made["Column 1"], made["Column 2"]
    assert one.sizes == two.sizes
    fits = [p for p in range(18, 23) if measure(lay_inherited(two.paragraphs, BODY, {0: float(p)}, prepared("helder")), 420).height <= 280.6]  # fmt: skip
    assert size(two) == max(fits) < 22
    step = 22 - size(two)
    assert one.sizes[1] == max(20 - step, 18)
    assert one.sizes[2] == 18 - step if step <= 4 else True
    assert one.sizes[-1] == pytest.approx(1 - step / 22)


@pytest.mark.parametrize("count", range(1, 12))
def test_a_body_grows_while_a_fifth_of_its_place_stays_empty(count: int) -> None:
    filled = {more: count * (22 + more) * 1.2 for more in growth(brand(), 22)}
    assert list(filled) == [6, 4, 2]
    expected = next((more for more in filled if filled[more] <= 320 * 0.78), 0)
    shape = texts(fit(plan("Kop", Words(lines(count), "body")), brand()))["Points"]
    assert size(shape) - 22 == expected
    if expected:
        assert shape.sizes[-1] == pytest.approx(1 + expected / 22)
        assert size(shape, 1) - 20 == size(shape, 2) - 18 == expected


def test_no_paragraph_grows_over_more_than_four_lines_nor_where_a_template_gave_the_size() -> None:
    narrow = brand(body=slot(Box(40, 100, 200, 2000), name="Points"))
    five = "woorden genoeg voor een alinea van ruim vier regels in deze smalle plaats hier"
    assert size(texts(fit(plan("Kop", said(five)), narrow))["Points"]) == 22
    other = brand(body=slot(Box(40, 120, 880, 320), (Level(21, "Calibri"),), name="Points"))
    assert size(texts(fit(plan("Kop", said("Kort")), other))["Points"]) == 21
    template = replace(brand(), composes=False)
    assert size(texts(fit(plan("Kop", said("Kort")), template))["Points"]) == 22


@pytest.mark.parametrize("start", [0, 1, 3, 9])
def test_a_start_is_where_sizes_begin(start: int) -> None:
    """As the parts of a split slide have one size; never under the least."""
    slide = fit(plan("Kop", said("Kort")), brand(), start)
    shape = texts(slide)["Points"]
    assert size(shape) == max(22 - start, 18)
    assert slide.steps == min(start, 4)


def test_steps_are_the_most_that_anything_went_down() -> None:
    table = Table((TableColumn(words("A")),), tuple((words(f"rij {n}"),) for n in range(9)), False, slot="content")
    slide = fit(plan("Kop", table, role="table"), brand(), 2)
    (cells,) = [shape for shape in slide.shapes if isinstance(shape, FittedTable)]
    assert (cells.size, slide.steps) == (16, 2)
    drawing = Drawing(Tile(words("woord", TextStyle("label"))), alt="x", slot="content")
    assert fit(plan("Kop", drawing, role="canvas"), brand(), 3).steps == 3
    assert fit(plan("Kop", drawing, role="canvas"), brand()).steps == 0


def test_a_list_that_steps_down_tells_by_how_much() -> None:
    slide = fit(plan("Kop", Words(lines(13), "body")), brand())
    assert size(texts(slide)["Points"]) == 20
    assert slide.steps == 2
    assert "text 22 to 20 pt" in slide.why


def test_sizes_are_told_in_points_of_the_real_slide() -> None:
    slide = fit(plan("Kop", Words(lines(13), "body")), replace(brand(), unit=0.5))
    assert "text 11 to 10 pt" in slide.why


def test_styled_paragraphs_step_down_with_their_place_and_no_further_than_they_may() -> None:
    shape = texts(fit(plan("Kop", Words(lines(14), "body")), brand()))["Points"]
    own = prepared("helder")
    factor = shape.sizes[-1]
    assert shape.scale["lead"] == max(round(24 * factor), own.smallest["body"])
    assert shape.scale["small"] == max(round(13 * factor), own.smallest["small"])
    assert shape.scale["display"] == max(round(54 * factor), own.smallest["title"])
    assert texts(fit(plan("Kop", said("Kort", "source")), brand()))["Source"].scale["lead"] == 24


# What does not fit


@pytest.mark.parametrize("slack", [0.5, 0.7])
def test_what_is_a_hair_too_high_fits(slack: float) -> None:
    """Six tenths of a point are what rounding may cost."""
    levels = (Level(20, "Calibri"),)
    own = brand(body=slot(Box(40, 120, 880, 10 * 18 * 1.2 - slack), levels, name="Points"))
    if slack > 0.6:
        with pytest.raises(ContentError):
            fit(plan("Kop", Words(lines(10), "body")), own)
    else:
        fit(plan("Kop", Words(lines(10), "body")), own)


def test_insets_count() -> None:
    levels = (Level(20, "Calibri"),)
    for insets, fits in (((0, 10, 0, 10), True), ((0, 11, 0, 10), False), ((0, 10, 0, 11), False)):
        own = brand(body=slot(Box(40, 120, 880, 10 * 18 * 1.2 + 20), levels, name="Points", insets=insets))
        if fits:
            fit(plan("Kop", Words(lines(10), "body")), own)
            continue
        with pytest.raises(ContentError) as caught:
            fit(plan("Kop", Words(lines(10), "body")), own)
        assert "it is 1 points (about 1 lines) too high" in caught.value.found[0].message


def test_a_word_too_wide_says_by_how_much() -> None:
    word = "Arbeidsomstandighedenbeleidsmedewerker"
    levels = (Level(20, "Calibri"),)
    wide = measure(lay_inherited(words(word).paragraphs, levels, {0: 18.0}, prepared("helder")), 10_000).widest_word
    for short, insets in ((20, (0, 0, 0, 0)), (20, (30, 0, 40, 0)), (0, (30, 0, 40, 0))):
        box = Box(40, 120, wide - short + insets[0] + insets[2], 300)
        own = brand(body=slot(box, levels, name="Points", insets=insets))
        if not short:
            fit(plan("Kop", said(word)), own)
            continue
        with pytest.raises(ContentError) as caught:
            fit(plan("Kop", said(word)), own)
        (found,) = caught.value.found
        assert f"is {short} points wider than its place" in found.message
        assert found.hint == "use a shorter word, or a hyphen where it may be cut"


def test_three_texts_that_do_not_fit_are_named_at_most_for_each_block() -> None:
    tiles = tuple(Tile(words("Arbeidsomstandighedenbeleidsmedewerkers" * 4, TextStyle("label"))) for _ in range(5))
    with pytest.raises(ContentError) as caught:
        fit(plan("Kop", Drawing(Stack(tiles), alt="x", slot="content"), role="canvas"), brand())
    assert len(caught.value.found) == 3


def test_the_lines_too_many_are_told() -> None:
    with pytest.raises(ContentError) as caught:
        fit(plan("Kop", Words(lines(20), "body")), brand())
    over = 20 * 18 * 1.2 - 320
    assert f"it is {over:.0f} points (about {round(over / 20)} lines) too high" in caught.value.found[0].message


def test_a_block_without_a_place_is_named_with_its_layout() -> None:
    picture = Picture(ImageFile("p", "d", "png", 40, 30), "alt", slot="picture")
    with pytest.raises(ContentError) as caught:
        fit(plan("Kop", picture), brand(picture=None))
    (found,) = caught.value.found
    assert (found.rule, found.message) == ("no-place", "the layout 'Proef' has no place for the picture")


def test_a_layout_asked_for_by_name_is_taken_and_one_that_is_not_there_suggested() -> None:
    fit(plan("Kop", layout="Proef", role="nothing"), brand())
    with pytest.raises(ContentError) as caught:
        fit(plan("Kop", layout="Proeg"), brand())
    assert caught.value.found[0].rule == "unknown-layout"
    assert "Proef" in str(caught.value.found[0])


def test_a_layout_chosen_for_one_kind_goes_before_that_of_its_role() -> None:
    own = brand()
    layouts = {**own.layouts, "points@bullets": replace(own.layouts["points"], role="points@bullets", name="Eigen")}
    own = replace(own, layouts=layouts)
    assert fit(plan("Kop"), own).why[0] == "layout Eigen"
    assert fit(plan("Kop", kind="agenda"), own).why[0] == "layout Proef"


def test_a_slide_read_from_the_right_has_its_picture_at_the_other_side() -> None:
    own = brand()
    role = "points_picture_end"
    assert fit(plan("Kop", role=role), own).role == role
    assert fit(plan("Kop", role=role, lang="ar"), own).role == "points_picture_start"
    assert fit(plan("Kop", role=role, lang="ar"), replace(own, rtl=True)).role == role


def test_columns_read_from_the_right_change_places() -> None:
    for lang, first in (("nl", 40), ("ar", 500)):
        made = fit(replace(two_columns("een", "twee"), lang=lang), brand())
        shapes = {shape.paragraphs[0].text: shape.box.x for shape in texts(made).values() if shape.paragraphs}
        assert shapes["een"] == first


# Places


def area_of(*edges: str, **places: Slot | None) -> Box:
    """Return where a table stands, on a slide with some edges."""
    table = Table((TableColumn(words("A")),), ((words("b"),),), False, slot="content")
    own = replace(brand(**places), composes=False)  # where it does, a low table begins lower
    slide = fit(plan("Kop", table, *(said("Bron", name) for name in edges), role="chart"), own)
    (shape,) = [shape for shape in slide.shapes if isinstance(shape, FittedTable)]
    chart = Chart("column", ("a",), (Series("n", (1.0,)),), alt="", slot="content")
    slide = fit(plan("Kop", chart, *(said("Bron", name) for name in edges), role="chart"), brand(**places))
    (drawn,) = [shape for shape in slide.shapes if isinstance(shape, FittedChart)]
    assert (drawn.box.x, drawn.box.y) == (shape.box.x, shape.box.y)
    return drawn.box


def test_a_low_table_begins_lower_unless_a_caption_stands_above_it() -> None:
    """By 38 hundredths of what it leaves, at most by 32 points; in a template it stays where its place begins."""
    one = Table((TableColumn(words("A")),), ((words("b"),),), False, slot="content")
    high = replace(one, rows=((words("b"),),) * 7)

    def top(table: Table, *edges: str, composes: bool = True) -> float:
        own = replace(brand(), composes=composes)
        made = fit(plan("Kop", table, *(said("Bron", name) for name in edges), role="chart"), own, 0)
        (shape,) = [shape for shape in made.shapes if isinstance(shape, FittedTable)]
        return shape.box.y

    assert top(one, "source") == 120 + 32
    assert top(high, "source") == 120
    assert top(one, "source", "caption") == 146
    assert top(one, "source", composes=False) == 120


def test_content_makes_way_for_its_caption_and_takes_the_place_of_a_source_that_is_not_there() -> None:
    """Twelve points stay between a caption and what it belongs to, and above what a source leaves."""
    assert area_of("source") == Box(40, 120, 880, 320)
    assert area_of() == Box(40, 120, 880, 460 + 36 - 12 - 120)
    assert area_of("caption", "source") == Box(40, 146, 880, 294)
    assert area_of("caption") == Box(40, 146, 880, 484 - 146)
    assert area_of("caption", "source", caption=replace(PLACES["caption"], box=Box(40, 60, 880, 24))) == Box(40, 120, 880, 320)  # fmt: skip
    assert area_of("caption", "source", caption=replace(PLACES["caption"], box=Box(40, 121, 880, 24))).y == 120
    assert area_of("caption", "source", caption=replace(PLACES["caption"], box=Box(40, 120, 880, 24))).y == 156
    assert area_of(source=replace(PLACES["source"], box=Box(40, 440, 880, 36))) == Box(40, 120, 880, 464 - 120)
    assert area_of(source=replace(PLACES["source"], box=Box(40, 439, 880, 36))) == Box(40, 120, 880, 320)
    assert area_of(source=None, caption=None) == Box(40, 120, 880, 320)


def test_edges_drawn_within_the_content_have_made_it_give_way() -> None:
    drawn = {"source": replace(PLACES["source"], type="", box=Box(40, 410, 880, 30))}
    assert area_of(**drawn) == Box(40, 120, 880, 320)
    assert area_of("source", **drawn) == Box(40, 120, 880, 290)


TAKEN = Box(100, 300, 200, 40)


@pytest.mark.parametrize(
    ("box", "left"),
    [
        (Box(100, 100, 200, 240), Box(100, 100, 200, 200)),
        (Box(100, 100, 200, 200), None),
        (Box(100, 100, 200, 201), Box(100, 100, 200, 200)),
        (Box(100, 340, 200, 100), None),
        (Box(300, 100, 200, 240), None),
        (Box(0, 100, 100, 240), None),
        (Box(0, 100, 101, 240), Box(0, 100, 101, 200)),
        (Box(299, 100, 200, 240), Box(299, 100, 200, 200)),
    ],
)
def test_a_place_makes_way_for_a_source_drawn_within_it(box: Box, left: Box | None) -> None:
    slots = {
        "title": slot(box), "body": slot(box), "source": slot(TAKEN, SMALL, ""), "caption": slot(TAKEN, SMALL, ""),
    }  # fmt: skip
    used = cleared(slots, plan("Kop", said("Bron", "source")))
    assert used["body"].box == (left or box)
    assert used["body"].placed == (left is not None)
    assert (used["title"].box, used["source"].box, used["caption"].box) == (box, TAKEN, TAKEN)
    assert cleared(slots, plan("Kop")) == slots
    placeholders = {**slots, "source": slot(TAKEN, SMALL, "body")}
    assert cleared(placeholders, plan("Kop", said("Bron", "source"))) == placeholders


def test_a_place_begins_under_a_caption_drawn_within_it() -> None:
    slots = {"body": slot(Box(100, 290, 200, 200)), "caption": slot(TAKEN, SMALL, "")}
    assert cleared(slots, plan("Kop", said("Bijschrift", "caption")))["body"].box == Box(100, 340, 200, 150)


def test_a_text_box_that_a_slide_draws_itself_is_told_with_other_departures() -> None:
    layout = PreparedLayout("points", "Proef", "", {}, panel=Box(0, 0, 1, 1))
    shape = FittedText(Box(0, 0, 1, 1), ())

    def told(place: Slot | None, **more: object) -> tuple[str, ...]:
        made = replace(shape, slot=place, **more)  # type: ignore[arg-type]
        return departures([made], replace(layout, panel=None)).listed

    own = slot(Box(0, 0, 1, 1), name="Text")
    assert told(own) == told(None) == ()
    assert told(replace(own, shrinks=True)) == ()
    assert told(replace(own, shrinks=True, type="")) == ("text box (Text)",)
    assert told(replace(own, placed=True)) == ("position (Text)",)
    assert told(own, sizes={0: 12.0}) == ()
    assert told(replace(own, shrinks=True, styled=True, colour="text"), sizes={0: 12.0}) == (
        "bullets and sizes (Text)", "colour (Text)", "size (Text)",
    )  # fmt: skip
    assert departures([], layout).listed == ("ground (under the content)",)
    assert departures([FittedGroup(Box(0, 0, 1, 1), (), "", "")], layout).listed == ("ground (under the content)",)


def test_points_begin_a_level_deeper_where_the_first_has_no_bullets() -> None:
    paragraphs = (
        Paragraph((Run("aanhef"),), marker="none"), Paragraph((Run("punt"),)), Paragraph((Run("onder"),), level=1),
        Paragraph((Run("vervolg"),), level=1, marker="none"),
    )  # fmt: skip
    block = Words(RichText(paragraphs), "body")
    deeper = lifted(block, slot(Box(0, 0, 1, 1), lifted=True))
    assert isinstance(deeper, Words)
    assert [p.level for p in deeper.text.paragraphs] == [0, 1, 2, 2]
    assert lifted(block, slot(Box(0, 0, 1, 1))) is lifted(block, None) is block
    own = brand(body=replace(PLACES["body"], lifted=True))
    shape = texts(fit(plan("Kop", block), own))["Points"]
    assert [p.level for p in shape.paragraphs] == [0, 1, 2, 2]


# Pictures, and what is told


@pytest.mark.parametrize(("width", "told"), [(400, None), (444, None), (445, "10 %"), (500, "20 %")])
def test_a_tenth_of_a_picture_cut_off_is_told(width: int, told: str | None) -> None:
    picture = Picture(ImageFile("p", "d", "png", width, 320), "alt", slot="picture")
    slide = fit(plan("Kop", picture), brand())
    assert [each for each in slide.why if "cut off" in each] == ([f"{told} of the picture cut off"] if told else [])


@pytest.mark.parametrize("kind", ["", "pic"])
def test_what_stands_in_a_placeholder_keeps_it(kind: str) -> None:
    """A free area has none to inherit from."""
    own = brand(
        picture=slot(Box(40, 120, 400, 320), (), kind), content=slot(Box(40, 120, 400, 320), (), kind)
    )  # fmt: skip
    table = Table((TableColumn(words("A")),), ((words("b"),),), False, slot="content")
    chart = Chart("column", ("a",), (Series("n", (1.0,)),), alt="", slot="content")
    for block in (Picture(ImageFile("p", "d", "png", 400, 320), "alt", slot="picture"), table, chart):
        shape = fit(plan("Kop", block), own).shapes[1]
        assert isinstance(shape, (FittedPicture, FittedTable, FittedChart))
        assert (shape.slot is not None) == bool(kind)


def test_a_drawing_that_steps_tells_which_way() -> None:
    drawn = Drawing(Tile(words("woord", TextStyle("label"))), alt="x", slot="content", name="Proces", larger=4)
    assert "proces 4 points larger" in fit(plan("Kop", drawn, role="canvas"), brand()).why
    full = replace(drawn, root=Tile(joined([words(f"regel {n}", TextStyle("label")) for n in range(15)])), larger=0)
    slide = fit(plan("Kop", full, role="canvas"), brand())
    assert slide.steps > 0
    assert f"proces {slide.steps} points smaller" in slide.why


@pytest.mark.parametrize(("place", "points", "align", "balanced"), [
    ("body", 29, "", False), ("body", 30, "", True), ("body", 18, "ctr", True), ("body", 18, "r", True),
    ("body", 18, "l", False), ("subtitle", 18, "", True),
])  # fmt: skip
def test_large_centred_and_second_titles_are_balanced_and_other_text_is_not(
    place: str, points: float, align: str, balanced: bool
) -> None:
    text = "Wat maakt goed werk eigenlijk goed, en wie mag daarover in uw organisatie beslissen? " * 2
    own = brand(**{place: slot(Box(40, 120, 700, 300), (Level(points, "Calibri"),), name="Tekst", align=align)})
    shape = texts(fit(plan("Kop", said(text.strip(), place), role="section"), own))["Tekst"]
    assert (shape.end_inset > 0) == balanced
    if balanced:
        assert shape.end_margins == {}


def test_a_paragraph_keeps_a_word_from_standing_alone_where_its_place_begins_at_the_start() -> None:
    levels = (Level(18, "Calibri"),)
    text = "Wie het werk doet weet het beste hoe het beter kan morgen"
    found = {}
    for wide in range(200, 460, 4):
        own = brand(body=slot(Box(40, 120, wide + 30, 300), levels, name="Tekst", insets=(10, 0, 20, 0)))
        found[wide] = texts(fit(plan("Kop", said(text), role="section"), own))["Tekst"].end_margins
    laid = lay_inherited(words(text).paragraphs, levels, {}, prepared("helder"))
    from builder.fitting.lines import end_margins

    assert found == {wide: end_margins(laid, wide) for wide in found}
    assert any(found.values())
