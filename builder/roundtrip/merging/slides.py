"""Slides as a whole: new ones, those that are gone, those that stand elsewhere or are hidden."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from builder.content.edits import EditRefused
from builder.content.yaml_nodes import Mapping
from builder.roundtrip.comparing.matching import SlidePair, in_order
from builder.roundtrip.current import Current
from builder.roundtrip.importing.recognising import recognised
from builder.roundtrip.merging.list_change import ListChange
from builder.roundtrip.merging.merge import Merge
from builder.roundtrip.merging.wanted import Item
from builder.roundtrip.seen import SeenDeck, SeenSlide, seen_deck
from builder.roundtrip.sources import Sources, YamlPath, slide_of
from builder.roundtrip.told import Build


class SlideMoves:
    """What became of a deck's slides, led to the list that they are written in."""

    def __init__(
        self,
        deck: str,
        base: Build,
        seen: SeenDeck,
        current: Current,
        pairs: list[SlidePair],
        merge: Merge,
        sources: Sources,
    ) -> None:
        self.deck, self.base, self.seen, self.current = deck, base, seen, current
        self.pairs, self.merge, self.sources = pairs, merge, sources
        self.overrides: dict[str, dict[str, Any]] = {}
        self._places: dict[str, tuple[str, YamlPath]] = {}

    def take(self, *, delete: bool, for_audience: bool) -> None:
        self._hidden()
        self._gone(delete=delete, for_audience=for_audience)
        self._order(for_audience=for_audience)
        self._new(for_audience=for_audience)

    def _item(self, slide: str, sort: str, was: str, now: str) -> Item:
        item = Item(self.deck, slide, sort, "", was, now, "taken")
        self.merge.items.append(item)
        return item

    def _not(self, item: Item, reason: str, *, conflict: bool = False) -> None:
        item.state, item.reason = "conflict" if conflict else "told", reason

    def _place(self, source: str, item: Item) -> tuple[str, YamlPath] | None:
        """Return the list that a slide is written in, and its place there; notes why there is none."""
        found = slide_of(self.current.session, source)
        if found is None:
            self._not(item, "the source no longer has this slide", conflict=True)
            return None
        item.file, item.line = found.node.at.file, found.node.at.line
        try:
            path = self.sources.path_of(found.node.at)
        except (EditRefused, OSError) as error:
            self._not(item, str(error))
            return None
        if not path or not isinstance(path[-1], int):
            self._not(item, f"it is written in {found.node.at.file}, for this audience alone")
            return None
        return found.node.at.file, path

    def _hidden(self) -> None:
        ours = {told.id: slide for told, slide in zip(self.current.build.slides, self._now.slides, strict=False)}
        done: set[str] = set()
        for pair in self.pairs:
            now = ours.get(pair.told.id)
            if now is None or now.hidden == pair.seen.hidden or pair.told.source in done:
                continue
            done.add(pair.told.source)
            item = self._item(pair.told.source, "hidden", str(now.hidden).lower(), str(pair.seen.hidden).lower())
            source = slide_of(self.current.session, pair.told.source)
            place = self._place(pair.told.source, item)
            if place is None or source is None:
                continue
            file, path = place
            if pair.seen.hidden:
                self.merge.wanted.keys[file, (*path, "hidden")] = (True, item)
            elif "hidden" in source.node.entries:
                self.merge.wanted.removed[file, (*path, "hidden")] = item

    @property
    def _now(self) -> SeenDeck:
        return seen_deck(self.current.package)

    def _gone(self, *, delete: bool, for_audience: bool) -> None:
        there = {pair.told.source for pair in self.pairs}
        sources = dict.fromkeys(each.source for each in self.base.slides)
        titles = {each.source: each.text.partition("\n")[0] for each in reversed(self.base.slides)}
        for source in sources:
            if source in there:
                continue
            item = self._item(source, "slide gone", titles[source], "")
            if for_audience:
                self.overrides.setdefault(source, {})["remove"] = True
            elif not delete:
                self._not(item, "a slide is taken out with --delete, or for this audience alone with --to audience")
            else:
                self._delete(source, item)

    def _delete(self, source: str, item: Item) -> None:
        base = [each.digest for each in self.base.slides if each.source == source]
        ours = [each.digest for each in self.current.build.slides if each.source == source]
        if ours and base != ours:
            self._not(item, "the slide was changed in the source since", conflict=True)
            return
        place = self._place(source, item)
        if place is not None:
            file, path = place
            self._list(file, path[:-1], item).gone.add(int(path[-1]))

    def _list(self, file: str, path: YamlPath, item: Item) -> ListChange:
        length = len(self._ids(file))
        known = self.merge.wanted.lists.setdefault((file, path), (ListChange(path, length), []))
        known[1].append(item)
        return known[0]

    def _ids(self, file: str) -> list[str]:
        """Return the ids of the slides that a file lists, "" for what is none."""
        from builder.content.yaml_nodes import Listing, parse_yaml
        from builder.diagnostics import Findings

        self.sources.file(file)
        node = parse_yaml(self.sources.read[file].text, file, Findings())
        listed = node.entries.get("slides") if isinstance(node, Mapping) else node
        if not isinstance(listed, Listing):
            return []
        return [(each.text("id") or "") if isinstance(each, Mapping) else "" for each in listed.items]

    def _order(self, *, for_audience: bool) -> None:
        """Note slides that stand elsewhere, as long as they stay in the file that they are written in."""
        old = list(dict.fromkeys(each.source for each in self.base.slides))
        first: dict[str, int] = {}
        for pair in self.pairs:
            known = first.get(pair.told.source)
            if known is None or pair.seen.place < known:
                first[pair.told.source] = pair.seen.place
        old = [each for each in old if each in first]
        new = sorted(old, key=lambda each: first[each])
        stay = in_order([old.index(each) for each in new])
        moved = [each for each in new if old.index(each) not in stay]
        if not moved:
            return
        ours = list(dict.fromkeys(each.source for each in self.current.build.slides))
        if [each for each in ours if each in first] != [each for each in old if each in ours]:
            for each in moved:
                self._not(
                    self._item(each, "slide moved", "", ""), "the order was changed in the source since", conflict=True
                )
            return
        places: dict[str, tuple[str, YamlPath]] = {}
        for each in new:
            probe = Item(self.deck, each, "slide moved", "", "", "", "taken")
            place = self._place(each, probe)
            if place is not None:
                places[each] = place
        for each in moved:
            before = new[new.index(each) - 1] if new.index(each) else ""
            item = self._item(
                each,
                "slide moved",
                f"after {old[old.index(each) - 1]}" if old.index(each) else "first",
                f"after {before}" if before else "first",
            )
            if for_audience:
                following = new[new.index(each) + 1] if not before else ""
                self.overrides.setdefault(each, {})["after" if before else "before"] = before or following
                continue
            if self._place(each, item) is None:
                continue
            file, path = places[each]
            near = [n for n in (before, new[new.index(each) + 1] if new.index(each) + 1 < len(new) else "") if n]
            if not any(places.get(n, ("",))[0] == file for n in near):
                self._not(item, f"it stands among slides of another file now: move it there from {file}")
                continue
            wanted = self._list(file, path[:-1], item)
            wanted.order = [int(places[n][1][-1]) for n in new if n in places and places[n][0] == file]

    # new slides

    def _new(self, *, for_audience: bool) -> None:
        known = {pair.seen.place: pair for pair in self.pairs}
        taken = {each.id for each in self.current.session.slides} | {each.id for each in self.current.session.removed}
        last: dict[str, str] = {}
        for slide in self.seen.slides:
            if slide.place in known:
                continue
            before = next((known[n].told.source for n in range(slide.place - 1, -1, -1) if n in known), "")
            item = self._item("", "new slide", "", slide.title or slide.text.partition("\n")[0])
            made = recognised(slide, self.seen)
            identity = slide_id(slide, taken)
            taken.add(identity)
            item.slide = identity
            fields: dict[str, Any] = {"kind": made.kind, "id": identity, **made.fields}
            for name, data in made.pictures.items():
                shown = self.current.session.project.named(self.current.session.folder / name)
                self.merge.wanted.pictures[shown] = (data, item)
            if made.doubts:
                item.reason = "; ".join(made.doubts)
            if for_audience:
                fields.pop("id")
                after = last.get(before, before)
                self.overrides[identity] = {
                    **fields,
                    **({"after": after} if after else {"before": self.base.slides[0].source}),
                }
                last[before] = identity
                continue
            place = self._place(before, item) if before else self._place(self.base.slides[0].source, item)
            if place is not None:
                file, path = place
                after_number = int(path[-1]) if before else (int(path[-1]) - 1 if int(path[-1]) else None)
                wanted = self._list(file, path[:-1], item)
                if not any(value == fields for _, value in wanted.new):
                    wanted.new.append((after_number, fields))


def slide_id(slide: SeenSlide, taken: set[str]) -> str:
    """Return an id for a slide, from its title or its words, which no other has."""
    words = slide.title or slide.text.partition("\n")[0] or "dia"
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "slide"
    number, made = 2, stem
    while made in taken:
        made, number = f"{stem}-{number}", number + 1
    return made
