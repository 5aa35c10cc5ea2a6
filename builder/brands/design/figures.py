"""The calm geometric drawing on full-colour slides, and the marks of ordinary ones, as native shapes."""

from __future__ import annotations

import math

from builder.brands.brand import Design
from builder.brands.design.covers import BAND, CIRCLE, LEFT, OPENING_BAND, SECTION_BAND
from builder.brands.design.holders import Layout
from builder.brands.design.page import FOOT_Y, HEIGHT, WIDTH, Page, mirrored
from builder.brands.palette import Colour
from builder.brands.prepared import Box
from builder.ooxml.namespaces import DECORATIVE, declared
from builder.ooxml.units import emu


def fill_xml(colour: Colour, alpha: int = 100) -> str:
    """Write a solid fill of a theme colour; alpha in per cent."""
    return f"<a:solidFill>{colour.xml(alpha)}</a:solidFill>"


class Figure:
    """Collects shapes for a layout or a master, with ids from a start; mirrored where the slide is read from the right."""

    def __init__(self, palette: dict[str, Colour], first_id: int, *, rtl: bool = False) -> None:
        self.palette, self.next_id, self.rtl, self.parts = palette, first_id, rtl, list[str]()

    def shape(
        self, box: Box, geometry: str, colour: Colour, *, turn: float = 0, alpha: int = 100, adjust: str = ""
    ) -> None:
        """Add a shape without text; turn in degrees."""
        if self.rtl:
            box, turn = mirrored(box), -turn
        rotation = f' rot="{round(turn * 60000)}"' if turn else ""
        guides = f"<a:avLst>{adjust}</a:avLst>" if adjust else "<a:avLst/>"
        self.parts.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self.next_id}" name="Figure {self.next_id}">'
            '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
            f'{declared(adec=DECORATIVE)} val="1"/></a:ext></a:extLst>'
            '</p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
            f'<a:xfrm{rotation}><a:off x="{emu(box.x)}" y="{emu(box.y)}"/><a:ext cx="{emu(box.w)}" cy="{emu(box.h)}"/></a:xfrm>'
            f'<a:prstGeom prst="{geometry}">{guides}</a:prstGeom>{fill_xml(colour, alpha)}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
        )
        self.next_id += 1

    def xml(self) -> str:
        return "".join(self.parts)


def large_figure(figure: Figure, design: Design, ground: str) -> None:
    """Draw the brand's large figure at the end side of a full-colour slide; ground: its colour role."""
    if design.figure == "fan":
        _fan(figure, design)
    elif design.figure == "sun":
        _sun(figure, ground)
    elif design.figure == "steps":
        _steps(figure, design)
    elif design.figure == "circle":
        _circle(figure)
    elif design.figure == "blocks":
        _blocks(figure, design, ground)


def _fan(figure: Figure, design: Design) -> None:
    """A fan of colour swatches, opened from the lower right corner."""
    light = "text" if design.dark else "background"
    tints = [
        ("accent", 100),
        ("good", 100),
        ("warning", 100),
        (light, 92),
        (light, 60),
        (light, 28),
    ]
    long, wide = 430.0, 88.0
    pivot_x, pivot_y = 962.0, 604.0
    for number, (role, alpha) in reversed(list(enumerate(tints))):
        angle = -53 + number * 14.5  # degrees from upright
        middle = long / 2 - 20
        x = pivot_x + middle * math.sin(math.radians(angle))
        y = pivot_y - middle * math.cos(math.radians(angle))
        colour = figure.palette[role]
        box = Box(x - wide / 2, y - long / 2, wide, long)
        figure.shape(box, "roundRect", colour, turn=angle, alpha=alpha, adjust='<a:gd name="adj" fmla="val 12000"/>')


def _sun(figure: Figure, role: str) -> None:
    """A low sun between bands."""
    ground = figure.palette[role]
    accent = figure.palette["accent"]
    figure.shape(Box(640, 162, 400, 400), "ellipse", accent)
    for number, high in enumerate((6.0, 10.0, 15.0, 21.0, 22.0)):
        figure.shape(Box(620, 366 + number * 38, 340, high), "rect", ground)


def _steps(figure: Figure, design: Design) -> None:
    """Rising blocks."""
    light = "text" if design.dark else "background"
    for number in range(5):
        high = 70.0 + number * 74
        role = "accent" if number == 4 else light
        figure.shape(
            Box(640 + number * 64, HEIGHT - high, 58, high),
            "rect",
            figure.palette[role],
            alpha=100 if number == 4 else 18 + number * 14,
        )


def _circle(figure: Figure) -> None:
    """A large circle, with two small ones in its company."""
    figure.shape(CIRCLE, "ellipse", figure.palette["primary"])
    figure.shape(Box(CIRCLE.x + 268, CIRCLE.y + 252, 132, 132), "ellipse", figure.palette["accent"])
    figure.shape(Box(CIRCLE.x + 20, CIRCLE.y + 12, 60, 60), "ellipse", figure.palette["good"])


def _blocks(figure: Figure, design: Design, ground: str) -> None:
    """Square blocks edge to edge, in the colours of the brand."""
    side = HEIGHT / 3
    bright = Colour(
        "accent4", rgb=design.warning.rgb
    )  # a token as it is: the block stands on a dark ground, without words
    first, last = (figure.palette["primary" if role == ground else role] for role in ("good", "accent"))
    blocks = ((1, 0, first), (0, 1, bright), (1, 2, last))
    for column, row, colour in blocks:
        figure.shape(Box(WIDTH - side * (2 - column), row * side, side, side), "rect", colour)


def page_marks(figure: Figure, design: Design, page: Page) -> None:
    """Draw what every ordinary slide has, as the frame asks."""
    palette = figure.palette
    if design.frame == "rail":
        figure.shape(Box(0, 0, page.edge - 3, HEIGHT), "rect", palette["surface"])
        figure.shape(Box(page.edge - 3, 0, 3, HEIGHT), "rect", palette["accent"])
    elif design.frame == "strip":
        figure.shape(Box(0, 0, page.edge, HEIGHT), "rect", palette["primary"])
        figure.shape(page.box(46, 0.75), "rect", palette["line"])
        figure.shape(page.box(FOOT_Y - 5, 0.75), "rect", palette["line"])
    elif design.frame == "rules":
        double_rule(figure, page.title_y + page.title_h + 7, page.left, page.width)
    elif design.frame == "column":
        figure.shape(Box(0, 0, page.column, HEIGHT), "rect", palette["primary"])
    elif design.frame == "open":
        figure.shape(Box(page.left, 0, 56, 6), "rect", palette["accent"])


def double_rule(figure: Figure, y: float, left: float, wide: float) -> None:
    """Draw a thick line over a thin one."""
    figure.shape(Box(left, y, wide, 2), "rect", figure.palette["text"])
    figure.shape(Box(left, y + 4.5, wide, 0.75), "rect", figure.palette["text"])


def column_rules(figure: Figure, design: Design, boxes: list[Box]) -> None:
    """Draw a rule over each column, thin where tables are ruled; none where cards have round corners."""
    plain = design.tables == "ruled"
    for box in () if design.corners else boxes:
        colour = figure.palette["text" if plain else "accent"]
        figure.shape(Box(box.x, box.y - 12, box.w, 1 if plain else 2.5), "rect", colour)


def cover_mark(figure: Figure, layout: Layout) -> None:
    """Draw the coloured band behind a cover's title, or the rules that a cover stands between."""
    picture = next((h.box for h in layout.holders if h.slot == "picture"), None)
    right = picture.x if picture else WIDTH
    if layout.figure == "band":
        y = OPENING_BAND if layout.role in ("opening", "closing") else SECTION_BAND
        figure.shape(Box(0, y, right, BAND), "rect", figure.palette["primary"])
    else:
        wide = right - LEFT - (36 if picture else LEFT)
        double_rule(figure, 80, LEFT, wide)
        figure.shape(Box(LEFT, 482, wide, 0.75), "rect", figure.palette["text"])


def statement_mark(figure: Figure, design: Design, page: Page, role: str) -> None:
    """Draw the rule beside a statement, or two quotation blocks above a quotation."""
    accent = figure.palette["accent"]
    middle = page.left + page.width / 2
    if role == "statement" and page.centred:
        for off, each in ((-30, "good"), (-8, "primary"), (14, "accent")):
            figure.shape(Box(middle + off, 108, 16, 16), "ellipse", figure.palette[each])
    elif role == "statement" and design.frame == "rules":
        figure.shape(page.box(392, 0.75), "rect", figure.palette["text"])
    elif role == "statement":
        figure.shape(Box(page.left, 124, 6, 252), "rect", accent)
    else:
        start = middle - 17 if page.centred else page.left
        for x in (start, start + 20):
            figure.shape(Box(x, 142, 14, 14), "ellipse", accent)
            figure.shape(Box(x + 1, 131, 7, 18), "rect", accent, turn=14)


def ground_xml(colour: Colour) -> str:
    """Write a slide's ground as a theme colour."""
    return f"<p:bg><p:bgPr>{fill_xml(colour)}<a:effectLst/></p:bgPr></p:bg>"
