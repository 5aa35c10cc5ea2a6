"""The webinar and the examples in both brands, reopened: what PowerPoint and screen readers find in them."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation

from builder import load_session
from builder.projects.project import Project
from tests.tools.packages import (
    CONTENT_TYPES,
    DECORATIVE,
    FOOTERS,
    P14,
    SVG_BLIP,
    A,
    C,
    DeckFile,
    P,
    R,
    is_decorative,
    own_properties,
    placeholder_of,
    text_of,
)  # fmt: skip
from tests.tools.projects import ROOT


def content_slides(deck: DeckFile) -> list[str]:
    """Name the parts that content fills: slides and charts."""
    return [name for name in deck.names if re.fullmatch(r"ppt/(slides|charts)/[^/]+\.xml", name)]


def test_every_slide_has_a_title(deck: DeckFile) -> None:
    assert len(deck.titles) > 20
    assert all(deck.titles)


def test_no_placeholder_is_left_empty(deck: DeckFile) -> None:
    for number, slide in enumerate(deck.slides, 1):
        for shape in slide.iter(f"{P}sp"):
            holder = placeholder_of(shape)
            if holder is not None and holder.get("type") not in FOOTERS:
                assert text_of(shape), f"slide {number}: {own_properties(shape).get('name')}"


def test_every_object_is_described_or_decorative(deck: DeckFile) -> None:
    seen = 0
    for slide in deck.slides:
        for shape in slide.iter(f"{P}pic", f"{P}graphicFrame"):
            seen += 1
            described = own_properties(shape).get("descr", "")
            in_group = any(own_properties(group).get("descr") for group in shape.iterancestors(f"{P}grpSp"))
            assert described or is_decorative(shape) or in_group
            assert not re.fullmatch(r"\S+\.(png|jpe?g|svg|gif)", described)
            assert not (described and is_decorative(shape))
    assert seen > 5


def test_every_run_has_a_language(deck: DeckFile) -> None:
    parts = [name for name in deck.names if re.fullmatch(r"ppt/(slides|notesSlides)/[^/]+\.xml", name)]
    languages: Counter[str] = Counter()
    for name in parts:
        for element in deck.xml(name).iter(f"{A}rPr", f"{A}endParaRPr", f"{A}r", f"{A}fld"):
            properties = element.find(f"{A}rPr") if element.tag in (f"{A}r", f"{A}fld") else element
            assert properties is not None, name
            assert properties.get("lang"), name
            languages[properties.get("lang")] += 1
    assert languages.most_common(1)[0][0] == "nl-NL"


def test_charts_are_in_the_decks_language(deck: DeckFile) -> None:
    for root, _ in deck.charts():
        languages = {
            each.get("lang") for each in root.iter(f"{A}defRPr", f"{A}endParaRPr", f"{A}rPr") if each.get("lang")
        }
        assert languages <= {"nl-NL"}
        assert root.find(f"{C}lang") is None or root.find(f"{C}lang").get("val") == "nl-NL"


def test_slides_and_charts_use_theme_colours_and_fonts_only(deck: DeckFile) -> None:
    for name in content_slides(deck):
        root = deck.xml(name)
        assert not list(root.iter(f"{A}srgbClr", f"{A}sysClr", f"{A}prstClr")), name
        fonts = {each.get("typeface") for each in root.iter(f"{A}latin")}
        assert fonts <= {"+mj-lt", "+mn-lt"}, name


def test_tables_mark_their_header(deck: DeckFile) -> None:
    tables = [table for slide in deck.slides for table in slide.iter(f"{A}tbl")]
    assert tables
    for table in tables:
        assert table.find(f"{A}tblPr").get("firstRow") == "1"
        header, *rows = table.findall(f"{A}tr")
        assert rows
        assert all(text_of(cell) for cell in header.findall(f"{A}tc")[1:])
        assert {len(row.findall(f"{A}tc")) for row in (header, *rows)} == {len(list(table.iter(f"{A}gridCol")))}


def test_charts_show_what_their_workbook_holds(deck: DeckFile) -> None:
    charts = list(deck.charts())
    assert charts
    for root, cells in charts:
        compared = 0
        for reference in root.iter(f"{C}strRef", f"{C}numRef"):
            formula = reference.findtext(f"{C}f").rsplit("!", 1)[-1].replace("$", "")
            column, row = re.match(r"([A-Z]+)(\d+)", formula).groups()  # type: ignore[union-attr]
            for point in reference.iter(f"{C}pt"):
                shown, kept = point.findtext(f"{C}v"), cells[f"{column}{int(row) + int(point.get('idx'))}"]
                assert shown == kept or float(shown) == float(kept)
                compared += 1
        assert compared >= 4
        assert not [value for value in cells.values() if value.startswith("=")]


def test_notes_are_those_of_the_source(decks: dict[str, DeckFile]) -> None:
    session = load_session("sociale-innovatie", Project.at(ROOT))
    deck = decks["webinar-helder"]
    with_notes = sum(
        f"ppt/slides/slide-{each.id}.xml" in deck.names for each in session.slides if each.node.text("notes")
    )
    found = [number for number in range(len(deck.slides)) if deck.notes(number)]
    assert len(found) >= with_notes - 2
    first = deck.notes(0)
    assert first.startswith("Goedemorgen en welkom.")
    assert "Hoort u mij goed?" in first
    assert "\n- " not in first


def test_slides_stand_in_the_order_of_the_source(decks: dict[str, DeckFile]) -> None:
    session = load_session("sociale-innovatie", Project.at(ROOT))
    titles = decks["webinar-helder"].titles
    always = [each.node for each in session.slides if not each.node.get("when")]
    wanted = [title for node in always if (title := node.text("title")) and not set(title) & set("*{[\\")]
    places = [next(n for n, title in enumerate(titles) if title.startswith(each)) for each in wanted]
    assert places == sorted(places)


def test_sections_hold_each_slide_once_in_order(deck: DeckFile) -> None:
    sections = list(deck.presentation.iter(f"{P14}section"))
    listed = [each.get("id") for section in sections for each in section.iter(f"{P14}sldId")]
    assert listed == deck.slide_ids
    assert all(section.get("name").strip() for section in sections)
    assert len({section.get("id") for section in sections}) == len(sections)
    assert deck.presentation.find(f"{P}extLst") is deck.presentation[-1]


def test_the_webinars_sections_begin_with_their_recap(decks: dict[str, DeckFile]) -> None:
    deck = decks["webinar-helder"]
    sections = list(deck.presentation.iter(f"{P14}section"))
    assert len(sections) == 5
    for section in sections[1:]:
        first = deck.slide_ids.index(next(section.iter(f"{P14}sldId")).get("id"))
        assert deck.titles[first].startswith("Programma: ")
        assert section.get("name") in deck.titles[first + 1]


def test_ids_of_slides_and_shapes_are_stable_and_unique(decks: dict[str, DeckFile]) -> None:
    found: dict[str, list[str]] = {}
    for name, deck in decks.items():
        ids = [
            each.get("val")
            for slide in deck.slides
            for each in slide.findall(f"{P}cSld/{P}extLst/{P}ext/{P14}creationId")
        ]
        assert len(ids) == len(set(ids)) == len(deck.slides)
        assert all(0 < int(each) < 2**32 for each in ids)
        for slide in deck.slides:
            numbers = [each.get("id") for each in slide.iter(f"{P}cNvPr")]
            assert len(numbers) == len(set(numbers))
        shapes = [
            each.get("id")
            for slide in deck.slides
            for each in slide.iter("{http://schemas.microsoft.com/office/drawing/2014/main}creationId")
        ]
        assert len(shapes) == len(set(shapes))
        found[name] = ids
    assert found["webinar-helder"] == found["webinar-avond"]


def test_links_between_slides_lead_to_the_right_slide(decks: dict[str, DeckFile]) -> None:
    deck = decks["webinar-helder"]
    agenda = deck.titles.index("Programma")
    rels = deck.relationships(deck.slide_parts[agenda])
    led = []
    for click in deck.slides[agenda].iter(f"{A}hlinkClick"):
        assert click.get("action") == "ppaction://hlinksldjump"
        led.append(deck.slide_parts.index(rels[click.get(f"{R}id")].target))
    sections = [
        deck.slide_ids.index(next(each.iter(f"{P14}sldId")).get("id")) + 1
        for each in deck.presentation.iter(f"{P14}section")
    ]
    assert sorted(set(led)) == sections[1:]


def test_properties_name_the_deck_and_nobody_else(deck: DeckFile) -> None:
    core = {each.tag.rsplit("}", 1)[-1]: each.text for each in deck.xml("docProps/core.xml")}
    assert core["title"]
    assert core["language"] == "nl"
    assert core["created"] == core["modified"]
    assert core["created"].startswith("2026-12-10")
    custom = {each.get("name"): each[0].text for each in deck.xml("docProps/custom.xml")}
    assert {"fandeck.session", "fandeck.language", "fandeck.brand", "fandeck.source"} <= custom.keys()
    assert custom["fandeck.language"] == "nl"
    everything = b"".join(deck.members[name] for name in deck.names if name.startswith("docProps/"))
    assert b"Steve Canny" not in everything
    assert b"python-pptx" not in everything


def test_pictures_are_not_distorted(deck: DeckFile) -> None:
    seen = 0
    for part, slide in zip(deck.slide_parts, deck.slides, strict=True):
        rels = deck.relationships(part)
        for picture in slide.iter(f"{P}pic"):
            blip = picture.find(f"{P}blipFill/{A}blip")
            with Image.open(BytesIO(deck.members[rels[blip.get(f"{R}embed")].target])) as image:
                width, height = image.size
            crop = picture.find(f"{P}blipFill/{A}srcRect")
            cut = {side: int(crop.get(side, 0)) / 100_000 if crop is not None else 0 for side in "ltrb"}
            extent = picture.find(f"{P}spPr/{A}xfrm/{A}ext")
            frame = int(extent.get("cx")) / int(extent.get("cy"))
            shown = width * (1 - cut["l"] - cut["r"]) / (height * (1 - cut["t"] - cut["b"]))
            assert shown == pytest.approx(frame, rel=0.01)
            seen += 1
    assert seen > 3


def test_an_svg_has_its_png_beside_it(deck: DeckFile) -> None:
    for part, slide in zip(deck.slide_parts, deck.slides, strict=True):
        rels = deck.relationships(part)
        for blip in slide.iter(SVG_BLIP):
            assert rels[blip.get(f"{R}embed")].target.endswith(".svg")
            outer = next(blip.iterancestors(f"{A}blip"))
            assert rels[outer.get(f"{R}embed")].target.endswith(".png")


def test_each_picture_is_carried_once(deck: DeckFile) -> None:
    media = [name for name in deck.names if name.startswith("ppt/media/")]
    assert len({deck.members[name] for name in media}) == len(media)


def test_every_part_is_typed_reached_and_named_once(deck: DeckFile) -> None:
    assert len(deck.names) == len({name.lower() for name in deck.names})
    types = deck.xml("[Content_Types].xml")
    defaults = {each.get("Extension").lower() for each in types.iter(f"{CONTENT_TYPES}Default")}
    overrides = [each.get("PartName") for each in types.iter(f"{CONTENT_TYPES}Override")]
    assert len(overrides) == len(set(overrides))
    assert {each[1:] for each in overrides} <= set(deck.names)
    reached, waiting = {"[Content_Types].xml"}, [""]
    while waiting:
        part = waiting.pop()
        folder, _, file = part.rpartition("/")
        rels = f"{folder}/_rels/{file}.rels" if part else "_rels/.rels"
        if rels in deck.names:
            reached.add(rels)
        for rel in deck.relationships(part).values():
            if not rel.external and rel.target not in reached:
                assert rel.target in deck.names, f"{part} leads to {rel.target}"
                reached.add(rel.target)
                waiting.append(rel.target)
    assert set(deck.names) == reached
    for name in deck.names:
        assert f"/{name}" in overrides or name.rsplit(".", 1)[-1].lower() in defaults or name == "[Content_Types].xml"


def test_relationship_ids_exist_and_all_are_used(deck: DeckFile) -> None:
    for part in [*deck.slide_parts, *(name for name in deck.names if re.fullmatch(r"ppt/charts/[^/]+\.xml", name))]:
        used = set(re.findall(rb'\br:(?:id|embed|link|pict)="([^"]+)"', deck.members[part]))
        known = {each.encode() for each in deck.relationships(part)}
        assert used <= known
        implicit = {"slideLayout", "notesSlide"}
        unused = [
            rel
            for rid, rel in deck.relationships(part).items()
            if rid.encode() not in used and rel.type not in implicit
        ]
        assert not unused, part


def test_notes_master_and_slide_masters_are_listed(deck: DeckFile) -> None:
    order = [child.tag for child in deck.presentation]
    assert order.index(f"{P}notesMasterIdLst") == order.index(f"{P}sldMasterIdLst") + 1
    ids = [int(each.get("id")) for each in deck.presentation.iter(f"{P}sldMasterId")]
    for name in deck.names:
        if re.fullmatch(r"ppt/slideMasters/[^/]+\.xml", name):
            ids += [int(each.get("id")) for each in deck.xml(name).iter(f"{P}sldLayoutId")]
    assert len(ids) == len(set(ids))
    assert min(ids) >= 2147483648


def test_dates_of_members_are_fixed_and_nothing_leaks(deck: DeckFile) -> None:
    assert {info.date_time for info in deck.infos} == {(1980, 1, 1, 0, 0, 0)}
    for name, data in deck.members.items():
        if name.endswith((".xml", ".rels")):
            assert str(ROOT).encode() not in data
            assert b"/tmp/" not in data


def test_charts_have_axes_that_the_schema_allows(deck: DeckFile) -> None:
    for root, _ in deck.charts():
        for each in root.iter(f"{C}axId", f"{C}crossAx"):
            assert 0 <= int(each.get("val")) < 2**32


def test_python_pptx_reads_titles_notes_and_sizes(webinar: dict[str, Path], decks: dict[str, DeckFile]) -> None:
    for brand, file in webinar.items():
        opened = Presentation(str(file))
        assert round(opened.slide_width / opened.slide_height, 2) == 1.78
        titles = [slide.shapes.title.text_frame.text for slide in opened.slides]
        assert len(titles) == len(decks[f"webinar-{brand}"].titles)
        assert all(title.strip() for title in titles)
        assert opened.slides[0].notes_slide.notes_text_frame.text.startswith("Goedemorgen")


def test_decoration_is_marked_as_such(deck: DeckFile) -> None:
    for slide in deck.slides:
        for shape in slide.iter(f"{P}sp", f"{P}cxnSp"):
            if placeholder_of(shape) is None and not text_of(shape):
                assert any(each.get("val") == "1" for each in shape.iter(DECORATIVE))
