"""Changes of one list of a YAML file, written in an order in which places stay true: deeper lists first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from builder.content.edits import YamlFile
from builder.roundtrip.comparing.matching import in_order

Key = int | str


@dataclass
class ListChange:
    """What becomes of a list: items that go, the order of those that stay, new ones after others (None: first)."""

    path: tuple[str | int, ...]
    length: int
    gone: set[int] = field(default_factory=set)
    order: list[int] = field(default_factory=list)
    new: list[tuple[int | None, Any]] = field(default_factory=list)

    def applied(self, file: YamlFile) -> YamlFile:
        """Return the file with the list changed; raises EditRefused."""
        model: list[Key] = list(range(self.length))
        for number in sorted(self.gone, reverse=True):
            file = file.remove((*self.path, model.index(number)))
            model.remove(number)
        file = self._moved(file, model)
        last: dict[int | None, Key] = {}
        for number, (after, value) in enumerate(self.new):
            before = last.get(after, after)
            place = model.index(before) + 1 if before is not None else 0
            file = file.insert((*self.path, place), value)
            model.insert(place, f"new {number}")
            last[after] = f"new {number}"
        return file

    def _moved(self, file: YamlFile, model: list[Key]) -> YamlFile:
        """Move the fewest items that bring about the order."""
        order = [each for each in self.order if each in model]
        if not order:
            return file
        stay = in_order([model.index(each) for each in order])
        kept = {model[place] for place in stay}
        for number, each in enumerate(order):
            if each in kept:
                continue
            before = order[number - 1] if number else None
            here = model.index(each)
            model.pop(here)
            place = model.index(before) + 1 if before is not None else _first(model, order)
            model.insert(place, each)
            if place != here:
                file = file.move((*self.path, here), place)
            kept.add(each)
        return file


def _first(model: list[Key], order: list[int]) -> int:
    return min((n for n, each in enumerate(model) if each in order), default=0)
