"""Films and sound have captions, or a description of what they say and show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.checks.fact import Example, Fact, Fault
from builder.content.captions import holds_captions
from builder.ooxml.namespaces import A, P, R
from builder.ooxml.package import Package
from builder.ooxml.slide import Slide, properties_of, shape_name

FACT = Fact(
    "media-has-text",
    "accessibility",
    "warning",
    "People who cannot hear a video need captions; people who cannot see it, a description.",
    (
        "WCAG 2.1 1.2.1 to 1.2.3 (captions, audio description or alternative)",
        "EN 301 549 10.1.2.1 to 10.1.2.3",
        "Microsoft Accessibility Checker: no closed captions",
    ),
    "add captions (captions:, a .vtt file), or describe the video in the notes (description:)",
    Example("slide:Film", "a film with a description", "a film without captions, description or notes"),
)

_TRACKS = "tracksInfo"


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find films without captions on slides without a description."""
    for shape in slide.shapes(f"{P}pic"):
        media = list(shape.iter(f"{A}videoFile", f"{A}audioFile", f"{A}quickTimeFile", f"{A}wavAudioFile"))
        if not media or any(str(e.tag).endswith(f"}}{_TRACKS}") for e in shape.iter()):
            continue
        if any(holds_captions(slide.package.read(film)) for film in _films(slide, media)):
            continue
        properties = properties_of(shape)
        told = (properties.get("descr") or "") if properties is not None else ""
        if len(told.split()) < 4 and not _notes(slide.package, slide.part):
            yield Fault("the film has no captions, and nothing describes it", shape_name(shape))


def _films(slide: Slide, media: list[Any]) -> Iterator[str]:
    """Go through the parts of the deck that hold the films."""
    for each in media:
        part = slide.package.target(slide.part, each.get(f"{R}link", ""))
        if part in slide.package.members:
            yield part


def _notes(package: Package, part: str) -> bool:
    notes = package.related(part, "notesSlide")
    root = package.xml(notes) if notes else None
    return root is not None and any((t.text or "").strip() for t in root.iter(f"{A}t"))
