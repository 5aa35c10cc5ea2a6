"""What a layout of a designed brand is made of: placeholders, free areas, a ground."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from builder.brands.prepared import Box


class Holder(Struct, frozen=True):
    """A placeholder of a layout."""

    slot: str
    type: Literal["title", "ctrTitle", "subTitle", "body", "pic", "tbl", "chart", "obj"]
    name: str
    box: Box
    size: str = "body"
    colour: str = "text"
    bold: bool = False
    heading_font: bool = False
    anchor: Literal["t", "ctr", "b"] = "t"
    bullets: bool = False
    prompt: str = ""
    align: Literal["", "ctr"] = ""
    outline: Literal["", "round", "ellipse"] = ""


class Layout(Struct, frozen=True):
    """A layout: its holders, the free areas that slide kinds draw in, and its ground."""

    role: str
    name: str
    holders: tuple[Holder, ...]
    areas: dict[str, Box] = field(default_factory=dict)
    ground: str = ""  # a palette role; empty: the master's own
    figure: str = ""
    type: str = "cust"
    is_cover: bool = False

    @property
    def is_full(self) -> bool:
        """Whether its ground is its own, from edge to edge, without the marks and footers of ordinary slides."""
        return self.is_cover or self.ground not in ("", "surface")
