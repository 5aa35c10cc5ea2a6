"""Layouts of a template bound to the roles that slide kinds ask for: placeholders where they serve, else drawn.

Every role gets a layout whose places hold what its kinds say. Where a layout lacks one, text and
drawings stand in its largest free area, in the template's own fonts and colours.
"""

from __future__ import annotations

from builder.brands.prepared import PreparedLayout
from builder.brands.template.content_frame import ContentFrame
from builder.brands.template.frame import Common
from builder.brands.template.words_frame import WordsFrame

FEW_WORDS = ("opening", "section", "questions", "closing", "statement", "quote")


class Binder(Common):
    """Makes the places of layouts for roles."""

    def bind(self, role: str, number: int, *, roomy: bool = False, key: str = "") -> PreparedLayout:
        """Bind a layout to a role; roomy: everything drawn in the largest free area; key: the name it is kept under."""
        frame = WordsFrame if role.split("_")[0] in FEW_WORDS else ContentFrame
        return frame(self, self.layouts[number], role, roomy).layout(key or role)
