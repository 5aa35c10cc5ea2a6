"""Colours in figures: WCAG 2.1 and IEC 61966-2-1, by values that stand in them or follow from them."""

from __future__ import annotations

import pytest

from builder.ooxml.colour import Rgba
from builder.ooxml.rgb import (
    GRAPHIC_RATIO,
    TEXT_RATIO,
    apart_by,
    as_hex,
    channels,
    contrast,
    encoded,
    is_grey,
    linear,
    luminance,
    mixed,
    parse_hex,
    tinted,
)


def test_ratios_of_wcag() -> None:
    assert (TEXT_RATIO, GRAPHIC_RATIO) == (4.5, 3.0)
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert contrast("FFFFFF", "767676") == contrast("767676", "FFFFFF") == pytest.approx(4.54, abs=0.005)
    assert contrast("123456", "123456") == 1


def test_luminance_weighs_the_channels() -> None:
    assert [luminance(rgb) for rgb in ("FF0000", "00FF00", "0000FF")] == pytest.approx([0.2126, 0.7152, 0.0722])
    assert luminance("808080") == pytest.approx(0.2159, abs=0.0001)


@pytest.mark.parametrize(("part", "light"), [(0.0, 0.0), (0.02, 0.02 / 12.92), (0.5, 0.21404), (1.0, 1.0)])
def test_light_of_a_channel(part: float, light: float) -> None:
    assert linear(part) == pytest.approx(light, abs=0.00001)
    assert encoded(light) == pytest.approx(part, abs=0.0001)


@pytest.mark.parametrize(
    ("text", "rgb"),
    [("#1a2", "11AA22"), ("1a2b3c", "1A2B3C"), (" #1A2B3C ", "1A2B3C"), ("#12", None), ("#1234", None), ("#12345g", None), ("", None)],
)  # fmt: skip
def test_hexadecimal_digits(text: str, rgb: str | None) -> None:
    assert parse_hex(text) == rgb


def test_parts_and_digits() -> None:
    assert channels("FF8000") == pytest.approx((1, 128 / 255, 0))
    assert as_hex((1.5, 0.5, -3)) == "FF8000"


def test_tints_change_the_lightness() -> None:
    assert tinted("4F81BD", 100, 0) == "4F81BD"
    assert tinted("FF0000", 50, 0) == "800000"
    assert tinted("FF0000", 50, 50) == "FF8080"
    assert tinted("FF0000", 100, 90) == "FFFFFF"
    assert tinted("808080", 100, -90) == "000000"


def test_what_shows_of_a_colour_on_a_ground() -> None:
    assert mixed("FF0010", "00FF20", 0.25) == "40BF1C"
    assert Rgba("FF0000", 0.5).over("0000FF") == "800080"
    assert Rgba("FF0000", 1.0).over("0000FF") == Rgba("FF0000", 1.2).over("0000FF") == "FF0000"
    assert Rgba("FF0000", 0.0).over("0000FF") == "0000FF"


def test_greys_have_no_hue_to_speak_of() -> None:
    assert is_grey("808080") and is_grey("808097") and is_grey("978080")
    assert not is_grey("808098") and not is_grey("809880")


def test_how_far_colours_are_apart() -> None:
    assert apart_by("000000", "FFFFFF") == pytest.approx(3**0.5)
    assert apart_by("FF0000", "FF00FF") == 1
    assert apart_by("330000", "003300") == pytest.approx(0.2 * 2**0.5)
