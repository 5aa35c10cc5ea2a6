"""The layouts of a designed brand: which placeholders stand where, on what ground.

Drawn for reading from left to right; the template is written mirrored for other languages.
All measures are points on a slide of 960 x 540 (13.333 x 7.5 inches), on twelve columns with an
outer margin of 45 and gutters of 18. Sizes come from one scale.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from builder.brands.brand import Design
from builder.brands.prepared import Box

WIDTH, HEIGHT = 960.0, 540.0

SCALE: dict[str, float] = {
    "figure_96": 96, "figure_80": 80, "figure_64": 64, "figure_48": 48, "display": 54, "section": 44, "title": 32, "statement": 36, "number": 30, "lead": 24, "body": 22,
    "table": 18, "label": 18, "caption": 15, "small": 13,
}  # fmt: skip


def mirrored(box: Box) -> Box:
    """Return a place as it stands on a slide that is read from right to left."""
    return Box(WIDTH - box.x - box.w, box.y, box.w, box.h)


class Holder(Struct, frozen=True):
    """A placeholder of a layout."""

    slot: str
    type: Literal["title", "ctrTitle", "subTitle", "body", "pic", "tbl", "chart", "obj"]
    name: str
    box: Box
    size: str = "body"
    colour: str = "text"
    bold: bool = False
    heading_font: bool = False
    anchor: Literal["t", "ctr", "b"] = "t"
    bullets: bool = False
    prompt: str = ""


class Layout(Struct, frozen=True):
    """A layout: its holders, the free areas that slide kinds draw in, and its ground."""

    role: str
    name: str
    holders: tuple[Holder, ...]
    areas: dict[str, Box] = field(default_factory=dict)
    ground: str = ""  # a palette role; empty: the master's own
    figure: str = ""
    type: str = "cust"

    @property
    def is_full(self) -> bool:
        """Whether its ground is a colour of its own, from edge to edge."""
        return self.ground not in ("", "surface")


class Page(Struct, frozen=True):
    """Where the content of ordinary slides stands."""

    left: float
    right: float

    @property
    def width(self) -> float:
        return self.right - self.left

    def box(self, y: float, h: float, x: float = 0, w: float | None = None) -> Box:
        """Return a box by its offset from the page's left edge."""
        return Box(self.left + x, y, self.width - x if w is None else w, h)


def page_of(design: Design) -> Page:
    """Return the page of a frame: open, or beside a rail."""
    return Page(109, 915) if design.frame == "rail" else Page(45, 915)


TITLE_Y, TITLE_H = 24.0, 82.0
TOP, BOTTOM = 128.0, 452.0
CAPTION_Y, CAPTION_H = 109.0, 24.0
SOURCE_Y, SOURCE_H = 460.0, 36.0
FOOT_Y, FOOT_H = 504.0, 18.0
CARD_LEFT, CARD_TOP, CARD_RIGHT, CARD_BOTTOM = 16.0, 16.0, 14.0, 14.0  # from a card's edges to its words


def layouts_of(design: Design) -> list[Layout]:
    """List the layouts of a designed brand."""
    page = page_of(design)
    return [
        _opening(design),
        *_sections(design),
        _agenda(page),
        _points(page),
        *[_points_picture(page, side) for side in ("end", "start")],
        *[_points_wide(page, side) for side in ("end", "start")],
        *[_columns(page, count, headed) for count in (2, 3, 4) for headed in (True, False)],
        *_statements(page),
        _content(page, "table", "Table", "tbl"),
        _content(page, "chart", "Chart", "chart"),
        _content(page, "canvas", "Title only", ""),
        _picture(page),
        _picture_beside(page, "picture_side", "Picture, caption at its side", 0.735),
        _picture_beside(page, "picture_narrow", "Narrow picture, caption at its side", 0.56),
        _video(page),
        *_questions(design),
        _content(page, "contact", "Contact", ""),
        _closing(design),
    ]


def _title(page: Page, w: float | None = None, x: float = 0) -> Holder:
    return Holder(
        "title", "title", "Title", page.box(TITLE_Y, TITLE_H, x, w), "title", "primary_text",
        bold=True, heading_font=True, anchor="b",
    )  # fmt: skip


def _source(page: Page, w: float | None = None, x: float = 0) -> Holder:
    return Holder("source", "body", "Source", page.box(SOURCE_Y, SOURCE_H, x, w), "small", "muted", anchor="b")


def _caption(page: Page, y: float = CAPTION_Y) -> Holder:
    return Holder("caption", "body", "Caption", page.box(y, CAPTION_H), "caption", "muted")


def _ground(design: Design) -> tuple[str, str]:
    """Return the ground of the opening and its text colour."""
    return ("background", "text") if design.dark else ("primary", "on_primary")


def _opening(design: Design) -> Layout:
    ground, ink = _ground(design)
    return Layout(
        "opening", "Opening",
        (
            Holder("title", "ctrTitle", "Title", Box(60, 78, 540, 176), "display", ink, True, True, "b"),
            Holder("subtitle", "subTitle", "Subtitle", Box(60, 264, 540, 62), "lead", ink),
            Holder("details", "body", "Details", Box(60, 340, 510, 114), "caption", ink),
            Holder("date", "body", "Date", Box(104 if design.logo else 60, 40, 300, 30), "caption", ink, anchor="ctr"),
        ),
        {"logos": Box(60, 466, 300, 44)},
        ground, "large", "title",
    )  # fmt: skip


def _closing(design: Design) -> Layout:
    opening = _opening(design)
    kept = tuple(replace(h, type="title") if h.type == "ctrTitle" else h for h in opening.holders if h.slot != "date")
    return replace(opening, role="closing", name="Closing", holders=kept, type="cust")


def _sections(design: Design) -> list[Layout]:
    title = Holder("title", "title", "Title", Box(60, 160, 540, 200), "section", "on_primary", True, True, "b")
    subtitle = Holder("subtitle", "body", "Subtitle", Box(60, 374, 540, 80), "lead", "on_primary")
    narrow = (replace(title, box=Box(60, 160, 440, 200)), replace(subtitle, box=Box(60, 374, 440, 80)))
    picture = Holder("picture", "pic", "Picture", Box(540, 0, 420, 540))
    source = Holder("source", "body", "Source", Box(60, 490, 440, 22), "small", "on_primary", anchor="b")
    return [
        Layout("section", "Section", (title, subtitle, source), {}, "primary", "large", "secHead"),
        Layout("section_picture", "Section with picture", (*narrow, picture, source), {}, "primary", ""),
    ]


def _questions(design: Design) -> list[Layout]:
    plain, pictured = _sections(design)
    return [
        replace(each, role=each.role.replace("section", "questions"), name=each.name.replace("Section", "Questions"),
                holders=tuple(replace(h, size="display") if h.slot == "title" else h for h in each.holders), type="cust")
        for each in (plain, pictured)
    ]  # fmt: skip


def _agenda(page: Page) -> Layout:
    return Layout(
        "agenda", "Agenda", (_title(page), _source(page)), {"content": page.box(TOP, BOTTOM - TOP)}, type="titleOnly"
    )


def _points(page: Page) -> Layout:
    body = Holder("body", "body", "Points", page.box(TOP, BOTTOM - TOP, w=min(page.width, 740)), bullets=True)
    return Layout("points", "Points", (_title(page), body, _source(page)), type="obj")


def _points_picture(page: Page, side: Literal["start", "end"]) -> Layout:
    wide = 352.0
    text = WIDTH - page.left - wide - 36 - (0 if side == "end" else 45 - 36)
    if side == "end":
        picture, words = Box(WIDTH - wide, 0, wide, HEIGHT), page
    else:
        rail = page.left - 45 + (3 if page.left > 45 else 0)
        picture, words = Box(rail, 0, wide, HEIGHT), Page(rail + wide + 36, 915)
        text = words.width
    return Layout(
        f"points_picture_{side}", f"Points, picture at the {side}",
        (
            _title(words, text),
            Holder("body", "body", "Points", words.box(TOP, BOTTOM - TOP, w=text), bullets=True),
            Holder("picture", "pic", "Picture", picture),
            _source(words, text),
        ),
    )  # fmt: skip


def _points_wide(page: Page, side: Literal["start", "end"]) -> Layout:
    """Points beside a picture that is wider than high, which bleeds off the edge."""
    wide, high = 400.0, 312.0
    if side == "end":
        picture, words = Box(WIDTH - wide, TOP + 4, wide, high), Page(page.left, WIDTH - wide - 36)
    else:
        edge = page.left - 45 + (3 if page.left > 45 else 0)
        picture, words = Box(edge, TOP + 4, wide, high), Page(edge + wide + 36, 915)
    return Layout(
        f"points_wide_{side}", f"Points, wide picture at the {side}",
        (
            _title(page),
            Holder("body", "body", "Points", words.box(TOP, BOTTOM - TOP), bullets=True),
            Holder("picture", "pic", "Picture", picture),
            _source(page),
        ),
    )  # fmt: skip


def _columns(page: Page, count: int, headed: bool) -> Layout:
    """Return columns whose words stand within cards, which a slide draws as high as they need (`fitting/columns.py`)."""
    gap = 18.0 if count < 4 else 14.0
    left, right = (CARD_LEFT, CARD_RIGHT) if count < 4 else (CARD_LEFT - 4, CARD_RIGHT - 4)
    width = (page.width - gap * (count - 1)) / count
    holders = [_title(page)]
    for number in range(1, count + 1):
        x, wide = (number - 1) * (width + gap) + left, width - left - right
        top = TOP + CARD_TOP
        if headed:
            holders.append(
                Holder(f"heading{number}", "body", f"Heading {number}", page.box(top, 46, x, wide), "lead",
                       "primary_text", bold=True)
            )  # fmt: skip
            top += 52
        bottom = BOTTOM - CARD_BOTTOM
        holders.append(
            Holder(f"body{number}", "obj", f"Column {number}", page.box(top, bottom - top, x, wide), bullets=True)
        )
    name = f"{('Two', 'Three', 'Four')[count - 2]} columns" + (", headed" if headed else "")
    kind = ("twoTxTwoObj" if headed else "twoObj") if count == 2 else "cust"
    return Layout(f"columns{count}" + ("_headed" if headed else ""), name, (*holders, _source(page)), type=kind)


def _statements(page: Page) -> list[Layout]:
    x, width = 42.0, min(page.width - 42, 760)
    text = page.box(112, 276, x, width)
    attribution = Holder("attribution", "body", "Attribution", page.box(404, 40, x, width), "label", "muted")
    made = []
    for role, name in (("statement", "Statement"), ("quote", "Quotation")):
        large = Holder("title", "title", "Statement", text, "statement", "text", False, True, "ctr")
        made.append(Layout(role, name, (large, attribution, _source(page)), {}, "surface", role))
        title = replace(
            _title(page, width, x),
            size="label",
            colour="accent_text",
            box=page.box(44, 44, x, width),
            heading_font=False,
        )
        body = replace(large, slot="body", type="body", name="Statement")
        made.append(
            Layout(
                f"{role}_titled", f"{name} with title", (title, body, attribution, _source(page)), {}, "surface", role
            )
        )
    return made


def _content(page: Page, role: str, name: str, type_: Literal["tbl", "chart", ""]) -> Layout:
    box = page.box(TOP, BOTTOM - TOP)
    holders = [_title(page), _caption(page)]
    if type_:
        holders.append(Holder("content", type_, name, box))
    return Layout(
        role, name, (*holders, _source(page)), {} if type_ else {"content": box},
        type={"tbl": "tbl", "chart": "chart", "": "titleOnly"}[type_],
    )  # fmt: skip


def _picture(page: Page) -> Layout:
    picture = Holder("picture", "pic", "Picture", page.box(TOP, 278))
    return Layout(
        "picture", "Picture", (_title(page), picture, replace(_caption(page), box=page.box(416, 40)), _source(page))
    )


def _picture_beside(page: Page, role: str, name: str, share: float) -> Layout:
    """Return a picture over the whole height, its caption beside it; share: of the width that is the picture's."""
    wide = int(page.width * share)
    picture = Holder("picture", "pic", "Picture", page.box(TOP, BOTTOM - TOP, w=wide))
    caption = replace(_caption(page), box=page.box(TOP, BOTTOM - TOP, wide + 24, page.width - wide - 24), anchor="ctr")
    return Layout(role, name, (_title(page), picture, caption, _source(page)))


def _video(page: Page) -> Layout:
    wide = min(520.0, page.width * 0.62)
    high = wide * 9 / 16
    picture = page.box(TOP, high, w=wide)
    side = wide + 36
    return Layout(
        "video", "Film",
        (
            _title(page),
            Holder("picture", "pic", "Poster", picture),
            Holder("body", "body", "About the film", page.box(TOP, high, side), anchor="ctr"),
            _source(page),
        ),
        {"play": Box(picture.x + 20, picture.y + high - 84, 64, 64)},
    )  # fmt: skip
