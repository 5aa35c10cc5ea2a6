"""Changes of a deck led to their source: merged with what is written there now, or told why they cannot come back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from builder.content.edits import EditRefused, Inline
from builder.content.fields import fields_of
from builder.content.marks import escaped, markdown_of
from builder.content.yaml_nodes import Listing, Mapping, Node, Scalar
from builder.languages.language import language_of
from builder.ooxml.package import Package
from builder.plan import Run
from builder.roundtrip.changes import Change, Line, item_of, same_figure, same_figures
from builder.roundtrip.current import Current
from builder.roundtrip.listing import ListChange
from builder.roundtrip.matching import aligned
from builder.roundtrip.sources import Sources, YamlPath, inside, node_of, same_texts, slide_of, steps_of
from builder.roundtrip.told import Build, ToldSlide
from builder.roundtrip.wording import InsideValue, rewritten

State = Literal["taken", "conflict", "told"]


@dataclass
class Item:
    """One change with what becomes of it."""

    deck: str
    slide: str
    sort: str
    field: str
    was: str
    now: str
    state: State
    reason: str = ""
    file: str = ""
    line: int = 0


@dataclass
class Wanted:
    """What is to be written: values by place, keys that go, lists that change; items that each of them answers for."""

    values: dict[tuple[str, YamlPath], tuple[Any, Item]] = field(default_factory=dict)
    keys: dict[tuple[str, YamlPath], tuple[Any, Item]] = field(default_factory=dict)
    removed: dict[tuple[str, YamlPath], Item] = field(default_factory=dict)
    lists: dict[tuple[str, YamlPath], tuple[ListChange, list[Item]]] = field(default_factory=dict)
    catalogs: dict[tuple[str, int], tuple[str, Item]] = field(default_factory=dict)
    pictures: dict[str, tuple[bytes, Item]] = field(default_factory=dict)


class NotTaken(Exception):
    """A change that cannot come back; its text says why."""

    def __init__(self, reason: str, *, conflict: bool = False) -> None:
        super().__init__(reason)
        self.conflict = conflict


class Merge:
    """The changes of one deck, merged into what is wanted."""

    def __init__(
        self,
        deck: str,
        package: Package,
        base: Build,
        current: Current,
        sources: Sources,
        wanted: Wanted,
        *,
        for_audience: bool,
    ) -> None:
        self.package = package
        self.deck, self.base, self.current, self.sources, self.wanted = deck, base, current, sources, wanted
        self.for_audience = for_audience
        self.items: list[Item] = []
        self._base = _by_source(base.slides)
        self._ours = _by_source(current.build.slides)
        self._maps: dict[tuple[str, str], dict[int, int]] = {}

    def take(self, change: Change) -> None:
        """Lead one change to its source."""
        item = Item(self.deck, change.slide, change.sort, change.field, change.was, change.now, "taken")
        try:
            self._take(change, item)
        except InsideValue as error:
            self._not(
                item,
                f"it changes what {{{{ {error.expression} }}}} gave (“{error.shown}”): use --to audience, or change the variable or the list",
            )
        except NotTaken as error:
            if not str(error):  # the source says so already, or it is told once
                return
            self._not(item, str(error), conflict=error.conflict)
        except EditRefused as error:
            self._not(item, str(error))
        self.items.append(item)

    @staticmethod
    def _not(item: Item, reason: str, *, conflict: bool = False) -> None:
        item.state, item.reason = "conflict" if conflict else "told", reason

    def tell(self, slide: str, sort: str, was: str, now: str, reason: str, *, conflict: bool = False) -> None:
        """Tell of a change that has no field."""
        self.items.append(Item(self.deck, slide, sort, "", was, now, "conflict" if conflict else "told", reason))

    def _take(self, change: Change, item: Item) -> None:
        sort = change.sort
        if sort == "text":
            self._text(change, item)
        elif sort == "notes":
            self._new_notes(change, item)
        elif sort == "program":
            self._program(change, item)
        elif sort == "new item":
            self._new_item(change, item)
        elif sort == "new child":
            self._new_child(change, item)
        elif sort == "item gone":
            self._item_gone(change, item)
        elif sort == "field gone":
            self._field_gone(change, item)
        elif sort == "moved items":
            self._moved(change, item)
        elif sort == "levels":
            self._levels(change, item)
        elif sort in ("new row", "row gone", "moved rows"):
            self._row(change, item)
        elif sort in ("new column", "column gone"):
            self._column(change, item)
        elif sort == "figures":
            self._figures(change, item)
        elif sort == "alt":
            self._alt(change, item)
        elif sort == "picture":
            self._picture(change, item)
        else:
            raise NotTaken(_UNTAKEN.get(sort, "this cannot come back"))

    # fields as they are now

    def now(self, slide: str, name: str) -> str:
        """Return the path that a field has now; raises NotTaken where its item is no longer there."""
        base, ours = self._base[slide], self._ours.get(slide, [])
        if [each.digest for each in base] == [each.digest for each in ours]:
            return name
        made, at = "", 0
        for match in re.finditer(r"\[(\d+)\]", name):
            made += name[at : match.start()]
            mapping = self._map(slide, name[: match.start()], made)
            number = int(match[1])
            if number not in mapping:
                raise NotTaken("what it belongs to is no longer in the source", conflict=True)
            made += f"[{mapping[number]}]"
            at = match.end()
        return made + name[at:]

    def _map(self, slide: str, head: str, head_now: str) -> dict[int, int]:
        key = (slide, head)
        if key not in self._maps:
            old, new = _items(self._base[slide], head), _items(self._ours.get(slide, []), head_now)
            numbers, others = sorted(old), sorted(new)
            pairs = aligned([old[n] for n in numbers], [new[n] for n in others]).pairs
            self._maps[key] = {numbers[a]: others[b] for a, b in pairs}
        return self._maps[key]

    def _unchanged(self, change: Change, name: str) -> None:
        """See that the source still says what was built; raises NotTaken."""
        base, ours = _text(self._base[change.slide], change.field), _text(self._ours.get(change.slide, []), name)
        if base is None:
            return
        if ours is None:
            raise NotTaken("the source no longer has it", conflict=True)
        if ours != base:
            if " ".join(ours.split()) == " ".join(change.now.split()):
                raise NotTaken("")
            raise NotTaken(f"the source says “{ours}” now", conflict=True)

    def _node(self, slide: str, name: str) -> Node:
        node = node_of(self.current.session, slide, name)
        if node is None:
            raise NotTaken("it is not written in the source as such")
        return node

    def _placed(self, node: Node, item: Item) -> tuple[str, YamlPath]:
        """Return file and path of a node, and note them for the list; raises NotTaken, EditRefused."""
        item.file, item.line = node.at.file, node.at.line
        if not node.at.file.endswith((".yaml", ".yml")):
            raise NotTaken(f"it comes from {node.at.file}")
        return node.at.file, self.sources.path_of(node.at)

    # what changes

    def _text(self, change: Change, item: Item) -> None:
        name = self.now(change.slide, change.field)
        item.field = name
        self._unchanged(change, name)
        node = self._node(change.slide, name)
        if not isinstance(node, Scalar):
            raise NotTaken("it is not one text in the source")
        if not any(run.text.strip() for runs in change.paragraphs for run in runs):
            self._field_gone(change, item)
            return
        is_notes = name.rpartition("/")[2] == "notes"
        text = rewritten(
            node.text, change.values, [self._linked(runs) for runs in change.paragraphs], lists=is_notes,
            markers=change.markers if is_notes and len(change.paragraphs) else (), levels=change.levels, literal=self.for_audience,
        )  # fmt: skip
        self._set(node, text, item)

    def _linked(self, runs: Sequence[Run]) -> tuple[Run, ...]:
        """Return runs whose links to slides are by the slides' ids."""
        made = []
        for run in runs:
            link = run.link
            match = re.fullmatch(r"#.*/slide-(.+)\.xml", link)
            if match:
                link = f"#{match[1]}"
            elif link.startswith("#") and "/" in link:
                link = ""
            made.append(Run(run.text, run.bold, run.italic, run.script, link))
        return tuple(made)

    def _set(self, node: Scalar, text: Any, item: Item) -> None:
        item.file, item.line = node.at.file, node.at.line
        if text == node.text:
            raise NotTaken("")
        if node.at.file.endswith(".po"):
            self._want(self.wanted.catalogs, (node.at.file, node.at.line), text, item)
            return
        if node.lang:
            raise NotTaken("it has no translation yet: fandeck translate update makes room for one")
        self._want(self.wanted.values, self._placed(node, item), text, item)

    def _want(self, where: dict[Any, tuple[Any, Item]], key: Any, value: Any, item: Item) -> None:
        """Note what is to be written; raises NotTaken where another deck wants something else."""
        known = where.get(key)
        if known is not None:
            if known[0] == value:
                if known[1].deck == item.deck:
                    raise NotTaken("")
                return
            raise NotTaken(f"{known[1].deck} says “{known[1].now}” here", conflict=True)
        where[key] = (value, item)

    def _foreign(self) -> None:
        if self.base.language and self.current.session.language != self.base.language:
            source = self.current.session.language
            if source not in language_of(self.base.language).fallbacks:
                raise NotTaken(f"lists are those of the source ({source}): change it in a deck of that language")

    def _new_notes(self, change: Change, item: Item) -> None:
        self._foreign()
        source = slide_of(self.current.session, change.slide)
        if source is None or source.node.get("notes") is not None:
            raise NotTaken("the source has notes now", conflict=True)
        text = rewritten("", (), change.paragraphs, lists=True, markers=change.markers, levels=change.levels)
        self._key(source.node, "notes", text, item)

    def _key(self, node: Mapping, key: str, value: Any, item: Item) -> None:
        file, path = self._placed(node, item)
        self._want(self.wanted.keys, (file, (*path, key)), value, item)

    def _program(self, change: Change, item: Item) -> None:
        """Look for a text without marks (a name, a label) that the changed words are; else tell."""
        source = slide_of(self.current.session, change.slide)
        roots = [
            root for root in (source.node if source else None, self.current.session.facts_node) if root is not None
        ]
        if change.field and source is not None:
            cell = inside(source.node, steps_of(change.field))
            if isinstance(cell, Scalar):
                self._cell(cell, change, item)
                return
        for root in roots:
            found = {each.at: each for each in same_texts(root, change.was)}
            if len(found) == 1 and change.now.strip():
                self._set(next(iter(found.values())), escaped(change.now), item)
                return
        raise NotTaken("the program wrote it: a number, a label, or an alternative text made from the slide")

    def _cell(self, node: Scalar, change: Change, item: Item) -> None:
        """Take a figure that a column's format wrote."""
        from builder.content.tables.notation import Unclear, figure

        mark: Any = "." if language_of(self.base.language or "nl").base in ("en", "zh", "ja", "ko", "he") else ","
        bare = re.sub(r"[^\d.,\-−]", "", change.now).replace("−", "-")
        try:
            value = figure(bare, mark)
        except Unclear:
            value = None
        if value is None:
            self._set(node, escaped(change.now), item)
            return
        if "%" in change.now and "%" in node.text:
            value = f"{value}%"
        elif "%" in change.now:
            value = f"{float(value) / 100:g}"
        self._set(node, value, item)

    # lists

    def _listing(self, slide: str, head: str, item: Item) -> tuple[Listing, str, YamlPath]:
        node = self._node(slide, head)
        if not isinstance(node, Listing) or not node.items:
            raise NotTaken("it is no list in the source")
        file, path = self._placed(node.items[0], item)
        if not path or not isinstance(path[-1], int):
            raise NotTaken("its list is written in a way that cannot be edited")
        return node, file, path[:-1]

    def _change_of(self, file: str, path: YamlPath, length: int, item: Item) -> ListChange:
        known = self.wanted.lists.setdefault((file, path), (ListChange(path, length), []))
        known[1].append(item)
        return known[0]

    def _new_item(self, change: Change, item: Item) -> None:
        self._foreign()
        anchor = change.after or change.before
        name = self.now(change.slide, anchor)
        head, number, key = item_of(name) or ("", 0, "")
        listing, file, path = self._listing(change.slide, head, item)
        text = "\n\n".join(markdown_of(self._linked(runs)) for runs in change.paragraphs)
        model = listing.items[number]
        value: Any = {key[1:] or "text": text} if isinstance(model, Mapping) else text
        after: int | None = number if change.after else number - 1 if number else None
        if after is not None:
            while after + 1 < len(listing.items) and isinstance(listing.items[after + 1], Listing):
                after += 1
        item.field = f"{head}[{number + 1 if change.after else number}]"
        wanted = self._change_of(file, path, len(listing.items), item)
        if (after, value) in wanted.new and any(each.deck != item.deck for each in self.wanted.lists[file, path][1]):
            return
        wanted.new.append((after, value))

    def _new_child(self, change: Change, item: Item) -> None:
        """Put the first item under another: a bare text becomes text with points."""
        self._foreign()
        name = self.now(change.slide, change.field)
        node = self._node(change.slide, name.removesuffix(".text"))
        text = "\n\n".join(markdown_of(self._linked(runs)) for runs in change.paragraphs)
        place = self._placed(node, item)
        if isinstance(node, Mapping):
            where, key, value = self.wanted.keys, (place[0], (*place[1], "points")), [text]
            known: Any = where.get(key)
            where[key] = ([*known[0], *value] if known else value, item)
            return
        known = self.wanted.values.get(place)
        if known is not None and isinstance(known[0], dict):
            known[0]["points"].append(text)
        elif isinstance(node, Scalar):
            self.wanted.values[place] = ({"text": known[0] if known else node.text, "points": [text]}, item)

    def _item_gone(self, change: Change, item: Item) -> None:
        self._foreign()
        name = self.now(change.slide, change.field)
        head, number, _ = item_of(name) or ("", 0, "")
        base, ours = _all_texts(self._base[change.slide], change.field), _all_texts(self._ours[change.slide], name)
        if base != ours:
            raise NotTaken(f"the source says “{' '.join(ours)}” now", conflict=True)
        listing, file, path = self._listing(change.slide, head, item)
        if len(listing.items) < 2:
            raise NotTaken("it is the last one of its list")
        item.line = listing.items[number].at.line
        self._change_of(file, path, len(listing.items), item).gone.add(number)

    def _field_gone(self, change: Change, item: Item) -> None:
        self._foreign()
        name = self.now(change.slide, change.field)
        if "/" in name:
            raise NotTaken("it belongs to the session, and is shown elsewhere too")
        source = slide_of(self.current.session, change.slide)
        steps = steps_of(name)
        if source is None or not isinstance(steps[-1], str):
            raise NotTaken("a list keeps its item as long as something of it stands")
        parent = inside(source.node, steps[:-1]) if len(steps) > 1 else source.node
        specs = fields_of(source.kind) if len(steps) == 1 else {}
        if not isinstance(parent, Mapping) or (steps[-1] in specs and specs[steps[-1]].needed) or steps[-1] == "title":
            raise NotTaken(f"a slide of kind {source.kind.name()} needs its {steps[-1]}")
        if len(parent.entries) < 2 or (len(steps) > 1 and steps[-1] in ("text", "title", "name")):
            raise NotTaken("its item needs it")
        self._unchanged(change, name)
        file, path = self._placed(parent, item)
        item.line = parent.place(str(steps[-1])).line
        self.wanted.removed[file, (*path, steps[-1])] = item

    def _moved(self, change: Change, item: Item) -> None:
        self._foreign()
        names = [self.now(change.slide, each) for each in change.order]
        head = (item_of(names[0]) or ("", 0, ""))[0]
        listing, file, path = self._listing(change.slide, head, item)
        order = [(item_of(each) or ("", 0, ""))[1] for each in names]
        if change.sort == "moved items" and any(isinstance(each, Listing) for each in listing.items):
            raise NotTaken("its points stand beside their sub-points: write them as points: of the item")
        wanted = self._change_of(file, path, len(listing.items), item)
        if wanted.order and wanted.order != order:
            raise NotTaken("another deck has another order", conflict=True)
        wanted.order = order

    def _levels(self, change: Change, item: Item) -> None:
        """Write a list of points anew whose items went deeper or higher."""
        self._foreign()
        base, ours = self._base[change.slide], self._ours.get(change.slide, [])
        if [each.digest for each in base] != [each.digest for each in ours]:
            raise NotTaken("the slide was changed in the source since it was built", conflict=True)
        node = self._node(change.slide, change.field)
        if not isinstance(node, Listing):
            raise NotTaken("it is no list in the source")
        _, file, path = self._listing(change.slide, change.field, item)
        lines = [(line.level, self._line(change.slide, line)) for line in change.lines]
        least = min((level for level, _ in lines), default=0)
        value = _nested([(level - least, text) for level, text in lines])
        self._want(self.wanted.values, (file, path), value, item)

    def _line(self, slide: str, line: Line) -> str:
        node = node_of(self.current.session, slide, line.field) if line.field else None
        if isinstance(node, Scalar) and not line.changed:
            return node.text
        if isinstance(node, Scalar):
            values = _values(self._base[slide], line.field)
            return rewritten(node.text, values, [self._linked(line.runs)], literal=self.for_audience)
        return markdown_of(self._linked(line.runs))

    # tables

    def _row(self, change: Change, item: Item) -> None:
        self._foreign()
        if not (change.field or change.after):
            raise NotTaken("the rows come from a file")
        if change.sort == "row gone":
            self._item_gone(change, item)
            return
        if change.sort == "moved rows":
            self._moved(change, item)
            return
        head = self.now(change.slide, change.field)
        listing, file, path = self._listing(change.slide, head, item)
        after = (item_of(self.now(change.slide, change.after)) or ("", -1, ""))[1] if change.after else None
        cells = [markdown_of(self._linked(cell)) for cell in change.cells]
        model = listing.items[0]
        if not isinstance(model, Listing):
            raise NotTaken("its rows are no lists of cells")
        value: Any = Inline(cells) if self.sources.is_inline(model.at) else cells
        self._change_of(file, path, len(listing.items), item).new.append((after, value))

    def _column(self, change: Change, item: Item) -> None:
        self._foreign()
        if not change.field:
            raise NotTaken("the rows come from a file")
        base, ours = self._base[change.slide], self._ours.get(change.slide, [])
        if [each.digest for each in base] != [each.digest for each in ours]:
            raise NotTaken("the slide was changed in the source since it was built", conflict=True)
        rows, columns = self._node(change.slide, change.field), self._node(change.slide, "columns")
        if (
            not isinstance(rows, Listing)
            or not isinstance(columns, Listing)
            or not all(isinstance(r, Listing) for r in rows.items)
        ):
            raise NotTaken("the table is not written as columns and rows")
        lists: list[tuple[str, Listing]] = [("columns", columns)]
        lists += [(f"{change.field}[{n}]", row) for n, row in enumerate(rows.items)]  # type: ignore[misc]
        if change.sort == "new column" and len(change.cells) != len(lists):
            raise NotTaken("it does not say what stands in each row")
        places = [self._listing(change.slide, name, item)[1:] for name, _ in lists]
        for number, ((_, row), (file, path)) in enumerate(zip(lists, places, strict=True)):
            wanted = self._change_of(file, path, len(row.items), item)
            if change.sort == "column gone":
                wanted.gone.add(change.number)
            else:
                text = markdown_of(self._linked(change.cells[number]))
                wanted.new.append((change.number - 1 if change.number else None, text))

    # charts and pictures

    def _figures(self, change: Change, item: Item) -> None:
        assert change.chart is not None and change.base_chart is not None
        source = slide_of(self.current.session, change.slide)
        ours = next(
            (
                s.chart
                for t in self._ours.get(change.slide, [])
                for s in t.shapes
                if s.chart is not None and s.name == change.field
            ),
            None,
        )
        if source is None or ours is None:
            raise NotTaken("the source no longer has this chart", conflict=True)
        if not same_figures(ours, change.base_chart):
            raise NotTaken("its figures were changed in the source since it was built", conflict=True)
        categories, series = source.node.get("categories"), source.node.get("series")
        if not isinstance(categories, Listing) or not isinstance(series, Listing):
            raise NotTaken("its figures come from a file or are worked out: change them there")
        old, new = change.base_chart, change.chart
        if len(new.series) != len(old.series):
            raise NotTaken("series were added or removed: change them in the source")
        if new.categories != old.categories:
            self._categories(change, item, categories, series)
            return
        for number, (one, other) in enumerate(zip(old.series, new.series, strict=True)):
            self._series(change, item, number, one, other)

    def _series(self, change: Change, item: Item, number: int, old: Any, new: Any) -> None:
        if old[0] != new[0]:
            node = self._node(change.slide, f"series[{number}].name")
            if isinstance(node, Scalar):
                self._set(node, escaped(new[0]), item)
        for place, (was, now) in enumerate(zip(old[1], new[1], strict=False)):
            if same_figure(was, now):
                continue
            node = self._node(change.slide, f"series[{number}].values[{place}]")
            if isinstance(node, Scalar):
                self._foreign_figures(node)
                self._want(self.wanted.values, self._placed(node, item), _as_typed(now, was, node), item)

    @staticmethod
    def _foreign_figures(node: Scalar) -> None:
        if "{{" in node.text:
            raise NotTaken("an expression gives this figure")

    def _categories(self, change: Change, item: Item, categories: Listing, series: Listing) -> None:
        """Take categories that were renamed, added or removed, with their figures."""
        self._foreign()
        assert change.chart is not None and change.base_chart is not None
        old, new = change.base_chart, change.chart
        match = aligned(old.categories, new.categories)
        if [b for _, b in match.pairs] != sorted(b for _, b in match.pairs):
            raise NotTaken("its categories stand in another order: change it in the source")
        lists: list[tuple[str, list[Any]]] = [("categories", [escaped(c) for c in new.categories])]
        lists += [(f"series[{n}].values", list(values)) for n, (_, values) in enumerate(new.series)]
        places = [self._listing(change.slide, name, item) for name, _ in lists]
        for number, ((_, now), (listing, file, path)) in enumerate(zip(lists, places, strict=True)):
            wanted = self._change_of(file, path, len(listing.items), item)
            wanted.gone |= set(match.gone)
            for place in match.new:
                before = max((a for a, b in match.pairs if b < place), default=None)
                wanted.new.append((before, now[place] if number == 0 else _number(now[place])))
            for a, b in match.pairs:
                node = listing.items[a]
                if not isinstance(node, Scalar):
                    continue
                if number == 0 and old.categories[a] != new.categories[b]:
                    self._set(node, now[b], item)
                elif number and not same_figure(old.series[number - 1][1][a], now[b]):
                    self._want(
                        self.wanted.values,
                        self._placed(node, item),
                        _as_typed(now[b], old.series[number - 1][1][a], node),
                        item,
                    )

    def _alt(self, change: Change, item: Item) -> None:
        source = slide_of(self.current.session, change.slide)
        found = {each.at: each for each in same_texts(source.node, change.was)} if source is not None else {}
        found = found or {each.at: each for each in same_texts(self.current.session.facts_node, change.was)}
        if not found:
            raise NotTaken("the program made this alternative text; write alt: in the source")
        if len(found) > 1:
            raise NotTaken("several texts of the source say this")
        self._set(next(iter(found.values())), escaped(change.now), item)

    def _picture(self, change: Change, item: Item) -> None:
        import hashlib

        from builder.content.yaml_nodes import scalars_of

        source = slide_of(self.current.session, change.slide)
        assert change.shape is not None
        session = self.current.session
        for node in scalars_of(source.node) if source is not None else ():
            if not re.search(r"\.(png|jpe?g|gif|svg|emf|wmf|webp)$", node.text, re.I) or "{{" in node.text:
                continue
            for folder in (session.folder, session.project.content):
                path = folder / node.text
                if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == change.was:
                    self._new_picture(change, item, node, path, folder)
                    return
        raise NotTaken("its picture is not named by this slide: a logo, a drawing, or one of a case")

    def _new_picture(self, change: Change, item: Item, node: Scalar, path: Path, folder: Path) -> None:
        from builder.roundtrip.pictures import extension_of

        assert change.shape is not None and change.shape.item is not None
        data = self.package.read(change.shape.picture_part)
        suffix = extension_of(data)
        if not suffix:
            raise NotTaken("its new picture is of a sort that slides cannot show")
        target = path.with_name(f"{change.slide}-{change.now[:8]}{suffix}")
        name = self.current.session.project.named(target)
        self.wanted.pictures[name] = (data, item)
        self._set(node, target.relative_to(folder).as_posix(), item)


_UNTAKEN = {
    "new shape": "a shape drawn by hand has no place in the source",
    "shape gone": "the program draws it: it comes back at the next build",
    "merged": "its cells are merged, which tables of the source cannot say",
    "chart doubt": "the chart shows other figures than its workbook holds: open its data in PowerPoint once, and save",
    "moved": "places are the program's",
}


def _by_source(slides: Sequence[ToldSlide]) -> dict[str, list[ToldSlide]]:
    found: dict[str, list[ToldSlide]] = {}
    for each in slides:
        found.setdefault(each.source, []).append(each)
    return found


def _paragraphs(slides: Sequence[ToldSlide]) -> Any:
    for slide in slides:
        for shape in slide.shapes:
            yield slide.id, shape.every_paragraph
        yield slide.id, slide.notes


def _text(slides: Sequence[ToldSlide], name: str) -> str | None:
    """Return what a field says on the first slide that shows it; None where none does."""
    for slide in slides:
        found = [
            p.text[s.start : s.end]
            for _, paragraphs in _paragraphs([slide])
            for p in paragraphs
            for s in p.stretches
            if s.field == name
        ]
        if found:
            return " ¶ ".join(found)
    return None


def _values(slides: Sequence[ToldSlide], name: str) -> tuple[str, ...]:
    """Return what the expressions of a field were shown as."""
    for slide in slides:
        found = [
            (p, s) for _, paragraphs in _paragraphs([slide]) for p in paragraphs for s in p.stretches if s.field == name
        ]
        if found:
            return tuple(p.text[a:b] for p, s in found for a, b in s.values)
    return ()


def _all_texts(slides: Sequence[ToldSlide], prefix: str) -> list[str]:
    """Return all texts of an item."""
    return [
        p.text[s.start : s.end]
        for _, paragraphs in _paragraphs(slides)
        for p in paragraphs
        for s in p.stretches
        if s.field == prefix or (s.field.startswith(prefix) and s.field[len(prefix)] in ".[")
    ]


def _items(slides: Sequence[ToldSlide], head: str) -> dict[int, str]:
    """Return the items of a list by number: all their words."""
    found: dict[int, str] = {}
    for _, paragraphs in _paragraphs(slides):
        for p in paragraphs:
            for s in p.stretches:
                match = re.match(re.escape(head) + r"\[(\d+)\]", s.field)
                if match:
                    number = int(match[1])
                    found[number] = (found.get(number, "") + " " + p.text[s.start : s.end]).strip()
    return found


def _nested(lines: list[tuple[int, str]]) -> list[Any]:
    """Return lines with levels as points: text, or text with points."""
    made: list[Any] = []
    number = 0
    while number < len(lines):
        level, text = lines[number]
        end = number + 1
        while end < len(lines) and lines[end][0] > level:
            end += 1
        below = _nested(lines[number + 1 : end])
        made.append({"text": text, "points": below} if below else text)
        number = end
    return made


def _number(value: float | None) -> Any:
    return None if value is None else int(value) if float(value).is_integer() and abs(value) < 1e15 else value


def _as_typed(now: float | None, was: float | None, node: Scalar) -> Any:
    """Return a figure in the way that the source has it: a decimal comma stays one."""
    if now is None:
        return None
    made = _number(float(f"{now:.12g}"))
    return str(made).replace(".", ",") if "," in node.text and "." not in node.text else made
