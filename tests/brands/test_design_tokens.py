"""Tokens of form: each changes what a designed brand draws, in the slide that is built; what ships uses them, unharmed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.text import PP_ALIGN

from builder.brands.brand import Brand, Design, load_brand
from builder.brands.design.page import HEIGHT, WIDTH, page_of
from builder.brands.design.template import DesignedTemplate
from builder.brands.prepare import prepare
from builder.brands.prepared import Box, PreparedBrand
from tests.tools.packages import A, DeckFile, P
from tests.tools.projects import ROOT, SmallProject, run_cli, write_files

SHIPPED = sorted(each.parent.name for each in ROOT.glob("templates/*/brand.yaml"))


def brand_of(folder: Path, **tokens: object) -> Brand:
    """Write and read a brand with tokens of form on top of the least that a brand needs."""
    form = "".join(f"  {name}: {value}\n" for name, value in tokens.items())
    head = 'name: Proef\ndesign:\n  primary: "#0F4C5C"\n  accent: "#E07A3F"\n  fonts: {heading: Arial, body: Arial}\n'
    write_files(folder, {"proef/brand.yaml": head + form})
    return load_brand(folder / "proef", "templates/proef")


def made(folder: Path, **tokens: object) -> PreparedBrand:
    return prepare(brand_of(folder, **tokens))[0]


def design(folder: Path, **tokens: object) -> Design:
    found = brand_of(folder, **tokens).fields.design
    assert found is not None
    return found


def layout_xml(folder: Path, role: str, **tokens: object) -> str:
    brand = brand_of(folder, **tokens)
    assert brand.fields.design
    template = DesignedTemplate(brand, brand.fields.design)
    number = next(n for n, each in enumerate(template.layouts, 1) if each.role == role)
    parts = {name: raw for name, _, raw in template.parts()}
    return parts[f"ppt/slideLayouts/slideLayout{number}.xml"].decode()


def inside(box: Box, left: float = 0, right: float = WIDTH) -> bool:
    return left - 0.01 <= box.x and box.x + box.w <= right + 0.01 and box.y >= 0 and box.y + box.h <= HEIGHT + 0.01


@pytest.mark.parametrize("frame", ["open", "rail", "strip", "rules", "plain", "column"])
def test_every_frame_keeps_title_content_and_source_apart(frame: str, tmp_path: Path) -> None:
    brand = made(tmp_path, frame=frame)
    for role in ("points", "table", "chart", "canvas", "agenda", "columns2_headed", "columns4"):
        slots = brand.layouts[role].slots
        title, source = slots["title"].box, slots["source"].box
        for name, slot in slots.items():
            assert inside(slot.box), (role, name)
            if name.startswith(("body", "content", "heading")):
                beside = slot.box.x >= title.x + title.w
                assert beside or slot.box.y >= title.y + title.h, (role, name)
                assert slot.box.y + slot.box.h <= source.y + 0.01, (role, name)


def test_a_column_holds_the_title_on_its_colour(tmp_path: Path) -> None:
    brand = made(tmp_path, frame="column")
    page = page_of(design(tmp_path, frame="column"))
    title = brand.layouts["points"].slots["title"]
    assert inside(title.box, 0, page.column)
    assert brand.layouts["points"].slots["body"].box.x >= page.column
    assert title.anchor == "t"


def test_a_margin_moves_both_edges(tmp_path: Path) -> None:
    for margin in (36, 96):
        title = made(tmp_path, margin=margin).layouts["table"].slots["title"].box
        assert (round(title.x), round(title.x + title.w)) == (margin, WIDTH - margin)


def test_titles_stand_in_the_middle_and_have_the_size_that_is_asked(project: SmallProject, tmp_path: Path) -> None:
    brand_of(project.root / "templates", title="centre", title_size=28)
    project.write("- {kind: bullets, id: punten, title: Vier punten, points: [Een]}\n")
    slide = Presentation(str(project.deck("-b", "proef"))).slides[0]
    title = slide.slide_layout.placeholders[0]
    level = title._element.find(f".//{A}lstStyle/{A}lvl1pPr")
    assert level.get("algn") == "ctr"
    assert level.find(f"{A}defRPr").get("sz") == "2800"
    assert all(paragraph.alignment in (None, PP_ALIGN.CENTER) for paragraph in slide.shapes.title.text_frame.paragraphs)


@pytest.mark.parametrize(
    ("sections", "ground", "ink"),
    [
        ("full", "accent1", "on_primary"), ("turns", "accent1", "on_primary"), ("band", "bg1", "on_primary"), ("pale", "bg2", "primary_text"),
        ("page", "bg1", "primary_text"),
    ],
)  # fmt: skip
def test_sections_stand_on_what_is_asked(sections: str, ground: str, ink: str, tmp_path: Path) -> None:
    xml = layout_xml(tmp_path, "section", sections=sections)
    colour = re.search(r'<p:bg>.*?schemeClr val="(\w+)"', xml)
    assert colour
    assert colour[1] == ground
    brand = brand_of(tmp_path, sections=sections)
    assert brand.fields.design
    section = next(e for e in DesignedTemplate(brand, brand.fields.design).layouts if e.role == "section")
    assert next(h for h in section.holders if h.slot == "title").colour == ink
    assert not any(f'type="{kind}"' in xml for kind in ("sldNum", "ftr"))


def test_sections_take_colours_in_turn_on_inks_that_are_read(project: SmallProject) -> None:
    brand_of(project.root / "templates", sections="turns")
    project.write("".join(f"- {{kind: section, id: deel-{n}, title: Deel {n}}}\n" for n in range(1, 6)))
    grounds = []
    for slide in Presentation(str(project.deck("-b", "proef"))).slides:
        colour = slide.slide_layout._element.find(f".//{P}bg//{A}schemeClr")
        grounds.append(colour.get("val"))
    assert grounds == ["accent1", "accent2", "accent3", "accent1", "accent2"]


def test_a_section_that_comes_before_others_moves_their_colours(project: SmallProject) -> None:
    brand_of(project.root / "templates", sections="turns")
    two = "- {kind: section, id: twee, title: Twee}\n"
    for before, expected in (("", "accent1"), ("- {kind: section, id: een, title: Een}\n", "accent2")):
        project.write(before + two)
        last = list(Presentation(str(project.deck("-b", "proef"))).slides)[-1]
        assert last.slide_layout._element.find(f".//{P}bg//{A}schemeClr").get("val") == expected


def test_a_band_lies_under_its_title(tmp_path: Path) -> None:
    for role in ("opening", "section", "section_picture", "questions", "closing"):
        xml = layout_xml(tmp_path, role, sections="band")
        x, y, w, h = (int(each) / 12700 for each in re.findall(r'(?:x|y|cx|cy)="(\d+)"', xml.split("Figure 30")[1])[:4])
        title = made(tmp_path, sections="band").layouts[role].slots["title"].box
        assert h == HEIGHT / 3
        assert x <= title.x
        assert x + w >= title.x + title.w
        assert y <= title.y
        assert y + h >= title.y + title.h


def test_corners_are_as_round_as_asked_on_cards_and_pictures(project: SmallProject) -> None:
    brand_of(project.root / "templates", corners=14, pictures="circle")
    project.write(
        "- {kind: poll, id: peiling, question: Wat kiest u?, options: [Dit, Dat]}\n"
        + "- {kind: columns, id: kolommen, title: Kolommen, columns: [{heading: Een, points: [Dit]}, {heading: Twee, points: [Dat]}]}\n"
    )
    deck = DeckFile(project.deck("-b", "proef"))
    radii = [
        int(shape.find(f"{A}prstGeom/{A}avLst/{A}gd").get("fmla").split()[1]) / 100000
        * min(int(shape.find(f"{A}xfrm/{A}ext").get(side)) for side in ("cx", "cy")) / 12700
        for shape in deck.slides[0].iter(f"{P}spPr") if shape.find(f"{A}prstGeom[@prst='roundRect']") is not None
    ]  # fmt: skip
    assert len(radii) >= 2
    assert radii == pytest.approx([14] * len(radii), abs=0.01)


def test_cards_are_outlined_where_asked(project: SmallProject) -> None:
    text = "- {kind: poll, id: peiling, question: Wat kiest u?, options: [Dit, Dat]}\n"
    project.write(text)
    filled = {}
    for cards in ("tinted", "outlined"):
        brand_of(project.root / "templates", cards=cards)
        slide = DeckFile(project.deck("-b", "proef", "--force")).slides[0]
        filled[cards] = [each.get("val") for each in slide.iterfind(f".//{P}spPr/{A}solidFill/{A}schemeClr")]
    assert "bg2" in filled["tinted"]
    assert "bg2" not in filled["outlined"]
    assert "bg1" in filled["outlined"]


def test_a_ruled_table_has_no_bar(tmp_path: Path) -> None:
    for tables, bar in (("filled", True), ("ruled", False)):
        brand = brand_of(tmp_path, tables=tables)
        assert brand.fields.design
        parts = {name: raw.decode() for name, _, raw in DesignedTemplate(brand, brand.fields.design).parts() if name.endswith("xml")}  # fmt: skip
        head = re.search(r"<a:firstRow>.*?</a:firstRow>", parts["ppt/tableStyles.xml"])
        assert head
        assert ("<a:noFill/>" not in head[0]) == bar


def test_dense_brands_start_smaller(tmp_path: Path) -> None:
    airy, dense = made(tmp_path).scale, made(tmp_path, density="dense").scale
    assert (airy["body"], airy["table"]) == (22, 18)
    assert (dense["body"], dense["table"]) == (18, 16)
    body = made(tmp_path, density="dense").layouts["points"].slots["body"]
    assert body.levels[0].size == 18


def test_pictures_keep_within_the_margins_where_asked(tmp_path: Path) -> None:
    bleeding, inset = made(tmp_path), made(tmp_path, pictures="inset", corners=8)
    for role in ("points_picture_end", "points_wide_end", "points_wide_start"):
        assert not inside(bleeding.layouts[role].slots["picture"].box, 45, 915)
        assert inside(inset.layouts[role].slots["picture"].box, 45, 915)
        assert inset.layouts[role].slots["picture"].outline == "round"
        body, picture = (inset.layouts[role].slots[name].box for name in ("body", "picture"))
        assert body.x + body.w <= picture.x or picture.x + picture.w <= body.x
    circle = made(tmp_path, pictures="circle").layouts["section_picture"].slots["picture"]
    assert (circle.outline, circle.box.w) == ("ellipse", circle.box.h)


def test_captions_stand_in_a_margin_where_asked(tmp_path: Path) -> None:
    below, beside = made(tmp_path), made(tmp_path, captions="margin")
    for brand, aside in ((below, False), (beside, True)):
        picture, caption = (brand.layouts["picture"].slots[name].box for name in ("picture", "caption"))
        assert (caption.x >= picture.x + picture.w) == aside


@pytest.mark.parametrize(
    ("token", "rule"),
    [("frame: lijst", "frame"), ("corners: 80", "corners"), ("margin: 2", "margin"), ("title_size: 99", "title_size")],
)
def test_what_no_token_takes_is_refused_at_its_place(token: str, rule: str, project: SmallProject) -> None:
    text = f"name: X\ndesign:\n  primary: '#0F4C5C'\n  accent: '#E07A3F'\n  fonts: {{heading: Arial, body: Arial}}\n  {token}\n"
    write_files(project.root, {"templates/kapot/brand.yaml": text})
    project.write("- {kind: statement, id: zin, text: Goed werk}\n")
    found = project.build("-b", "kapot").findings
    assert [each["line"] for each in found if each["severity"] == "error"] == [6], found


def test_brand_new_offers_every_token_of_form(project: SmallProject) -> None:
    asked: dict[str, Any] = {
        "figure": "circle", "frame": "strip", "margin": 60, "title": "centre", "title_size": 30, "sections": "band",
        "corners": 10, "cards": "outlined", "tables": "ruled", "density": "dense", "pictures": "inset",
        "captions": "margin",
    }  # fmt: skip
    options = [part for name, value in asked.items() for part in (f"--{name.replace('_', '-')}", str(value))]
    told = run_cli(
        "brand", "new", "huis", "--primary", "#0F4C5C", "--font", "Arial", *options, "--project", project.root
    )
    assert told.code == 0, told.err
    form = load_brand(project.root / "templates" / "huis", "templates/huis").fields.design
    assert {name: getattr(form, name) for name in asked} == asked
    project.write("- {kind: statement, id: zin, text: Goed werk}\n")
    assert DeckFile(project.deck("-b", "huis")).titles == ["Goed werk"]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_brand_passes_its_own_check(name: str) -> None:
    told = run_cli("brand", "check", name, "--project", ROOT)
    assert told.code == 0, told.out
    assert "0 errors, 0 warnings; 0 slides" in told.out


def test_the_brands_differ_in_more_than_colour() -> None:
    looks = set()
    for name in SHIPPED:
        form = load_brand(ROOT / "templates" / name, f"templates/{name}").fields.design
        assert form is not None
        looks.add((form.frame, form.title, form.sections, form.corners, form.cards, form.density, form.dark))
    assert len(looks) == len(SHIPPED)


def test_a_name_may_hold_marks_that_xml_writes_otherwise(tmp_path: Path) -> None:
    brand = brand_of(tmp_path)
    brand.fields.name = brand.fields.name.__class__('Dienst "Zuid" & <Co>')
    assert brand.fields.design
    parts = {name: raw for name, _, raw in DesignedTemplate(brand, brand.fields.design).parts()}
    assert etree.fromstring(parts["ppt/theme/theme1.xml"]).get("name") == 'Dienst "Zuid" & <Co>'
    assert etree.fromstring(parts["ppt/tableStyles.xml"])[0].get("styleName") == 'Dienst "Zuid" & <Co>'
    for raw in (raw for name, raw in parts.items() if name.endswith((".xml", ".rels"))):
        etree.fromstring(raw)
