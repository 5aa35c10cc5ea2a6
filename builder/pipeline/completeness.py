"""Nothing is lost: every text and picture that a slide's source gives is found on the slides made of it.

Looked for in what was written, not in what was planned: the writer notes each word where it writes it, in shapes,
tables, charts, notes and alternative texts, and each picture that the slides carry.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any

from msgspec import Struct

from builder.content.fields import Notes, Plain, Record, fields_of
from builder.diagnostics import Diagnostic, Position
from builder.fitting.addresses import BREAK
from builder.languages.bidi import unmarked
from builder.plan import FilmFile, ImageFile, RichText
from builder.pptx.parts import END, CompiledSlide


def missing(record: Record, slides: list[CompiledSlide], left_out: list[RichText]) -> Iterator[Diagnostic]:
    """Name each text and picture of a record that none of its slides shows; left_out: those that need not be."""
    excused = {id(text) for text in left_out}
    told = [each for slide in slides for each in slide.left_out]  # as departures, by who laid the slides out
    shown = _plain(END.join([*(slide.shown for slide in slides), *told]))
    media = {digest for slide in slides for _, digest, _ in slide.media} | {*told}
    for field, value in _leaves(record, ""):
        if isinstance(value, (ImageFile, FilmFile)):
            if value.digest not in media:
                yield _lost(field, "the picture is on no slide", None)
        elif isinstance(value, RichText):
            for paragraph in () if id(value) in excused else value.paragraphs:
                if _plain(paragraph.text) not in shown:
                    yield _lost(field, f"'{_short(paragraph.text)}' is on no slide", value.at)
        elif _plain(value) not in shown:
            yield _lost(field, f"'{_short(value)}' is on no slide", None)


def _lost(field: str, message: str, at: Position | None) -> Diagnostic:
    hint = "this is a fault of fandeck: please report it with the slide"
    return Diagnostic("text-lost", f"{message} (field '{field}')", at, hint)


def _short(text: str) -> str:
    return text if len(text) < 60 else text[:57] + "…"


@lru_cache(maxsize=1024)
def _plain(text: str) -> str:
    """Return text as it is compared: white space runs as one space, addresses without the places where they may be broken."""
    return " ".join(unmarked(text).replace(BREAK, "").split())


def _leaves(value: Any, field: str) -> Iterator[tuple[str, Any]]:
    """Go through the words and pictures of a record that are to be shown."""
    if isinstance(value, (RichText, ImageFile, FilmFile, Plain)):
        if value:
            yield field, value
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _leaves(item, field)
    elif isinstance(value, Record) and fields_of(type(value)):
        for key, spec in fields_of(type(value)).items():
            kept = getattr(value, spec.name)
            if spec.limits.get("shown", spec.translate or isinstance(kept, (ImageFile, FilmFile, list, Record, Notes))):
                yield from _leaves(kept, f"{field}.{key}" if field else key)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from _leaves(getattr(value, each.name), field)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from _leaves(getattr(value, name), field)
