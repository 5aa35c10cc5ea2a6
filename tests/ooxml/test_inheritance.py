"""What text inherits: the nearest that says something."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from builder.ooxml import inheritance
from builder.ooxml.inheritance import Spacing, measure
from builder.ooxml.namespaces import A, declared


def elements(*xml: str) -> list[Any]:
    return list(etree.fromstring(f"<x {declared(a=A)}>{''.join(xml)}</x>"))


def test_levels_come_from_each_list_and_then_from_its_default() -> None:
    styles = elements(
        '<a:lstStyle><a:lvl2pPr marL="1"/></a:lstStyle>',
        '<a:bodyStyle><a:defPPr marL="2"/><a:lvl2pPr marL="3"/><a:lvl3pPr marL="4"/></a:bodyStyle>',
    )
    assert [each.get("marL") for each in inheritance.levels(styles, 2)] == ["1", "3", "2"]
    assert [each.get("marL") for each in inheritance.levels(styles, 1)] == ["2"]


def test_the_nearest_value_counts() -> None:
    found = elements('<a:rPr b="0"/>', '<a:defRPr sz="2400" b="1" i="true"/>', '<a:defRPr sz="1200"/>')
    assert inheritance.size(found) == 24.0
    assert inheritance.size([]) == 18.0
    assert not inheritance.flag(found, "b")
    assert inheritance.flag(found, "i")
    assert inheritance.measure(found, "kern", 7) == 7


@pytest.mark.parametrize(
    ("xml", "expected", "points"),
    [
        ('<a:spcPct val="50000"/>', Spacing(0.5, True), 12.0),
        ('<a:spcPct val="50%"/>', Spacing(0.5, True), 12.0),
        ('<a:spcPts val="600"/>', Spacing(6.0, False), 6.0),
    ],
)
def test_spacing_is_of_the_line_or_in_points(xml: str, expected: Spacing, points: float) -> None:
    paragraphs = elements("<a:lvl1pPr/>", f"<a:lvl1pPr><a:spcBef>{xml}</a:spcBef></a:lvl1pPr>")
    found = inheritance.spacing(paragraphs, "spcBef")
    assert found == expected
    assert found is not None
    assert found.points(20) == pytest.approx(points)
    assert inheritance.spacing(paragraphs, "spcAft") is None


@pytest.mark.parametrize(
    ("nearest", "expected"),
    [
        ("", "–"),
        ("<a:buNone/>", ""),
        ('<a:buChar char="»"/>', "»"),
        ('<a:buAutoNum type="arabicPeriod"/>', "1."),
        ("<a:buBlip/>", "•"),
    ],
)
def test_the_nearest_sign_stands_before_a_paragraph(nearest: str, expected: str) -> None:
    paragraphs = elements(f"<a:lvl1pPr>{nearest}</a:lvl1pPr>", '<a:lvl1pPr><a:buChar char="–"/></a:lvl1pPr>')
    assert inheritance.bullet(paragraphs) == expected


def test_families_and_insets() -> None:
    runs = elements(
        "<a:rPr/>", '<a:defRPr><a:latin typeface="+mj-lt"/></a:defRPr>', '<a:defRPr><a:latin typeface="x"/></a:defRPr>'
    )
    assert inheritance.typeface(runs) == "+mj-lt"
    assert inheritance.typeface(runs[:1]) is None
    assert inheritance.insets(elements('<a:bodyPr lIns="0"/>', '<a:bodyPr lIns="5" bIns="7"/>')) == (0, 45720, 91440, 7)


def test_what_nobody_says_is_nothing() -> None:
    assert measure([], "marL") == 0
    assert measure([], "marL", 5) == 5
