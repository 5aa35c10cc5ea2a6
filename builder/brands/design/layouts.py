"""The layouts of a designed brand: which placeholders stand where, on what ground.

Drawn for reading from left to right, in points; the template is written mirrored for other languages.
"""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from builder.brands.brand import Design
from builder.brands.design.covers import closing, opening, questions, sections, turned_sections
from builder.brands.design.holders import Holder, Layout
from builder.brands.design.page import HEIGHT, WIDTH, Page, page_of
from builder.brands.prepared import Box

CARD_LEFT, CARD_TOP, CARD_RIGHT, CARD_BOTTOM = 16.0, 16.0, 14.0, 14.0  # from a card's edges to its words


def layouts_of(design: Design) -> list[Layout]:
    """List the layouts of a designed brand."""
    page, cut = page_of(design), _cut(design)
    return [
        opening(design),
        *sections(design),
        _agenda(page),
        _points(page),
        *[_points_picture(page, side, cut) for side in ("end", "start")],
        *[_points_wide(page, side, cut) for side in ("end", "start")],
        *[_columns(page, count, headed) for count in (2, 3, 4) for headed in (True, False)],
        *_statements(page),
        _content(page, "table", "Table", "tbl"),
        _content(page, "chart", "Chart", "chart"),
        _content(page, "canvas", "Title only", ""),
        _picture(page, cut),
        _picture_beside(page, "picture_side", "Picture, caption at its side", 0.735, cut),
        _picture_beside(page, "picture_narrow", "Narrow picture, caption at its side", 0.56, cut),
        _video(page, cut),
        *questions(design),
        _content(page, "contact", "Contact", ""),
        closing(design),
        *turned_sections(design),
    ]


def master_title(page: Page) -> Holder:
    """Return the title as the master has it."""
    return _title(page)


def _title(page: Page, w: float | None = None, x: float = 0) -> Holder:
    if page.column:
        return Holder(
            "title", "title", "Title", page.title, "title", "on_primary", bold=True, heading_font=True, anchor="t"
        )
    return Holder(
        "title", "title", "Title", page.box(page.title_y, page.title_h, x, w), "title", "primary_text",
        bold=True, heading_font=True, anchor="b", align="ctr" if page.centred and w is None else "",
    )  # fmt: skip


def _source(page: Page, w: float | None = None, x: float = 0) -> Holder:
    return Holder(
        "source", "body", "Source", page.box(page.bottom + 8, page.source_h, x, w), "small", "muted", anchor="b"
    )


def _source_aside(page: Page) -> Holder:
    """Return the source where a brand has a margin for it, else under the content."""
    if not page.aside:
        return _source(page)
    return Holder("source", "body", "Source", page.margin(page.bottom - 120, 120), "small", "muted", anchor="b")


def _caption(page: Page, y: float | None = None) -> Holder:
    return Holder(
        "caption",
        "body",
        "Caption",
        page.box(page.top - 19 if y is None else y, 24),
        "caption",
        "muted",
        align="ctr" if page.centred and y is None else "",
    )


def _agenda(page: Page) -> Layout:
    return Layout("agenda", "Agenda", (_title(page), _source(page)), {"content": page.content}, type="titleOnly")


def _points(page: Page) -> Layout:
    body = Holder(
        "body", "body", "Points", page.box(page.top, page.height, w=min(page.beside_margin, 740)), bullets=True
    )
    return Layout("points", "Points", (_title(page), body, _source_aside(page)), type="obj")


def _points_picture(page: Page, side: Literal["start", "end"], cut: Literal["", "round"] = "") -> Layout:
    if page.column:
        return _under_title(page, f"points_picture_{side}", f"Points, picture at the {side}", page.column * 1.15)
    wide, title = 352.0, _title
    if page.inset:
        picture, words = _inset(page, side, wide)
    elif side == "end":
        picture, words = Box(WIDTH - wide, 0, wide, HEIGHT), Page(page.left, WIDTH - wide - 36)
    else:
        picture, words = Box(page.edge, 0, wide, HEIGHT), Page(page.edge + wide + 36, page.right)
    over = page if page.inset else replace(page, left=words.left, right=words.right)
    return Layout(
        f"points_picture_{side}", f"Points, picture at the {side}",
        (
            title(over) if page.inset else title(over, words.width),
            Holder("body", "body", "Points", words.box(page.top, page.height, w=words.width), bullets=True),
            Holder("picture", "pic", "Picture", picture, outline=cut),
            _source(over) if page.inset else _source(over, words.width),
        ),
    )  # fmt: skip


def _points_wide(page: Page, side: Literal["start", "end"], cut: Literal["", "round"] = "") -> Layout:
    """Points beside a picture that is wider than high, which bleeds off the edge."""
    if page.column:
        return _under_title(page, f"points_wide_{side}", f"Points, wide picture at the {side}", page.column * 0.78)
    wide, high = 400.0, 312.0
    if page.inset:
        picture, words = _inset(page, side, wide, high)
    elif side == "end":
        picture, words = Box(WIDTH - wide, page.top + 4, wide, high), Page(page.left, WIDTH - wide - 36)
    else:
        picture, words = Box(page.edge, page.top + 4, wide, high), Page(page.edge + wide + 36, page.right)
    return Layout(
        f"points_wide_{side}", f"Points, wide picture at the {side}",
        (
            _title(page),
            Holder("body", "body", "Points", words.box(page.top, page.height), bullets=True),
            Holder("picture", "pic", "Picture", picture, outline=cut),
            _source(page),
        ),
    )  # fmt: skip


def _inset(page: Page, side: Literal["start", "end"], wide: float, high: float = 0) -> tuple[Box, Page]:
    """Return a picture within the margins, as high as the content unless told, and the page of words beside it."""
    y, high = (page.top + 4, min(high, page.height - 4)) if high else (page.top, page.height)
    if side == "end":
        return Box(page.right - wide, y, wide, high), Page(page.left, page.right - wide - 36)
    return Box(page.left, y, wide, high), Page(page.left + wide + 36, page.right)


def _under_title(page: Page, role: str, name: str, high: float) -> Layout:
    """Points, with the picture under the title in the coloured column, from edge to edge."""
    title = _title(page)
    return Layout(
        role, name,
        (
            replace(title, box=title.box._replace(h=HEIGHT - high - title.box.y - 24)),
            Holder("body", "body", "Points", page.content, bullets=True),
            Holder("picture", "pic", "Picture", Box(0, HEIGHT - high, page.column, high)),
            _source(page),
        ),
    )  # fmt: skip


def _columns(page: Page, count: int, headed: bool) -> Layout:
    """Return columns whose words stand within cards, which a slide draws as high as they need (`fitting/columns.py`)."""
    gap = 6.0 if page.column else 18.0 if count < 4 else 14.0  # beside a column blocks stand edge to edge
    left, right = (CARD_LEFT, CARD_RIGHT) if count < 4 else (CARD_LEFT - 4, CARD_RIGHT - 4)
    width = (page.width - gap * (count - 1)) / count
    holders = [_title(page)]
    for number in range(1, count + 1):
        x, wide = (number - 1) * (width + gap) + left, width - left - right
        top = page.top + CARD_TOP
        if headed:
            holders.append(
                Holder(f"heading{number}", "body", f"Heading {number}", page.box(top, 46, x, wide), "lead",
                       "primary_text", bold=True)
            )  # fmt: skip
            top += 52
        bottom = page.bottom - CARD_BOTTOM
        holders.append(
            Holder(f"body{number}", "obj", f"Column {number}", page.box(top, bottom - top, x, wide), bullets=True)
        )
    name = f"{('Two', 'Three', 'Four')[count - 2]} columns" + (", headed" if headed else "")
    kind = ("twoTxTwoObj" if headed else "twoObj") if count == 2 else "cust"
    return Layout(f"columns{count}" + ("_headed" if headed else ""), name, (*holders, _source(page)), type=kind)


def _statements(page: Page) -> list[Layout]:
    x, width = (0.0, page.width) if page.centred else (42.0, min(page.width - 42, 760))
    align: Literal["", "ctr"] = "ctr" if page.centred else ""
    text = page.box(112, 276, x, width)
    attribution = Holder(
        "attribution", "body", "Attribution", page.box(404, 40, x, width), "label", "muted", align=align
    )
    made = []
    for role, name in (("statement", "Statement"), ("quote", "Quotation")):
        large = Holder("title", "title", "Statement", text, "statement", "text", False, True, "ctr", align=align)
        made.append(Layout(role, name, (large, attribution, _source(page)), {}, "surface", role))
        title = replace(
            _title(page, width, x),
            size="label",
            colour="accent_text",
            box=page.box(44, 44, x, width),
            heading_font=False,
            anchor="b",
            align=align,
        )
        body = replace(large, slot="body", type="body", name="Statement")
        made.append(
            Layout(
                f"{role}_titled", f"{name} with title", (title, body, attribution, _source(page)), {}, "surface", role
            )
        )
    return made


def _content(page: Page, role: str, name: str, type_: Literal["tbl", "chart", ""]) -> Layout:
    box = page.content
    holders = [_title(page), _caption(page)]
    if type_:
        holders.append(Holder("content", type_, name, box))
    return Layout(
        role, name, (*holders, _source(page)), {} if type_ else {"content": box},
        type={"tbl": "tbl", "chart": "chart", "": "titleOnly"}[type_],
    )  # fmt: skip


def _picture(page: Page, cut: Literal["", "round"]) -> Layout:
    picture = Holder("picture", "pic", "Picture", page.box(page.top, page.height - 46), outline=cut)
    caption = replace(_caption(page), box=page.box(page.bottom - 36, 40), align="")
    if page.aside:  # in the margin
        picture = replace(picture, box=page.box(page.top, page.height, w=page.beside_margin))
        caption = replace(caption, box=page.margin(page.top, page.height - 140))
    return Layout("picture", "Picture", (_title(page), picture, caption, _source_aside(page)))


def _picture_beside(page: Page, role: str, name: str, share: float, cut: Literal["", "round"]) -> Layout:
    """Return a picture over the whole height, its caption beside it; share: of the width that is the picture's."""
    if page.column:  # too narrow for both side by side
        return replace(_picture(page, cut), role=role, name=name.partition(",")[0] + ", caption under it")
    wide = int(page.width * share)
    picture = Holder("picture", "pic", "Picture", page.box(page.top, page.height, w=wide), outline=cut)
    caption = replace(
        _caption(page), box=page.box(page.top, page.height, wide + 24, page.width - wide - 24), anchor="ctr", align="",
        size="label",
    )  # fmt: skip
    return Layout(role, name, (_title(page), picture, caption, _source(page)))


def _video(page: Page, cut: Literal["", "round"]) -> Layout:
    wide = min(520.0, page.width * 0.62)
    high = wide * 9 / 16
    side = wide + 36
    about = page.box(page.top, high, side)
    if page.column:  # one above the other: beside the column there is too little width for both
        wide, high = page.width * 0.76, page.width * 0.76 * 9 / 16
        about = page.box(page.top + high + 16, page.bottom - page.top - high - 16)
    picture = page.box(page.top, high, w=wide)
    return Layout(
        "video", "Film",
        (
            _title(page),
            Holder("picture", "pic", "Poster", picture, outline=cut),
            Holder("body", "body", "About the film", about, anchor="t" if page.column else "ctr"),
            _source(page),
        ),
        {"play": Box(picture.x + 20, picture.y + high - 84, 64, 64)},
    )  # fmt: skip


def _cut(design: Design) -> Literal["", "round"]:
    """Return what pictures are cut to."""
    return "round" if design.corners else ""
