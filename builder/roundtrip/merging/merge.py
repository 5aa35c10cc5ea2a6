"""One deck's changes merged with what is written in the source now: where a field is, whether it may be written, and what with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from builder.content.yaml_nodes import Listing, Mapping, Node, Scalar
from builder.languages.language import language_of
from builder.ooxml.package import Package
from builder.plan import Run
from builder.roundtrip.comparing.change import Change
from builder.roundtrip.comparing.matching import aligned
from builder.roundtrip.current import Current
from builder.roundtrip.merging.list_change import ListChange
from builder.roundtrip.merging.wanted import Item, NotTaken, Wanted
from builder.roundtrip.sources import Sources, YamlPath, node_of
from builder.roundtrip.told import Build, by_source, field_text, item_texts


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
        self.base_slides = by_source(base.slides)
        self.our_slides = by_source(current.build.slides)
        self._maps: dict[tuple[str, str], dict[int, int]] = {}

    def tell(self, slide: str, sort: str, was: str, now: str, reason: str, *, conflict: bool = False) -> None:
        """Tell of a change that has no field."""
        self.items.append(Item(self.deck, slide, sort, "", was, now, "conflict" if conflict else "told", reason))

    def now(self, slide: str, name: str) -> str:
        """Return the path that a field has now; raises NotTaken where its item is no longer there."""
        base, ours = self.base_slides[slide], self.our_slides.get(slide, [])
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
            old, new = item_texts(self.base_slides[slide], head), item_texts(self.our_slides.get(slide, []), head_now)
            numbers, others = sorted(old), sorted(new)
            pairs = aligned([old[n] for n in numbers], [new[n] for n in others]).pairs
            self._maps[key] = {numbers[a]: others[b] for a, b in pairs}
        return self._maps[key]

    def see_unchanged(self, change: Change, name: str) -> None:
        """See that the source still says what was built; raises NotTaken."""
        base, ours = (
            field_text(self.base_slides[change.slide], change.field),
            field_text(self.our_slides.get(change.slide, []), name),
        )
        if base is None:
            return
        if ours is None:
            raise NotTaken("the source no longer has it", conflict=True)
        if ours != base:
            if " ".join(ours.split()) == " ".join(change.now.split()):
                raise NotTaken("")
            raise NotTaken(f"the source says “{ours}” now", conflict=True)

    def node(self, slide: str, name: str) -> Node:
        """Return the node of a field; raises NotTaken where the source does not write it."""
        node = node_of(self.current.session, slide, name)
        if node is None:
            raise NotTaken("it is not written in the source as such")
        return node

    def placed(self, node: Node, item: Item) -> tuple[str, YamlPath]:
        """Return file and path of a node, and note them for the list; raises NotTaken, EditRefused."""
        item.file, item.line = node.at.file, node.at.line
        if not node.at.file.endswith((".yaml", ".yml")):
            raise NotTaken(f"it comes from {node.at.file}")
        return node.at.file, self.sources.path_of(node.at)

    def linked(self, runs: Sequence[Run]) -> tuple[Run, ...]:
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

    def set_text(self, node: Scalar, text: Any, item: Item) -> None:
        """Note what a text becomes, in YAML or in a catalog; raises NotTaken."""
        item.file, item.line = node.at.file, node.at.line
        if text == node.text:
            raise NotTaken("")
        if node.at.file.endswith(".po"):
            self.want(self.wanted.catalogs, (node.at.file, node.at.line), text, item)
            return
        if node.lang:
            raise NotTaken("it has no translation yet: fandeck translate update makes room for one")
        self.want(self.wanted.values, self.placed(node, item), text, item)

    def want(self, where: dict[Any, tuple[Any, Item]], key: Any, value: Any, item: Item) -> None:
        """Note what is to be written; raises NotTaken where another deck wants something else."""
        known = where.get(key)
        if known is not None:
            if known[0] == value:
                if known[1].deck == item.deck:
                    raise NotTaken("")
                return
            raise NotTaken(f"{known[1].deck} says “{known[1].now}” here", conflict=True)
        where[key] = (value, item)

    def refuse_foreign(self) -> None:
        """See that the deck is of a language whose lists are those of the source; raises NotTaken."""
        if self.base.language and self.current.session.language != self.base.language:
            source = self.current.session.language
            if source not in language_of(self.base.language).fallbacks:
                raise NotTaken(f"lists are those of the source ({source}): change it in a deck of that language")

    def set_key(self, node: Mapping, key: str, value: Any, item: Item) -> None:
        """Note a new key of a mapping."""
        file, path = self.placed(node, item)
        self.want(self.wanted.keys, (file, (*path, key)), value, item)

    def listing(self, slide: str, head: str, item: Item) -> tuple[Listing, str, YamlPath]:
        """Return a list with its file and path; raises NotTaken where it cannot be edited."""
        node = self.node(slide, head)
        if not isinstance(node, Listing) or not node.items:
            raise NotTaken("it is no list in the source")
        file, path = self.placed(node.items[0], item)
        if not path or not isinstance(path[-1], int):
            raise NotTaken("its list is written in a way that cannot be edited")
        return node, file, path[:-1]

    def list_change(self, file: str, path: YamlPath, length: int, item: Item) -> ListChange:
        """Return what is wanted of a list, for an item that answers for it."""
        known = self.wanted.lists.setdefault((file, path), (ListChange(path, length), []))
        known[1].append(item)
        return known[0]
