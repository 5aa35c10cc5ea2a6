"""Colours as PowerPoint shows them: each element and each change, by the standard's own examples where it has one."""

from __future__ import annotations

import pytest
from lxml import etree

from builder.ooxml.colour import Palette, Rgba, preset
from builder.ooxml.namespaces import A, declared
from builder.ooxml.rgb import channels
from builder.ooxml.theme import colour_map, read_theme

PALETTE = Palette({"dk1": "101820", "lt1": "FAFAFA", "accent1": "4F81BD"}, colour_map(None))
# ST_PresetColorVal of ECMA-376 part 1, 20.1.10.48.
PRESETS = [
    "aliceBlue",
    "antiqueWhite",
    "aqua",
    "aquamarine",
    "azure",
    "beige",
    "bisque",
    "black",
    "blanchedAlmond",
    "blue",
    "blueViolet",
    "brown",
    "burlyWood",
    "cadetBlue",
    "chartreuse",
    "chocolate",
    "coral",
    "cornflowerBlue",
    "cornsilk",
    "crimson",
    "cyan",
    "darkBlue",
    "darkCyan",
    "darkGoldenrod",
    "darkGray",
    "darkGreen",
    "darkGrey",
    "darkKhaki",
    "darkMagenta",
    "darkOliveGreen",
    "darkOrange",
    "darkOrchid",
    "darkRed",
    "darkSalmon",
    "darkSeaGreen",
    "darkSlateBlue",
    "darkSlateGray",
    "darkSlateGrey",
    "darkTurquoise",
    "darkViolet",
    "dkBlue",
    "dkCyan",
    "dkGoldenrod",
    "dkGray",
    "dkGreen",
    "dkGrey",
    "dkKhaki",
    "dkMagenta",
    "dkOliveGreen",
    "dkOrange",
    "dkOrchid",
    "dkRed",
    "dkSalmon",
    "dkSeaGreen",
    "dkSlateBlue",
    "dkSlateGray",
    "dkSlateGrey",
    "dkTurquoise",
    "dkViolet",
    "deepPink",
    "deepSkyBlue",
    "dimGray",
    "dimGrey",
    "dodgerBlue",
    "firebrick",
    "floralWhite",
    "forestGreen",
    "fuchsia",
    "gainsboro",
    "ghostWhite",
    "gold",
    "goldenrod",
    "gray",
    "green",
    "greenYellow",
    "grey",
    "honeydew",
    "hotPink",
    "indianRed",
    "indigo",
    "ivory",
    "khaki",
    "lavender",
    "lavenderBlush",
    "lawnGreen",
    "lemonChiffon",
    "lightBlue",
    "lightCoral",
    "lightCyan",
    "lightGoldenrodYellow",
    "lightGray",
    "lightGreen",
    "lightGrey",
    "lightPink",
    "lightSalmon",
    "lightSeaGreen",
    "lightSkyBlue",
    "lightSlateGray",
    "lightSlateGrey",
    "lightSteelBlue",
    "lightYellow",
    "ltBlue",
    "ltCoral",
    "ltCyan",
    "ltGoldenrodYellow",
    "ltGray",
    "ltGreen",
    "ltGrey",
    "ltPink",
    "ltSalmon",
    "ltSeaGreen",
    "ltSkyBlue",
    "ltSlateGray",
    "ltSlateGrey",
    "ltSteelBlue",
    "ltYellow",
    "lime",
    "limeGreen",
    "linen",
    "magenta",
    "maroon",
    "medAquamarine",
    "medBlue",
    "medOrchid",
    "medPurple",
    "medSeaGreen",
    "medSlateBlue",
    "medSpringGreen",
    "medTurquoise",
    "medVioletRed",
    "mediumAquamarine",
    "mediumBlue",
    "mediumOrchid",
    "mediumPurple",
    "mediumSeaGreen",
    "mediumSlateBlue",
    "mediumSpringGreen",
    "mediumTurquoise",
    "mediumVioletRed",
    "midnightBlue",
    "mintCream",
    "mistyRose",
    "moccasin",
    "navajoWhite",
    "navy",
    "oldLace",
    "olive",
    "oliveDrab",
    "orange",
    "orangeRed",
    "orchid",
    "paleGoldenrod",
    "paleGreen",
    "paleTurquoise",
    "paleVioletRed",
    "papayaWhip",
    "peachPuff",
    "peru",
    "pink",
    "plum",
    "powderBlue",
    "purple",
    "red",
    "rosyBrown",
    "royalBlue",
    "saddleBrown",
    "salmon",
    "sandyBrown",
    "seaGreen",
    "seaShell",
    "sienna",
    "silver",
    "skyBlue",
    "slateBlue",
    "slateGray",
    "slateGrey",
    "snow",
    "springGreen",
    "steelBlue",
    "tan",
    "teal",
    "thistle",
    "tomato",
    "turquoise",
    "violet",
    "wheat",
    "white",
    "whiteSmoke",
    "yellow",
    "yellowGreen",
]


def colour(xml: str, of: Rgba | None = None) -> Rgba | None:
    """Resolve a colour element."""
    return PALETTE.resolve(etree.fromstring(f"<x {declared(a=A)}>{xml}</x>")[0], of)


def with_change(rgb: str, change: str) -> Rgba:
    found = colour(f'<a:srgbClr val="{rgb}">{change}</a:srgbClr>')
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ('<a:srgbClr val="1f2A37"/>', "1F2A37"),
        ('<a:srgbClr val="rood"/>', None),
        ('<a:scrgbClr r="50000" g="0" b="100000"/>', "BC00FF"),  # 50 % of the light is BC in sRGB
        ('<a:scrgbClr r="50%" g="0%" b="100%"/>', "BC00FF"),
        ('<a:hslClr hue="14400000" sat="100000" lum="50000"/>', "0000FF"),
        ('<a:hslClr hue="7200000" sat="50%" lum="25%"/>', "206020"),
        ('<a:sysClr val="windowText" lastClr="112233"/>', "112233"),
        ('<a:sysClr val="window"/>', "FFFFFF"),
        ('<a:sysClr val="windowText"/>', "000000"),
        ('<a:sysClr val="btnFace"/>', "F0F0F0"),
        ('<a:schemeClr val="tx1"/>', "101820"),
        ('<a:schemeClr val="lt1"/>', "FAFAFA"),
        ('<a:schemeClr val="accent5"/>', None),
        ('<a:schemeClr val="phClr"/>', None),
        ('<a:prstClr val="crimson"/>', "DC143C"),
        ('<a:prstClr val="huisblauw"/>', None),
        ("<a:latin/>", None),
    ],
)
def test_each_colour_element(xml: str, expected: str | None) -> None:
    found = colour(xml)
    assert (found.rgb if found else None) == expected


def test_a_placeholder_colour_stands_for_what_is_given() -> None:
    found = colour('<a:schemeClr val="phClr"><a:alpha val="25000"/></a:schemeClr>', Rgba("4F81BD"))
    assert found == Rgba("4F81BD", 0.25)


def test_all_preset_colours_are_known() -> None:
    assert len(PRESETS) == len(set(PRESETS)) >= 180
    assert [name for name in PRESETS if preset(name) is None] == []
    assert preset("aqua") == preset("cyan") == "00FFFF"
    assert preset("gray") == preset("grey") == "808080"
    assert preset("dkSeaGreen") == preset("darkSeaGreen") == "8FBC8F"
    assert preset("ltGoldenrodYellow") == preset("lightGoldenrodYellow") == "FAFAD2"
    assert preset("medSpringGreen") == preset("mediumSpringGreen") == "00FA9A"
    assert preset("#FFF") is preset("rgb(1,2,3)") is preset("") is None


@pytest.mark.parametrize(
    ("rgb", "change", "expected"),
    [
        # The examples of ECMA-376 part 1, 20.1.2.3.
        ("00FF00", '<a:tint val="50000"/>', "BCFFBC"),
        ("00FF00", '<a:shade val="50000"/>', "00BC00"),
        ("FF0000", "<a:comp/>", "00FFFF"),
        ("FF0000", "<a:inv/>", "00FFFF"),
        ("00FF00", '<a:satOff val="-20000"/>', "19E519"),
        ("00FF00", '<a:satMod val="20000"/>', "669966"),
        ("00FF00", '<a:lumOff val="-20000"/>', "009900"),
        ("00FF00", '<a:red val="100000"/>', "FFFF00"),
        ("FF0000", '<a:redOff val="-20000"/>', "CC0000"),
        ("FF0000", '<a:redMod val="50000"/>', "800000"),
        ("0000FF", '<a:green val="100000"/>', "00FFFF"),
        ("00FF00", '<a:greenOff val="-20000"/>', "00CC00"),
        ("00FF00", '<a:greenMod val="50000"/>', "008000"),
        ("00FF00", '<a:blue val="100000"/>', "00FFFF"),
        ("0000FF", '<a:blueOff val="-20000"/>', "0000CC"),
        ("0000FF", '<a:blueMod val="50000"/>', "000080"),
        # What PowerPoint draws: the outlines of Office's own themes, and its grey footers.
        ("4F81BD", '<a:shade val="50000"/>', "385D8A"),
        ("5B9BD5", '<a:shade val="50000"/>', "41719C"),
        ("000000", '<a:tint val="75000"/>', "898989"),
        ("4472C4", '<a:lumMod val="75000"/>', "2F5597"),
        ("4472C4", '<a:lumMod val="20000"/><a:lumOff val="80000"/>', "DAE3F3"),
        ("000000", '<a:lumMod val="65000"/><a:lumOff val="35000"/>', "595959"),
        # Worked out in HSL.
        ("FF0000", '<a:hue val="14400000"/>', "0000FF"),
        ("FF0000", '<a:hueOff val="7200000"/>', "00FF00"),
        ("0000FF", '<a:hueMod val="50000"/>', "00FF00"),
        ("808080", '<a:sat val="100000"/>', "FF0101"),
        ("00FF00", '<a:lum val="25000"/>', "008000"),
        # Light and its code.
        ("808080", "<a:gamma/>", "BCBCBC"),
        ("BCBCBC", "<a:invGamma/>", "808080"),
        ("00FF00", "<a:gray/>", "B6B6B6"),
        # Strict files write percentages with their sign.
        ("4472C4", '<a:lumMod val="75%"/>', "2F5597"),
        ("00FF00", '<a:tint val="50%"/>', "BCFFBC"),
        # In their order, and what is no change is passed over.
        ("4F81BD", '<a:inv/><a:inv/><a:glow val="1"/>', "4F81BD"),
        ("4F81BD", "<a:lumMod/><a:shade/>", "4F81BD"),
    ],
)
def test_each_change_of_a_colour(rgb: str, change: str, expected: str) -> None:
    """To one of 255, as PowerPoint and the standard cut off where others round."""
    found, wanted = channels(with_change(rgb, change).rgb), channels(expected)
    assert max(abs(one - other) for one, other in zip(found, wanted, strict=True)) <= 1.01 / 255, with_change(
        rgb, change
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ('<a:alpha val="50000"/>', 0.5),
        ('<a:alpha val="50%"/>', 0.5),
        ('<a:alphaOff val="-10000"/>', 0.9),
        ('<a:alphaOff val="10000"/>', 1.0),
        ('<a:alphaMod val="50000"/>', 0.5),
        ('<a:alpha val="40000"/><a:alphaMod val="50000"/>', 0.2),
        ('<a:alpha val="20000"/><a:alpha val="40000"/>', 0.4),
    ],
)
def test_each_change_of_what_a_colour_covers(change: str, expected: float) -> None:
    found = with_change("00FF00", change)
    assert found.rgb == "00FF00"
    assert found.alpha == pytest.approx(expected)


def test_a_theme_says_what_its_own_changes_come_to() -> None:
    root = etree.fromstring(
        f'<a:theme {declared(a=A)}><a:themeElements><a:clrScheme name="x"><a:dk1><a:sysClr val="windowText"/></a:dk1>'
        '<a:accent1><a:srgbClr val="00FF00"><a:shade val="50%"/></a:srgbClr></a:accent1></a:clrScheme>'
        '<a:fontScheme name="x"><a:majorFont><a:latin typeface="Georgia"/></a:majorFont></a:fontScheme></a:themeElements></a:theme>'
    )
    theme = read_theme(root, "ppt/theme/theme1.xml", {"accent2": "ABCDEF"})
    assert theme.colours == {"accent2": "ABCDEF", "dk1": "000000", "accent1": "00BC00"}
    assert theme.family("+mj-lt") == "Georgia"
    assert theme.family("Arial") == "Arial"


def test_a_colour_map_without_sense_is_passed_over() -> None:
    element = etree.fromstring('<x bg1="dk1" tx1="paars"/>')
    mapping = colour_map(element)
    assert mapping["bg1"] == "dk1"
    assert mapping["tx1"] == "dk1"
    assert mapping["accent3"] == "accent3"
