"""The layouts of covers: opening, sections, questions and closing, as a brand's `sections` asks for.

`full` stands on a colour from edge to edge, `band` has a coloured band of a third across the page, `pale` the colour of
panels, `page` the page itself between rules.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from msgspec.structs import replace

from builder.brands.brand import Design
from builder.brands.design.holders import Holder, Layout
from builder.brands.design.page import HEIGHT, WIDTH
from builder.brands.prepared import Box

LEFT, WIDE, BESIDE = 60.0, 540.0, 440.0  # where words of a cover begin; how wide they are alone, and beside a picture
BAND = 180.0  # the height of a band: a third of the slide
OPENING_BAND, SECTION_BAND = 86.0, 180.0  # where it begins
TURNS = ("primary", "accent", "good")  # the colours that sections take in turn
CIRCLE = Box(548, 78, 384, 384)


class _Look(NamedTuple):
    """What covers of one look stand on: ground, inks of title and of other words, figure, where the title stands."""

    ground: str
    title: str
    words: str
    figure: str
    opening: Box
    section: Box
    below_opening: float
    below_section: float
    opening_size: str = "display"


def _look(design: Design) -> _Look:
    opening, section = Box(LEFT, 78, WIDE, 176), Box(LEFT, 160, WIDE, 200)
    if design.sections == "band":
        opening = Box(LEFT, OPENING_BAND + 12, WIDTH - 2 * LEFT, BAND - 24)
        return _Look(
            "background", "on_primary", "text", "band", opening, opening._replace(y=SECTION_BAND + 12),
            OPENING_BAND + BAND + 16, SECTION_BAND + BAND + 16, "section",
        )  # fmt: skip
    if design.sections == "pale":
        return _Look("surface", "primary_text", "text", "large", opening._replace(w=470), section._replace(w=470), 264, 374)  # fmt: skip
    if design.sections == "page":
        wide = WIDTH - 2 * LEFT
        return _Look("background", "primary_text", "text", "rules", opening._replace(w=wide), section._replace(w=wide), 272, 384)  # fmt: skip
    ground = ("background", "text") if design.dark else ("primary", "on_primary")
    return _Look(ground[0], ground[1], ground[1], "large", opening, section, 264, 374)


def opening(design: Design) -> Layout:
    """Return the layout of the first slide."""
    look = _look(design)
    title, below = look.opening, look.below_opening
    return Layout(
        "opening", "Opening",
        (
            Holder("title", "ctrTitle", "Title", title, look.opening_size, look.title, True, True, _anchor(design)),
            Holder("subtitle", "subTitle", "Subtitle", Box(LEFT, below, title.w, 62), "lead", look.words),
            Holder("details", "body", "Details", Box(LEFT, below + 76, min(title.w - 30, 640), min(114.0, 462 - below - 76)), "caption", look.words),
            Holder("date", "body", "Date", Box(104 if design.logo else LEFT, 40, 300, 30), "caption", look.words, anchor="ctr"),
        ),
        {"logos": Box(LEFT, 466, 300, 44)},
        look.ground, look.figure, "title", is_cover=True,
    )  # fmt: skip


def closing(design: Design) -> Layout:
    """Return the layout of the last slide."""
    first = opening(design)
    kept = tuple(replace(h, type="title") if h.type == "ctrTitle" else h for h in first.holders if h.slot != "date")
    return replace(first, role="closing", name="Closing", holders=kept, type="cust")


def sections(design: Design) -> list[Layout]:
    """Return the layouts of sections, alone and with a picture."""
    look = _look(design)
    box, ground = look.section, look.ground
    if design.sections in ("full", "turns"):
        look, ground = look._replace(title="on_primary", words="on_primary"), "primary"
    below = look.below_section
    title = Holder("title", "title", "Title", box, "section", look.title, True, True, _anchor(design))
    subtitle = Holder("subtitle", "body", "Subtitle", Box(LEFT, below, box.w, 80), "lead", look.words)
    narrow = (replace(title, box=box._replace(w=BESIDE)), replace(subtitle, box=Box(LEFT, below, BESIDE, 80)))
    picture = _picture(design)
    source = Holder("source", "body", "Source", Box(LEFT, 490, BESIDE, 22), "small", look.words, anchor="b")
    beside = look.figure if design.sections in ("band", "page") else ""
    return [
        Layout("section", "Section", (title, subtitle, source), {}, ground, look.figure, "secHead", is_cover=True),
        Layout(
            "section_picture", "Section with picture", (*narrow, picture, source), {}, ground, beside, is_cover=True
        ),
    ]


def turned_sections(design: Design) -> list[Layout]:
    """Return the layouts of sections in the brand's further colours, where it has them in turn."""
    if design.sections != "turns":
        return []
    return [
        replace(each, role=f"{each.role}@{turn}", name=f"{each.name}, colour {turn + 1}", ground=colour, type="cust",
                holders=tuple(replace(h, colour=f"on_{colour}") if h.type != "pic" else h for h in each.holders))
        for turn, colour in enumerate(TURNS) if turn
        for each in sections(design)
    ]  # fmt: skip


def questions(design: Design) -> list[Layout]:
    """Return the layouts of questions, alone and with a picture."""
    size = _look(design).opening_size
    return [
        replace(each, role=each.role.replace("section", "questions"), name=each.name.replace("Section", "Questions"),
                holders=tuple(replace(h, size=size) if h.slot == "title" else h for h in each.holders), type="cust")
        for each in sections(design)
    ]  # fmt: skip


def _anchor(design: Design) -> Literal["ctr", "b"]:
    return "ctr" if design.sections == "band" else "b"


def _picture(design: Design) -> Holder:
    """Return the picture of a section: over the edge, within the margins, or as a circle."""
    if design.pictures == "circle":
        return Holder("picture", "pic", "Picture", CIRCLE, outline="ellipse")
    if design.pictures == "inset":
        return Holder("picture", "pic", "Picture", Box(548, 60, 352, 420), outline="round" if design.corners else "")
    return Holder("picture", "pic", "Picture", Box(540, 0, 420, HEIGHT))
