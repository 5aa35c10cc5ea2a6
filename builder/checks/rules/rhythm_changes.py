"""Not more than four slides in a row are composed alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.deck import DeckPackage
from builder.ooxml.namespaces import P
from builder.ooxml.slide import Slide, placeholder

FACT = Fact(
    "rhythm-changes",
    "look",
    "info",
    "Slides that all look alike are watched with half an eye: a dense one wants air after it, a row of lists a picture.",
    ("the project's own rule: five slides of one composition in a row",),
    "let a picture, a large figure, a quotation or a question break the row; or say two of them on one slide",
    Example("ppt/presentation.xml", "slides of several compositions", "five slides of one composition in a row"),
)

_MOST = 4
_NUMBER = re.compile(r"[\W\d]+$")


def of_package(package: DeckPackage) -> Iterator[Fault]:
    """Find rows of slides with one layout and the same sorts of shapes on it."""
    shown = [slide for slide in package.slides if slide.root.get("show") not in ("0", "false")]
    for (layout, _), alike in groupby(shown, _composition):
        row = list(alike)
        if len(row) > _MOST:
            message = f"slides {row[0].number} to {row[-1].number} are {len(row)} of one composition, '{layout}'"
            yield Fault(message, slide=row[_MOST].name)


def _composition(slide: Slide) -> tuple[str, frozenset[str]]:
    """Return a slide's layout, and what sorts of shapes it has beside placeholders."""
    named = slide.layout.find(f"{P}cSld") if slide.layout is not None else None
    name = (named.get("name") if named is not None else "") or slide.layout_part
    drawn = (_NUMBER.sub("", item.name) for item in slide.items if placeholder(item.element) is None)
    return name, frozenset(drawn)
