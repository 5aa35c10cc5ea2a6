"""Covers, sections and closings stay their house's own: places, inks, pictures and sizes."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Pt

from builder.brands.prepared import Box, PreparedLayout
from builder.brands.template.house import House, open_house, prepare_house
from builder.brands.template.intake import take_in
from builder.checks import verify, verify_bytes
from builder.fitting.covers import grown
from builder.fitting.pictures import cropped, most_cut
from builder.pipeline.run import BuildResult, Options, build
from builder.plan import ImageFile, Picture
from tests.fitting.brands import prepared
from tests.templates.checking import items
from tests.templates.conftest import adopt
from tests.templates.corpus import BAR, CORPUS, TITLE, layouts, template
from tests.templates.writing import Deco, Lay, Master, Ph, Template, write
from tests.tools.packages import DeckFile, changed_members
from tests.tools.projects import SmallProject, png

OPENING = """
- kind: title
  id: titel
  title: Goed werk maken we samen
  subtitle: Inspiratiewebinar over sociale innovatie voor uw gemeente
  organisation: Leernetwerk (verzonnen)
  presenters: [{name: Noor de Wit, role: trainer}, {name: Daan Bedacht, role: adviseur}, {name: Samira Voorbeeld, role: begeleider}]
  date: 2026-12-10
"""


def bound(raw: bytes, role: str) -> tuple[House, PreparedLayout]:
    house = open_house(raw)
    chosen = house.bound()[role.split("_")[0]].chosen
    return house, house.binder(house.bound()).bind(role, chosen)


def built(project: SmallProject, brand: str = "huis") -> BuildResult:
    return build(["proef"], project.root, Options(brands=(brand,), output=project.root / f"output-{brand}"))


def covered(template: Template, cover: Lay) -> bytes:
    """Give a template whose opening is another."""
    master = template.masters[0]
    return write(replace(template, masters=(replace(master, layouts=(cover, *master.layouts[1:])),)))


def house() -> Template:
    return Template((Master(layouts(), deco=(BAR,)),))


@pytest.mark.parametrize("name", ["cover-photo", "cover-panel"])
def test_a_cover_has_no_boxes_of_ours_and_its_title_stays(name: str, project: SmallProject) -> None:
    adopt(project.root, "huis", template(name))
    project.write(OPENING)
    result = built(project)
    deck = DeckFile(result.decks[0].file)
    cover = items(deck, deck.slide_parts[0])
    assert [each.name for each in cover if not each.holder] == []
    subtitle = next(each for each in cover if each.holder == "subTitle")
    assert "Noor de Wit" in subtitle.words and "10 december 2026" in subtitle.words
    departs = dict(result.decks[0].departures).get("titel", ())
    assert not any("position (Titel" in each for each in departs), departs


def test_names_alone_stand_where_roles_have_no_room_and_that_is_told(project: SmallProject) -> None:
    adopt(project.root, "huis", template("cover-panel"))
    project.write(OPENING)
    result = built(project)
    assert result.ok
    assert "shortened (details)" in dict(result.decks[0].departures)["titel"]
    deck = DeckFile(result.decks[0].file)
    words = " ".join(each.words for each in items(deck, deck.slide_parts[0]))
    assert "Daan Bedacht" in words and "adviseur" not in words


def test_brand_yaml_says_what_a_cover_says(project: SmallProject) -> None:
    adopt(project.root, "huis", template("cover-photo"), "cover: [subtitle]\n")
    project.write(OPENING)
    result = built(project)
    deck = DeckFile(result.decks[0].file)
    assert "Noor" not in " ".join(each.words for each in items(deck, deck.slide_parts[0]))
    assert "left out (details, date)" in dict(result.decks[0].departures)["titel"]


@pytest.mark.parametrize("ground", ["0B7A75", "74757A"])
def test_words_of_ours_have_the_ink_of_the_layouts_own(ground: str) -> None:
    """Black would be read there too, but not beside the house's white title."""
    title = Ph("ctrTitle", 0, (0.08, 0.3, 0.7, 0.25), "Titel", 48, "bg1", "b")
    black = replace(house(), colours=("000000", *house().colours[1:]))
    raw = covered(black, Lay("Titel", "title", (title,), (Deco((0, 0, 1, 1), ground),)))
    _, layout = bound(raw, "opening")
    slot = layout.slots["subtitle"]
    assert not slot.type and layout.palette[slot.colour].rgb == "FFFFFF"
    assert layout.slots["date"].joins == layout.slots["details"].joins == "subtitle"


@pytest.mark.parametrize("name", ["cover-split", "cover-keys"])
def test_no_plain_patch_stands_over_a_cover(name: str) -> None:
    house, layout = bound(template(name), "opening")
    number = house.bound()["opening"].chosen
    for slot in layout.slots.values():
        assert slot.fill != "background"
        if slot.levels and not slot.joins:
            ink = layout.palette[slot.colour].rgb if slot.colour else house.layouts[number].sublines[0].ink
            assert house.layouts[number].painting.worst(ink, slot.box) >= 3


def test_a_section_without_free_area_has_no_picture() -> None:
    _, layout = bound(template("section-full"), "section_picture")
    assert "picture" not in layout.slots and layout.leaves_out == ("picture",)
    _, plain = bound(template("cover-photo"), "section_picture")
    assert not plain.slots["title"].placed


def test_a_place_grows_away_from_its_anchor_and_no_farther_than_its_room() -> None:
    layout = prepared("helder").layouts["opening"].slots["title"]
    slot = structs.replace(layout, box=Box(10, 100, 200, 40), room=Box(10, 60, 200, 120), anchor="b")
    assert grown(slot, 60).box == Box(10, 80, 200, 60)
    assert grown(structs.replace(slot, anchor="t"), 60).box == Box(10, 100, 200, 60)
    assert grown(slot, 400).box.y == 60 and grown(slot, 30) is slot


def test_pictures_are_cut_less_on_a_template() -> None:
    picture = Picture(ImageFile("x.png", "0", "png", 400, 300), "alt")
    own, theirs = prepared("helder"), structs.replace(prepared("helder"), composes=False)
    box = Box(0, 0, 100, 100)
    assert cropped(picture, box, most_cut(own, picture))[1] != (0, 0, 0, 0)
    assert cropped(picture, box, most_cut(theirs, picture))[1] == (0, 0, 0, 0)
    assert cropped(picture, box, most_cut(theirs, picture, own=True))[1] != (0, 0, 0, 0)


@pytest.mark.parametrize(("size", "body", "caption"), [(24, 24, 16), (32, 28, 19), (40, 28, 19)])
def test_drawn_words_have_the_measure_of_the_house(size: float, body: float, caption: float, tmp_path: Path) -> None:
    from builder.brands.brand import load_brand

    raw = write(Template((Master(layouts(), deco=(BAR,), body_size=size),)))
    folder = adopt(tmp_path, "huis", raw)
    brand, _ = prepare_house(load_brand(folder, "huis"), raw, "key")
    assert brand.scale["body"] == body and brand.scale["caption"] == caption
    assert brand.layouts["points"].slots["body"].levels[0].size == pytest.approx(size, abs=0.01)


def test_a_caption_is_not_running_text() -> None:
    """Where text beside a picture is much smaller than elsewhere, the slide is divided from the layout of points."""
    small = Ph("body", 2, (0.05, 0.3, 0.3, 0.5), "Tekst", 12)
    caption = Lay(
        "Bijschrift",
        "picTx",
        (replace(TITLE, place=(0.05, 0.1, 0.3, 0.15)), Ph("pic", 1, (0.4, 0.1, 0.55, 0.75)), small),
    )
    others = [each for each in layouts() if each.type != "picTx"]
    made = open_house(write(Template((Master((*others, caption), deco=(BAR,)),))))
    assert made.facts.layouts[made.bound()["points_picture"].chosen].name != "Bijschrift"


def test_a_build_with_an_error_of_verify_does_not_end_well(
    project: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    from builder.brands.template import frame

    adopt(project.root, "huis", template("same-colours"))
    project.write("- {kind: bullets, id: punten, title: Drie punten, points: [een, twee]}\n")
    assert built(project).ok
    monkeypatch.setattr(frame.Frame, "_readable", lambda self, name, slot: slot)  # titles as pale as their ground
    adopt(project.root, "bleek", template("same-colours"))
    result = built(project, "bleek")
    errors = [each for each in verify(result.decks[0].file) if each.severity == "error"]
    assert errors and not result.ok
    assert {each.rule for each in errors} == {
        each.rule for each in result.decks[0].findings if each.severity == "error"
    }


@pytest.mark.parametrize("name", ["layered-cover", "layered-master"])
def test_the_layer_of_a_picture_with_effects_is_no_error(name: str, project: SmallProject) -> None:
    """PowerPoint keeps the untouched picture as JPEG XR, by a relationship of its own kind."""
    adopt(project.root, "huis", template(name))
    project.write(OPENING)
    result = built(project)
    deck = result.decks[0].file
    assert result.ok and "ppt/media/hdphoto1.wdp" in DeckFile(deck).names
    assert [each for each in verify(deck) if each.severity == "error"] == []


def test_a_layer_shown_as_the_picture_itself_is_an_error() -> None:
    """No program draws JPEG XR where a picture stands."""
    layout = "ppt/slideLayouts/slideLayout1.xml"
    deck = DeckFile(template("layered-cover"))
    own, layer = b'<a:blip r:embed="rId2"', b'<a:blip r:embed="rId3"'
    assert own in deck.members[layout]
    changed = changed_members(deck, {layout: lambda data: data.replace(own, layer)})
    told = [each.message for each in verify_bytes(changed, "huis.pptx") if each.rule == "relationship-leads-somewhere"]
    assert told == [f"{layout} embeds rId3, which is a hdphoto"]


@pytest.mark.parametrize(
    ("place", "size", "told"),
    [((0.55, 0, 0.45, 1), (1100, 1000), "27"), ((0.55, 0, 0.45, 1), (900, 1000), ""), ((0.5, 0.3, 0.45, 0.45), (1200, 960), "30")],
    ids=["high place", "little is cut", "wide place"],
)  # fmt: skip
def test_a_large_cut_is_a_notice(
    place: tuple[float, float, float, float], size: tuple[int, int], told: str, project: SmallProject
) -> None:
    beside = (replace(TITLE, place=(0.05, 0.05, 0.42, 0.16)), Ph("pic", 1, place, "Afbeelding"))
    own = Lay("Beeld rechts", "picTx", (*beside, Ph("body", 2, (0.05, 0.25, 0.42, 0.6), "Tekst")))
    others = [each for each in layouts() if each.type != "picTx"]
    adopt(project.root, "huis", write(Template((Master((*others, own), deco=(BAR,)),))))
    points = "- {kind: bullets, id: punten, title: Punten, points: [een, twee], image: foto.png, alt: Een vlak}\n"
    project.write(points, **{"foto.png": png(*size)})
    found = [each for each in built(project).decks[0].findings if each.rule == "picture-is-cut"]
    assert [(each.severity, each.message.split(" %")[0], each.slide) for each in found] == (
        [("info", told, "punten")] if told else []
    )
    assert [each for each in built(project, "helder").decks[0].findings if each.rule == "picture-is-cut"] == []


def test_what_does_not_belong_in_a_layout_is_not_carried_into_decks() -> None:
    raw = write(house())
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "ppt/slideLayouts/slideLayout2.xml":
                data = data.replace(b"<a:lstStyle/>", b'<a:lstStyle><a:defRPr sz="1800"/></a:lstStyle>')
            new.writestr(name, data)
    made = open_house(changed.getvalue())
    taken = take_in(made.package)
    was = made.package.read("ppt/slideLayouts/slideLayout2.xml")
    assert (
        b"<a:lstStyle><a:defRPr" in was
        and b"<a:lstStyle><a:defRPr" not in taken.parts["ppt/slideLayouts/slideLayout2.xml"][1]
    )
    assert taken.parts["ppt/slideLayouts/slideLayout1.xml"][1] == made.package.read("ppt/slideLayouts/slideLayout1.xml")
    from builder.brands.template.report import flags

    assert [each["about"] for each in flags(made, made.bound()) if each["rule"] == "template-fault"] == [
        "slideLayout2.xml"
    ]


def test_every_cover_of_the_corpus_keeps_its_title() -> None:
    for name in CORPUS:
        house, layout = bound(template(name), "opening")
        title = layout.slots["title"]
        holder = house.layouts[house.bound()["opening"].chosen].title
        if holder is not None and title.type and holder.type in ("title", "ctrTitle"):
            assert abs(title.box.x - holder.box.x) < 1 or title.align == "r", name


def test_the_title_stands_where_the_house_s_own_slides_have_their_headline() -> None:
    """The cover's title place is for something small; the example says its headline in another, large and in white."""
    title = Ph("title", 0, (0.1, 0.6, 0.8, 0.1), "Titel", 16, "tx1")
    band = Ph("", 13, (0, 0.25, 1, 0.25), "Inhoud", 20, "tx1", bullets=False)
    cover = Lay("Titeldia", "title", (band, title), (Deco((0, 0.25, 1, 0.25), "0B4F6C"),))
    masters = (Master((cover, *layouts()[1:]), deco=(BAR,)),)
    raw = write(Template(masters, slides=(1, 2, 2, 2, 3, 2), kind="presentation"))
    deck = Presentation(io.BytesIO(raw))
    first = deck.slides[0]
    for shape in list(first.placeholders):
        if shape.placeholder_format.idx == 0:
            shape._element.getparent().remove(shape._element)
    first.shapes.clone_placeholder(next(s for s in first.slide_layout.placeholders if s.placeholder_format.idx == 13))
    run = first.placeholders[13].text_frame.paragraphs[0].add_run()
    run.text, run.font.size, run.font.color.theme_color = "Waar het om gaat", Pt(44), MSO_THEME_COLOR.BACKGROUND_1
    changed = io.BytesIO()
    deck.save(changed)
    house = open_house(changed.getvalue())
    bound = house.bound()
    slot = house.binder(bound).bind("opening", bound["opening"].chosen).slots["title"]
    assert (slot.type, round(slot.box.y), round(slot.levels[0].size)) == ("title", 135, 44)
    palette = house.binder(bound).bind("opening", bound["opening"].chosen).palette
    assert palette[slot.colour].rgb == "FFFFFF"
    plain = open_house(raw)  # an example that says nothing changes nothing
    own = plain.binder(plain.bound()).bind("opening", plain.bound()["opening"].chosen).slots["title"]
    assert round(own.box.y) != 135


def test_what_a_full_cover_leaves_out_is_told(project: SmallProject) -> None:
    """The subtitle's place holds two lines of it, between two strips of the house: nothing is stacked over them."""
    title = Ph("ctrTitle", 0, (0.1, 0.2, 0.8, 0.25), "Titel", 40, "tx1", "b")
    line = Ph("subTitle", 1, (0.3, 0.52, 0.4, 0.09), "Ondertitel", 20, "tx1", bullets=False)
    strips = (Deco((0, 0.46, 1, 0.05), "accent1"), Deco((0, 0.62, 1, 0.38), "accent2"))
    adopt(
        project.root,
        "huis",
        covered(Template((Master(layouts(), deco=(BAR,)),)), Lay("Titeldia", "title", (title, line), strips)),
    )
    made = built(project.write(OPENING))
    told = [each for each in made.decks[0].findings if each.rule == "words-left-out"]
    assert [each.severity for each in told] == ["warning"] * len(told) and told
    assert any("the date" in each.message for each in told)
    assert all(each.at is not None and each.at.file.endswith("session.yaml") for each in told)
    slide = DeckFile(made.decks[0].file)
    assert "10 december" not in slide.text(0)
    assert [each for each in made.decks[0].departures[0][1] if each.startswith("text box")] == []
