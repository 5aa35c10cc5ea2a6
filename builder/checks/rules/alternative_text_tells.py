"""An alternative text says what there is to see: no file name, no "picture of", not too long to be heard."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.slide import Slide, properties_of, shape_name

FACT = Fact(
    "alternative-text-tells",
    "accessibility",
    "warning",
    "A file name or 'image' tells nothing to people who cannot see the picture, and hides that a text is missing.",
    (
        "WCAG 2.1 1.1.1 Non-text Content (failure F30)",
        "EN 301 549 10.1.1.1",
        "Microsoft Accessibility Checker: alternative text with a file name",
    ),
    "say in a sentence what the picture tells here",
    Example("slide:Een foto", 'descr="Een groen vlak"', 'descr="foto.png"'),
)

_FILE = re.compile(
    r"^\S*\.(png|jpe?g|gif|svg|emf|wmf|bmp|tiff?|mp4|webp|pptx?)$|^(IMG|DSC|DCIM|Screenshot)[-_ ]?\d", re.I
)
_EMPTY = {
    "image", "picture", "photo", "graphic", "chart", "table", "diagram", "logo", "icon", "shape", "group", "object",
    "afbeelding", "foto", "figuur", "grafiek", "tabel", "plaatje", "icoon", "vorm", "groep", "bild", "grafik", "tabelle",
    "abbildung", "photo de", "graphique", "tableau",
}  # fmt: skip
_GENERATED = re.compile(
    r"automatisch gegenereerde beschrijving|description automatically generated|automatically generated description|automatisch generierte beschreibung"
    r"|description générée automatiquement|descripción generada automáticamente|descrizione generata automaticamente|descrição gerada automaticamente",
    re.I,
)
_LONGEST = 1000  # characters; PowerPoint's own advice is one or two sentences


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find alternative texts that are a file name, a single empty word, or very long."""
    for shape in slide.shapes():
        properties = properties_of(shape)
        told = (properties.get("descr") or "").strip() if properties is not None else ""
        if not told:
            continue
        if _FILE.search(told):
            yield Fault(f"the alternative text is a file name: {told[:60]}", shape_name(shape))
        elif re.sub(r"[\W\d_]+", " ", told).strip().casefold() in _EMPTY:
            yield Fault(f"the alternative text tells nothing: {told}", shape_name(shape))
        elif _GENERATED.search(told):
            yield Fault("the alternative text was made by a program, and nobody went over it", shape_name(shape))
        elif len(told) > _LONGEST:
            yield Fault(f"the alternative text has {len(told)} characters", shape_name(shape), severity="info")
