"""Addresses longer than their line: places where they may be broken, at / @ . - and _."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from builder.plan import RichText, Run, SlidePlan, block_texts

BREAK = "\u200b"  # of no width; office programs end a line there
_ADDRESS = re.compile(r"(?:https?://|www\.|[\w.+-]+@)[^\s\u200b]{8,}|[\w-]+(?:\.[\w-]+)+/[^\s\u200b]{8,}")
_PLACE = re.compile(r"(?<=[/@.\-_])(?=[^\W_])|(?<=\w)(?=[?&=#])")
ALWAYS = 60  # characters, from which hardly any line holds an address
_SCHEME = re.compile(r"https?://", re.I)


def breakable(text: str, least: int = 0) -> str:
    """Return a text whose addresses of so many characters may be broken."""
    return _ADDRESS.sub(lambda found: _broken(found[0]) if len(found[0]) >= least else found[0], text)


def _broken(address: str) -> str:
    scheme = _SCHEME.match(address)
    start = scheme.end() if scheme else 0
    return address[:start] + _PLACE.sub(BREAK, address[start:])


def has_long_address(plan: SlidePlan) -> bool:
    """True where a plan may hold an address that hardly any line holds."""
    return any(
        len(run.text) >= ALWAYS and ("://" in run.text or "@" in run.text)
        for block in plan.blocks
        for text in block_texts(block)
        for paragraph in text.paragraphs
        for run in paragraph.runs
    )


def with_breakable_addresses(plan: SlidePlan, least: int = 0) -> SlidePlan | None:
    """Return a plan whose addresses may be broken, those of so many characters; None where it has none."""
    title, blocks = _mapped(plan.title, least), _mapped(plan.blocks, least)
    return None if title is plan.title and blocks is plan.blocks else replace(plan, title=title, blocks=blocks)


def _mapped(value: Any, least: int) -> Any:
    """Return a part of a plan with the runs in it changed; a part without addresses stays the same object."""
    if isinstance(value, tuple):
        made = tuple(_mapped(each, least) for each in value)
        return made if any(one is not other for one, other in zip(made, value, strict=True)) else value
    if isinstance(value, Run):
        text = value.text if value.code or len(value.text) < least else breakable(value.text, least)
        return value if text == value.text else replace(value, text=text)
    if not isinstance(value, Struct):
        return value
    names = ("paragraphs",) if isinstance(value, RichText) else value.__struct_fields__
    changed = {
        name: made for name in names if (made := _mapped(getattr(value, name), least)) is not getattr(value, name)
    }
    return replace(value, **changed) if changed else value
