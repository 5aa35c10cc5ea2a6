"""Shapes, pictures, tables and footers as they are written: what is said of them is in the XML, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree
from msgspec.structs import replace

from builder.brands.prepared import Box, Level, PreparedLayout, Slot
from builder.fitting.fitted import Departures, FittedGroup, FittedPicture, FittedSlide, FittedTable, FittedText
from builder.plan import (
    FilmFile,
    ImageFile,
    Paragraph,
    Picture,
    RichText,
    Run,
    SlidePlan,
    Table,
    TableColumn,
    TextStyle,
    words,
)  # fmt: skip
from builder.pptx.compile import compile_slide
from builder.pptx.parts import NAMESPACES, CompiledSlide, Rels
from builder.pptx.shape_xml import ShapeWriter
from builder.pptx.text_xml import TextWriter, numbers_of
from builder.storage.zip_writer import inflate
from tests.fitting.brands import prepared
from tests.tools.packages import A, P, R

BRAND = prepared("helder")
BOX = Box(10, 20, 100, 50)
LEVEL = Level(22.5, "Calibri", margin=18, indent=-18, before=3.5, after=2, spacing=0.9, bullet="•")
SLOT = Slot(BOX, "body", 4, "Place", levels=(LEVEL,))
IMAGE = ImageFile("p.png", "abcdef" * 8, "png", 40, 30)


def writer(*, rtl: bool = False, page_rtl: bool = False, unit: float = 1.0, culture: str = "nl-NL") -> ShapeWriter:
    rels = Rels()
    text = TextWriter(culture, rels, BRAND.palette, rtl, page_rtl, unit, BRAND.fonts, {})
    return ShapeWriter("dia", BRAND, text, rels)


def tree(xml: str) -> Any:
    (root,) = etree.fromstring(f"<x {NAMESPACES}>{xml}</x>")
    return root


def text_of(said: str = "woord", **more: object) -> FittedText:
    return replace(FittedText(BOX, words(said).paragraphs, SLOT, scale=BRAND.scale, name="Place"), **more)  # type: ignore[arg-type]


def place_of(shape: Any) -> tuple[int, ...] | None:
    transform = shape.find(f".//{A}xfrm")
    if transform is None:
        return None
    off, ext = transform
    return tuple(int(v) // 12700 for v in (off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy")))


# Placeholders


def test_a_placeholder_inherits_all_that_its_layout_says() -> None:
    shape = tree(writer().placeholder(text_of()))
    assert dict(shape.find(f".//{P}ph").attrib) == {"type": "body", "idx": "4"}
    assert len(shape.find(f"{P}spPr")) == len(shape.find(f".//{A}bodyPr")) == len(shape.find(f".//{A}lstStyle")) == 0
    assert not shape.find(f".//{A}bodyPr").attrib
    (name,) = shape.iter(f"{P}cNvPr")
    assert (name.get("id"), name.get("name")) == ("2", "Place 2")
    bare = tree(writer().placeholder(text_of(slot=replace(SLOT, type="obj", idx=0))))
    assert not bare.find(f".//{P}ph").attrib


def test_what_a_slide_writes_of_a_place_itself() -> None:
    def made(**more: object) -> Any:
        return tree(writer().placeholder(text_of(slot=replace(SLOT, **more))))  # type: ignore[arg-type]

    placed = made(placed=True)
    assert place_of(placed) == (10, 20, 100, 50)
    assert placed.find(f"{P}spPr/{A}solidFill") is None
    filled = made(fill="surface")
    assert place_of(filled) is None and filled.find(f"{P}spPr/{A}solidFill") is not None
    assert made(shrinks=True).find(f".//{A}bodyPr/{A}normAutofit") is not None
    assert made(body=' wrap="square"').find(f".//{A}bodyPr").get("wrap") == "square"
    upright = made(upright=True, insets=(1, 2, 3, 4), anchor="b").find(f".//{A}bodyPr")
    assert dict(upright.attrib) == {
        "rot": "0", "vert": "horz", "numCol": "1", "anchorCtr": "0", "wrap": "square", "anchor": "b",
        "lIns": "12700", "tIns": "25400", "rIns": "38100", "bIns": "50800",
    }  # fmt: skip
    coloured = made(colour="accent_text").find(f".//{A}lstStyle/{A}lvl1pPr")
    assert not coloured.attrib and [etree.QName(each).localname for each in coloured] == ["defRPr"]
    assert coloured.find(f"{A}defRPr/{A}solidFill") is not None and not coloured.find(f"{A}defRPr").attrib


def test_levels_that_are_written_say_all_of_their_look() -> None:
    def level(one: Level, **more: object) -> Any:
        slot = replace(SLOT, styled=True, levels=(LEVEL, one), **more)  # type: ignore[arg-type]
        return tree(writer().levels(slot)).find(f"{A}lvl2pPr")

    usual = level(LEVEL)
    assert dict(usual.attrib) == {"marL": str(18 * 12700), "indent": str(-18 * 12700)}
    assert usual.find(f"{A}lnSpc/{A}spcPct").get("val") == "90000"
    assert [usual.find(f"{A}{name}/{A}spcPts").get("val") for name in ("spcBef", "spcAft")] == ["350", "200"]
    assert usual.find(f"{A}buChar").get("char") == "•"
    letters = usual.find(f"{A}defRPr")
    assert dict(letters.attrib) == {"sz": "2250", "b": "0", "i": "0"}
    assert letters.find(f"{A}solidFill") is None and letters.find(f"{A}latin").get("typeface") == "+mn-lt"
    strong = level(LEVEL._replace(bold=True, italic=True, caps=True, bullet="", font="Verdana"), align="ctr", colour="text")  # fmt: skip
    assert dict(strong.find(f"{A}defRPr").attrib) == {"sz": "2250", "b": "1", "i": "1", "cap": "all"}
    assert strong.find(f"{A}buNone") is not None and strong.get("algn") == "ctr"
    assert strong.find(f"{A}defRPr/{A}latin").get("typeface") == "Verdana"
    assert strong.find(f"{A}defRPr/{A}solidFill") is not None
    assert level(LEVEL._replace(bullet="1.")).find(f"{A}buAutoNum").get("type") == "arabicPeriod"
    free = tree(writer().levels(replace(SLOT, type="")))
    assert free.find(f"{A}lvl1pPr/{A}lnSpc") is not None  # a drawn place inherits nothing


@pytest.mark.parametrize(
    ("align", "rtl", "left", "right"),
    [("", False, 5, 27), ("l", False, 5, 27), ("r", False, 25, 7), ("ctr", False, 15, 17), ("", True, 25, 7), ("ctr", True, 15, 17)],
)  # fmt: skip
def test_room_that_balances_lines_goes_to_the_side_where_they_end(align: str, rtl: bool, left: int, right: int) -> None:
    """Centred text keeps its axis; what is as the layout has it is not written."""
    shape = text_of(end_inset=20, slot=replace(SLOT, insets=(5, 1, 7, 1), align=align))
    body = tree(writer(rtl=rtl).placeholder(shape)).find(f".//{A}bodyPr")
    found = {name: int(value) // 12700 for name, value in body.attrib.items()}
    assert found == {name: new for name, new, old in (("lIns", left, 5), ("rIns", right, 7)) if new != old}


def test_a_drawn_place_is_a_text_box_that_says_everything() -> None:
    shape = tree(writer().text_box(text_of(slot=replace(SLOT, type="", insets=(1, 2, 3, 4)))))
    assert shape.find(f".//{P}cNvSpPr").get("txBox") == "1"
    assert place_of(shape) == (10, 20, 100, 50)
    assert shape.find(f"{P}spPr/{A}noFill") is not None
    assert shape.find(f".//{A}bodyPr/{A}normAutofit") is not None
    filled = tree(writer().text_box(text_of(slot=replace(SLOT, type="", fill="surface"))))
    assert filled.find(f"{P}spPr/{A}solidFill") is not None and filled.find(f"{P}spPr/{A}noFill") is None


# Shapes


def drawn(geometry: str, **more: object) -> Any:
    rtl = bool(more.pop("rtl", False))
    shape = text_of(slot=None, geometry=geometry, **more)
    return tree(f"<y>{writer(rtl=rtl).shape(shape)}</y>")


@pytest.mark.parametrize(("geometry", "preset"), [("rect", "rect"), ("none", "rect"), ("round", "roundRect"), ("ellipse", "ellipse")])  # fmt: skip
def test_a_shape_has_its_form_its_fill_and_its_line(geometry: str, preset: str) -> None:
    (shape,) = drawn(geometry, fill="primary", line="line", line_width=2.5, insets=(1, 2, 3, 4), anchor="ctr")
    assert shape.find(f".//{A}prstGeom").get("prst") == preset
    assert (shape.find(f".//{A}gd") is not None) == (geometry == "round")
    assert shape.find(f"{P}spPr/{A}solidFill") is not None
    assert shape.find(f"{P}spPr/{A}ln").get("w") == str(round(2.5 * 12700))
    body = shape.find(f".//{A}bodyPr")
    assert [int(body.get(name)) // 12700 for name in ("lIns", "tIns", "rIns", "bIns")] == [1, 2, 3, 4]
    assert body.get("anchor") == "ctr"
    assert shape.find(f".//{P}cNvSpPr").get("txBox") is None


def test_words_alone_are_a_text_box_and_what_has_none_is_decoration() -> None:
    for more, box in (({}, "1"), ({"fill": "primary"}, None), ({"line": "line"}, None)):
        (shape,) = drawn("none", **more)
        assert shape.find(f".//{P}cNvSpPr").get("txBox") == box
        assert (shape.find(f"{P}spPr/{A}noFill") is not None) == ("fill" not in more)
    for said, decorative in (("woord", False), (" ", True)):
        (shape,) = drawn("rect", paragraphs=words(said).paragraphs)
        assert b"decorative" in etree.tostring(shape) if decorative else b"decorative" not in etree.tostring(shape)
    (linked,) = drawn("rect", link="https://example.org")
    assert linked.find(f"{P}nvSpPr/{P}cNvPr/{A}hlinkClick") is not None
    (plain,) = drawn("rect", name="")
    assert plain.find(f".//{P}cNvPr").get("name") == "Text 2"


@pytest.mark.parametrize(
    ("geometry", "place", "arrow", "flip"),
    [
        ("line", (10, 45, 100, 0), False, {}), ("arrow_end", (10, 45, 100, 0), True, {}),
        ("line_down", (60, 20, 0, 50), False, {}), ("arrow_down", (60, 20, 0, 50), True, {}),
        ("arrow_up", (60, 20, 0, 50), True, {"flipV": "1"}),
    ],
)  # fmt: skip
def test_lines_run_through_the_middle_of_their_place(
    geometry: str, place: tuple[int, ...], arrow: bool, flip: dict[str, str]
) -> None:
    (shape,) = drawn(geometry, line="primary", line_width=3)
    assert place_of(shape) == place
    assert (shape.find(f".//{A}tailEnd") is not None) == arrow
    assert dict(shape.find(f".//{A}xfrm").attrib) == flip
    assert shape.find(f".//{A}ln").get("w") == str(3 * 12700)
    (turned,) = drawn(geometry, line="primary", rtl=True)
    assert dict(turned.find(f".//{A}xfrm").attrib) == ({"flipH": "1"} if geometry == "arrow_end" else flip)
    (unnamed,) = drawn(geometry, name="")
    assert unnamed.find(f".//{P}cNvPr").get("name") == "Line 2"


def test_the_sign_that_plays_is_a_triangle_within_a_circle() -> None:
    circle, triangle = drawn("play", fill="primary", link="https://example.org")
    assert place_of(circle) == (10, 20, 100, 50)
    assert place_of(triangle) == (46, 36, 36, 18)
    assert triangle.find(f".//{A}xfrm").get("rot") == "5400000"
    assert circle.find(f".//{A}xfrm").get("rot") is None
    assert all(each.find(f".//{A}hlinkClick") is not None for each in (circle, triangle))


def test_a_loop_goes_back_along_three_sides() -> None:
    (shape,) = drawn("loop", line="primary")
    points = [(int(p.get("x")) // 12700, int(p.get("y")) // 12700) for p in shape.iter(f"{A}pt")]
    assert points == [(100, 50), (100, 0), (0, 0), (0, 50)]
    assert shape.find(f".//{A}xfrm").get("flipH") is None
    (turned,) = drawn("loop", line="primary", rtl=True)
    assert turned.find(f".//{A}xfrm").get("flipH") == "1"


def test_a_panel_lies_behind_and_is_decoration() -> None:
    shape = tree(writer().panel(BOX))
    assert place_of(shape) == (10, 20, 100, 50)
    assert b"decorative" in etree.tostring(shape)


def test_a_group_has_the_box_around_what_is_in_it() -> None:
    inner = (text_of(slot=None, box=Box(10, 20, 30, 40)), text_of(slot=None, box=Box(50, 5, 10, 10)))
    shape = tree(writer().group(FittedGroup(Box(0, 0, 999, 999), inner, "alt", "Drawing")))
    assert [int(each.get("x" if "x" in each.attrib else "cx")) // 12700 for each in shape.find(f"{P}grpSpPr/{A}xfrm")] == [10, 50, 10, 50]  # fmt: skip
    assert [int(each.get("y" if "y" in each.attrib else "cy")) // 12700 for each in shape.find(f"{P}grpSpPr/{A}xfrm")] == [5, 55, 5, 55]  # fmt: skip
    name = shape.find(f"{P}nvGrpSpPr/{P}cNvPr")
    assert (name.get("descr"), name.get("id")) == ("alt", "2")
    empty = tree(writer().group(FittedGroup(BOX, (), "alt", "Drawing")))
    assert empty.find(f"{P}grpSpPr/{A}xfrm/{A}ext").get("cx") == str(100 * 12700)
    loose = tree(f"<y>{writer().group(FittedGroup(BOX, inner, '', 'Drawing'))}</y>")
    assert len(loose) == 2


def test_a_group_that_was_written_before_brings_along_all_that_it_did() -> None:
    link = words("woord", link="https://example.org")
    picture = FittedPicture(BOX, Picture(IMAGE, "alt"))
    group = FittedGroup(BOX, (text_of(slot=None, paragraphs=link.paragraphs), picture), "alt", "Drawing")
    one, other = writer(), writer()
    assert one.group(group) == other.group(group)
    assert (one.next_id, one.media, one.rels.all(), one.text.shown) == (
        other.next_id, other.media, other.rels.all(), other.text.shown,
    )  # fmt: skip
    assert one.next_id == 5 and len(one.rels.all()) == 2 and one.media == {IMAGE.digest: IMAGE}
    later = writer()
    later.next_id = 7
    assert later.group(group) != one.group(group)


# Pictures


def pictured(**more: object) -> tuple[Any, ShapeWriter]:
    made = writer()
    slot, crop, box = (more.pop(name, usual) for name, usual in (("slot", None), ("crop", (0, 0, 0, 0)), ("box", BOX)))
    picture = replace(Picture(IMAGE, "alt"), **more)  # type: ignore[arg-type]
    return tree(made.picture(FittedPicture(box, picture, crop, slot))), made  # type: ignore[arg-type]


def test_a_picture_is_cropped_and_described() -> None:
    shape, made = pictured(crop=(0.1, 0.25, 0.05, 0))
    assert dict(shape.find(f".//{A}srcRect").attrib) == {"l": "10000", "t": "25000", "r": "5000", "b": "0"}
    assert shape.find(f".//{P}cNvPr").get("descr") == "alt" and b"decorative" not in etree.tostring(shape)
    assert shape.find(f".//{P}cNvPr").get("name") == "Picture 2"
    assert shape.find(f".//{A}prstGeom").get("prst") == "rect" and shape.find(f".//{A}gd") is None
    (rel,) = made.rels.all()
    assert rel.target == f"/ppt/media/{IMAGE.digest[:20]}.png" and shape.find(f".//{A}blip").get(f"{R}embed") == rel.id
    whole, _ = pictured(alt="")
    assert whole.find(f".//{A}srcRect") is None and b"decorative" in etree.tostring(whole)
    assert pictured(shape="ellipse")[0].find(f".//{A}prstGeom").get("prst") == "ellipse"
    assert pictured(shape="round")[0].find(f".//{A}gd") is not None
    assert pictured(link="https://example.org")[0].find(f".//{P}cNvPr/{A}hlinkClick") is not None


def test_a_picture_in_a_template_s_place_keeps_the_place_s_form() -> None:
    own = replace(SLOT, type="pic", name="Foto")
    shape, _ = pictured(slot=own)
    assert place_of(shape) == (10, 20, 100, 50) and shape.find(f".//{P}ph").get("type") == "pic"
    assert shape.find(f".//{P}cNvPr").get("name") == "Foto 2"
    assert place_of(pictured(slot=replace(own, shrinks=True))[0]) is None
    assert place_of(pictured(slot=replace(own, shrinks=True, placed=True))[0]) == (10, 20, 100, 50)
    assert place_of(pictured(slot=replace(own, shrinks=True), box=Box(10, 20, 90, 50))[0]) == (10, 20, 90, 50)


def test_a_film_is_linked_or_carried() -> None:
    shape, made = pictured(video="https://example.org/film")
    assert shape.find(f".//{A}hlinkClick").get("action") == "ppaction://media"
    film = next(rel for rel in made.rels.all() if rel.type.endswith("/video"))
    assert (film.target, film.external) == ("https://example.org/film", True)
    carried, made = pictured(video=FilmFile("f.mp4", "fedcba" * 8, "mp4"), link="https://example.org")
    assert {rel.target for rel in made.rels.all()} == {f"/ppt/media/{d[:20]}.{k}" for d, k in ((IMAGE.digest, "png"), ("fedcba" * 8, "mp4"))}  # fmt: skip
    assert set(made.media) == {IMAGE.digest, "fedcba" * 8}
    assert not any(rel.external for rel in made.rels.all())
    assert carried.find(f".//{P}extLst") is not None


# Tables


def tabled(rtl: bool = False, page_rtl: bool = False, culture: str = "nl-NL", **more: object) -> Any:
    columns = tuple(TableColumn(words(name), align) for name, align in (("a", "start"), ("b", "center"), ("c", "end")))  # type: ignore[arg-type]
    rows = tuple(tuple(words(f"{row}{column}") for column in range(3)) for row in range(2))
    table = replace(Table(columns, rows, row_headers=False), **more)  # type: ignore[arg-type]
    fitted = FittedTable(BOX, table, (30, 40, 50), (12, 13, 14), 16.0)
    return tree(writer(rtl=rtl, page_rtl=page_rtl, culture=culture).table(fitted))


def test_a_table_is_native_with_flags_widths_and_margins() -> None:
    shape = tabled()
    assert dict(shape.find(f".//{A}tblPr").attrib) == {"firstRow": "1"}
    assert dict(tabled(row_headers=True, rtl=True).find(f".//{A}tblPr").attrib) == {
        "firstRow": "1",
        "firstCol": "1",
        "rtl": "1",
    }
    assert [int(each.get("w")) // 12700 for each in shape.iter(f"{A}gridCol")] == [30, 40, 50]
    assert [int(each.get("h")) // 12700 for each in shape.iter(f"{A}tr")] == [12, 13, 14]
    assert [cell.xpath("string()") for cell in shape.iter(f"{A}tc")] == [
        "a",
        "b",
        "c",
        "00",
        "01",
        "02",
        "10",
        "11",
        "12",
    ]
    margins = shape.find(f".//{A}tcPr")
    assert [int(margins.get(name)) // 12700 for name in ("marL", "marR", "marT", "marB")] == [10, 10, 7, 7]
    assert {each.get("sz") for each in shape.iter(f"{A}rPr")} == {"1600"}
    assert {each.get("val") for each in shape.iter(f"{A}spcPts")} == {"1920"}
    assert {each.get("val") for each in tabled(culture="ja-JP").iter(f"{A}spcPct")} == {"100000"}
    assert b"decorative" in etree.tostring(shape) and b"decorative" not in etree.tostring(tabled(alt="alt"))


def test_cells_stand_as_their_columns_do_and_turn_with_the_language() -> None:
    def aligned(**more: Any) -> list[tuple[str, str | None]]:
        return [(each.get("algn"), each.get("rtl")) for each in tabled(**more).iter(f"{A}pPr")][:3]

    assert aligned() == [("l", None), ("ctr", None), ("r", None)]
    assert aligned(rtl=True) == [("r", "1"), ("ctr", "1"), ("l", "1")]
    assert aligned(page_rtl=True) == [("l", "0"), ("ctr", "0"), ("r", "0")]


def marked(**more: object) -> tuple[list[int], list[int]]:
    """Return the numbers of the cells that are filled, and of those that are bold."""
    cells = list(tabled(**more).iter(f"{A}tc"))
    filled = [n for n, cell in enumerate(cells) if cell.find(f"{A}tcPr/{A}solidFill") is not None]
    return filled, [n for n, cell in enumerate(cells) if any(run.get("b") == "1" for run in cell.iter(f"{A}rPr"))]


def test_what_is_marked_is_filled_and_a_marked_row_bold_throughout() -> None:
    assert marked() == ([], [])
    assert marked(highlight_row=0) == ([3, 4, 5], [3, 4, 5])
    assert marked(highlight_row=1) == ([6, 7, 8], [6, 7, 8])
    assert marked(highlight_column=1) == ([4, 7], [])
    assert marked(highlight_column=0, highlight_row=1) == ([3, 6, 7, 8], [6, 7, 8])
    half = RichText((Paragraph((Run("een "), Run("dik", bold=True))),))
    assert marked(rows=((half, words("x"), words("y")),) * 2) == ([], [3, 6])


def test_an_empty_cell_keeps_its_size() -> None:
    shape = tabled(rows=((RichText(()), words("x"), words("y")),) * 2)
    assert [each.get("sz") for each in shape.iter(f"{A}endParaRPr")] == ["1600"] * 9


# Text


def paragraphs(
    *made: Paragraph, rtl: bool = False, page_rtl: bool = False, unit: float = 1.0, **more: Any
) -> list[Any]:
    text = writer(rtl=rtl, page_rtl=page_rtl, unit=unit).text
    sizes, scale = more.pop("sizes", {}), more.pop("scale", BRAND.scale)
    return list(tree(f"<y>{text.paragraphs(made, sizes, scale, **more)}</y>"))


PLAIN = Paragraph((Run("woord"),))


def properties(paragraph: Any) -> dict[str, str]:
    found = paragraph.find(f"{A}pPr")
    return dict(found.attrib) if found is not None else {}


def test_a_paragraph_says_only_what_differs() -> None:
    (made,) = paragraphs(PLAIN)
    assert made.find(f"{A}pPr") is None
    assert dict(made.find(f"{A}r/{A}rPr").attrib) == {"lang": "nl-NL"} == dict(made.find(f"{A}endParaRPr").attrib)
    (stepped,) = paragraphs(replace(PLAIN, level=1), sizes={1: 15.5})
    assert properties(stepped) == {"lvl": "1"} and stepped.find(f"{A}r/{A}rPr").get("sz") == "1550"
    assert stepped.find(f"{A}endParaRPr").get("sz") == "1550"
    (unmarked,) = paragraphs(replace(PLAIN, marker="none"))
    assert properties(unmarked) == {"marL": "0", "indent": "0"} and unmarked.find(f"{A}pPr/{A}buNone") is not None
    one, two = paragraphs(PLAIN, PLAIN, margins={1: 7.0})
    assert [properties(each) for each in (one, two)] == [{"marR": "0"}, {"marR": str(7 * 12700)}]
    (empty,) = paragraphs()
    assert empty.find(f"{A}pPr") is None and empty.find(f"{A}endParaRPr") is not None
    (turned,) = paragraphs(rtl=True)
    assert properties(turned) == {"rtl": "1"}


@pytest.mark.parametrize(
    ("align", "plain", "rtl", "page"),
    [("start", None, "r", "l"), ("end", "r", "l", "r"), ("center", "ctr", "ctr", "ctr")],
)
def test_text_stands_where_its_style_says_in_its_direction(align: Any, plain: str | None, rtl: str, page: str) -> None:
    styled = replace(PLAIN, style=TextStyle(align=align))
    assert properties(paragraphs(styled)[0]).get("algn") == plain
    assert properties(paragraphs(styled, rtl=True)[0]) == {"algn": rtl, "rtl": "1"}
    assert properties(paragraphs(styled, page_rtl=True)[0]) == {"algn": page, "rtl": "0"}
    assert properties(paragraphs(PLAIN, rtl=True, centred=True)[0])["algn"] == "ctr"
    assert properties(paragraphs(PLAIN, rtl=True)[0])["algn"] == "r"
    assert properties(paragraphs(PLAIN, centred=True)[0]) == {}


def test_styles_write_size_colour_weight_and_font() -> None:
    style = TextStyle("lead", "accent_text", bold=True, italic=True, heading_font=True)
    (made,) = paragraphs(replace(PLAIN, style=style))
    letters = made.find(f"{A}r/{A}rPr")
    assert dict(letters.attrib) == {"lang": "nl-NL", "sz": "2400", "b": "1", "i": "1", "kern": "1200"}
    assert letters.find(f"{A}solidFill") is not None and letters.find(f"{A}latin").get("typeface") == "+mj-lt"
    (thin,) = paragraphs(replace(PLAIN, style=TextStyle("lead")))
    assert thin.find(f"{A}r/{A}rPr").get("b") == "0" and thin.find(f"{A}r/{A}rPr/{A}latin") is None
    (shaped,) = paragraphs(PLAIN, shape=True)
    assert shaped.find(f"{A}r/{A}rPr/{A}latin").get("typeface") == "+mn-lt"
    (runs,) = paragraphs(Paragraph((Run("a", bold=True), Run("b", italic=True), Run("2", script="sup"), Run("3", script="sub"), Run("c", lang="de"))))  # fmt: skip
    found = [dict(each.find(f"{A}rPr").attrib) for each in runs.iter(f"{A}r")]
    assert found == [
        {"lang": "nl-NL", "b": "1"}, {"lang": "nl-NL", "i": "1"}, {"lang": "nl-NL", "baseline": "30000"},
        {"lang": "nl-NL", "baseline": "-25000"}, {"lang": "de-DE"},
    ]  # fmt: skip


def test_paragraphs_of_a_shape_stand_four_points_apart_and_numbers_hang() -> None:
    numbered = replace(PLAIN, marker="number", style=TextStyle("lead"))
    spaced = replace(PLAIN, style=TextStyle("lead", space_before=9))
    first, second, third, plain, apart = paragraphs(numbered, spaced, numbered, PLAIN, spaced, shape=True)
    indent = str(round(24 * 1.5 * 12700))
    assert properties(first)["marL"] == indent and properties(first)["indent"] == f"-{indent}"
    assert first.find(f".//{A}buAutoNum").get("startAt") is None
    assert third.find(f".//{A}buAutoNum").get("startAt") == "2"
    assert second.find(f".//{A}buAutoNum") is None
    before = [each.find(f"{A}pPr/{A}spcBef/{A}spcPts").get("val") for each in (first, second, third, plain, apart)]
    assert before == ["0", "900", "400", "400", "900"]
    assert numbers_of((numbered, PLAIN, numbered)) == {0: 1, 2: 2}


def test_a_template_s_points_are_reckoned_in_its_own_and_rounded_down_to_half_ones() -> None:
    text = writer(unit=0.75).text
    assert text.emu(10) == 95250
    assert [text.hundredths(points) for points in (18, 19, 20.3, 10, 10.66)] == [1350, 1400, 1500, 750, 800]
    assert writer().text.hundredths(18.25) == 1825
    assert {each.get("lang"): each.get("altLang") for each in tree(f"<y>{writer(culture='ja-JP').text.paragraphs((PLAIN,), {}, {})}</y>").iter(f"{A}rPr")} == {"ja-JP": "en-US"}  # fmt: skip


def test_fonts_of_a_template_stand_by_name_where_its_theme_has_others() -> None:
    text = writer().text
    text.typefaces = {"major": "Georgia & co"}
    assert 'typeface="Georgia &amp; co"' in text.font("major") and 'typeface="+mn-lt"' in text.font("minor")


# Footers, notes, and what else a slide says


LAYOUT = replace(
    BRAND.layouts["points"], footers={"dt": (10, "Datum"), "ftr": (11, "Voettekst"), "sldNum": (12, "Nummer")},
    footer_slots={}, panel=None, colour_map="",
)  # fmt: skip


def compiled(layout: PreparedLayout = LAYOUT, **more: Any) -> tuple[Any, CompiledSlide]:
    footer, date, rtl = more.pop("footer", "Organisatie"), more.pop("date", "27 november"), more.pop("rtl", False)
    plan = replace(SlidePlan("dia", "dia", "bullets", "points", words("Kop"), (), lang="ar" if rtl else "nl"), **more)
    slide = FittedSlide(plan, "points", (text_of(),), ("layout Proef",), Departures())
    brand = replace(BRAND, layouts={**BRAND.layouts, "points": layout}, rtl=bool(more.get("page_rtl")))
    made = compile_slide(slide, brand, footer, (date,) if date else (), lambda digest, data: None)
    return etree.fromstring(inflate(made.parts[0].member)), made


def footers(root: Any) -> dict[str, Any]:
    found = {
        shape.find(f".//{P}ph").get("type"): shape
        for shape in root.iter(f"{P}sp")
        if shape.find(f".//{P}ph") is not None
    }
    return {kind: shape for kind, shape in found.items() if kind in ("dt", "ftr", "sldNum")}


def test_footers_stand_where_the_layout_has_them_and_something_is_said() -> None:
    root, slide = compiled()
    found = footers(root)
    assert {kind: shape.find(f".//{P}ph").get("idx") for kind, shape in found.items()} == {
        "dt": "10",
        "ftr": "11",
        "sldNum": "12",
    }
    assert {kind: shape.find(f".//{P}ph").get("sz") for kind, shape in found.items()} == {"dt": "half", "ftr": "quarter", "sldNum": "quarter"}  # fmt: skip
    assert found["sldNum"].find(f".//{A}fld").get("type") == "slidenum"
    assert found["ftr"].find(f".//{A}t").text == "Organisatie"
    assert slide.departures == ()
    assert set(footers(compiled(footer="", date="")[0])) == {"sldNum"}
    assert set(footers(compiled(replace(LAYOUT, footers={"ftr": (11, "Voettekst")}))[0])) == {"ftr"}


def test_what_a_footer_departs_in_is_told() -> None:
    def told(text: str, date: str = "", **more: Any) -> tuple[tuple[str, ...], Any]:
        slot = Slot(Box(0, 500, 100, 14), "ftr", levels=(Level(12, "Calibri"),), **more)
        layout = replace(LAYOUT, footer_slots={"ftr": slot, "dt": replace(slot, box=Box(300, 500, 100, 14))})
        root, slide = compiled(layout, footer=text, date=date)
        return slide.departures, footers(root).get("ftr")

    assert told("Kort")[0] == ()
    departs, shape = told("Net iets langere naam")
    assert departs == ("size (Voettekst)",) and 840 <= int(shape.find(f".//{A}rPr").get("sz")) < 1200
    departs, shape = told("Een veel langere naam van een organisatie", room=Box(0, 500, 290, 14))
    assert departs == ("position (Voettekst)",) and place_of(shape) is not None
    departs, _ = told("Een veel langere naam van een organisatie " * 3)
    assert "shortened (Voettekst)" in departs
    assert told("Kort", colour="text")[0] == ()  # told once, of the template
    departs, shape = told("Kort", styled=True)
    assert departs == ("bullets and sizes (Voettekst)",) and shape.find(f".//{A}lvl1pPr") is not None
    assert told("Kort", "een heel lange datum die er niet in past")[0] == ("left out (Datum)",)
    assert told("Kort", fill="surface")[1].find(f"{P}spPr/{A}solidFill") is not None


def test_footers_are_written_in_the_slide_s_direction() -> None:
    assert footers(compiled(rtl=True)[0])["ftr"].find(f".//{A}pPr").get("rtl") == "1"
    assert footers(compiled()[0])["ftr"].find(f".//{A}pPr") is None


def test_a_slide_repeats_its_layout_s_map_of_colours_and_draws_its_panel() -> None:
    root, _ = compiled()
    assert root.find(f"{P}clrMapOvr/{A}masterClrMapping") is not None and root.get("show") is None
    root, slide = compiled(replace(LAYOUT, colour_map='bg1="dk1"', panel=BOX), hidden=True)
    assert root.find(f"{P}clrMapOvr/{A}overrideClrMapping").get("bg1") == "dk1"
    assert root.get("show") == "0" and slide.hidden
    assert next(root.iter(f"{P}sp")).find(f".//{P}cNvPr").get("name") == "Ground 2"


def test_notes_keep_their_lists() -> None:
    listed = RichText((
        Paragraph((Run("gewoon"),)), Paragraph((Run("punt"),), marker="bullet"), Paragraph((Run("diep"),), level=1, marker="number"),
    ))  # fmt: skip

    def notes(**more: Any) -> list[Any]:
        _, slide = compiled(notes=listed, **more)
        (page,) = (part for part in slide.parts if "notesSlides" in part.name)
        return list(etree.fromstring(inflate(page.member)).iter(f"{A}p"))

    plain, bullet, number = notes()
    assert plain.find(f"{A}pPr") is None
    assert properties(bullet) == {"marL": "228600", "indent": "-228600"} and bullet.find(f".//{A}buChar") is not None
    assert properties(number) == {"marL": "457200", "indent": "-228600", "lvl": "1"}
    assert number.find(f".//{A}buAutoNum") is not None
    assert properties(notes(rtl=True)[1]) == {"marL": "228600", "indent": "-228600", "algn": "r", "rtl": "1"}
    assert compiled()[1].notes is False and compiled(notes=listed)[1].notes is True


def test_marks_of_direction_stand_in_text_that_runs_from_the_right_only() -> None:
    from builder.languages.bidi import marked

    text = "العدد C++ والرقم"
    assert marked(text) != text
    for rtl, shown in ((False, text), (True, marked(text))):
        (made,) = paragraphs(Paragraph((Run(text),)), rtl=rtl)
        assert made.xpath("string()") == shown
