"""Palettes: every pair of a brand's colours is readable, or the brand is refused with pair and ratio."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.brands.palette import Colour, palette
from builder.diagnostics import ContentError
from builder.ooxml.rgb import contrast, parse_hex, tinted
from tests.fitting.brands import prepared
from tests.tools.projects import ROOT

SHIPPED = sorted(each.parent.name for each in ROOT.glob("templates/*/brand.yaml"))
TONES = ("primary", "accent", "good", "warning", "bad", "neutral")
HEX = st.text("0123456789ABCDEF", min_size=6, max_size=6)


def wcag(one: str, other: str) -> float:
    """Give the contrast ratio as WCAG 2.1 defines it, in its own words."""

    def luminance(rgb: str) -> float:
        channels = [int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def assert_readable(colours: dict[str, Colour]) -> None:
    """Demand 4.5:1 for every text on every ground it is used on, 3:1 for graphics on the page."""
    rgb = {name: colour.rgb for name, colour in colours.items()}
    grounds = ("background", "surface")
    pairs = [(name, ground) for name in ("text", "muted", "primary_text", "accent_text") for ground in grounds]
    for tone in TONES:
        pairs.append((f"on_{tone}", tone))
    for tone in ("good", "warning", "bad", "neutral"):
        pairs += [("text", f"{tone}_surface"), (f"{tone}_text", f"{tone}_surface")]
        pairs += [(f"{tone}_text", ground) for ground in grounds]
    for one, other in pairs:
        assert wcag(rgb[one], rgb[other]) >= 4.5, f"{one} #{rgb[one]} on {other} #{rgb[other]}"
    for graphic in (*TONES, "quiet"):
        assert wcag(rgb[graphic], rgb["background"]) >= 3, f"{graphic} #{rgb[graphic]} on #{rgb['background']}"


@pytest.mark.parametrize("name", SHIPPED)
def test_every_pair_of_a_shipped_brand_is_readable(name: str) -> None:
    assert_readable(prepared(name).palette)


def random_theme(seed: int) -> dict[str, str]:
    """Make a theme that a designer might, light or dark."""
    dice = random.Random(seed)

    def colour(low: int, high: int) -> str:
        return "".join(f"{dice.randint(low, high):02X}" for _ in range(3))

    dark = seed % 3 == 0
    page, ink = (colour(0, 70), colour(200, 255)) if dark else (colour(225, 255), colour(0, 90))
    panel = tinted(page, 90, 10) if dark else tinted(page, 95, 0)
    accents = {f"accent{n}": colour(0, 255) for n in range(1, 7)}
    return {"tx1": ink, "bg1": page, "tx2": ink, "bg2": panel, **accents}


@pytest.mark.parametrize("seed", range(30))
def test_a_random_theme_is_readable_or_refused_with_pair_and_ratio(seed: int) -> None:
    try:
        colours = palette(random_theme(seed))
    except ContentError as error:
        (found,) = error.found
        assert found.rule == "brand-contrast"
        first, second = re.findall(r"#([0-9A-F]{6})", found.message)
        (ratio,) = re.findall(r"contrast of ([\d.]+):1", found.message)
        assert float(ratio) == pytest.approx(wcag(first, second), abs=0.01)
        assert found.hint
    else:
        assert_readable(colours)


def test_most_random_themes_are_not_refused() -> None:
    refused = 0
    for seed in range(30):
        try:
            palette(random_theme(seed))
        except ContentError:
            refused += 1
    assert refused <= 10


@given(HEX, HEX)
def test_contrast_is_that_of_wcag(one: str, other: str) -> None:
    assert contrast(one, other) == pytest.approx(wcag(one, other), rel=0.001)
    assert contrast(one, other) == contrast(other, one)


@given(HEX)
def test_a_tint_of_nothing_is_the_colour(rgb: str) -> None:
    assert tinted(rgb, 100, 0) == rgb
    assert tinted(rgb, 0, 100) == "FFFFFF"
    assert tinted(rgb, 0, 0) == "000000"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("#0f4c5c", "0F4C5C"), ("abc", "AABBCC"), ("#12", None), ("rood", None), ("#GGGGGG", None), ("0F4C5C00", None)],
)
def test_colours_are_hexadecimal(typed: str, wanted: str | None) -> None:
    assert parse_hex(typed) == wanted
