"""A slide of our own as content again: by the fields that the deck tells, with what stands there now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any, get_args, get_origin

from builder.content.edits import Inline
from builder.content.fields import Record, fields_of
from builder.content.marks import escaped, markdown_of
from builder.content.unsaid import FILE
from builder.roundtrip.comparing.matching import shape_pairs
from builder.roundtrip.importing.recognisers.chart import figures
from builder.roundtrip.seen import SeenShape, SeenSlide
from builder.roundtrip.sources import steps_of
from builder.roundtrip.told import Told, ToldShape, ToldSlide
from builder.roundtrip.wording import rewritten
from builder.slide_kinds import kind_of


class Rebuilt:
    """The fields of the slides that one source slide made."""

    def __init__(self, told: Sequence[ToldSlide], seen: Sequence[SeenSlide], session: dict[str, Any]) -> None:
        """session: its fields that no text says."""
        self.kind = told[0].kind
        self.type = kind_of(self.kind)
        self.fields: dict[str, Any] = {}
        self.session: dict[str, Any] = {}
        self.files: dict[str, SeenShape] = {}  # what shows a picture or a film, by what stands for it in the fields
        self._texts: dict[str, list[str]] = {}
        self._chart: SeenShape | None = None
        for slide, there in zip(told, seen, strict=True):
            pairs = shape_pairs(slide.shapes, there.shapes)
            for number, shape in enumerate(slide.shapes):
                if number not in pairs:
                    continue
                if shape.picture:
                    self.files[f"{FILE}{shape.picture}"] = pairs[number]
                else:
                    self._shape(shape, pairs[number])
        for name, texts in self._texts.items():
            self._put(name, "\n\n".join(dict.fromkeys(texts)))
        first = seen[0]
        if first.notes:
            self.fields["notes"] = notes_of(first)
        if first.hidden:
            self.fields["hidden"] = True
        self.fields, self.session = _tidy(self.fields), _tidy(self.session)
        self.fields = completed(self.fields, told[0].unsaid or {})
        if self._chart is not None and "categories" in fields_of(self.type) and "categories" not in self.fields:
            self.fields |= figures(self._chart)  # they came from a file
        if self.type.USES_SESSION_FACTS:
            self.session = completed(self.session, session)

    def _put(self, name: str, value: Any) -> None:
        owner, slash, inner = name.rpartition("/")
        target: Any = self.fields
        if owner == "session":
            target = self.session
        elif slash:  # a case of the library, which is written in place
            target = self.fields.setdefault(self.type.CASE_KEY, {})
        steps = steps_of(inner if slash else name)
        for step, following in zip(steps, [*steps[1:], None], strict=True):
            if following is None:
                target[step] = value
            else:
                target = target.setdefault(step, {})

    def _shape(self, shape: ToldShape, there: SeenShape) -> None:
        if shape.rows:
            self._table(shape, there)
        elif shape.chart is not None:
            self._chart = there
        else:
            self._paragraphs(shape, there)

    def _paragraphs(self, shape: ToldShape, there: SeenShape) -> None:
        for told in shape.paragraphs:
            for each in told.stretches:
                text = each.markup or escaped(told.text[each.start : each.end])
                known = self._texts.setdefault(each.field, [])
                if text not in known:
                    known.append(text)
        if there.link.startswith("#"):
            self._section(shape.field, there.link.rpartition("/slide-")[2].removesuffix(".xml"))

    def _section(self, name: str, section: str) -> None:
        """Note the part of the deck that an item leads to, where its record has a field for that."""
        match = re.fullmatch(r"(\w+)(\[\d+\])(\.\w+)?", name)
        spec = fields_of(self.type).get(match[1]) if match else None
        inner = get_args(spec.type)[0] if spec is not None and get_origin(spec.type) is list else None
        if match and isinstance(inner, type) and issubclass(inner, Record) and "section" in fields_of(inner):
            self._texts[f"{match[1]}{match[2]}.section"] = [section]

    def _table(self, shape: ToldShape, there: SeenShape) -> None:
        names = [p.field for row in shape.rows for cell in row for p in cell]
        if not any(n.startswith("columns[") for n in names):
            for row in shape.rows:
                for cell in row:
                    for told in cell:
                        for each in told.stretches:
                            self._texts.setdefault(each.field, []).append(each.markup or escaped(told.text))
            return
        self.fields["columns"] = Inline(_cell(c) for c in shape.rows[0])
        rows = self.fields.setdefault("rows", [])
        rows += [Inline(_cell(c) for c in row) for row in shape.rows[1:]]
        from builder.roundtrip.importing.page import Page

        if Page.has_row_headers(there):
            self.fields["row_headers"] = True
        for name in [n for n in self._texts if n.startswith(("columns[", "rows["))]:
            del self._texts[name]


def _cell(paragraphs: Sequence[Told]) -> str:
    return " ".join(
        "".join(s.markup or escaped(p.text[s.start : s.end]) for s in p.stretches) or escaped(p.text)
        for p in paragraphs
    )


def _tidy(value: Any) -> Any:
    """Return lists where keys are numbers, and bare texts for items that have a text alone."""
    if not isinstance(value, dict):
        return value
    if value and all(isinstance(key, int) for key in value):
        made: list[Any] = []
        for key in sorted(value):
            item = _tidy(value[key])
            if isinstance(item, list) and made and not isinstance(made[-1], list):  # right after its point
                last = made[-1]
                made[-1] = {"text": last, "points": item} if isinstance(last, str) else {**last, "points": item}
            else:
                made.append(item["text"] if isinstance(item, dict) and [*item] == ["text"] else item)
        return made
    return {key: _tidy(each) for key, each in value.items()}


def completed(known: Any, unsaid: Any) -> Any:
    """Return what stands there with what no text says: fields that are missing, in items of lists too."""
    if isinstance(unsaid, dict):
        if isinstance(known, str) and "text" not in unsaid:
            known = {"text": known}
        if not isinstance(known, dict):
            return unsaid if known is None else known
        return {**known, **{key: completed(known.get(key), value) for key, value in unsaid.items()}}
    if isinstance(unsaid, list) and isinstance(known, list):
        pairs = zip_longest(known, unsaid[: len(known)] if known else unsaid)
        return [completed(one, other) if other is not None else one for one, other in pairs]
    return unsaid if known is None else known


def notes_of(slide: SeenSlide) -> str:
    """Return a slide's notes as marked text, lists as lists."""
    runs = [each.runs for each in slide.notes]
    markers, levels = [e.marker for e in slide.notes], [e.level for e in slide.notes]
    return rewritten("", (), runs, lists=True, markers=markers, levels=levels)


__all__ = ["Rebuilt", "markdown_of", "notes_of"]
