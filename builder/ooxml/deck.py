"""A deck opened for checking and drawing: a package with its slides."""

from __future__ import annotations

from functools import cached_property

from builder.ooxml.package import Package
from builder.ooxml.slide import Slide


class DeckPackage(Package):
    """The package of a deck."""

    @cached_property
    def slides(self) -> list[Slide]:
        """Return the slides in the deck's order, each with its number."""
        return [Slide(self, number, part, self.xml(part)) for number, part in self.numbered_slides]
