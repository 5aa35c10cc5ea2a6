"""Slides of strangers: where shapes stand, what they inherit, what lies under them, what their text looks like."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from builder.ooxml.colour import Rgba
from builder.ooxml.fills import Fill, between, crop_of
from builder.ooxml.ground import Ground, spots
from builder.ooxml.namespaces import DECORATIVE, A, declared
from builder.ooxml.package import Relation, office
from builder.ooxml.slide import MAX_DEPTH, Box, is_decorative
from builder.ooxml.text import MEDIUM_STYLE_2, cells_of, style_ids, words_of
from builder.ooxml.theme import read_theme
from tests.ooxml.drawn import NAMES, THEME, fill, group, named, slide, sp, text

# Places


def test_boxes_hold_points_and_share_areas() -> None:
    box = Box(10, 20, 100, 50)
    assert (box.right, box.bottom) == (110, 70)
    assert all(box.holds(*point) for point in ((10, 20), (110, 70), (50, 50)))
    assert not any(box.holds(*point) for point in ((9, 50), (111, 50), (50, 19), (50, 71)))
    assert box.common(Box(60, 40, 100, 100)) == 50 * 30
    assert box.common(Box(0, 0, 200, 200)) == 5000
    assert box.common(Box(200, 20, 10, 10)) == box.common(Box(10, 200, 10, 10)) == 0
    assert box.common(Box(200, 200, 10, 10)) == 0


def test_shapes_in_groups_stand_where_the_group_puts_them() -> None:
    inner = group(sp("in", box=(10, 20, 30, 40)), (100, 200, 600, 200), (0, 0, 300, 400))
    outer = group(inner + sp("beside", box=(0, 0, 10, 10)), (1000, 0, 1400, 800), (0, 0, 700, 400))
    found = named(slide(outer + sp("free", box=(1, 2, 3, 4))))
    assert found["beside"].box == Box(1000, 0, 20, 20)
    first = Box(100 + 10 * 2, 200 + 20 * 0.5, 30 * 2, 40 * 0.5)
    assert found["in"].box == Box(1000 + first.x * 2, first.y * 2, first.w * 2, first.h * 2)
    assert found["free"].box == Box(1, 2, 3, 4)
    assert [len(found[name].groups) for name in ("free", "beside", "in")] == [0, 1, 2]
    assert found["in"].kind == "sp"


def test_a_group_without_an_extent_leaves_what_is_in_it() -> None:
    found = named(slide(group(sp("in", box=(10, 20, 30, 40)), (5, 6, 50, 60), (0, 0, 0, 0))))
    assert found["in"].box == Box(15, 26, 30, 40)
    bare = group(sp("in", box=(10, 20, 30, 40)), (5, 6, 50, 60), (0, 0, 1, 1)).replace("<a:chOff x='0' y='0'/>", "")
    assert named(slide(bare))["in"].box == Box(10, 20, 30, 40)


def test_groups_are_followed_to_a_depth() -> None:
    deep = sp("deepest", box=(1, 1, 1, 1))
    for _ in range(MAX_DEPTH + 1):
        deep = group(deep, (0, 0, 1, 1), (0, 0, 1, 1))
    assert "deepest" not in named(slide(deep))
    deep = sp("deepest", box=(1, 1, 1, 1))
    for _ in range(MAX_DEPTH):
        deep = group(deep, (0, 0, 1, 1), (0, 0, 1, 1))
    assert "deepest" in named(slide(deep))


@pytest.mark.parametrize(
    ("degrees", "expected"),
    [
        (0, Box(100, 100, 200, 100)), (360, Box(100, 100, 200, 100)), (90, Box(150, 50, 100, 200)),
        (180, Box(100, 100, 200, 100)), (-90, Box(150, 50, 100, 200)), (45, Box(93.93, 43.93, 212.13, 212.13)),
    ],
)  # fmt: skip
def test_a_turned_shape_has_the_box_around_it(degrees: int, expected: Box) -> None:
    found = named(slide(sp("a", box=(100, 100, 200, 100), turned=degrees * 60000)))["a"].box
    assert found == pytest.approx(expected, abs=0.01)


def test_sizes_below_nothing_are_none_and_places_without_both_parts_unknown() -> None:
    found = named(slide(sp("a", box=(1, 2, -5, -6)) + sp("b", box=None) + sp("c").replace("<a:off x='0' y='0'/>", "")))
    assert found["a"].box == Box(1, 2, 0, 0)
    assert found["b"].box is None and found["c"].box is None


def test_frames_and_pictures_have_places_of_their_own_kind() -> None:
    frame = (
        "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id='3' name='frame'/></p:nvGraphicFramePr>"
        "<p:xfrm><a:off x='7' y='8'/><a:ext cx='9' cy='10'/></p:xfrm></p:graphicFrame>"
    )
    assert named(slide(frame))["frame"].box == Box(7, 8, 9, 10)


def test_what_is_hidden_is_not_drawn_and_what_is_decorative_is_marked() -> None:
    found = slide(sp("a", hidden="hidden='1'") + sp("b", hidden="hidden='0'"))
    assert list(named(found)) == ["b"]
    mark = f"<a:extLst {declared(a=A, adec=DECORATIVE)}><a:ext uri='x'><adec:decorative val='{{}}'/></a:ext></a:extLst>"
    shapes = "".join(
        sp(name).replace(f"name='{name}' />", f"name='{name}'>{mark.format(value)}</p:cNvPr>")
        for name, value in (("yes", "1"), ("no", "0"))
    )
    found = slide(shapes + sp("plain"))
    assert [is_decorative(item.element) for item in found.items] == [True, False, False]


# Inheritance of placeholders


@pytest.mark.parametrize(
    ("own", "place"),
    [
        ("type='title'", 1), ("type='ctrTitle'", 1), ("idx='3'", 3), ("type='body' idx='3'", 2), ("type='body' idx='4'", 4),
        ("type='pic' idx='9'", 2), ("type='ftr' idx='7'", 5), ("type='sldNum'", 6), ("type='dt'", None), ("", 2),
        ("type='chart' idx='4'", 4), ("idx='0'", 2),
    ],
)  # fmt: skip
def test_a_placeholder_stands_where_that_of_the_layout_or_master_does(own: str, place: int | None) -> None:
    """By its index where it has one, else by its kind; a title is any title, a body any content."""
    layout = (
        sp("t", box=(1, 0, 1, 1), ph="type='title'") + sp("b", box=(2, 0, 1, 1), ph="type='body' idx='2'")
        + sp("o", box=(3, 0, 1, 1), ph="idx='3'") + sp("c", box=(4, 0, 1, 1), ph="type='chart' idx='4'")
        + sp("f", box=(5, 0, 1, 1), ph="type='ftr' idx='5'") + sp("n", box=None, ph="type='sldNum' idx='8'")
    )  # fmt: skip
    master = sp("n", box=(6, 0, 1, 1), ph="type='sldNum'") + sp("t", box=(99, 0, 1, 1), ph="type='title'")
    if own == "type='body' idx='3'":
        place = 3  # an index that is not 0 is enough
    found = named(slide(sp("own", box=None, ph=own), layout=layout, master=master))["own"].box
    assert (found.x if found else None) == place


def test_what_stands_in_layout_and_master_is_beneath_unless_it_is_not_shown() -> None:
    layout, master = sp("l") + sp("holder", ph="type='body'"), sp("m")

    def beneath(**more: str) -> list[str]:
        return [item.name for item in slide(sp("own"), layout=layout, master=master, **more).beneath]  # type: ignore[arg-type]

    assert beneath() == ["m", "l"]
    for no in ("0", "false"):
        assert beneath(attributes=f"showMasterSp='{no}'") == []
        assert beneath(layout_attributes=f"showMasterSp='{no}'") == ["l"]
    assert beneath(attributes="showMasterSp='1'", layout_attributes="showMasterSp='true'") == ["m", "l"]


def test_the_title_is_the_first_filled_one() -> None:
    empty, full = sp("empty", ph="type='title'"), sp("full", ph="type='ctrTitle'", body=text("kop"))
    found = slide(sp("body", ph="type='body'", body=text("tekst")) + empty + full).title
    assert found is not None and found.xpath("string()").strip() == "kop"
    assert slide(empty).title is not None
    assert slide(sp("a", body=text("x"))).title is None


def test_the_key_of_a_slide_changes_with_all_that_it_is_drawn_from() -> None:
    def key(**more: object) -> bytes:
        return slide(sp("a"), **more).key  # type: ignore[arg-type]

    same = key()
    assert key() == same
    media = (Relation("r2", office("image"), "x.png"),)
    changed = [
        key(layout=sp("l")), key(master=sp("m")), key(theme=THEME.replace("AA0000", "BB0000")), key(attributes="show='0'"),
        key(presentation="<p:sldSz cx='1000000' cy='1000000'/>"), key(presentation="<p:defaultTextStyle/>"),
        key(more=media), key(more=media, parts={"ppt/x.png": b"one"}), key(more=media, parts={"ppt/x.png": b"two"}),
        key(more=(Relation("r2", office("slide"), "s.xml"),)), key(more=(Relation("r2", office("slide"), "gone.xml"),)),
    ]  # fmt: skip
    assert len({same, *changed}) == len(changed) + 1
    assert key(parts={"ppt/other.png": b"one"}) == same


# Fills and grounds


def test_each_fill() -> None:
    found = slide()

    def of(xml: str, part: str = "") -> Fill | None:
        from lxml import etree

        return found.fills.of(etree.fromstring(f"<p:spPr {NAMES}>{xml}</p:spPr>"), part)

    assert of("") is None and found.fills.of(None) is None
    assert of("<a:noFill/>") == Fill() and Fill().is_open
    assert of(fill("accent1")) == Fill(((0.0, Rgba("AA0000")),))
    assert of("<a:ln/>" + fill("bg1")) == Fill(((0.0, Rgba("EEEEEE")),))
    assert of("<a:pattFill><a:fgClr><a:srgbClr val='010203'/></a:fgClr><a:bgClr><a:srgbClr val='040506'/></a:bgClr></a:pattFill>") == Fill(((0.0, Rgba("040506")),))  # fmt: skip
    assert of(fill("nothing")) is None
    stops = "".join(f"<a:gs pos='{pos}'><a:srgbClr val='{rgb}'/></a:gs>" for pos, rgb in ((100000, "FFFFFF"), (-5, "000000"), (200000, "FF0000")))  # fmt: skip
    gradient = of(f"<a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang='5400000'/></a:gradFill>")
    assert gradient == Fill(((0, Rgba("000000")), (1, Rgba("FF0000")), (1, Rgba("FFFFFF"))), 90.0)
    assert of("<a:gradFill><a:gsLst/></a:gradFill>") is None
    plain = of(f"<a:gradFill><a:gsLst>{stops}</a:gsLst></a:gradFill>")
    assert plain is not None and plain.angle == 0
    duotone = "<a:blipFill><a:blip><a:duotone><a:srgbClr val='010203'/><a:schemeClr val='accent2'/></a:duotone></a:blip></a:blipFill>"
    assert of(duotone) == Fill(((0.0, Rgba("010203")), (1.0, Rgba("00AA00"))))
    drawn = Fill(picture=_dark_and_light(), duotone=(Rgba("010203"), Rgba("00AA00")))
    assert drawn.at(0.1, 0.5) == Rgba("010203") and drawn.at(0.9, 0.5) == Rgba("00AA00")
    assert of(duotone.replace("<a:schemeClr val='accent2'/>", "")) is None
    assert of("<a:blipFill/>", "ppt/s.xml") is None


def _dark_and_light() -> bytes:
    """Draw a picture whose left half is black and whose right half is white."""
    from PIL import Image

    picture, stream = Image.new("RGB", (64, 64), "#000000"), io.BytesIO()
    picture.paste("#FFFFFF", (32, 0, 64, 64))
    picture.save(stream, "PNG")
    return stream.getvalue()


def test_colours_between_stops() -> None:
    stops = ((0.2, Rgba("000000")), (0.7, Rgba("C86432", 0.5)), (0.7, Rgba("00FF00")))
    assert between(stops, 0.0) == between(stops, 0.2) == Rgba("000000")
    assert between(stops, 0.45) == Rgba("643219", 0.75)
    assert between(stops, 0.9) == Rgba("00FF00")
    assert between(stops, 0.7).rgb in ("C86432", "00FF00")


def test_a_gradient_runs_along_its_angle() -> None:
    def at(angle: float, across: float, down: float) -> int:
        found = Fill(((0.0, Rgba("000000")), (1.0, Rgba("FF0000"))), angle).at(across, down)
        assert found is not None
        return int(found.rgb[:2], 16)

    assert [at(0, x, 0.5) for x in (0, 0.5, 1)] == [0, 128, 255]
    assert [at(90, 0.5, y) for y in (0, 0.5, 1)] == [0, 128, 255]
    assert [at(180, x, 0.5) for x in (0, 1)] == [255, 0]
    assert at(45, 0.5, 0.5) == 128 and at(45, 0.75, 0.75) == round(255 * (0.5 + 0.5 * 2**0.5 / 2))
    assert Fill(((0.4, Rgba("123456")),)).at(0.9, 0.1) == Rgba("123456")
    assert Fill().at(0.5, 0.5) is None


def halves() -> bytes:
    """Return a picture, red at the left and half transparent blue at the right."""
    image = Image.new("RGBA", (64, 64), "#FF0000")
    image.paste((0, 0, 255, 102), (32, 0, 64, 64))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def test_a_picture_shows_what_is_in_it_where_it_is_not_cut_off() -> None:
    picture = Fill(picture=halves())
    assert picture.at(0.2, 0.5) == Rgba("FF0000", 1.0)
    assert picture.at(0.8, 0.5) == Rgba("0000FF", 0.4)
    assert picture.at(1, 1) == picture.at(2, 2) == Rgba("0000FF", 0.4)
    assert picture.at(-1, 0) == Rgba("FF0000", 1.0)
    assert picture._replace(alpha=0.5).at(0.8, 0.5) == Rgba("0000FF", 0.2)
    left = picture._replace(crop=(0.0, 0.0, 0.6, 0.0))
    assert left.at(1, 0.5) == Rgba("FF0000", 1.0)
    right = picture._replace(crop=(0.4, 0.0, 0.0, 0.0))
    assert right.at(0.1, 0.5) == Rgba("FF0000", 1.0) and right.at(0.3, 0.5) == Rgba("0000FF", 0.4)
    high = Image.open(io.BytesIO(halves())).rotate(-90)
    stream = io.BytesIO()
    high.save(stream, "PNG")
    lower = Fill(picture=stream.getvalue(), crop=(0.0, 0.4, 0.0, 0.2))
    assert [lower.at(0.5, y).rgb for y in (0.1, 0.5, 0.9)] == ["FF0000", "0000FF", "0000FF"]  # type: ignore[union-attr]
    upper = Fill(picture=stream.getvalue(), crop=(0.0, 0.0, 0.0, 0.6))
    assert upper.at(0.5, 0.9).rgb == "FF0000"  # type: ignore[union-attr]
    assert Fill(picture=b"no picture").at(0.5, 0.5) is None


def test_what_a_source_rectangle_cuts_off() -> None:
    from lxml import etree

    assert crop_of(None) == (0, 0, 0, 0)
    assert crop_of(etree.fromstring("<srcRect l='10000' t='20000' b='40000'/>")) == (0.1, 0.2, 0, 0.4)


def test_themes_fill_what_refers_to_them() -> None:
    from lxml import etree

    found = slide()

    def themed(index: int, *, background: bool = False, colour: str = "<a:schemeClr val='accent3'/>") -> Fill | None:
        element = etree.fromstring(f"<a:fillRef {NAMES} idx='{index}'>{colour}</a:fillRef>")
        return found.fills.themed(element, background)

    blue = Fill(((0.0, Rgba("0000AA")),))
    assert themed(1) == themed(1001) == blue
    assert themed(2) == Fill()
    assert [themed(index) for index in (0, 3, 1000, 1002)] == [None] * 4
    assert [themed(index, background=True) for index in (0, 3, 1002)] == [blue] * 3
    assert found.fills.themed(None) is None


def under(found: object, name: str, x: float, y: float, *, itself: bool = True) -> list[str]:
    return Ground(found).under(named(found)[name], x, y, itself=itself)  # type: ignore[arg-type]


def test_the_page_is_the_slide_s_then_the_layout_s_then_the_master_s() -> None:
    def page(rgb: str) -> str:
        return f"<p:bg><p:bgPr>{fill(rgb)}</p:bgPr></p:bg>"

    assert under(slide(sp("a")), "a", 5, 5) == ["FFFFFF"]
    assert under(slide(sp("a"), under=page("000001")), "a", 5, 5) == ["000001"]
    assert under(slide(sp("a"), under=page("000001"), under_layout=page("000002")), "a", 5, 5) == ["000002"]
    three = slide(sp("a"), under=page("000001"), under_layout=page("000002"), background=page("000003"))
    assert under(three, "a", 5, 5) == ["000003"]
    reference = "<p:bg><p:bgRef idx='1001'><a:schemeClr val='bg1'/></p:bgRef></p:bg>"
    assert under(slide(sp("a"), under=reference), "a", 5, 5) == ["EEEEEE"]
    half = page("000000").replace("val='000000'>", "val='000000'><a:alpha val='50000'/>")
    assert under(slide(sp("a"), background=half), "a", 5, 5) == ["808080"]


def test_a_page_s_gradient_is_looked_at_where_the_point_is() -> None:
    stops = "<a:gs pos='0'><a:srgbClr val='000000'/></a:gs><a:gs pos='100000'><a:srgbClr val='FF0000'/></a:gs>"
    background = f"<p:bg><p:bgPr><a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang='0'/></a:gradFill></p:bgPr></p:bg>"
    found = slide(sp("a"), background=background, presentation="<p:sldSz cx='1000000' cy='2000000'/>")
    assert under(found, "a", 250000, 0) == ["400000"]
    turned = slide(sp("a"), background=background.replace("ang='0'", "ang='5400000'"), presentation="<p:sldSz cx='1000000' cy='2000000'/>")  # fmt: skip
    assert under(turned, "a", 0, 500000) == ["400000"]


def test_what_was_drawn_before_lies_under_a_shape() -> None:
    below, over = sp("below", look=fill("AA0000")), sp("over", look=fill("0000AA"))
    found = slide(below + sp("open") + over)
    assert under(found, "open", 50, 50) == ["AA0000"]
    assert under(found, "open", 150, 50) == ["FFFFFF"]
    assert under(found, "over", 50, 50) == ["0000AA"]
    assert under(found, "over", 50, 50, itself=False) == ["AA0000"]
    assert under(slide(sp("open"), layout=sp("l", look=fill("00BB00"))), "open", 50, 50) == ["00BB00"]
    half = sp("half", look=fill("000000", "<a:alpha val='50000'/>"))
    assert under(slide(below + half), "half", 50, 50) == ["550000"]
    none = sp("none", look=fill("000000", "<a:alpha val='0'/>"))
    assert under(slide(below + none), "none", 50, 50) == ["AA0000"]
    flat = sp("flat", box=(0, 0, 100, 0), look=fill("00BB00")) + sp("thin", box=(0, 0, 0, 100), look=fill("00BB00"))
    assert under(slide(below + flat + sp("open")), "open", 0, 0) == ["AA0000"]


@pytest.mark.parametrize(
    ("geometry", "corner", "middle"),
    [
        ("rect", ["0000AA"], ["0000AA"]), ("roundRect", ["0000AA"], ["0000AA"]), ("", ["0000AA"], ["0000AA"]),
        ("ellipse", ["AA0000"], ["0000AA"]), ("star5", ["0000AA", "AA0000"], ["0000AA", "AA0000"]),
    ],
)  # fmt: skip
def test_a_shape_that_may_cover_a_point_leaves_what_is_under_it(
    geometry: str, corner: list[str], middle: list[str]
) -> None:
    found = slide(sp("below", look=fill("AA0000")) + sp("a", look=fill("0000AA"), geometry=geometry) + sp("open"))
    assert under(found, "open", 5, 5) == corner
    assert under(found, "open", 50, 50) == middle
    if geometry == "ellipse":
        assert under(found, "open", 50, 1) == ["0000AA"]
        assert under(found, "open", 84, 16) == ["0000AA"] and under(found, "open", 87, 13) == ["AA0000"]
        assert under(found, "open", 16, 84) == ["0000AA"] and under(found, "open", 13, 87) == ["AA0000"]
    drawn = sp("a", look=f"<a:custGeom/>{fill('0000AA')}")
    assert under(slide(sp("below", look=fill("AA0000")) + drawn), "a", 50, 50) == ["0000AA", "AA0000"]


def test_a_shape_takes_its_fill_from_its_group_its_placeholder_or_its_style() -> None:
    grouped = group(sp("a", look="<a:grpFill/>"), (0, 0, 100, 100), (0, 0, 100, 100), fill("00BB00"))
    assert under(slide(grouped), "a", 50, 50) == ["00BB00"]
    holder = slide(sp("a", box=None, ph="type='body'"), layout=sp("b", ph="type='body'", look=fill("0000AA")))
    assert under(holder, "a", 50, 50) == ["0000AA"]
    styled = sp("a", body="<p:style><a:fillRef idx='1'><a:schemeClr val='accent2'/></a:fillRef></p:style>")
    assert under(slide(styled), "a", 50, 50) == ["00AA00"]
    bare = sp("a", body="<p:style><a:fillRef idx='0'><a:schemeClr val='accent2'/></a:fillRef></p:style>")
    assert under(slide(bare), "a", 50, 50) == ["FFFFFF"]
    frame = sp("f", look=fill("0000AA")).replace("p:sp>", "p:graphicFrame>")
    assert under(slide(frame + sp("a")), "a", 50, 50) == ["FFFFFF"]


def test_a_picture_of_the_layout_is_found_among_the_layout_s_parts() -> None:
    """And covers all of its box."""
    picture = (
        "<p:pic><p:nvPicPr><p:cNvPr id='3' name='pic'/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed='r2'>"
        "<a:alphaModFix amt='50000'/></a:blip></p:blipFill><p:spPr><a:xfrm><a:off x='0' y='0'/><a:ext cx='100' cy='100'/>"
        "</a:xfrm><a:prstGeom prst='star5'/></p:spPr></p:pic>"
    )
    own = slide(picture, parts={"ppt/x.png": halves()}, more=(Relation("r2", office("image"), "x.png"),))
    assert Ground(own).under(own.items[0], 10, 50) == ["FF8080"]
    lost = slide(picture, parts={"ppt/x.png": halves()})
    assert Ground(lost).under(lost.items[0], 10, 50) == ["FFFFFF"]


def test_colours_are_looked_at_in_nine_points() -> None:
    found = spots(Box(100, 200, 10, 100))
    assert len(found) == 9
    assert {x for x, _ in found} == {101, 105, 109}
    assert {y for _, y in found} == {220, 250, 280}


# Text


def runs(found: object, name: str = "a") -> list[object]:
    paragraphs = words_of(found, named(found)[name])  # type: ignore[arg-type]
    return [run for paragraph in paragraphs for run in paragraph.runs]


def one(shape: str, **more: object) -> object:
    (run,) = runs(slide(shape, **more))  # type: ignore[arg-type]
    return run


def test_letters_look_as_the_nearest_says() -> None:
    styles = (
        "<p:txStyles><p:titleStyle><a:lvl1pPr><a:defRPr sz='4400' b='1'><a:latin typeface='+mj-lt'/></a:defRPr></a:lvl1pPr>"
        "</p:titleStyle><p:bodyStyle><a:lvl1pPr><a:defRPr sz='2800'/></a:lvl1pPr><a:lvl2pPr><a:defRPr sz='2400' i='1'/></a:lvl2pPr>"
        "</p:bodyStyle><p:otherStyle><a:lvl1pPr><a:defRPr sz='1200' i='1'/></a:lvl1pPr></p:otherStyle></p:txStyles>"
    )
    default = "<p:defaultTextStyle><a:lvl1pPr><a:defRPr sz='1600'/></a:lvl1pPr></p:defaultTextStyle>"

    def look(ph: str | None, own: str = "", lvl: str = "", layout: str = "") -> tuple[float, bool, bool, str]:
        shape = sp("a", ph=ph, body=text("x", f"<a:rPr {own}/>", f"<a:pPr lvl='{lvl}'/>" if lvl else ""))
        run = one(shape, master_more=styles, presentation=default, layout=layout)
        return run.size, run.bold, run.italic, run.font  # type: ignore[attr-defined]

    assert look("type='title'") == look("type='ctrTitle'") == (44, True, False, "Georgia")
    assert look("type='title'", "sz='3000' b='0'") == (30, False, False, "Georgia")
    assert look("type='body'") == look("idx='1'") == (28, False, False, "Calibri")
    assert look("type='body'", lvl="1") == (24, False, True, "Calibri")
    assert look("type='body'", lvl="-3") == (28, False, False, "Calibri")
    assert look("type='ftr'") == (12, False, True, "Calibri")
    assert look(None) == (16, False, True, "Calibri")  # a text box takes the presentation's default first
    own = sp("b", ph="type='body'", body="<p:txBody><a:bodyPr/><a:lstStyle><a:lvl1pPr><a:defRPr sz='2000'><a:latin typeface='Arial'/></a:defRPr></a:lvl1pPr></a:lstStyle></p:txBody>")  # fmt: skip
    assert look("type='body'", layout=own) == (20, False, False, "Arial")
    bare = one(sp("a", body=text("x")))
    assert bare.size == 18  # type: ignore[attr-defined]


def test_letters_have_the_nearest_colour_and_links_that_of_links() -> None:
    def colour(letters: str, style: str = "", **more: object) -> str | None:
        run = one(sp("a", body=text("x", f"<a:rPr>{letters}</a:rPr>") + style), **more)
        found = run.colour  # type: ignore[attr-defined]
        return found.rgb if found else None

    default = {
        "presentation": f"<p:defaultTextStyle><a:lvl1pPr><a:defRPr>{fill('accent4')}</a:defRPr></a:lvl1pPr></p:defaultTextStyle>"
    }
    reference = "<p:style><a:fontRef idx='minor'><a:schemeClr val='accent5'/></a:fontRef></p:style>"
    assert colour("") == "111111"
    assert colour(fill("accent1")) == "AA0000"
    assert colour("", **default) == "AAAA00"
    assert colour("", reference, **default) == "00AAAA"  # a style's goes before the defaults
    assert colour(fill("accent1"), reference, **default) == "AA0000"
    assert colour("<a:gradFill/>") is None and colour("<a:noFill/>") is None
    assert colour(f"{fill('accent1')}<a:hlinkClick r:id='r9'/>") == "0000FF"
    kept = "<a:hlinkClick r:id='r9'><a:extLst><a:ext uri='x'><h:hlinkClr xmlns:h='http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor' val='tx'/></a:ext></a:extLst></a:hlinkClick>"
    assert colour(f"{fill('accent1')}{kept}") == "AA0000"
    listed = f"<p:txBody><a:bodyPr/><a:lstStyle><a:lvl1pPr><a:defRPr>{fill('accent6')}</a:defRPr></a:lvl1pPr></a:lstStyle><a:p><a:r><a:t>x</a:t></a:r></a:p></p:txBody>"
    run = one(sp("a", body=listed + reference), **default)
    assert run.colour == Rgba("AA00AA")  # type: ignore[attr-defined]


def test_text_that_shrinks_is_as_large_as_it_is_drawn() -> None:
    shrunk = "<a:bodyPr><a:normAutofit fontScale='50000' lnSpcReduction='20000'/></a:bodyPr>"
    spaced = "<a:pPr marL='9' indent='-5' algn='ctr'><a:lnSpc><a:spcPct val='90000'/></a:lnSpc><a:spcBef><a:spcPct val='50000'/></a:spcBef><a:spcAft><a:spcPts val='600'/></a:spcAft></a:pPr>"
    found = slide(sp("a", body=text("x", "<a:rPr sz='2000' lang='nl-NL'/>", spaced, shrunk)))
    (paragraph,) = words_of(found, named(found)["a"])
    assert (paragraph.runs[0].size, paragraph.runs[0].language) == (10, "nl-NL")
    assert (paragraph.margin, paragraph.indent, paragraph.align) == (9, -5, "ctr")
    assert paragraph.spacing == pytest.approx(0.9 * 0.8)
    assert (paragraph.before, paragraph.after) == (pytest.approx(0.5 * 10 * 1.2), 6)
    exact = slide(sp("a", body=text("x", "", "<a:pPr><a:lnSpc><a:spcPts val='2000'/></a:lnSpc></a:pPr>", shrunk)))
    assert words_of(exact, named(exact)["a"])[0].spacing == -20
    plain = slide(sp("a", body=text("x")))
    (paragraph,) = words_of(plain, named(plain)["a"])
    assert (paragraph.spacing, paragraph.before, paragraph.after, paragraph.align) == (1, 0, 0, "l")
    holder = slide(
        sp("a", ph="type='body'", body=text("x")), layout=sp("b", ph="type='body'", body=text("", body=shrunk))
    )
    assert words_of(holder, named(holder)["a"])[0].runs[0].size == 9


def test_breaks_and_fields_are_runs_and_a_shape_without_text_has_none() -> None:
    body = "<p:txBody><a:bodyPr/><a:p><a:r><a:t>een</a:t></a:r><a:br/><a:fld id='x'><a:t>2</a:t></a:fld><a:endParaRPr/></a:p></p:txBody>"
    found = slide(sp("a", body=body) + sp("b"))
    assert [run.text for run in runs(found)] == ["een", "\n", "2"]  # type: ignore[attr-defined]
    assert words_of(found, named(found)["b"]) == []


def table(flags: str, style: str = "", cell: str = "", rows: int = 3, columns: int = 3, own: str = "") -> str:
    body = "<a:txBody><a:bodyPr/><a:p><a:r><a:t>x</a:t></a:r></a:p></a:txBody>"
    name = f"<a:tableStyleId>{style}</a:tableStyleId>" if style else ""
    row = f"<a:tr h='1'>{f'<a:tc>{body}{cell}</a:tc>' * columns}</a:tr>"
    return (
        "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id='3' name='a'/></p:nvGraphicFramePr><p:xfrm><a:off x='0' y='0'/>"
        f"<a:ext cx='9' cy='9'/></p:xfrm><a:graphic><a:graphicData><a:tbl><a:tblPr {flags}>{own}{name}</a:tblPr>{row * rows}"
        "</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


OWN_STYLE = (
    f"<a:tblStyleLst {NAMES}><a:tblStyle styleId='{{OWN}}' styleName='x'>"
    + "".join(
        f"<a:{name}><a:tcTxStyle><a:schemeClr val='accent{n}'/></a:tcTxStyle><a:tcStyle><a:fill>{fill(f'00000{n}')}</a:fill></a:tcStyle></a:{name}>"
        for n, name in enumerate(("wholeTbl", "band1H", "lastCol", "firstCol", "lastRow", "firstRow"), 1)
    )
    + "</a:tblStyle></a:tblStyleLst>"
).encode()


def cells(flags: str, style: str = "{OWN}", **more: object) -> list[list[str]]:
    """Return what fills each cell, its last digit."""
    found = slide(table(flags, style, **more), parts={"ppt/t.xml": OWN_STYLE})  # type: ignore[arg-type]
    made = [["?"] * 3 for _ in range(3)]
    for cell in cells_of(found, named(found)["a"]):
        assert cell.fill is not None
        made[cell.row][cell.column] = cell.fill.stops[0][1].rgb[-1] if cell.fill.stops else "-"
    return made


def test_a_cell_is_filled_by_the_strongest_part_of_its_table_s_style() -> None:
    assert cells("") == [["1"] * 3] * 3
    assert cells("bandRow='1'") == [["2"] * 3, ["1"] * 3, ["2"] * 3]
    assert cells("bandRow='1' firstRow='1'") == [["6"] * 3, ["2"] * 3, ["1"] * 3]
    assert cells("lastRow='1'") == [["1"] * 3, ["1"] * 3, ["5"] * 3]
    assert cells("firstCol='1' lastCol='1'") == [["4", "1", "3"]] * 3
    assert cells("firstRow='1' firstCol='1'") == [["6"] * 3, ["4", "1", "1"], ["4", "1", "1"]]
    assert cells("firstRow='1'", cell=f"<a:tcPr>{fill('000009')}</a:tcPr>") == [["9"] * 3] * 3
    assert cells("firstRow='1'", own=fill("000008")) == [["8"] * 3] * 3
    assert cells("firstRow='1'", style="") == [["-"] * 3] * 3


def test_text_of_a_cell_has_its_style_s_colour() -> None:
    found = slide(table("firstRow='1' firstCol='1'", "{OWN}"), parts={"ppt/t.xml": OWN_STYLE})
    made = {(c.row, c.column): c.paragraphs[0].runs[0].colour for c in cells_of(found, named(found)["a"])}
    assert made[0, 0] == made[0, 2] == Rgba("AA00AA")
    assert made[1, 0] == Rgba("AAAA00") and made[1, 1] == Rgba("AA0000")
    assert style_ids(found.package) == {"{OWN}"}
    assert style_ids(slide().package) == set()


@pytest.mark.parametrize(("style", "accent"), [(k, v) for k, v in MEDIUM_STYLE_2.items() if v != "dk1"])
def test_powerpoint_s_usual_table_is_known_without_its_definition(style: str, accent: str) -> None:
    """Strong rows and columns are of the accent with light words, the others are two fifths and one fifth of it."""
    found = slide(table("firstRow='1' bandRow='1'", style))
    made = {(c.row, c.column): c for c in cells_of(found, named(found)["a"])}
    strong = found.palette.name(accent)
    assert strong is not None
    fills = [made[row, 1].fill.at(0, 0) for row in range(3)]  # type: ignore[union-attr]
    assert fills == [strong, Rgba(Rgba(strong.rgb, 0.4).over("FFFFFF")), Rgba(Rgba(strong.rgb, 0.2).over("FFFFFF"))]
    assert [made[row, 1].paragraphs[0].runs[0].colour for row in range(2)] == [Rgba("EEEEEE"), Rgba("111111")]
    unknown = slide(table("firstRow='1'", "{UNKNOWN}"))
    assert {c.fill for c in cells_of(unknown, named(unknown)["a"])} == {None}


def test_a_theme_that_is_not_there_has_no_colours_but_those_given() -> None:
    theme = read_theme(None, "part", {"dk1": "000000"})
    assert (theme.colours, theme.fonts, theme.fills, theme.part) == (
        {"dk1": "000000"},
        {"major": "", "minor": ""},
        (),
        "part",
    )
    found = slide().theme
    assert (found.colours["accent6"], found.fonts) == ("AA00AA", {"major": "Georgia", "minor": "Calibri"})
    assert [found.family(name) for name in ("+mj-lt", "+mn-ea", "Arial")] == ["Georgia", "Calibri", "Arial"]
    assert (len(found.fills), len(found.grounds)) == (2, 1)


def test_a_slide_sees_the_theme_through_the_map_of_its_layout_or_its_own() -> None:
    turned = "<p:clrMapOvr><a:overrideClrMapping bg1='dk1' tx1='lt1' bg2='dk2' tx2='lt2' accent1='accent2' accent2='accent1' accent3='accent3' accent4='accent4' accent5='accent5' accent6='accent6' hlink='hlink' folHlink='folHlink'/></p:clrMapOvr>"
    assert slide().palette.name("bg1") == Rgba("EEEEEE")
    assert slide(own=turned).palette.name("bg1") == Rgba("111111")
    assert slide(own=turned).palette.name("accent1") == Rgba("00AA00")


def test_a_group_s_own_origin_is_reckoned_with() -> None:
    found = named(slide(group(sp("in", box=(60, 90, 10, 10)), (1000, 2000, 200, 300), (50, 80, 100, 100))))
    assert found["in"].box == Box(1020, 2030, 20, 30)


def test_a_turn_of_nearly_a_whole_round_is_a_turn() -> None:
    found = named(slide(sp("a", box=(100, 100, 200, 100), turned=359 * 60000)))["a"].box
    assert found is not None and found.h == pytest.approx(100 * 0.99985 + 200 * 0.01745, abs=0.01)
