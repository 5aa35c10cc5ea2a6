"""Designed brands: real layouts with real placeholders, a table style of their own, readable or refused."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from builder.ooxml.rgb import contrast, tinted
from tests.tools.packages import A, DeckFile, P
from tests.tools.projects import SmallProject, run_cli, write_files

EXAMPLE = "- {kind: statement, id: zin, text: Goed werk}\n"
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)


@pytest.fixture(params=["helder", "avond"])
def presentation(request: pytest.FixtureRequest, examples: dict[str, Path]) -> object:
    """The examples' deck in each brand, opened by python-pptx."""
    return Presentation(str(examples[request.param]))


def test_layouts_have_titles_and_named_placeholders(presentation: object) -> None:
    layouts = list(presentation.slide_layouts)  # type: ignore[attr-defined]
    assert len(layouts) >= 10
    assert len({layout.name for layout in layouts}) == len(layouts)
    kinds: set[object] = set()
    for layout in layouts:
        types = [holder.placeholder_format.type for holder in layout.placeholders]
        kinds.update(types)
        assert sum(each in TITLES for each in types) == 1, layout.name
        indices = [holder.placeholder_format.idx for holder in layout.placeholders]
        assert len(set(indices)) == len(indices), layout.name
        assert all(holder.name.strip() for holder in layout.placeholders)
    assert {PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.PICTURE, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.FOOTER} <= kinds
    assert kinds & {PP_PLACEHOLDER.TABLE, PP_PLACEHOLDER.OBJECT}
    assert kinds & {PP_PLACEHOLDER.CHART, PP_PLACEHOLDER.OBJECT}


def test_slides_fill_placeholders_of_their_layout(presentation: object) -> None:
    for slide in presentation.slides:  # type: ignore[attr-defined]
        known = {
            holder.placeholder_format.idx: holder.placeholder_format.type for holder in slide.slide_layout.placeholders
        }
        for holder in slide.placeholders:
            assert holder.placeholder_format.idx in known
            assert holder.placeholder_format.type == known[holder.placeholder_format.idx]


def test_tables_use_the_style_that_the_template_defines(deck: DeckFile) -> None:
    styles = {each.get("styleId") for each in deck.xml("ppt/tableStyles.xml")}
    used = {each.text for slide in deck.slides for each in slide.iter(f"{A}tableStyleId")}
    assert used
    assert used <= styles


def test_the_theme_names_the_brands_fonts_and_colours(decks: dict[str, DeckFile]) -> None:
    for brand, fonts, accent in (
        ("helder", ("Calibri", "Calibri"), "0F4C5C"),
        ("avond", ("Georgia", "Calibri"), "F28F7C"),
    ):
        deck = decks[f"examples-{brand}"]
        (master,) = [name for name in deck.names if re.fullmatch(r"ppt/slideMasters/[^/]+\.xml", name)]
        theme = deck.xml(next(rel.target for rel in deck.relationships(master).values() if rel.type == "theme"))
        assert (
            tuple(theme.find(f".//{A}{kind}/{A}latin").get("typeface") for kind in ("majorFont", "minorFont")) == fonts
        )
        assert theme.find(f".//{A}accent1/{A}srgbClr").get("val") == accent


def test_the_master_has_a_colour_map_and_text_styles(deck: DeckFile) -> None:
    (name,) = [name for name in deck.names if re.fullmatch(r"ppt/slideMasters/[^/]+\.xml", name)]
    master = deck.xml(name)
    assert master.find(f"{P}clrMap") is not None
    for style in ("titleStyle", "bodyStyle", "otherStyle"):
        assert master.find(f"{P}txStyles/{P}{style}") is not None


def write_brand(project: SmallProject, changes: dict[str, str]) -> None:
    tokens = {"primary": "#0F4C5C", "accent": "#E07A3F", **changes}
    design = "".join(f'  {name}: "{value}"\n' for name, value in tokens.items())
    text = f"name: Grijs\ndesign:\n{design}  fonts: {{heading: Calibri, body: Calibri}}\n"
    write_files(project.root, {"templates/grijs/brand.yaml": text})
    project.write(EXAMPLE)


def shown(colour: Any, theme: dict[str, str]) -> str:
    """Give the RGB of a theme colour with its luminance changes."""
    changes = {
        kind: int(found.get("val")) // 1000 if (found := colour.find(f"{A}{kind}")) is not None else default
        for kind, default in (("lumMod", 100), ("lumOff", 0))
    }
    name = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}.get(colour.get("val"), colour.get("val"))
    return tinted(theme[name], changes["lumMod"], changes["lumOff"])


@pytest.mark.parametrize(
    "changes", [{"ink": "#BBBBBB"}, {"primary": "#FFEE88"}, {"ink": "#16303A", "paper": "#C8C8C8"}]
)
def test_pale_tokens_are_darkened_where_they_are_text(changes: dict[str, str], project: SmallProject) -> None:
    write_brand(project, changes)
    deck = DeckFile(project.deck("-b", "grijs"))
    (name,) = [name for name in deck.names if re.fullmatch(r"ppt/slideMasters/[^/]+\.xml", name)]
    scheme = deck.xml(next(rel.target for rel in deck.relationships(name).values() if rel.type == "theme")).find(
        f".//{A}clrScheme"
    )
    theme = {each.tag.removeprefix(A): each[0].get("val") for each in scheme}
    for style in ("titleStyle", "bodyStyle"):
        colour = deck.xml(name).find(f"{P}txStyles/{P}{style}/{A}lvl1pPr/{A}defRPr/{A}solidFill/{A}schemeClr")
        assert contrast(shown(colour, theme), theme["lt1"]) >= 4.5


@pytest.mark.parametrize(
    ("changes", "pair"),
    [
        ({"paper": "#16303A"}, "16303A"),
        ({"ink": "#777777", "paper": "#999999"}, "999999"),
        ({"good": "#FFFFFF", "paper": "#8A8A8A"}, "8A8A8A"),
    ],
)
def test_ink_too_near_to_paper_is_refused(changes: dict[str, str], pair: str, project: SmallProject) -> None:
    write_brand(project, changes)
    made = project.build("-b", "grijs")
    assert made.code == 1
    (found,) = made.findings
    assert found["rule"] == "brand-contrast"
    assert pair in found["message"]
    assert re.search(r"\d\.\d+:1", found["message"])
    assert found["file"] == "templates/grijs/brand.yaml"


@pytest.mark.parametrize(
    "options",
    [
        ["--primary", "#0F4C5C", "--font", "Calibri"],
        ["--primary", "#FFEE00", "--font", "Arial"],
        [
            "--primary",
            "#7A1FA2",
            "--accent",
            "#00BFA5",
            "--font",
            "Cambria",
            "--heading-font",
            "Georgia",
            "--dark",
            "--figure",
            "steps",
            "--frame",
            "rail",
        ],
        ["--primary", "#808080", "--accent", "#7F7F7F", "--font", "Calibri", "--figure", "none"],
    ],
)
def test_a_new_brand_builds_or_is_refused_with_pair_and_ratio(options: list[str], project: SmallProject) -> None:
    project.write(EXAMPLE)
    made = run_cli("brand", "new", "eigen-huis", *options, "--project", project.root)
    folder = project.root / "templates" / "eigen-huis"
    if made.code:
        assert made.code == 1
        assert re.search(r"#[0-9A-F]{6}.*\d\.\d+:1", made.err)
        assert not folder.exists()
    else:
        deck = DeckFile(project.deck("-b", "eigen-huis"))
        assert deck.titles == ["Goed werk"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["Mijn Huis", "--primary", "#0F4C5C"],
        ["huis", "--primary", "blauw"],
        ["huis", "--primary", "#0F4C5C", "--accent", "#12"],
    ],
)
def test_wrong_tokens_are_wrong_usage(arguments: list[str], project: SmallProject) -> None:
    made = run_cli("brand", "new", *arguments, "--font", "Calibri", "--project", project.root)
    assert made.code == 2
    assert not (project.root / "templates").exists() or not list((project.root / "templates").iterdir())


def test_a_brand_is_not_overwritten(project: SmallProject) -> None:
    for code in (0, 2):
        assert (
            run_cli("brand", "new", "huis", "--primary", "#0F4C5C", "--font", "Calibri", "--project", project.root).code
            == code
        )


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("name: X\n", "brand-source"),
        ("name: X\ndesign: {primary: blauw, accent: '#E07A3F', fonts: {heading: Arial, body: Arial}}\n", "colour"),
        ("name: X\ndesign: {primary: '#0F4C5C', accent: '#E07A3F', fonts: {heading: Arial}}\n", "missing-field"),
        (
            "name: X\ndesign: {primary: '#0F4C5C', accent: '#E07A3F', fonts: {heading: Arial, body: Arial}, logo: ../../x.png}\n",
            "outside-project",
        ),
        (
            "name: X\ndesign: {primary: '#0F4C5C', accent: '#E07A3F', fonts: {heading: Arial, body: Arial}, logo: weg.png}\n",
            "image-exists",
        ),
        ("naam: X\n", "unknown-key"),
        ("- x\n", "wrong-type"),
    ],
)
def test_a_broken_brand_is_named_at_its_place(text: str, rule: str, project: SmallProject) -> None:
    brand = project.root / "templates" / "kapot" / "brand.yaml"
    brand.parent.mkdir(parents=True)
    brand.write_text(text, encoding="utf-8")
    project.write(EXAMPLE)
    made = project.build("-b", "kapot")
    assert made.code == 1
    assert rule in [each["rule"] for each in made.findings]
    assert {each["file"] for each in made.findings} == {"templates/kapot/brand.yaml"}
