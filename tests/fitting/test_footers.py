"""Footers in the places that a template has: a size smaller, another line, wider, and last of all shortened."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builder.brands.prepared import Box, Level, PreparedLayout, Slot
from builder.fitting.fonts import Face, ruler
from builder.fitting.footers import FittedFooter, Said, fit_footers
from tests.fitting.brands import prepared

BRAND = prepared("helder")
TEXT = "Naam van de organisatie"
WIDE = ruler(Face("Calibri")).width(TEXT) / 0.99  # at one point, with what rounding takes


def place(box: Box, size: float = 12.0, room: Box | None = None, **more: object) -> Slot:
    family = str(more.pop("family", "Calibri"))
    return replace(Slot(box, "ftr", levels=(Level(size, family),), room=room), **more)  # type: ignore[arg-type]


def fitted(text: str = TEXT, kind: str = "ftr", said: Said = (), **slots: Slot) -> FittedFooter:
    layout = PreparedLayout("points", "Proef", "", {}, footer_slots=slots)
    return fit_footers(said or ((kind, (text,)),), layout, BRAND)[kind]


def box(points: float, height: float = 15.0) -> Box:
    """Return a place as wide as the text at a size, a hair more."""
    return Box(300, 500, WIDE * points + 0.01, height)


def test_a_footer_keeps_its_size_where_it_has_room() -> None:
    assert fitted(ftr=place(box(12))) == FittedFooter(TEXT)
    assert fitted(dt=place(box(2))) == FittedFooter(TEXT)  # a layout that says nothing of it


@pytest.mark.parametrize(("room", "size"), [(11.9, 11.0), (11, 11.0), (10.9, 10.2), (10.2, 10.2)])
def test_a_size_slightly_smaller_goes_before_a_second_line(room: float, size: float) -> None:
    assert fitted(ftr=place(box(room, 60))) == FittedFooter(TEXT, size)


def test_a_second_line_goes_before_a_size_much_smaller() -> None:
    assert fitted(ftr=place(box(10.1, 60))) == FittedFooter(TEXT)
    assert fitted(ftr=place(box(10.1, 12 * 1.2 * 2 - 1))) == FittedFooter(TEXT)
    assert fitted(ftr=place(box(10.1, 12 * 1.2 * 2 - 1.1))) == FittedFooter(TEXT, 11.0)
    for insets in ((0, 5, 0, 0), (0, 0, 0, 5)):
        assert fitted(ftr=place(box(10.1, 12 * 1.2 * 2 + 3.9), insets=insets)).size == 11
        assert fitted(ftr=place(box(10.1, 12 * 1.2 * 2 + 4), insets=insets)).size == 0


def test_the_smallest_is_seven_tenths_and_eight_points_and_never_more_than_its_own() -> None:
    assert fitted(ftr=place(box(8.5))) == FittedFooter(TEXT, 12 * 0.7)
    assert fitted(ftr=place(box(8.3))).shortened
    assert fitted(ftr=place(box(8.0), size=9)) == FittedFooter(TEXT, 8)
    assert fitted(ftr=place(box(7.9), size=9)).shortened
    assert fitted(ftr=place(box(7.0), size=7)) == FittedFooter(TEXT)
    assert fitted(ftr=place(box(6.9), size=7)).shortened


def test_insets_at_the_sides_take_room() -> None:
    for insets in ((4, 0, 0, 0), (0, 0, 4, 0)):
        wide = box(12)._replace(w=WIDE * 12 + 4.01)
        assert fitted(ftr=place(wide, insets=insets)) == FittedFooter(TEXT)
        assert fitted(ftr=place(wide._replace(w=wide.w - 1), insets=insets)).size == 11
    assert fitted(ftr=place(box(12)._replace(w=8), insets=(4, 0, 4, 0))).text == "…"


ROOM = Box(100, 500, 600, 15)
NARROW = Box(300, 500, 60, 15)


@pytest.mark.parametrize(
    ("align", "expected"),
    [
        ("", Box(300, 500, 400, 15)),
        ("l", Box(300, 500, 400, 15)),
        ("r", Box(100, 500, 260, 15)),
        ("ctr", Box(100, 500, 460, 15)),
    ],
)
def test_a_footer_widens_as_its_text_stands(align: str, expected: Box) -> None:
    assert fitted(ftr=place(NARROW, room=ROOM, align=align)) == FittedFooter(TEXT, 0, expected)


def test_what_stands_at_one_side_may_have_the_whole_band() -> None:
    beside = Box(640, 500, 60, 15)
    assert fitted(ftr=place(beside, room=ROOM)) == FittedFooter(TEXT, 0, ROOM)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (Box(110, 500, 50, 15), Box(172, 500, 528, 15)),  # twelve points stay between
        (Box(110, 500, 185, 15), Box(300, 500, 400, 15)),  # nearer than that: from its own place
        (Box(600, 500, 50, 15), Box(100, 500, 488, 15)),
        (Box(365, 500, 50, 15), Box(100, 500, 260, 15)),
        (Box(110, 515, 50, 15), ROOM),  # below it
        (Box(110, 514, 50, 15), Box(172, 500, 528, 15)),
        (Box(110, 485, 50, 15), ROOM),  # above it
        (Box(110, 486, 50, 15), Box(172, 500, 528, 15)),
    ],
)
def test_a_footer_widens_up_to_those_beside_it(other: Box, expected: Box) -> None:
    """What does not fit at all is shortened, in all the room that there is."""
    long = "Naam " * 60
    said = (("ftr", (long,)), ("sldNum", ("1",)))
    made = fitted(said=said, ftr=place(NARROW, room=ROOM), sldNum=place(other, size=6))
    assert (made.shortened, made.box) == (True, expected)


def test_a_place_without_room_to_widen_stays() -> None:
    made = fitted(ftr=place(NARROW))
    assert (made.shortened, made.box) == (True, NARROW)


def test_a_footer_that_has_widened_is_what_the_next_one_keeps_clear_of() -> None:
    said = (("ftr", (TEXT,)), ("dt", ("vrijdag 27 november 2026 in de middag " * 3,)))
    one, two = place(Box(100, 500, 60, 15), room=ROOM), place(Box(640, 500, 60, 15), room=ROOM)
    layout = PreparedLayout("points", "Proef", "", {}, footer_slots={"ftr": one, "dt": two})
    made = fit_footers(said, layout, BRAND)
    assert made["ftr"].box == Box(100, 500, 528, 15)
    assert "dt" not in made  # part of a date says another date


def test_a_shorter_wording_serves_where_the_first_has_no_room() -> None:
    said = (("dt", (TEXT, "27 nov")),)
    assert fitted(kind="dt", said=said, dt=place(box(12))) == FittedFooter(TEXT)
    assert fitted(kind="dt", said=said, dt=place(box(11), room=ROOM)) == FittedFooter("27 nov")
    made = fitted(kind="dt", said=said, dt=place(box(2), room=ROOM))
    assert (made.text, made.box is not None) == (TEXT, True)


def test_a_number_stands_over_the_edge_rather_than_shortened() -> None:
    made = fitted("1234567", "sldNum", sldNum=place(Box(0, 0, 10, 15)))
    assert made == FittedFooter("1234567", unwrapped=True)


def test_footers_that_a_template_gives_one_size_keep_one() -> None:
    said = (("ftr", (TEXT,)), ("sldNum", ("12",)), ("dt", ("27 nov",)))
    slots = {"ftr": place(box(11)), "sldNum": place(box(12)), "dt": place(box(12), size=14)}
    layout = PreparedLayout("points", "Proef", "", {}, footer_slots=slots)
    made = fit_footers(said, layout, BRAND)
    assert {kind: each.size for kind, each in made.items()} == {"ftr": 11, "sldNum": 11, "dt": 0}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Naam van de organisatie", "Naam van…"),
        ("Naam, afdeling", "Naam…"),
        ("Organisatieontwikkeling", "Organisatie…"),
    ],
)
def test_words_stay_whole_and_only_a_single_long_one_is_cut(text: str, expected: str) -> None:
    place_of = Box(0, 0, ruler(Face("Calibri")).width(expected) / 0.99 * 8.4 + 0.3, 15)
    assert fitted(text, ftr=place(place_of)) == FittedFooter(expected, 12 * 0.7, place_of, True)
