"""What was changed by hand on the slides of one source: told by field, against what was built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from builder.plan import Run
from builder.roundtrip.comparing.change import Change, is_under, item_of, prefixes
from builder.roundtrip.comparing.stretches import Solid, plain_runs, whole
from builder.roundtrip.comparing.tables import compare_chart, compare_table
from builder.roundtrip.comparing.texts import TextComparison
from builder.roundtrip.seen import SeenShape, SeenSlide
from builder.roundtrip.told import ToldShape, ToldSlide

_EDGE = 12_700  # EMU: a point, by which programs may move shapes when they save
OFF_BY = 4 * _EDGE


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
    heads = {m[0] for name in texts for m in prefixes(name)}
    items = {p for p in heads if all(n in lost for n in texts if is_under(n, p))}
    outer = sorted(p for p in items if not any(o != p and is_under(p, o) for o in items))
    for each in outer:
        yield Change(source, "item gone", each, " ".join(t for n, t in texts.items() if is_under(n, each)))
    for left in sorted(lost):
        if not any(is_under(left, each) for each in outer):
            yield Change(source, "field gone", left, texts.get(left, ""))


class _Comparison(TextComparison):
    """All that stands on one slide beside what was built."""

    def changes(self) -> list[Change]:
        """Compare shapes and notes; returns what was found."""
        for shape in self.told.shapes:
            for name in {each.field for p in shape.every_paragraph for each in p.stretches}:
                self.shown[name] = self.shown.get(name, 0) + 1
        for number, shape in enumerate(self.told.shapes):
            there = self.pairs.get(number)
            if there is None:
                self.shape_gone(shape)
            elif shape.rows:
                compare_table(self, shape, there)
            elif shape.chart is not None:
                compare_chart(self, shape, there)
            else:
                self.text(shape.paragraphs, there.paragraphs)
            if there is not None:
                self._alt(shape, there)
                self._picture(shape, there)
        self._new_shapes()
        self._notes()
        return self.found

    def _notes(self) -> None:
        if self.told.notes or self.seen.notes:
            if not self.seen.notes:
                fields = {p.field for p in self.told.notes if p.field}
                for name in fields:
                    self.add("field gone", field=name, was=" ".join(p.text for p in self.told.notes))
                return
            if not self.told.notes:
                runs = tuple(plain_runs(each.runs) for each in self.seen.notes)
                self.add(
                    "notes", field="notes", now=self._joined(runs), paragraphs=runs,
                    markers=tuple(e.marker for e in self.seen.notes), levels=tuple(e.level for e in self.seen.notes),
                )  # fmt: skip
                return
            self.text(self.told.notes, self.seen.notes, notes=True)

    @staticmethod
    def _joined(runs: Iterable[tuple[Run, ...]]) -> str:
        return " ¶ ".join("".join(r.text for r in each) for each in runs)

    def _alt(self, shape: ToldShape, there: SeenShape) -> None:
        if shape.alt and there.alt and whole(shape.alt) != whole(there.alt):
            self.add("alt", field=shape.field, was=shape.alt, now=there.alt, shape=there)
        elif shape.alt and not there.alt and there.identity:
            self.add("program", field="", was=shape.alt, now="")

    def _picture(self, shape: ToldShape, there: SeenShape) -> None:
        if shape.picture and there.picture and shape.picture != there.picture and there.identity:
            self.add("picture", field=shape.name, was=shape.picture, now=there.picture, shape=there)

    def _new_shapes(self) -> None:
        known = {id(each) for each in self.pairs.values()}
        for each in self.seen.shapes:
            if id(each) in known or not (each.text.strip() or each.chart or each.kind == "pic"):
                continue
            model = self._model(each)
            if model is not None:
                name = model.paragraphs[0].field
                runs = tuple(plain_runs(p.runs) for p in each.paragraphs if p.text.strip())
                self.add("new item", field=name, after=self._last_above(each, model), now=each.text, paragraphs=runs)
            elif not self._is_part_of_copy(each):
                self.add("new shape", now=each.text or each.alt or each.name, shape=each)

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
