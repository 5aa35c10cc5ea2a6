"""The calm geometric drawing on full-colour slides, and the marks of ordinary ones, as native shapes."""

from __future__ import annotations

import math

from builder.brands.brand import Design
from builder.brands.design.layouts import HEIGHT, Page, mirrored
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


def page_marks(figure: Figure, design: Design, page: Page) -> None:
    """Draw what every ordinary slide has: a short bar, or a rail."""
    if design.frame == "rail":
        figure.shape(Box(0, 0, page.left - 45, HEIGHT), "rect", figure.palette["surface"])
        figure.shape(Box(page.left - 45, 0, 3, HEIGHT), "rect", figure.palette["accent"])
    else:
        figure.shape(Box(page.left, 0, 56, 6), "rect", figure.palette["accent"])


def column_rules(figure: Figure, boxes: list[Box]) -> None:
    """Draw a rule over each column."""
    for box in boxes:
        figure.shape(Box(box.x, box.y - 12, box.w, 2.5), "rect", figure.palette["accent"])


def statement_mark(figure: Figure, page: Page, role: str) -> None:
    """Draw the rule beside a statement, or two quotation blocks above a quotation."""
    accent = figure.palette["accent"]
    if role == "statement":
        figure.shape(Box(page.left, 124, 6, 252), "rect", accent)
    else:
        for x in (0.0, 20.0):
            figure.shape(Box(page.left + x, 142, 14, 14), "ellipse", accent)
            figure.shape(Box(page.left + x + 1, 131, 7, 18), "rect", accent, turn=14)


def ground_xml(colour: Colour) -> str:
    """Write a slide's ground as a theme colour."""
    return f"<p:bg><p:bgPr>{fill_xml(colour)}<a:effectLst/></p:bgPr></p:bg>"
