"""Pieces of drawings that several kinds use."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from msgspec.structs import replace

from builder.languages.labels import Labels
from builder.languages.language import language_of
from builder.plan import (
    Element,
    Image,
    ImageFile,
    Layers,
    Picture,
    RichText,
    Row,
    Run,
    Stack,
    TextStyle,
    Tile,
    joined,
    words,
)
from builder.slide_kinds._base import CAPTION, LABEL, LABEL_STRONG, SMALL
from builder.slide_kinds._records import Logo, Person


def spread(items: list[Element], columns: int, *, gap: float, row_gap: float, share: float = 0) -> Stack:
    """Lay elements out row by row in equal columns; the last row is filled up with nothing."""
    rows = []
    for start in range(0, len(items), columns):
        row = items[start : start + columns]
        row += [Tile(share=1)] * (columns - len(row))
        rows.append(Row(tuple(row), gap=gap, share=share))
    return Stack(tuple(rows), gap=row_gap)


ICONS = {1: 72.0, 2: 72.0, 3: 64.0, 4: 56.0}  # points of a side of an icon above words, by the number of columns
ICON, SMALL_ICON = 44.0, 30.0  # where there are more columns; beside words
INSET = (16.0, 14.0, 14.0, 14.0)  # of a card


def icon_tile(name: str, size: float = ICON, colour: str = "accent_text") -> Tile:
    """Draw an icon in its square."""
    return Tile(geometry="icon", icon=name, line=colour, size=size, cross=size, name=f"Icon {name}")


def card(
    text: RichText,
    icon: str = "",
    *,
    size: float = ICON,
    fill: str = "surface",
    ink: str = "accent_text",
    share: float = 1,
    inset: tuple[float, float, float, float] = INSET,
    name: str = "Card",
) -> Element:
    """Draw a card with words, an icon above them where there is one."""
    if not icon:
        return Tile(text, "rect", fill=fill, inset=inset, share=share, name=name)
    left, top, right, bottom = inset
    ground = Tile(text, "rect", fill=fill, inset=(left, top + size + 8, right, bottom), name=name)
    sign = Row((Tile(size=left - 4), icon_tile(icon, size, ink), Tile(share=1)))
    return Layers((ground, Stack((Tile(size=top), sign))), share=share)


def logo_row(logos: list[Logo]) -> Row:
    """Put logos side by side, each as wide as its picture asks."""
    height = 44.0
    images = []
    for logo in logos:
        width = min(height * logo.image.width / logo.image.height, 160)
        picture = Picture(logo.image, str(logo.alt), fit="contain", link=str(logo.link or ""))
        images.append(Image(picture, size=width))
    return Row(tuple(images), gap=18, size=height)


def portrait(person: Person, labels: Labels, size: float) -> Element:
    """Draw a portrait in a circle, or the initials where there is no photograph."""
    if person.photo:
        alt = "" if person.decorative else str(person.alt or labels["portrait"].format(name=person.name))
        return Image(Picture(person.photo, alt, shape="ellipse", focus=(0.5, 0.35)), size=size, cross=size)
    letters = "figure_64" if size > 160 else "figure_48" if size > 110 else "lead"
    style = TextStyle(letters, "on_primary", bold=True, align="center")
    return Tile(
        words(initials(str(person.name), labels.asked), style),
        "ellipse",
        fill="primary",
        anchor="middle",
        size=size,
        cross=size,
    )


def initials(name: str, language: str) -> str:
    """Return the first letters of a first and a last name; kept apart where letters join, and without the article."""
    parts = [part for part in name.split() if part[:1].isalpha()]
    parts = parts[:1] + parts[-1:] if len(parts) > 1 else parts
    if not language_of(language).is_rtl:
        return "".join(part[0] for part in parts).upper()
    return "\u00a0".join(re.sub("^ال(?=..)", "", part)[0] for part in parts)


def person_lines(person: Person, name: TextStyle = LABEL_STRONG, role: TextStyle = CAPTION) -> RichText:
    """Write a person's name, role, organisation and e-mail under one another."""
    lines = [replace(words(str(person.name), name), at=person.name.at, field="name")]
    for part in (person.role, person.organisation):
        if part:
            lines.append(part.styled(role))
    if person.email:
        line = words(str(person.email), role if role is LABEL else SMALL, link=f"mailto:{person.email}")
        lines.append(replace(line, at=person.email.at, field="email"))
    return under_each_other(lines)


def under_each_other(lines: list[RichText]) -> RichText:
    """Join lines that cannot be cut, such as addresses: their place is that of the longest word, which fits last."""
    longest = max(lines, key=lambda line: max(map(len, line.plain.split()), default=0), default=RichText(()))
    return replace(joined(lines), at=longest.at, field=longest.field)


LONGEST_ADDRESS = 36  # characters that somebody may still type from a slide


@lru_cache(maxsize=64)
def qr_image(address: str) -> ImageFile:
    """Draw a QR code as a PNG with its quiet zone (ISO/IEC 18004, error level M)."""
    import io

    import segno

    stream = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(stream, kind="png", scale=8, border=3)
    data = stream.getvalue()
    side = int(code.symbol_size(scale=8, border=3)[0])
    return ImageFile("", hashlib.sha256(data).hexdigest(), "png", side, side, None, data)


def qr_block(address: str, labels: Labels, invitation: str, *, size: float = 168) -> Stack:
    """Draw a QR code with an invitation above and the address readable under it."""
    picture = Picture(qr_image(address), labels["qr"].format(url=address), fit="contain", link=address)
    return Stack(
        (
            Tile(words(invitation, LABEL_STRONG), name="Invitation"),
            Image(picture, size=size, cross=size),
            Tile(words(short_address(address), SMALL, link=address), name="Address"),
        ),
        gap=8,
        size=size + (52 if size > 150 else 10),
    )


def short_address(address: str) -> str:
    """Return an address as people type it: without scheme and `www.`; of a long one only whose it is."""
    for start in ("https://", "http://", "mailto:", "tel:"):
        address = address.removeprefix(start)
    short = address.removeprefix("www.").rstrip("/")
    return short if len(short) <= LONGEST_ADDRESS else short.partition("/")[0]


def presenter_line(person: Person, language: str) -> RichText:
    """Write a name with role and organisation on one line."""
    rest = [part.plain for part in (person.role, person.organisation) if part]
    line = words(str(person.name), bold=True)
    if not rest:
        return line
    runs = (*line.paragraphs[0].runs, Run(language_of(language).comma + language_of(language).comma.join(rest)))
    return replace(line, paragraphs=(replace(line.paragraphs[0], runs=runs),))
