"""The texts of one slide compared with what was built: fields reworded, items new, gone, moved, deeper or higher."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from builder.plan import Run
from builder.roundtrip.comparing.change import Change, Line, Sort, item_of, prefixes
from builder.roundtrip.comparing.matching import aligned, shape_pairs
from builder.roundtrip.comparing.stretches import (
    Solid,
    by_line,
    outside_changed,
    plain_runs,
    same_look,
    stretch_text,
    stretches_now,
    whole,
)
from builder.roundtrip.seen import Seen, SeenSlide
from builder.roundtrip.told import Told, ToldShape, ToldSlide


@dataclass
class Field:
    """A field as it was built and as it stands: its paragraphs beside each other."""

    name: str
    told: list[Told] = field(default_factory=list)
    now: list[tuple[Run, ...]] = field(default_factory=list)
    markers: list[str] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    changed: bool = False
    gone: int = 0


class TextComparison:
    """One slide beside what was built, and the changes found on it so far."""

    def __init__(
        self,
        told: ToldSlide,
        seen: SeenSlide,
        fields: dict[str, list[Change]],
        gone: dict[str, int],
        shown: dict[str, int],
        solid: Solid,
    ) -> None:
        self.told, self.seen, self.fields, self.gone, self.shown = told, seen, fields, gone, shown
        self.found: list[Change] = []
        self.pairs = shape_pairs(told.shapes, seen.shapes)
        keeps_ids = any(shape.identity for shape in seen.shapes)
        self.solid = solid if keeps_ids else {}  # programs that keep no ids write out what places give

    def add(self, sort: Sort, **more: Any) -> None:
        """Note a change; more: the fields of `Change`."""
        self.found.append(Change(self.told.source, sort, title=self.seen.title, **more))

    def shape_gone(self, shape: ToldShape) -> None:
        """Note the fields of a shape that is gone; of a shape without any, the shape."""
        fields = {each.field for p in shape.every_paragraph for each in p.stretches}
        for name in fields:
            self.gone[name] = self.gone.get(name, 0) + 1
        if not fields and (shape.text or shape.picture or shape.chart):
            self.add("shape gone", was=shape.text or shape.alt or shape.name)

    def text(self, told: Sequence[Told], seen: Sequence[Seen], *, notes: bool = False) -> None:
        """Compare the paragraphs of a shape, or of notes."""
        lines = [each for each in seen if each.text.strip()]
        olds = [each for each in told if each.text.strip()]
        match = aligned([whole(e.text) for e in olds], [whole(e.text) for e in lines])
        old_of = {new: old for old, new in match.pairs}
        if _are_deep(olds, lines, match.pairs):
            self._levels(olds, lines, old_of)
            return
        fields: dict[str, Field] = {}
        for old in match.gone:
            for each in olds[old].stretches:
                self.part(fields, each.field).gone += 1
        wanted: list[tuple[int, Seen]] = []
        for number, line in enumerate(lines):
            if number in old_of:
                self.paragraph(olds[old_of[number]], line, fields)
            else:
                wanted.append((number, line))
        for number, line in wanted:
            self._new_line(number, line, lines, olds, old_of, fields, notes=notes)
        self.finish(fields, olds)
        self._order(match.pairs, olds)

    def part(self, fields: dict[str, Field], name: str) -> Field:
        """Return a field of those compared, by its name."""
        return fields.setdefault(name, Field(name))

    def paragraph(self, told: Told, line: Seen, fields: dict[str, Field]) -> None:
        """Compare one paragraph, stretch by stretch."""
        for name, runs in stretches_now(told, line.runs, self.solid):
            if not name:
                continue
            part = self.part(fields, name)
            part.told.append(told)
            part.now.append(runs)
            part.markers.append(line.marker)
            part.levels.append(line.level)
        outside = outside_changed(told, line.runs, self.solid)
        if outside is not None:
            self.add("program", field="", was=told.text, now=line.text)

    def _new_line(
        self,
        number: int,
        line: Seen,
        lines: Sequence[Seen],
        olds: Sequence[Told],
        old_of: dict[int, int],
        fields: dict[str, Field],
        *,
        notes: bool,
    ) -> None:
        """Find out where a new paragraph belongs: to a text of several paragraphs, or to a list as an item."""
        before = next((olds[old_of[n]].field for n in range(number - 1, -1, -1) if n in old_of), "")
        after = next((olds[old_of[n]].field for n in range(number + 1, len(lines)) if n in old_of), "")
        if not (before or after):  # nothing stays of what stood there
            before = _only_field(olds)
        listed = [name for name in (before, after) if _is_listed(name, olds)]
        if notes or (before and before == after) or (not listed and (before or after)):
            part = self.part(fields, before or after)
            place = sum(1 for n in range(number) if n in old_of and olds[old_of[n]].field == part.name)
            place += sum(1 for n in range(number) if n not in old_of and self._joins(n, lines, olds, old_of, part.name))
            part.now.insert(place, plain_runs(line.runs))
            part.markers.insert(place, line.marker)
            part.levels.insert(place, line.level)
            part.changed = True
        elif listed:
            self._new_listed(number, line, lines, olds, old_of)
        else:
            self.add("new shape", now=line.text)

    def _new_listed(
        self, number: int, line: Seen, lines: Sequence[Seen], olds: Sequence[Told], old_of: dict[int, int]
    ) -> None:
        """Note a new item: after the one before it at its level, before the one after it, or the first under another."""
        before, after, above = _siblings(number, lines, olds, old_of)
        runs = (plain_runs(line.runs),)
        if before or after:
            self.add("new item", field=before or after, now=line.text, paragraphs=runs, after=before, before=after)
        elif above:
            self.add("new child", field=above, now=line.text, paragraphs=runs)
        else:
            self.add("new shape", now=line.text)

    @staticmethod
    def _joins(number: int, lines: Sequence[Seen], olds: Sequence[Told], old_of: dict[int, int], name: str) -> bool:
        before = next((olds[old_of[n]].field for n in range(number - 1, -1, -1) if n in old_of), "")
        after = next((olds[old_of[n]].field for n in range(number + 1, len(lines)) if n in old_of), "")
        return name in (before, after)

    def finish(self, fields: dict[str, Field], olds: Sequence[Told]) -> None:
        """Note the fields that say something else now."""
        for part in fields.values():
            base = [p for p in olds if any(s.field == part.name for s in p.stretches)]
            if not part.now:
                self.gone[part.name] = self.gone.get(part.name, 0) + 1
                continue
            was = " ¶ ".join(stretch_text(p, part.name) for p in base)
            now = " ¶ ".join("".join(r.text for r in runs) for runs in part.now)
            same_marks = (
                not part.changed
                and not part.gone
                and all(same_look(told, part.name, runs) for told, runs in zip(part.told, part.now, strict=False))
            )
            if by_line(was) == by_line(now) and same_marks:
                continue
            values = tuple(
                v for p in base for s in p.stretches if s.field == part.name for v in (p.text[a:b] for a, b in s.values)
            )
            self.fields.setdefault(part.name, []).append(
                Change(
                    self.told.source, "text", part.name, was, now, tuple(part.now), tuple(part.markers), tuple(part.levels),
                    values=values, title=self.seen.title,
                )
            )  # fmt: skip

    def _order(self, pairs: Sequence[tuple[int, int]], olds: Sequence[Told]) -> None:
        """Note lists whose items stand in another order."""
        by_new = sorted(pairs, key=lambda pair: pair[1])
        lists: dict[str, list[int]] = {}
        for old, _ in by_new:
            for name in {p[0] for p in prefixes(olds[old].field)}:
                head, number, _key = item_of(name) or ("", 0, "")
                row = lists.setdefault(head, [])
                if number not in row:
                    row.append(number)
        for head, row in lists.items():
            if row != sorted(row):
                self.add(
                    "moved items",
                    field=head,
                    order=tuple(f"{head}[{n}]" for n in row),
                    was=str(sorted(row)),
                    now=str(row),
                )

    def _levels(self, olds: Sequence[Told], lines: Sequence[Seen], old_of: dict[int, int]) -> None:
        """Note a list whose items went deeper or higher: as a whole."""
        made = []
        fields: dict[str, Field] = {}
        head = ""
        for number, line in enumerate(lines):
            told = olds[old_of[number]] if number in old_of else None
            name = told.field if told else ""
            if told is not None and not item_of(name):
                self.paragraph(told, line, fields)
                continue
            head = head or (
                name.partition("[")[0] if not name.startswith("columns") else name.rpartition(".points")[0] + ".points"
            )
            runs = (
                stretches_now(told, line.runs, self.solid)[0][1] if told and told.stretches else plain_runs(line.runs)
            )
            changed = told is None or whole(told.text) != whole(line.text) or not same_look(told, name, runs)
            made.append(Line(name, line.level, runs, changed))
        self.finish(fields, [p for p in olds if not item_of(p.field)])
        shown = "; ".join(f"{'–' * each.level} {''.join(r.text for r in each.runs)}".strip() for each in made)
        self.add("levels", field=head, was="; ".join(p.text for p in olds), now=shown, lines=tuple(made))


def _are_deep(olds: Sequence[Told], lines: Sequence[Seen], pairs: Sequence[tuple[int, int]]) -> bool:
    """True where an item of a list of points stands at another level, or under another one."""
    listed = [(a, b) for a, b in pairs if item_of(olds[a].field)]
    if not listed:
        return False
    if any(olds[a].level != lines[b].level for a, b in listed):
        return True
    known = {b for _, b in pairs}
    if any(n not in known and after.level > line.level for n, (line, after) in enumerate(pairwise(lines))):
        return True  # a new one took over what stands under the one before it, or brought its own
    usual = {olds[a].level for a, _ in listed}
    removed = {n for n in range(len(olds)) if n not in {a for a, _ in pairs}}
    orphaned = any(
        n in removed and n + 1 < len(olds) and olds[n + 1].level > olds[n].level and n + 1 not in removed
        for n in range(len(olds))
    )
    order = [a for a, _ in sorted(listed, key=lambda p: p[1])]
    return orphaned or (len(usual) > 1 and order != sorted(order))


def _is_listed(name: str, olds: Sequence[Told]) -> bool:
    """True for an item of a list of texts: `points[2]`; for `points[2].text` where others of its list stand beside it."""
    item = item_of(name)
    if item is None or item[2] not in ("", ".text"):
        return False
    others = (item_of(told.field) for told in olds)
    return not item[2] or any(each and each[0] == item[0] and each[1] != item[1] for each in others)


def _only_field(olds: Sequence[Told]) -> str:
    """Return the field that all paragraphs come from, where it is one."""
    fields = {told.field for told in olds}
    return fields.pop() if len(fields) == 1 else ""


def _siblings(number: int, lines: Sequence[Seen], olds: Sequence[Told], old_of: dict[int, int]) -> tuple[str, str, str]:
    """Return the items that a new one stands beside or under: before it, after it, above it; "" for none."""
    level = lines[number].level
    for n in range(number - 1, -1, -1):
        name = olds[old_of[n]].field if n in old_of else ""
        if lines[n].level == level and _is_listed(name, olds):
            return name, "", ""
        if lines[n].level < level or (n in old_of and not _is_listed(name, olds)):
            break
    for n in range(number + 1, len(lines)):
        name = olds[old_of[n]].field if n in old_of else ""
        if lines[n].level < level:
            break
        if lines[n].level == level and _is_listed(name, olds):
            return "", name, ""
    for n in range(number - 1, -1, -1):
        if lines[n].level < level:
            return "", "", olds[old_of[n]].field if n in old_of else ""
    return "", "", ""
