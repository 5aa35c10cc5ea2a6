"""One picture, as large as the slide allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from builder.content.fields import Describe, Plain, Record, Say, needed, optional, record
from builder.content.record_reader import Reading
from builder.content.yaml_nodes import Listing, Node, Scalar
from builder.plan import ImageFile, Picture, RichText, SlidePlan, Words, joined
from builder.slide_kinds._base import DeckFacts, SlideKind, labelled
from builder.slide_kinds._records import check_alt

_NAMED = {"center": 0.5, "left": 0.0, "right": 1.0, "top": 0.0, "bottom": 1.0}


@dataclass(frozen=True)
class Focus(Record):
    """The point of a picture that stays in sight when it is cropped; fractions from top left."""

    x: float
    y: float

    def held(self) -> Any:
        return [self.x, self.y]

    @classmethod
    def from_node(cls, node: Node, reading: Reading, path: str) -> Focus | None:
        """Read `[0.5, 0.3]`, or words such as `top` and `left`."""
        if isinstance(node, Scalar):
            parts = node.text.split()
            if parts and all(part in _NAMED for part in parts):
                x = next((_NAMED[p] for p in parts if p in ("left", "right")), 0.5)
                y = next((_NAMED[p] for p in parts if p in ("top", "bottom")), 0.5)
                return cls(x, y)
        elif isinstance(node, Listing) and len(node.items) == 2:
            x, y = (reading.typed(item, float, path, {"low": 0, "high": 1}) for item in node.items)
            return cls(x, y) if x is not None and y is not None else None
        reading.findings.add(
            "wrong-type", "this is not a focus", node.at, "write [0.5, 0.3] or top, left, bottom right …"
        )
        return None

    @classmethod
    def schema(cls, describe: Describe) -> dict[str, Any]:
        return {"type": ["array", "string"], "items": {"type": "number"}}


AS_WIDE, NARROW = 2.6, 1.5  # width by height
LONG = 160  # letters of a caption that stands beside a picture


@record
class Image(SlideKind):
    """One picture with a caption and a credit.

    `fit: contain` shows it whole, `cover` fills the place and crops around `focus`.
    """

    ROLES: ClassVar[tuple[str, ...]] = ("picture",)
    EXAMPLE: ClassVar[str] = """
kind: image
id: werkplek
title: Een werkplek waar ruimte is
image: images/desk.png
alt: Een opgeruimd bureau met een beeldscherm en een plant
caption: Wie overzicht heeft, kan kiezen
credit: eigen tekening
"""

    image: ImageFile = needed("the picture", translate=False)
    alt: Plain | None = optional("what the picture tells, for people who cannot see it")
    decorative: bool = optional("true where the picture tells nothing", False, translate=False)
    caption: RichText | None = optional("a line under the picture, or beside it")
    credit: RichText | None = optional("who made it")
    fit: Literal["contain", "cover"] = optional("show it whole, or fill the place", "contain", translate=False)
    focus: Focus | None = optional("what stays in sight when cropped: [0.5, 0.3] or top left", translate=False)

    def check_fields(self, say: Say) -> None:
        check_alt(say, self.image, self.alt, self.decorative)

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        focus = (self.focus.x, self.focus.y) if self.focus else (0.5, 0.5)
        picture = Picture(self.image, str(self.alt or ""), fit=self.fit, focus=focus, slot="picture", start=True)
        lines = [self.caption] if self.caption else []
        if self.credit:
            lines.append(labelled(deck.labels["credit"], self.credit))
        caption = joined(lines)
        return [self.slide(deck, self._role(caption), [picture, Words(caption, "caption") if lines else None])]

    def _role(self, caption: RichText) -> str:
        """Return the layout in which the picture is largest: its caption beside it, unless the picture is as wide as the slide."""
        ratio = self.image.width / self.image.height
        if not caption or ratio >= AS_WIDE or len(caption.plain) > LONG or self.fit == "cover":
            return "picture"
        return "picture_side" if ratio >= NARROW else "picture_narrow"
