"""Pages as bytes and back: plain JSON, so that a store holds nothing that could be executed."""

from __future__ import annotations

import json
from typing import Any

from builder.pages.page import (
    Cell,
    Foot,
    Gradient,
    Group,
    Image,
    Line,
    Mark,
    Media,
    Page,
    Paint,
    Rectangle,
    Run,
    Table,
    Text,
)  # fmt: skip

_CLASSES = (Page, Text, Line, Run, Paint, Mark, Image, Rectangle, Media, Group, Table, Cell, Foot, Gradient)
_NUMBERS = {each: number for number, each in enumerate(_CLASSES)}
_FIELDS = Page.__struct_fields__
_ANY_TUPLE = -1


def packed(page: Page) -> bytes:
    """Return a page as bytes, without file names and lines: these move while the page stays."""
    return json.dumps(_plain(page), ensure_ascii=False, separators=(",", ":")).encode()


def unpacked(data: bytes) -> Page:
    """Return the page that `packed` gave."""
    page = _made(json.loads(data))
    assert isinstance(page, Page)
    return page


def _plain(value: Any) -> Any:
    """Return a value as lists that begin with the number of their class."""
    if isinstance(value, Text):
        value = value._replace(at="")
    if isinstance(value, Page):
        return [0, *(_plain(getattr(value, name)) for name in _FIELDS)]
    if isinstance(value, tuple):
        return [_NUMBERS.get(type(value), _ANY_TUPLE), *(_plain(each) for each in value)]
    return round(value, 4) if isinstance(value, float) else value


def _made(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    number, *rest = value
    made = [_made(each) for each in rest]
    if number == _ANY_TUPLE:
        return tuple(made)
    cls: Any = _CLASSES[number]
    return cls(*made)
