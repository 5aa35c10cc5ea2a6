"""Drawings arranged: where each element stands, to the point, in an area of 1000 by 400 that begins at 40, 100."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builder.brands.prepared import Box, Level
from builder.fitting.arrange import GROWTH, LOWERED, SLACK, Arranged, arrange
from builder.fitting.fitted import FittedText
from builder.fitting.fonts import Face, ruler
from builder.fitting.lines import Laid, Piece, measure
from builder.fitting.styles import GROWS, INDENTS, lay_inherited, lay_styled, most_steps, stepped
from builder.plan import (
    Drawing,
    Element,
    Flow,
    Image,
    ImageFile,
    Layers,
    Paragraph,
    Picture,
    RichText,
    Row,
    Run,
    Stack,
    TextStyle,
    Tile,
    joined,
    words,
)  # fmt: skip
from tests.fitting.brands import prepared

AREA = Box(40, 100, 1000, 400)
BRAND = prepared("helder")
LABEL = TextStyle("label")
FIRM = replace(BRAND, smallest={"title": 54.0, "body": 30.0, "table": 18.0, "small": 15.0})  # no size may step down
ONE_LINE = 21.6  # points: 18 times the pitch of a line, 1.2
PICTURE = Picture(ImageFile("", "x", "png", 200, 100), "Iets", fit="contain")


def box(name: str, **more: object) -> Tile:
    """Return a plain rectangle."""
    return replace(Tile(geometry="rect", fill="primary", name=name), **more)  # type: ignore[arg-type]


def text(said: str, **more: object) -> Tile:
    return replace(Tile(words(said, LABEL), name=said), **more)  # type: ignore[arg-type]


def placed(root: Element, **more: object) -> dict[str, Box]:
    """Arrange an element and return where its named shapes stand; nothing may be too long."""
    made = arrange(replace(Drawing(root), **more), AREA, BRAND)  # type: ignore[arg-type]
    assert made.excess == ()
    return {getattr(shape, "name", "picture"): shape.box for shape in made.group.children}


def test_a_row_divides_its_width_by_sizes_and_shares() -> None:
    row = Row((box("a", size=100.0), box("b"), box("c", share=2.0)), gap=20)
    assert placed(row) == {
        "a": Box(40, 100, 100, 400), "b": Box(160, 100, 860 / 3, 400), "c": Box(pytest.approx(180 + 860 / 3), 100, 1720 / 3, 400),
    }  # fmt: skip


def test_a_row_that_is_too_narrow_has_nothing_left_to_share() -> None:
    found = placed(Row((box("a", size=1000.0), box("b")), gap=20))
    assert (found["a"].w, found["b"].w) == (1000, 0)


def test_children_of_a_row_stand_across_it() -> None:
    """Stretched, centred where they have a height of their own, at the top where the row says so."""
    children = (box("full"), box("low", cross=100.0), box("high", cross=390.0))
    found = placed(Row(children))
    assert [(each.y, each.h) for each in found.values()] == [(100, 400), (250, 100), (105, 390)]
    top = placed(Row((*children, text("woord"), box("nothing")), align="top"))
    assert [(each.y, round(each.h, 1)) for each in top.values()] == [
        (100, 0), (100, 100), (100, 390), (100, ONE_LINE), (100, 0),
    ]  # fmt: skip


def test_a_line_in_a_row_runs_through_its_middle() -> None:
    found = placed(Row((box("a"), Tile(geometry="line", line="line", size=30, name="line"),
                        Tile(geometry="arrow_end", line="line", size=30, name="arrow"))))  # fmt: skip
    assert found["line"] == Box(pytest.approx(980), 300, 30, 0)
    assert found["arrow"].y == 300


def test_a_stack_gives_what_is_needed_and_shares_the_rest() -> None:
    found = placed(Stack((text("kop"), box("b", share=1.0), box("c", share=3.0), box("d", size=50.0)), gap=10))
    left = 400 - 30 - ONE_LINE - 50
    assert found["kop"] == Box(40, 100, 1000, pytest.approx(ONE_LINE))
    assert found["b"] == Box(40, pytest.approx(110 + ONE_LINE), 1000, pytest.approx(left / 4))
    assert found["c"].h == pytest.approx(left * 3 / 4)
    assert found["d"] == Box(40, pytest.approx(450), 1000, 50)


def test_who_needs_more_than_a_share_gets_what_is_needed() -> None:
    """The others divide what is left after that."""
    tall = joined([words(f"regel {n}", LABEL) for n in range(8)])
    stack = Stack((Tile(tall, share=1, name="tall"), box("b", share=1.0), box("c", share=2.0)))
    made = arrange(Drawing(Row((Layers((stack,)),))), AREA, BRAND, most_steps(BRAND))
    found = {shape.name: shape.box for shape in made.group.children}  # type: ignore[union-attr]
    needed = 8 * BRAND.smallest["table"] * 1.2 + 7 * 4
    assert found["tall"].h == pytest.approx(needed)
    assert found["b"].h == pytest.approx((400 - needed) / 3)
    assert found["c"].h == pytest.approx((400 - needed) * 2 / 3)


@pytest.mark.parametrize(("align", "first"), [("top", 100), ("middle", 260), ("bottom", 420)])
def test_a_stack_stands_where_it_is_asked(align: str, first: float) -> None:
    stack = Stack((box("a", size=30.0), box("b", size=40.0)), gap=10, align=align)  # type: ignore[arg-type]
    found = placed(stack)
    assert found["a"].y == first
    assert found["b"] == Box(40, first + 40, 1000, 40)


def test_a_stack_that_fills_stretches_what_it_holds_alike() -> None:
    found = placed(Stack((box("a", size=30.0), box("b", size=60.0)), gap=10, fill=True))
    assert found["a"].h == pytest.approx(130)
    assert found["b"] == Box(40, pytest.approx(240), 1000, pytest.approx(260))


def test_a_child_of_a_stack_may_be_narrower() -> None:
    found = placed(Stack((box("a", size=30.0, cross=200.0), box("b", size=30.0, cross=2000.0))))
    assert (found["a"].w, found["b"].w) == (200, 1000)


def test_layers_stand_on_one_place() -> None:
    found = placed(Layers((box("ground"), text("woord"))))
    assert found["ground"] == found["woord"] == AREA


def test_a_flow_goes_row_by_row_with_rules_between() -> None:
    """The last row is filled up with nothing, so that its items are as wide as the others."""
    items = tuple(box(name, size=None, share=1.0) for name in "abc")
    found = placed(Flow(items, columns=2, gap=20, row_gap=10, row_share=1, rule=True))
    assert found["a"] == Box(40, 100, 490, pytest.approx(189.5))
    assert found["b"] == Box(550, 100, 490, pytest.approx(189.5))
    assert found["Rule"] == Box(40, pytest.approx(299.5), 1000, 1)
    assert found["c"] == Box(40, pytest.approx(310.5), 490, pytest.approx(189.5))


def test_a_shift_moves_a_tile_and_nothing_else() -> None:
    found = placed(Row((box("a", shift=25.0), box("b"))))
    assert (found["a"].x, found["b"].x) == (65, 540)


def test_what_shows_nothing_is_not_there() -> None:
    assert placed(Row((Tile(), box("a"), Tile(name="empty", size=10)))).keys() == {"a"}


def test_a_ghost_takes_its_place_without_words() -> None:
    made = arrange(Drawing(Stack((text("er", ghost=True, fill="primary"), box("b", size=10.0)))), AREA, BRAND)
    ghost, below = made.group.children
    assert ghost.paragraphs == ()  # type: ignore[union-attr]
    assert below.box.y == pytest.approx(100 + ONE_LINE)


def test_a_picture_takes_the_side_that_it_is_given() -> None:
    found = placed(Stack((Image(PICTURE, size=120), box("b", size=20.0)), gap=5))
    assert found["picture"].h == 120
    assert found["b"].y == 225
    beside = placed(Row((Image(PICTURE, size=150, cross=80), text("woord"))))
    assert beside["picture"] == Box(pytest.approx(40), pytest.approx(262.5), 150, 75)  # contained, in the middle


@pytest.mark.parametrize(
    ("grow", "anchor", "y", "h"),
    [
        (99, "top", 100, 400),
        (1, "top", 100, 100),
        (2.5, "top", 100, 250),
        (9, "middle", 100, 400),
        (1, "middle", 100 + LOWERED, 100),  # not far down where much is spare
        (3.8, "middle", 100 + 20 * 0.38, 380),
    ],
)
def test_a_drawing_grows_so_many_times_what_it_needs(grow: float, anchor: str, y: float, h: float) -> None:
    drawing = Drawing(Stack((box("a", size=100.0),)), grow=grow, anchor=anchor)  # type: ignore[arg-type]
    assert arrange(drawing, AREA, BRAND).group.box == Box(40, pytest.approx(y), 1000, pytest.approx(h))


def test_gaps_count_in_what_is_needed() -> None:
    drawing = Drawing(Stack((box("a", size=100.0), box("b", size=100.0), box("c", size=100.0)), gap=30), grow=1)
    assert arrange(drawing, AREA, BRAND).group.box.h == 360
    alone = Drawing(Stack((box("a", size=100.0),), gap=30), grow=1)
    assert arrange(alone, AREA, BRAND).group.box.h == 100


def test_shares_are_needed_by_the_one_that_needs_most() -> None:
    """Three shares of a text of one line need three lines, whoever else has little."""
    drawing = Drawing(Stack((text("woord", share=1.0), box("b", share=2.0))), grow=1)
    assert arrange(drawing, AREA, BRAND).group.box.h == pytest.approx(3 * ONE_LINE)


def too_much(number: int) -> RichText:
    return joined([words(f"regel {n} van veel", LABEL) for n in range(number)])


def sizes(made: Arranged) -> float:
    scale: float = made.group.children[0].scale["label"]  # type: ignore[union-attr]
    return scale


def test_sizes_step_down_as_far_as_they_must_and_no_further() -> None:
    """Eighteen lines of 18 points need 457 points; of 15 points 392."""
    made = arrange(Drawing(Tile(too_much(18))), AREA, BRAND)
    assert (made.steps, sizes(made), made.excess) == (3, 15, ())
    begun = arrange(Drawing(Tile(too_much(3))), AREA, BRAND, 2)
    assert (begun.steps, sizes(begun)) == (2, 16)


def test_what_no_size_holds_is_named_with_what_is_too_much() -> None:
    made = arrange(Drawing(Tile(too_much(40))), AREA, BRAND)
    assert made.steps == most_steps(BRAND)
    (excess,) = made.excess
    assert not excess.word
    assert excess.points == pytest.approx(40 * BRAND.smallest["table"] * 1.2 + 39 * 4 - 400, abs=SLACK)
    long = arrange(Drawing(Row((Tile(words("Arbeidsomstandighedenbeleidsmedewerker", LABEL)),) * 8)), AREA, BRAND)
    assert long.excess[0].word


def test_words_grow_in_steps_while_there_is_room() -> None:
    """Only what is read first; not past what the drawing says, and not where a start is given."""
    short = Drawing(Tile(too_much(2)), larger=8)
    assert (arrange(short, AREA, BRAND).steps, sizes(arrange(short, AREA, BRAND))) == (-8, 26)
    fuller = arrange(Drawing(Tile(too_much(13)), larger=8), AREA, BRAND)
    assert fuller.steps % GROWTH == 0 and -8 < fuller.steps < 0
    assert arrange(short, AREA, BRAND, 0).steps == 0
    assert arrange(Drawing(Tile(too_much(2))), AREA, BRAND).steps == 0
    grown = stepped(BRAND, -4)
    assert {role for role in BRAND.scale if grown[role] != BRAND.scale[role]} == set(GROWS)
    assert all(grown[role] == BRAND.scale[role] + 4 for role in GROWS)


def test_no_size_steps_below_its_least() -> None:
    for step in range(most_steps(BRAND) + 3):
        made = stepped(BRAND, step)
        assert made["body"] == max(BRAND.scale["body"] - step, BRAND.smallest["body"])
        assert made["small"] == max(BRAND.scale["small"] - step, BRAND.smallest["small"])
    assert stepped(BRAND, most_steps(BRAND)) == stepped(BRAND, most_steps(BRAND) + 5)
    assert stepped(BRAND, most_steps(BRAND)) != stepped(BRAND, most_steps(BRAND) - 1)


def test_numbered_paragraphs_are_measured_with_their_indent() -> None:
    said = words("stap", LABEL)
    plain, numbered = (
        lay_styled(replace(said, paragraphs=(replace(said.paragraphs[0], marker=marker),)), BRAND.scale, BRAND)[0]  # type: ignore[arg-type]
        for marker in ("none", "number")
    )
    assert (plain.margin, plain.indent) == (0, 0)
    assert (numbered.margin, numbered.indent) == (18 * INDENTS["number"], -18 * INDENTS["number"])


def laid_of(said: RichText) -> tuple[Laid, ...]:
    return lay_styled(said, BRAND.scale, BRAND)


@pytest.mark.parametrize(("geometry", "share"), [("rect", 0.99), ("ellipse", 0.86), ("none", 0.99)])
def test_a_word_in_an_ellipse_has_less_of_its_width(geometry: str, share: float) -> None:
    word = words("Arbeidsomstandigheden", LABEL)
    wide = measure(laid_of(word), 10_000).widest_word
    tile = Tile(word, geometry=geometry, inset=(10, 3, 15, 4))  # type: ignore[arg-type]
    for more, fits in ((0, True), (-0.3, False)):  # a word that needs all of its line is broken within
        area = AREA._replace(w=(wide + more) / share + 25)
        made = arrange(Drawing(tile), area, BRAND, 0)
        assert (made.steps == 0) == fits
    (excess,) = arrange(Drawing(tile), AREA._replace(w=25 + (wide - 20) / share), FIRM).excess
    assert (excess.word, excess.points) == (True, pytest.approx(20))


def test_insets_of_a_tile_count_at_all_sides() -> None:
    """Eighteen lines and their gaps are as high as needed; insets come on top of it."""
    high = 18 * ONE_LINE + 17 * 4
    for inset in ((0, 30, 0, 0), (0, 0, 0, 30), (0, 10, 0, 20)):
        tile = Tile(too_much(18), inset=inset)
        for less, fits in ((0.5, True), (0.7, False)):
            made = arrange(Drawing(tile), AREA._replace(h=high + 30 - less), BRAND)
            assert (made.steps == 0) == fits
            (excess,) = arrange(Drawing(tile), AREA._replace(h=high + 10), FIRM).excess
        assert (excess.word, excess.points) == (False, pytest.approx(20))
    two = Tile(words("woord woord", LABEL), inset=(400, 0, 500, 0))
    assert arrange(Drawing(two, grow=1), AREA, BRAND).group.box.h == pytest.approx(ONE_LINE)
    for inset in ((450, 0, 500, 0), (500, 0, 450, 0)):
        made = arrange(Drawing(replace(two, inset=inset), grow=1), AREA, BRAND)
        assert made.group.box.h == pytest.approx(2 * ONE_LINE)


def test_a_word_alone_in_a_tile_gets_company_unless_it_is_centred_or_a_ghost() -> None:
    from builder.fitting.lines import end_margins

    sentence, found = words("Wie het werk doet weet het beste hoe het beter kan", LABEL), []
    centred = sentence.styled(replace(LABEL, align="center"))
    for room in range(150, 330, 3):
        for said, ghost in ((sentence, False), (centred, False), (sentence, True)):
            tile = Tile(said, inset=(10, 0, 20, 0), ghost=ghost, fill="primary")
            (shape,) = arrange(Drawing(tile), AREA._replace(w=room + 30.0), BRAND).group.children
            wanted = end_margins(laid_of(sentence), room) if said is sentence and not ghost else {}
            assert shape.end_margins == wanted  # type: ignore[union-attr]
            found.append(bool(wanted))
    assert any(found)


def test_what_a_tile_says_of_its_look_is_in_the_shape() -> None:
    tile = text("er", anchor="bottom", geometry="none", fill="primary", line="line", line_width=2.5, link="#een")
    (shape,) = arrange(Drawing(tile, alt="alt", name="naam"), AREA, BRAND).group.children
    assert isinstance(shape, FittedText)
    assert (shape.geometry, shape.anchor, shape.fill, shape.line) == ("rect", "b", "primary", "line")
    assert (shape.line_width, shape.link) == (2.5, "#een")
    bare = arrange(Drawing(text("er", anchor="top", name="")), AREA, BRAND).group.children[0]
    assert isinstance(bare, FittedText)
    assert (bare.geometry, bare.anchor, bare.name) == ("none", "t", "Text")


def test_rows_and_layers_need_what_their_highest_needs() -> None:
    def needs(root: Element, width: float = 1000) -> float:
        return arrange(Drawing(root, grow=1), AREA._replace(w=width), BRAND).group.box.h

    high = joined([words("een", LABEL), words("twee", LABEL)])
    two = 2 * ONE_LINE + 4
    assert needs(Row((Tile(high), text("woord")))) == pytest.approx(two)
    assert needs(Row((text("woord"), box("b", cross=70.0)))) == pytest.approx(70)
    assert needs(Row((text("woord"),), size=90.0)) == 90
    assert needs(Layers((Tile(high), text("woord")))) == pytest.approx(two)
    assert needs(Row((Image(PICTURE, size=300), text("woord")))) == pytest.approx(ONE_LINE)
    assert needs(Row((Image(PICTURE, size=300, cross=55), text("woord")))) == 55
    assert needs(Image(PICTURE, size=80, cross=55)) == 55
    assert needs(Image(PICTURE, size=80)) == 80
    assert needs(Stack((text("woord woord", cross=60.0),))) == pytest.approx(2 * ONE_LINE)
    assert needs(Flow((text("a"), text("b"), text("c")), columns=2, row_gap=7)) == pytest.approx(2 * ONE_LINE + 7)
    assert needs(Stack((Image(PICTURE), text("woord")))) == pytest.approx(ONE_LINE)


def test_what_is_too_high_as_a_whole_is_too_much_even_where_each_part_has_its_place() -> None:
    """The longest text is named, with what is over."""
    tall = Stack((box("a", size=250.0), box("b", size=170.0), text("kort"), text("een langer verhaal")))
    (excess,) = arrange(Drawing(Stack((tall,))), AREA, FIRM).excess
    assert excess.text.plain == "een langer verhaal"
    assert excess.points == pytest.approx(20 + 2 * ONE_LINE)
    assert not excess.word
    (bare,) = arrange(Drawing(Stack((box("a", size=420.0),))), AREA, BRAND).excess
    assert (bare.text.paragraphs, bare.points) == ((), 20)
    assert not arrange(Drawing(Stack((box("a", size=400.5),))), AREA, BRAND).excess


def test_text_in_a_shape_has_the_looks_of_its_style() -> None:
    brand = prepared("avond")
    run = Run("woord", bold=False, italic=True)
    styled = TextStyle("lead", bold=True, heading_font=True, space_before=9)
    said = RichText((Paragraph((run, Run("2", script="sup")), style=styled), Paragraph((Run("x"),)), Paragraph((Run("y", bold=True),), style=TextStyle("small", italic=True))))  # fmt: skip
    one, two, three = lay_styled(said, brand.scale, brand)
    assert [piece.face for piece in one.pieces] == [Face("Georgia", True, True), Face("Georgia", True, False)]
    assert [piece.size for piece in one.pieces] == [24, pytest.approx(24 * 0.66)]
    assert (one.before, one.empty_size) == (9, 24)
    assert two.pieces[0] == Piece("x", Face("Calibri"), 22)
    assert two.before == 4
    assert three.pieces[0] == Piece("y", Face("Calibri", True, True), 13)


def test_text_in_a_placeholder_has_the_looks_of_its_levels() -> None:
    """Bullets and indents go with the level; what has no mark stands at the edge, or under the words of its level."""
    brand = prepared("avond")
    levels = (
        Level(22, "Georgia", bold=True, margin=18, indent=-18, before=5, after=2, spacing=0.9, bullet="•"),
        Level(20, "Calibri", italic=True, caps=True, margin=36, indent=-12),
    )  # fmt: skip
    paragraphs = (
        Paragraph((Run("punt"),)), Paragraph((Run("onder"),), level=1), Paragraph((Run("dieper"),), level=5),
        Paragraph((Run("vlak"),), marker="none"), Paragraph((Run("vlak"),), level=1, marker="none"),
        Paragraph((Run("eigen"),), style=TextStyle("lead", bold=True, italic=True, heading_font=True)),
        Paragraph((Run("eigen"),), style=TextStyle("lead")), Paragraph((Run("eigen"),), level=1, style=TextStyle("lead")),
    )  # fmt: skip
    first, second, deep, plain, under, own, family, level = lay_inherited(paragraphs, levels, {0: 19.0}, brand)
    assert first.pieces[0] == Piece("punt", Face("Georgia", True), 19)
    assert (first.margin, first.indent, first.before, first.after, first.spacing) == (18, -18, 5, 2, 0.9)
    assert first.bullet == pytest.approx(ruler(Face("Georgia")).width("•") * 19)
    assert second.pieces[0] == deep.pieces[0]._replace(text="ONDER") == Piece("ONDER", Face("Calibri", italic=True), 20)
    assert (second.margin, second.indent, second.bullet) == (36, -12, 0)
    assert (plain.margin, plain.indent, plain.bullet) == (0, 0, 0)
    assert (under.margin, under.indent, under.bullet) == (36, 0, 0)
    assert own.pieces[0] == Piece("eigen", Face("Georgia", True, True), 24)
    assert family.pieces[0].face == Face("Georgia") and level.pieces[0].face == Face("Calibri")
    smaller = lay_inherited(paragraphs[5:6], levels, {-1: 0.9}, brand)[0]
    assert smaller.pieces[0].size == round(24 * 0.9)
    least = lay_inherited(paragraphs[5:6], levels, {-1: 0.1}, brand)[0]
    assert least.pieces[0].size == brand.smallest["body"]
    small = Paragraph((Run("x"),), style=TextStyle("small"))
    assert lay_inherited((small,), levels, {-1: 0.5}, replace(brand, smallest={**brand.smallest, "small": 20.0}))[0].empty_size == 13  # fmt: skip


CARD = TextStyle("body", bold=True)


def card_of(*said: str) -> Layers:
    """Return a card: words under a sign of 50 points."""
    ground = Tile(joined([words(each, CARD) for each in said]), "rect", "surface", inset=(10, 70, 10, 12), name=said[0])
    return Layers((ground, Stack((Tile(size=10), box(f"sign {said[0]}", size=50.0)))), share=1)


def test_words_of_cards_sink_to_their_foot_and_begin_on_one_line() -> None:
    """The longest ends at the inset of its card; signs stay at the top."""
    row = Row((card_of("een", "twee", "drie"), card_of("kort")), gap=20, sinks=True)
    made = arrange(Drawing(row), AREA, BRAND, 0)
    shapes = {shape.name: shape for shape in made.group.children if isinstance(shape, FittedText)}
    three = measure(
        lay_styled(joined([words(each, CARD) for each in ("een", "twee", "drie")]), BRAND.scale, BRAND), 470
    )
    low = AREA.h - 12 - three.height
    assert [shapes[name].insets[1] for name in ("een", "kort")] == pytest.approx([low, low])
    assert {shapes[name].box.h for name in ("een", "kort")} == {AREA.h}
    assert [shapes[f"sign {name}"].box.y for name in ("een", "kort")] == [AREA.y + 10] * 2
    still = arrange(Drawing(replace(row, sinks=False)), AREA, BRAND, 0)
    assert {s.insets[1] for s in still.group.children if isinstance(s, FittedText) and s.fill == "surface"} == {70}


def test_a_number_stays_at_the_top_and_what_follows_it_sinks() -> None:
    said = joined([words("1", TextStyle("number")), words("Kijken", replace(CARD, space_before=6))])
    (shape,) = arrange(Drawing(Row((Tile(said, "rect", "surface", inset=(10, 14, 10, 12), share=1),), sinks=True)), AREA, BRAND, 0).group.children  # fmt: skip
    assert isinstance(shape, FittedText)
    own = measure(lay_styled(said, BRAND.scale, BRAND), 980).height
    assert shape.insets[1] == 14
    assert [p.style.space_before for p in shape.paragraphs if p.style] == [0, pytest.approx(6 + AREA.h - 26 - own)]


def test_a_drawing_is_drawn_another_way_where_that_keeps_its_words_larger() -> None:
    wide = Row(tuple(text(f"Arbeidsomstandigheden{n}", share=1.0) for n in range(4)), gap=20)
    tall = Stack(tuple(text(f"Arbeidsomstandigheden{n}") for n in range(4)))
    narrow = AREA._replace(w=700.0)
    small = arrange(Drawing(wide), narrow, BRAND, 0)
    assert small.steps > 0
    made = arrange(Drawing(wide, instead=tall), narrow, BRAND, 0)
    assert (made.steps, {shape.box.x for shape in made.group.children}) == (0, {40})
    assert arrange(Drawing(wide, instead=tall), AREA, BRAND, 0).group == arrange(Drawing(wide), AREA, BRAND, 0).group
    assert arrange(Drawing(wide, instead=wide), narrow, BRAND, 0).group == small.group


def test_words_of_a_drawing_stay_under_the_titles_of_their_brand() -> None:
    """A dense brand's may grow as far as another's; none beyond six points under its titles of 32, or four under 26."""
    drawing = Drawing(text("Kort"), larger=20)
    for title, label, steps in ((32.0, 18.0, -10), (26.0, 18.0, -4), (40.0, 16.0, -18)):
        own = replace(BRAND, scale={**BRAND.scale, "title": title, "label": label})
        assert arrange(drawing, AREA, own).steps == steps


def test_a_picture_may_ask_for_the_height_at_which_all_of_it_is_seen() -> None:
    """Twice as wide as high, in a third of the width; so much higher as the drawing may grow."""
    row = Row(tuple(Image(PICTURE, share=1.0, whole=True) for _ in range(3)), gap=20)
    for grow, high in ((1.0, 160), (1.3, 208), (99, 400)):
        assert arrange(Drawing(Stack((row,), fill=True), grow=grow), AREA, BRAND).group.box.h == pytest.approx(high)
    plain = Row(tuple(Image(PICTURE, share=1.0) for _ in range(3)), gap=20)
    assert arrange(Drawing(Stack((plain,)), grow=1.0), AREA, BRAND).group.box.h == 0
