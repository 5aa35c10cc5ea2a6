"""A slide of our own as content again: by the fields that the deck tells, with what stands there now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, get_args, get_origin

from builder.content.edits import Inline
from builder.content.fields import Plain, Record, fields_of
from builder.content.marks import escaped, markdown_of
from builder.plan import ImageFile
from builder.projects.session import SessionFields
from builder.roundtrip.matching import shape_pairs
from builder.roundtrip.recognisers.chart import figures
from builder.roundtrip.seen import SeenShape, SeenSlide
from builder.roundtrip.sources import steps_of
from builder.roundtrip.told import Told, ToldShape, ToldSlide
from builder.roundtrip.wording import rewritten
from builder.slide_kinds import kind_of

_MAIL = re.compile(r"mailto:(.+)")


class Rebuilt:
    """The fields of the slides that one source slide made."""

    def __init__(self, told: Sequence[ToldSlide], seen: Sequence[SeenSlide]) -> None:
        self.kind = told[0].kind
        self.type = kind_of(self.kind)
        self.fields: dict[str, Any] = {}
        self.session: dict[str, Any] = {}
        self.cases: dict[str, dict[Any, Any]] = {}
        self.pictures: dict[tuple[str | int, ...], SeenShape] = {}
        self.film = ""
        later: list[tuple[ToldShape, SeenShape]] = []
        self._texts: dict[str, list[str]] = {}
        for slide, there in zip(told, seen, strict=True):
            pairs = shape_pairs(slide.shapes, there.shapes)
            for number, shape in enumerate(slide.shapes):
                if number not in pairs:
                    continue
                if shape.picture:
                    later.append((shape, pairs[number]))
                else:
                    self._shape(shape, pairs[number], slide)
        for shape, standing in later:
            self._picture(shape, standing)
        for name, texts in self._texts.items():
            self._put(name, "\n\n".join(dict.fromkeys(texts)))
        first = seen[0]
        if first.notes:
            self.fields["notes"] = notes_of(first)
        if first.hidden:
            self.fields["hidden"] = True
        self.fields, self.session = _tidy(self.fields), _tidy(self.session)
        self.cases = {name: _tidy(case) for name, case in self.cases.items()}

    def _put(self, name: str, value: Any) -> None:
        owner, slash, inner = name.rpartition("/")
        target: Any = self.session if slash else self.fields
        if owner.startswith("case:"):
            identity = owner.partition(":")[2]
            target = self.cases.setdefault(identity, {"id": identity})
            if self.type.CASE_KEY:
                self.fields[self.type.CASE_KEY] = identity
        steps = steps_of(inner if slash else name)
        for step, following in zip(steps, [*steps[1:], None], strict=True):
            if following is None:
                target[step] = value
            else:
                target = target.setdefault(step, {})

    def _shape(self, shape: ToldShape, there: SeenShape, told: ToldSlide) -> None:
        if shape.rows:
            self._table(shape, there)
        elif shape.chart is not None:
            self._chart(there, "\n".join(each.text for each in told.shapes))
        else:
            self._paragraphs(shape, there)

    def _paragraphs(self, shape: ToldShape, there: SeenShape) -> None:
        for told in shape.paragraphs:
            for each in told.stretches:
                text = each.markup or escaped(told.text[each.start : each.end])
                known = self._texts.setdefault(each.field, [])
                if text not in known:
                    known.append(text)
        self._unmarked(shape)
        if there.link.startswith("#"):
            self._section(shape.field, there.link.rpartition("/slide-")[2].removesuffix(".xml"))

    def _section(self, name: str, section: str) -> None:
        """Note the part of the deck that an item leads to, where its record has a field for that."""
        match = re.fullmatch(r"(\w+)(\[\d+\])(\.\w+)?", name)
        spec = fields_of(self.type).get(match[1]) if match else None
        inner = get_args(spec.type)[0] if spec is not None and get_origin(spec.type) is list else None
        if match and isinstance(inner, type) and issubclass(inner, Record) and "section" in fields_of(inner):
            self._texts[f"{match[1]}{match[2]}.section"] = [section]

    def _unmarked(self, shape: ToldShape) -> None:
        """Take words without a field that stand beside those of a record: a name, an address."""
        prefix = next(
            (m[1] for p in shape.paragraphs for s in p.stretches if (m := re.match(r"(.*\[\d+\])\.", s.field))), ""
        )
        bare = [p for p in shape.paragraphs if not p.stretches]
        for told in bare:
            self._reached(told.text.strip())
        if not prefix or not bare:
            return
        for told in bare:
            key = (
                "email"
                if "@" in told.text and " " not in told.text
                else _plain_key(
                    SessionFields if prefix.startswith("session/") else self.type, prefix.rpartition("/")[2]
                )
            )
            if key and f"{prefix}.{key}" not in self._texts:
                self._texts[f"{prefix}.{key}"] = [escaped(told.text)]

    def _reached(self, text: str) -> None:
        """Take an address or a number by which people are reached, where the kind has a field for it."""
        specs = fields_of(self.type)
        if "email" in specs and re.fullmatch(r"[^\s@]+@[^\s@]+\.\w+", text):
            self.fields.setdefault("email", text)
        elif "website" in specs and re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", text):
            self.fields.setdefault("website", f"https://{text}")
        elif "phone" in specs and re.fullmatch(r"[+\d][\d ()-]{6,}", text):
            self.fields.setdefault("phone", text)

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
        from builder.roundtrip.page import Page

        if Page.has_row_headers(there):
            self.fields["row_headers"] = True
        for name in [n for n in self._texts if n.startswith(("columns[", "rows["))]:
            del self._texts[name]

    def _results(self, there: SeenShape, text: str) -> None:
        """Take answers and how often each was chosen: shares of as many as the slide says."""
        assert there.chart is not None
        options = [re.sub(r"^\S{1,3}\s{1,2}(?=\S)", "", each) for each in there.chart.categories]
        self.fields["options"] = [escaped(each) for each in options]
        total = next((int(n) for n in re.findall(r"\d+", text.rpartition("\n")[2] or text)), 100)
        shares = there.chart.series[0][1] if there.chart.series else ()
        self.fields["results"] = {o: round((share or 0) * total) for o, share in zip(options, shares, strict=False)}

    def _chart(self, there: SeenShape, told: str) -> None:
        if there.chart is None:
            return
        specs = fields_of(self.type)
        if "categories" in specs:
            self.fields |= figures(there)
        elif "options" in specs and "results" in specs:
            self._results(there, told)

    def _picture(self, shape: ToldShape, there: SeenShape) -> None:
        address = there.video or ("" if there.link.startswith("#") else there.link)
        if address and "url" in fields_of(self.type):
            self.fields["url"] = address
        elif address and not there.video and "link" in fields_of(self.type):
            self.fields["link"] = address
        elif there.film_part and "file" in fields_of(self.type):
            self.film = there.film_part
            self.fields["file"] = ""
        path = next((p for p in _places(self.type) if p not in self.pictures and self._may_hold(p)), None)
        if path is None:
            return
        self.pictures[path] = there
        holder: Any = self.fields
        for step in path[:-1]:
            holder = holder.setdefault(step, {})
        holder[path[-1]] = ""
        if shape.alt:
            holder["alt"] = escaped(shape.alt)
        else:
            holder["decorative"] = True

    def _may_hold(self, path: tuple[str | int, ...]) -> bool:
        """True where an item may have a picture: one that says something else in its place may not."""
        if len(path) == 1:
            return True
        head = f"{path[0]}[{path[1]}]"
        if any(name.startswith((f"{head}.points", f"{head}.text")) for name in self._texts):
            return False
        inner = get_args(fields_of(self.type)[str(path[0])].type)[0]
        alone = {key for key, own in fields_of(inner).items() if own.needed} <= {path[-1], "alt"}
        return alone or any(name.startswith(head) for name in self._texts)


def _cell(paragraphs: Sequence[Told]) -> str:
    return " ".join(
        "".join(s.markup or escaped(p.text[s.start : s.end]) for s in p.stretches) or escaped(p.text)
        for p in paragraphs
    )


def _places(kind: type[Record]) -> Iterator[tuple[str | int, ...]]:
    """Go through the places of a kind where a picture may be named: of its own, then those of its items."""
    for key, spec in fields_of(kind).items():
        if spec.type is ImageFile:
            yield (key,)
    for key, spec in fields_of(kind).items():
        inner = get_args(spec.type)[0] if get_origin(spec.type) is list else None
        if isinstance(inner, type) and issubclass(inner, Record):
            for name, own in fields_of(inner).items():
                if own.type is ImageFile:
                    yield from ((key, n, name) for n in range(40))


def _plain_key(kind: type[Record], prefix: str) -> str:
    """Return the field of a record that holds words without marks and must be there: a name, a date."""
    spec = fields_of(kind).get(prefix.partition("[")[0])
    inner = get_args(spec.type)[0] if spec is not None and get_origin(spec.type) is list else None
    if not (isinstance(inner, type) and issubclass(inner, Record)):
        return ""
    return next((key for key, own in fields_of(inner).items() if own.needed and own.type is Plain), "")


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


def notes_of(slide: SeenSlide) -> str:
    """Return a slide's notes as marked text, lists as lists."""
    runs = [each.runs for each in slide.notes]
    markers, levels = [e.marker for e in slide.notes], [e.level for e in slide.notes]
    return rewritten("", (), runs, lists=True, markers=markers, levels=levels)


__all__ = ["Rebuilt", "markdown_of", "notes_of"]
