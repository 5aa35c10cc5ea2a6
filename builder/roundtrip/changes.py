"""What was changed by hand on the slides of one source: told by field, against what was built."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from builder.plan import Run
from builder.roundtrip.matching import Aligned, aligned, in_order, shape_pairs
from builder.roundtrip.seen import Seen, SeenShape, SeenSlide
from builder.roundtrip.told import Told, ToldChart, ToldShape, ToldSlide
from builder.roundtrip.wording import Atom, Look, atoms_of, worded

Sort = Literal[
    "text", "new item", "new child", "item gone", "moved items", "levels", "field gone", "new row", "row gone", "new column", "column gone",
    "moved rows", "figures", "alt", "picture", "hidden", "program", "moved", "new shape", "shape gone", "notes", "chart doubt",
    "merged",
]  # fmt: skip
_ITEM = re.compile(r"(.*)\[(\d+)\]((?:\.\w+)?)")
_EDGE = 12_700  # EMU: a point, by which programs may move shapes when they save
OFF_BY = 4 * _EDGE


class Line(NamedTuple):
    """A paragraph of a list as it stands: the field that it is from ("" for a new one), its level and its words."""

    field: str
    level: int
    runs: tuple[Run, ...]
    changed: bool


@dataclass
class Change:
    """One change: where, what was there and what is there now."""

    slide: str
    sort: Sort
    field: str = ""
    was: str = ""
    now: str = ""
    paragraphs: tuple[tuple[Run, ...], ...] = ()  # the field as it stands now
    markers: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    after: str = ""  # a new item: the field of the item before it, "" for the first
    before: str = ""  # a new item that is the first: the field of the one after it
    order: tuple[str, ...] = ()  # moved items: their fields in the order in which they stand
    lines: tuple[Line, ...] = ()  # levels: all lines of the list as it stands
    cells: tuple[tuple[Run, ...], ...] = ()
    chart: ToldChart | None = None
    base_chart: ToldChart | None = None
    shape: SeenShape | None = None
    number: int = 0  # of a column
    values: tuple[str, ...] = ()  # what the expressions of the field were shown as
    title: str = ""


@dataclass
class _Field:
    """A field as it was built and as it stands: its paragraphs beside each other."""

    name: str
    told: list[Told] = field(default_factory=list)
    now: list[tuple[Run, ...]] = field(default_factory=list)
    markers: list[str] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    changed: bool = False
    gone: int = 0


def item_of(name: str) -> tuple[str, int, str] | None:
    """Return the list, the number and the key within the item of a field such as `points[2]` or `steps[0].title`."""
    match = _ITEM.fullmatch(name)
    return (match[1], int(match[2]), match[3]) if match else None


Solid = dict[str, tuple[bool, bool]]  # by field: whether its place makes it bold, italic


def solid_of(told: Sequence[ToldSlide], seen: Sequence[SeenSlide]) -> Solid:
    """Return the fields that are bold or italic by their place, as slides show that nobody edited."""
    found: Solid = {}
    for slide, there in zip(told, seen, strict=False):
        shapes = {each.identity: each for each in there.shapes}
        for shape in slide.shapes:
            standing = shapes.get(shape.identity)
            if standing is None:
                continue
            for one, other in zip(shape.every_paragraph, standing.every_paragraph, strict=False):
                base, now = _base_atoms(one), atoms_of(other.runs)
                if [a.text for a, _ in base] != [a.text for a in now]:
                    continue
                pair = {n: n for n in range(len(base))}
                for each in one.stretches:
                    found.setdefault(each.field, _solid(base, now, pair))
    return found


def changes_of(told: Sequence[ToldSlide], seen: Sequence[SeenSlide | None], solid: Solid) -> list[Change]:
    """Compare the slides of one source with how they stand; where one is gone, None stands."""
    found: list[Change] = []
    fields: dict[str, list[Change]] = {}
    gone: dict[str, int] = {}
    shown: dict[str, int] = {}
    for slide, there in zip(told, seen, strict=True):
        if there is None:
            continue
        found += _Comparison(slide, there, fields, gone, shown, solid).changes()
    found += _settled(told[0].source, fields)
    found += _gone(told[0].source, told, gone, shown)
    return found


def _settled(source: str, fields: dict[str, list[Change]]) -> Iterator[Change]:
    """Take each field's change once, though several slides show it."""
    for changes in fields.values():
        first = changes[0]
        if all(each.now == first.now for each in changes):
            yield first
        else:
            yield Change(source, "program", first.field, first.was, " / ".join(e.now for e in changes))


def _gone(source: str, told: Sequence[ToldSlide], gone: dict[str, int], shown: dict[str, int]) -> Iterator[Change]:
    """Tell the items and fields of which nothing stands any more, the outermost alone."""
    texts: dict[str, str] = {}
    for slide in told:
        for shape in slide.shapes:
            for p in shape.every_paragraph:
                for part in p.stretches:
                    texts[part.field] = (texts.get(part.field, "") + " " + p.text[part.start : part.end]).strip()
    lost = {name for name, times in gone.items() if times >= shown.get(name, 0)}
    prefixes = {m[0] for name in texts for m in _prefixes(name)}
    items = {p for p in prefixes if all(n in lost for n in texts if _under(n, p))}
    outer = sorted(p for p in items if not any(o != p and _under(p, o) for o in items))
    for each in outer:
        yield Change(source, "item gone", each, " ".join(t for n, t in texts.items() if _under(n, each)))
    for left in sorted(lost):
        if not any(_under(left, each) for each in outer):
            yield Change(source, "field gone", left, texts.get(left, ""))


def _prefixes(name: str) -> Iterator[re.Match[str]]:
    for end in (m.end() for m in re.finditer(r"\[\d+\]", name)):
        match = re.match(r".*", name[:end])
        if match:
            yield match


def _under(name: str, prefix: str) -> bool:
    return name == prefix or (name.startswith(prefix) and name[len(prefix)] in ".[")


class _Comparison:
    """One slide beside what was built."""

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

    def changes(self) -> list[Change]:
        for shape in self.told.shapes:
            for name in {each.field for p in shape.every_paragraph for each in p.stretches}:
                self.shown[name] = self.shown.get(name, 0) + 1
        for number, shape in enumerate(self.told.shapes):
            there = self.pairs.get(number)
            if there is None:
                self._shape_gone(shape)
            elif shape.rows:
                self._table(shape, there)
            elif shape.chart is not None:
                self._chart(shape, there)
            else:
                self._text(shape.paragraphs, there.paragraphs, there)
            if there is not None:
                self._alt(shape, there)
                self._picture(shape, there)
        self._new_shapes()
        self._notes()
        return self.found

    def _add(self, sort: Sort, **more: object) -> None:
        self.found.append(Change(self.told.source, sort, title=self.seen.title, **more))  # type: ignore[arg-type]

    def _shape_gone(self, shape: ToldShape) -> None:
        fields = {each.field for p in shape.every_paragraph for each in p.stretches}
        for name in fields:
            self.gone[name] = self.gone.get(name, 0) + 1
        if not fields and (shape.text or shape.picture or shape.chart):
            self._add("shape gone", was=shape.text or shape.alt or shape.name)

    # text

    def _text(
        self, told: Sequence[Told], seen: Sequence[Seen], shape: SeenShape | None, *, notes: bool = False
    ) -> None:
        lines = [each for each in seen if each.text.strip()]
        olds = [each for each in told if each.text.strip()]
        match = aligned([_whole(e.text) for e in olds], [_whole(e.text) for e in lines])
        old_of = {new: old for old, new in match.pairs}
        if _are_deep(olds, lines, match.pairs):
            self._levels(olds, lines, old_of)
            return
        fields: dict[str, _Field] = {}
        for old in match.gone:
            for each in olds[old].stretches:
                self._part(fields, each.field).gone += 1
        wanted: list[tuple[int, Seen]] = []
        for number, line in enumerate(lines):
            if number in old_of:
                self._paragraph(olds[old_of[number]], line, fields)
            else:
                wanted.append((number, line))
        for number, line in wanted:
            self._new_line(number, line, lines, olds, old_of, fields, notes=notes)
        self._finish(fields, olds)
        self._order(match.pairs, olds)

    def _part(self, fields: dict[str, _Field], name: str) -> _Field:
        return fields.setdefault(name, _Field(name))

    def _paragraph(self, told: Told, line: Seen, fields: dict[str, _Field]) -> None:
        """Compare one paragraph, stretch by stretch."""
        for name, runs in stretches_now(told, line.runs, self.solid):
            if not name:
                continue
            part = self._part(fields, name)
            part.told.append(told)
            part.now.append(runs)
            part.markers.append(line.marker)
            part.levels.append(line.level)
        outside = outside_changed(told, line.runs, self.solid)
        if outside is not None:
            self._add("program", field="", was=told.text, now=line.text)

    def _new_line(
        self,
        number: int,
        line: Seen,
        lines: Sequence[Seen],
        olds: Sequence[Told],
        old_of: dict[int, int],
        fields: dict[str, _Field],
        *,
        notes: bool,
    ) -> None:
        """Find out where a new paragraph belongs: to a text of several paragraphs, or to a list as an item."""
        before = next((olds[old_of[n]].field for n in range(number - 1, -1, -1) if n in old_of), "")
        after = next((olds[old_of[n]].field for n in range(number + 1, len(lines)) if n in old_of), "")
        listed = [name for name in (before, after) if _is_listed(name, olds)]
        if notes or (before and before == after) or (not listed and (before or after)):
            part = self._part(fields, before or after)
            place = sum(1 for n in range(number) if n in old_of and olds[old_of[n]].field == part.name)
            place += sum(1 for n in range(number) if n not in old_of and self._joins(n, lines, olds, old_of, part.name))
            part.now.insert(place, plain_runs(line.runs))
            part.markers.insert(place, line.marker)
            part.levels.insert(place, line.level)
            part.changed = True
        elif listed:
            self._new_listed(number, line, lines, olds, old_of)
        else:
            self._add("new shape", now=line.text)

    def _new_listed(
        self, number: int, line: Seen, lines: Sequence[Seen], olds: Sequence[Told], old_of: dict[int, int]
    ) -> None:
        """Note a new item: after the one before it at its level, before the one after it, or the first under another."""
        before, after, above = _siblings(number, lines, olds, old_of)
        runs = (plain_runs(line.runs),)
        if before or after:
            self._add("new item", field=before or after, now=line.text, paragraphs=runs, after=before, before=after)
        elif above:
            self._add("new child", field=above, now=line.text, paragraphs=runs)
        else:
            self._add("new shape", now=line.text)

    @staticmethod
    def _joins(number: int, lines: Sequence[Seen], olds: Sequence[Told], old_of: dict[int, int], name: str) -> bool:
        before = next((olds[old_of[n]].field for n in range(number - 1, -1, -1) if n in old_of), "")
        after = next((olds[old_of[n]].field for n in range(number + 1, len(lines)) if n in old_of), "")
        return name in (before, after)

    def _finish(self, fields: dict[str, _Field], olds: Sequence[Told]) -> None:
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
                and all(_same_look(told, part.name, runs) for told, runs in zip(part.told, part.now, strict=False))
            )
            if _by_line(was) == _by_line(now) and same_marks:
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
            for name in {p[0] for p in _prefixes(olds[old].field)}:
                head, number, _key = item_of(name) or ("", 0, "")
                row = lists.setdefault(head, [])
                if number not in row:
                    row.append(number)
        for head, row in lists.items():
            if row != sorted(row):
                self._add(
                    "moved items",
                    field=head,
                    order=tuple(f"{head}[{n}]" for n in row),
                    was=str(sorted(row)),
                    now=str(row),
                )

    def _levels(self, olds: Sequence[Told], lines: Sequence[Seen], old_of: dict[int, int]) -> None:
        """Note a list whose items went deeper or higher: as a whole."""
        made = []
        fields: dict[str, _Field] = {}
        head = ""
        for number, line in enumerate(lines):
            told = olds[old_of[number]] if number in old_of else None
            name = told.field if told else ""
            if told is not None and not item_of(name):
                self._paragraph(told, line, fields)
                continue
            head = head or (
                name.partition("[")[0] if not name.startswith("columns") else name.rpartition(".points")[0] + ".points"
            )
            runs = (
                stretches_now(told, line.runs, self.solid)[0][1] if told and told.stretches else plain_runs(line.runs)
            )
            changed = told is None or _whole(told.text) != _whole(line.text) or not _same_look(told, name, runs)
            made.append(Line(name, line.level, runs, changed))
        self._finish(fields, [p for p in olds if not item_of(p.field)])
        shown = "; ".join(f"{'–' * each.level} {''.join(r.text for r in each.runs)}".strip() for each in made)
        self._add("levels", field=head, was="; ".join(p.text for p in olds), now=shown, lines=tuple(made))

    def _notes(self) -> None:
        if self.told.notes or self.seen.notes:
            if not self.seen.notes:
                fields = {p.field for p in self.told.notes if p.field}
                for name in fields:
                    self._add("field gone", field=name, was=" ".join(p.text for p in self.told.notes))
                return
            if not self.told.notes:
                runs = tuple(plain_runs(each.runs) for each in self.seen.notes)
                self._add(
                    "notes", field="notes", now=self._joined(runs), paragraphs=runs,
                    markers=tuple(e.marker for e in self.seen.notes), levels=tuple(e.level for e in self.seen.notes),
                )  # fmt: skip
                return
            self._text(self.told.notes, self.seen.notes, None, notes=True)

    @staticmethod
    def _joined(runs: Iterable[tuple[Run, ...]]) -> str:
        return " ¶ ".join("".join(r.text for r in each) for each in runs)

    # pictures, alternative texts, shapes of others

    def _alt(self, shape: ToldShape, there: SeenShape) -> None:
        if shape.alt and there.alt and _whole(shape.alt) != _whole(there.alt):
            self._add("alt", field=shape.field, was=shape.alt, now=there.alt, shape=there)
        elif shape.alt and not there.alt and there.identity:
            self._add("program", field="", was=shape.alt, now="")

    def _picture(self, shape: ToldShape, there: SeenShape) -> None:
        if shape.picture and there.picture and shape.picture != there.picture and there.identity:
            self._add("picture", field=shape.name, was=shape.picture, now=there.picture, shape=there)

    def _new_shapes(self) -> None:
        known = {id(each) for each in self.pairs.values()}
        for each in self.seen.shapes:
            if id(each) in known or not (each.text.strip() or each.chart or each.kind == "pic"):
                continue
            model = self._model(each)
            if model is not None:
                name = model.paragraphs[0].field
                runs = tuple(plain_runs(p.runs) for p in each.paragraphs if p.text.strip())
                self._add("new item", field=name, after=self._last_above(each, model), now=each.text, paragraphs=runs)
            elif not self._is_part_of_copy(each):
                self._add("new shape", now=each.text or each.alt or each.name, shape=each)

    def _model(self, shape: SeenShape) -> ToldShape | None:
        """Return the shape of a list's item that a new shape is a copy of, by its name."""
        stem = shape.name.rpartition(" ")[0] or shape.name
        for each in self.told.shapes:
            alike = each.name.rpartition(" ")[0] == stem and len(each.paragraphs) == 1
            if alike and shape.text and shape.kind == "sp" and not shape.holder and item_of(each.paragraphs[0].field):
                return each
        return None

    def _is_part_of_copy(self, shape: SeenShape) -> bool:
        """True for a letter or number that was copied along with an item."""
        stem = shape.name.rpartition(" ")[0]
        return (
            bool(stem)
            and len(shape.text) <= 3
            and any(each.name.rpartition(" ")[0] == stem and not each.field for each in self.told.shapes)
        )

    def _last_above(self, shape: SeenShape, model: ToldShape) -> str:
        """Return the field of the item that a new one comes after: the last one that begins above it, or before it on its line."""
        stem, best = model.name.rpartition(" ")[0], ("", (-1.0, -1.0))
        for number, there in self.pairs.items():
            each = self.told.shapes[number]
            if each.name.rpartition(" ")[0] != stem or not each.paragraphs or there.box is None or shape.box is None:
                continue
            key = (there.box.y, there.box.x)
            if key <= (shape.box.y + OFF_BY, shape.box.x) and key > best[1]:
                best = (each.paragraphs[0].field, key)
        return best[0] or model.paragraphs[0].field

    # tables and charts

    def _table(self, shape: ToldShape, there: SeenShape) -> None:
        if there.merged:
            self._add("merged", was=shape.text, now=there.text)
            return
        if not there.rows:
            self._shape_gone(shape)
            return
        old = [[_cell(c) for c in row] for row in shape.rows]
        new = [["\n".join(p.text for p in c) for c in row] for row in there.rows]
        columns = _columns(old, new)
        kept_new = [b for _, b in columns.pairs]
        rows = aligned(
            [" | ".join(row[a] for a, _ in columns.pairs) for row in old],
            [" | ".join(row[b] for b in kept_new if b < len(row)) for row in new],
        )
        pairs = _header_first(rows.pairs, len(old), len(new))
        for column in columns.new:
            cells = tuple(_runs_of(row[column]) if column < len(row) else ((),) for row in there.rows)
            ordered: list[tuple[tuple[Run, ...], ...]] = [()] * len(old)
            for a, b in pairs:
                ordered[a] = cells[b]
            after = max((a for a, b in columns.pairs if b < column), default=-1)
            self._add(
                "new column", field=_row_field(shape), number=after + 1, now=new[0][column] if new else "",
                cells=tuple(c[0] if c else () for c in ordered),
            )  # fmt: skip
        for column in columns.gone:
            self._add("column gone", field=_row_field(shape), number=column, was=old[0][column])
        fields: dict[str, _Field] = {}
        every: list[Told] = []
        for a, b in pairs:
            for c, d in columns.pairs:
                self._one_cell(shape.rows[a][c], there.rows[b][d], fields, every)
        self._finish(fields, every)
        old_of = {b: a for a, b in pairs}
        done = {a for a, _ in pairs}
        for row, before_row in enumerate(shape.rows):
            if row not in done:
                name = _row_of(before_row)
                self._add("row gone", field=name, was=" | ".join(old[row]))
        for row, line in enumerate(there.rows):
            if row not in old_of:
                before = next((old_of[n] for n in range(row - 1, -1, -1) if n in old_of), 0)
                self._add(
                    "new row", field=_row_field(shape), after=_row_of(shape.rows[before]) if before else "",
                    now=" | ".join(new[row]), cells=tuple((_runs_of(c) or ((),))[0] for c in line),
                )  # fmt: skip
        order = [a for a, _ in sorted(pairs, key=lambda p: p[1]) if a]
        if order != sorted(order) and len(in_order(order)) < len(order):
            self._add(
                "moved rows",
                field=_row_field(shape),
                order=tuple(_row_of(shape.rows[a]) for a in order),
                now=str(order),
            )

    def _one_cell(
        self, old: tuple[Told, ...], new: tuple[Seen, ...], fields: dict[str, _Field], every: list[Told]
    ) -> None:
        lines = [each for each in new if each.text.strip()]
        every += old
        for number, told in enumerate(old):
            if number < len(lines):
                self._paragraph(told, lines[number], fields)
            elif told.field:
                part = self._part(fields, told.field)
                part.told.append(told)
                part.now.append(())
                part.changed = True
                part.markers.append("")
                part.levels.append(0)
        name = next((told.field for told in old if told.field), "")
        for line in lines[len(old) :]:
            if name:
                part = self._part(fields, name)
                part.now.append(plain_runs(line.runs))
                part.markers.append("")
                part.levels.append(0)
                part.changed = True
            else:
                self._add("program", was="", now=line.text)

    def _chart(self, shape: ToldShape, there: SeenShape) -> None:
        if there.chart is None:
            self._shape_gone(shape)
            return
        assert shape.chart is not None
        if there.chart_doubt:
            self._add("chart doubt", field=shape.name, was=_figures(shape.chart), now=_figures(there.chart))
        elif not same_figures(shape.chart, there.chart):
            self._add(
                "figures", field=shape.name, was=_figures(shape.chart), now=_figures(there.chart), chart=there.chart,
                base_chart=shape.chart,
            )  # fmt: skip


def same_figures(one: ToldChart, other: ToldChart) -> bool:
    """True where two charts show the same, but for how a figure is written."""
    if [*map(_whole, one.categories)] != [*map(_whole, other.categories)] or len(one.series) != len(other.series):
        return False
    for (name, values), (other_name, others) in zip(one.series, other.series, strict=True):
        padded = (*others, *((None,) * (len(values) - len(others))))
        if _whole(name) != _whole(other_name) or len(values) != len(padded):
            return False
        if any(not same_figure(a, b) for a, b in zip(values, padded, strict=True)):
            return False
    return True


def same_figure(one: float | None, other: float | None) -> bool:
    """True where two figures are the same, but for the last digits that programs cut off."""
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 1e-9 * max(1.0, abs(one), abs(other))


def _figures(chart: ToldChart) -> str:
    return "; ".join(
        f"{name}: "
        + ", ".join(f"{c} {'–' if v is None else f'{v:g}'}" for c, v in zip(chart.categories, values, strict=False))
        for name, values in chart.series
    )


def _columns(old: list[list[str]], new: list[list[str]]) -> Aligned:
    width, there = len(old[0]) if old else 0, max(map(len, new), default=0)
    if width == there:
        return Aligned([(n, n) for n in range(width)], [], [])
    made = aligned(
        [" | ".join(row[n] for row in old) for n in range(width)],
        [" | ".join(row[n] if n < len(row) else "" for row in new) for n in range(there)],
    )
    kept = in_order([b for _, b in made.pairs])
    pairs = [(a, b) for a, b in made.pairs if b in kept]
    left = {a for a, _ in pairs}, {b for _, b in pairs}
    return Aligned(pairs, [n for n in range(width) if n not in left[0]], [n for n in range(there) if n not in left[1]])


def _header_first(pairs: list[tuple[int, int]], old: int, new: int) -> list[tuple[int, int]]:
    """Keep the row of headings the row of headings."""
    if not old or not new or (0, 0) in pairs:
        return pairs
    return [(0, 0), *((a, b) for a, b in pairs if a and b)]


def _cell(paragraphs: Iterable[Told]) -> str:
    return "\n".join(each.text for each in paragraphs)


def _runs_of(paragraphs: Iterable[Seen]) -> tuple[tuple[Run, ...], ...]:
    return tuple(plain_runs(each.runs, bold=False) for each in paragraphs)


def _row_field(shape: ToldShape) -> str:
    """Return the list that a table's rows are in."""
    names = (p.field for row in shape.rows[1:] for cell in row for p in cell)
    return next(
        (match[1] for name in names if (match := re.fullmatch(r"(.*)\[\d+\](?:\.\w+)?\[\d+\](?:\.\w+)?", name))), ""
    )


def _row_of(cells: Sequence[tuple[Told, ...]]) -> str:
    """Return the field of a row: `rows[3]`."""
    names = (p.field for cell in cells for p in cell)
    return next((m[1] for name in names if (m := re.fullmatch(r"(.*\[\d+\])(?:\.\w+)?\[\d+\](?:\.\w+)?", name))), "")


def _are_deep(olds: Sequence[Told], lines: Sequence[Seen], pairs: Iterable[tuple[int, int]]) -> bool:
    """True where an item of a list of points stands at another level, or a new one under another."""
    listed = [(a, b) for a, b in pairs if item_of(olds[a].field)]
    if not listed:
        return False
    if any(olds[a].level != lines[b].level for a, b in listed):
        return True
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


# words of one paragraph


def plain_runs(runs: Iterable[Run], *, bold: bool | None = None) -> tuple[Run, ...]:
    """Return runs by their marks alone: a look that the whole paragraph has is that of its place."""
    given = list(runs)
    filled = [run for run in given if run.text.strip()]
    all_bold = bool(filled) and all(run.bold for run in filled)
    all_italic = bool(filled) and all(run.italic for run in filled)
    return tuple(
        Run(r.text, r.bold and not all_bold and bold is not False, r.italic and not all_italic, r.script, r.link)
        for r in given
    )


def _whole(text: str) -> str:
    """Return a text as it is compared: white space is one space."""
    return " ".join(text.split())


def _by_line(text: str) -> str:
    """Return a text as it is compared where its line breaks count."""
    return "\n".join(map(_whole, text.strip().split("\n")))


def stretch_text(told: Told, name: str) -> str:
    """Return the words of a field in a paragraph."""
    return "".join(told.text[s.start : s.end] for s in told.stretches if s.field == name)


def _base_atoms(told: Told) -> list[tuple[Atom, str]]:
    """Return the words of a paragraph with the look that their marks give them, and the field of each."""
    made: list[tuple[Atom, str]] = []
    at = 0
    plain_look: Look = (False, False, "", "")
    for each in (*told.stretches, None):
        start = each.start if each else len(told.text)
        made += [(Atom(a.text, plain_look), "") for a in atoms_of((Run(told.text[at:start]),))]
        if each is None:
            break
        words = told.text[each.start : each.end]
        if each.markup:
            shown = [a for p in worded(each.markup, (), lists=False).paragraphs for a in p]
            if "".join(a.text for a in shown) == words:
                made += [(a, each.field) for a in shown]
                at = each.end
                continue
        made += [(a, each.field) for a in atoms_of((Run(words),))]
        at = each.end
    return made


def stretches_now(told: Told | None, runs: Sequence[Run], known: Solid) -> list[tuple[str, tuple[Run, ...]]]:
    """Return each field of a paragraph with the runs that stand there now, in the look of their marks."""
    if told is None or not told.stretches:
        return [("", plain_runs(runs))]
    now = _marked(told, runs, known)
    return [(each.field, tuple(run for run, name in now if name == each.field)) for each in told.stretches]


def outside_changed(told: Told, runs: Sequence[Run], known: Solid) -> str | None:
    """Return what stands now where the program's own words were, where it is something else; None where it is the same."""
    if not told.stretches:
        now = "".join(run.text for run in runs)
        return None if _whole(now) == _whole(told.text) else now
    ours = _whole(" ".join(a.text for a, name in _base_atoms(told) if not name))
    now = _whole(" ".join(run.text for run, name in _marked(told, runs, known) if not name))
    return None if ours.replace(" ", "") == now.replace(" ", "") else now


def _marked(told: Told, runs: Sequence[Run], known: Solid) -> list[tuple[Run, str]]:
    """Return what stands there now, word by word: in the look of its marks, with the field that it belongs to."""
    from difflib import SequenceMatcher

    base, now = _base_atoms(told), atoms_of(runs)
    matcher = SequenceMatcher(None, [a.text for a, _ in base], [a.text for a in now], autojunk=False)
    pair: dict[int, int] = {}
    for a, b, size in matcher.get_matching_blocks():
        pair.update((b + n, a + n) for n in range(size))
    solid = next((known[each.field] for each in told.stretches if each.field in known), None) or _solid(base, now, pair)
    made: list[tuple[Run, str]] = []
    for number, atom in enumerate(now):
        old = base[pair[number]] if number in pair else None
        name = old[1] if old else _neighbour(number, now, base, pair)
        bold, italic, script, link = atom.look
        if old is not None and old[0].look[:2] == (False, False) and not told.field and not told.stretches:
            bold = italic = False
        bold = (old[0].look[0] if old else False) if solid[0] else bold
        italic = (old[0].look[1] if old else False) if solid[1] else italic
        link = _same_link(link, old[0].look[3]) if old else link
        made.append((Run(atom.text, bold, italic, script, link), name))
    return made


def _same_link(now: str, was: str) -> str:
    """Return a link as it was, where a program only wrote it otherwise; that of a slide is known by its part."""
    if now.rstrip("/") == was.rstrip("/") or (
        was.startswith("#") and now.startswith("#") and now.endswith(f"slide-{was[1:]}.xml")
    ):
        return was
    if was.startswith("#") and now.startswith("#"):
        return was
    return now


def _solid(base: list[tuple[Atom, str]], now: list[Atom], pair: dict[int, int]) -> tuple[bool, bool]:
    """True for bold and for italic where the place gives it: words without the mark have it too."""
    made = []
    for place in (0, 1):
        plain = [now[b] for b, a in pair.items() if not base[a][0].look[place] and not base[a][0].text.isspace()]
        plain = plain or [each for each in now if not each.text.isspace() and not pair]
        made.append(bool(plain) and all(each.look[place] for each in plain))
    return made[0], made[1]


def _neighbour(number: int, now: list[Atom], base: list[tuple[Atom, str]], pair: dict[int, int]) -> str:
    """Return the field that new words belong to: that of the words before them, else of those after."""
    before = next((base[pair[n]][1] for n in range(number - 1, -1, -1) if n in pair), None)
    after = next((base[pair[n]][1] for n in range(number + 1, len(now)) if n in pair), None)
    if before:
        return before
    if after:
        return after
    gone = [name for place, (_, name) in enumerate(base) if place not in pair.values() and name]
    return gone[0] if gone else ""


def _same_look(told: Told, name: str, runs: Sequence[Run]) -> bool:
    """True where the words of a field have the marks that they were built with."""
    base = [a for a, own in _base_atoms(told) if own == name and not a.text.isspace()]
    now = [a for a in atoms_of(runs) if not a.text.isspace()]
    if [a.text for a in base] != [a.text for a in now]:
        return False
    return all(
        one.look[:3] == other.look[:3] and _same_link(other.look[3], one.look[3]) == one.look[3]
        for one, other in zip(base, now, strict=True)
    )
