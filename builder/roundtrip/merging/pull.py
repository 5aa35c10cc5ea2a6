"""Edits made in PowerPoint brought back into the session that the deck was made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from builder.content.edits import EditRefused, YamlFile
from builder.content.yaml_nodes import Mapping, content_of, parse_yaml
from builder.diagnostics import ContentError, Findings, UsageError
from builder.ooxml.deck import DeckPackage
from builder.ooxml.package import DamagedPackage
from builder.projects.project import Project
from builder.roundtrip.comparing.changes import changes_of
from builder.roundtrip.comparing.difference import looks
from builder.roundtrip.comparing.matching import SlidePair, slide_pairs
from builder.roundtrip.comparing.stretches import solid_of
from builder.roundtrip.current import Current, current_deck
from builder.roundtrip.merging.merge import Merge
from builder.roundtrip.merging.slides import SlideMoves
from builder.roundtrip.merging.taking import take
from builder.roundtrip.merging.wanted import Item, Wanted
from builder.roundtrip.opening import opened, told_by, unknown
from builder.roundtrip.seen import SeenDeck, SeenSlide, seen_deck
from builder.roundtrip.sources import Sources, plain_value
from builder.roundtrip.told import Build, ToldSlide, build_of
from builder.storage.manifest import Manifest


@dataclass
class Edited:
    """A deck that was edited: what it was built as, how it stands, what its session would make now."""

    name: str
    base: Build
    seen: SeenDeck
    current: Current


@dataclass
class Pulled:
    """What edited decks come to: each change with what becomes of it, and the files as they are to be."""

    items: list[Item] = field(default_factory=list)
    sources: Sources = field(default_factory=lambda: Sources(Path()))
    findings: Findings = field(default_factory=Findings)

    @property
    def taken(self) -> list[Item]:
        return [each for each in self.items if each.state == "taken"]

    @property
    def conflicts(self) -> list[Item]:
        return [each for each in self.items if each.state == "conflict"]

    def diff(self) -> str:
        """Return what changes, as unified diffs."""
        return self.sources.diff()

    def write(self) -> list[str]:
        """Write what changes, and return the files' names; raises ContentError where one was changed meanwhile, and OSError."""
        written = []
        for each in self.sources.changed:
            try:
                each.write()
            except EditRefused as error:
                raise ContentError.of("yaml-edit", str(error), None, "look at the file, and pull again") from None
            written.append(each.name)
        return written


def pulled(files: Sequence[Path], project: Project, *, to: str = "source", delete: bool = False) -> Pulled:
    """Read edited decks; to: "source" or "audience". Raises UsageError for what is no deck of this project."""
    made = Pulled(sources=Sources(project.root))
    decks = [deck for file in files if (deck := _opened(file, project, made)) is not None]
    if to == "audience":
        for deck in decks:
            if not deck.base.audience:
                raise UsageError(f"{deck.name} is for no audience in particular: pull it with --to source")
    wanted = Wanted()
    shared = to == "source"
    groups = [decks] if shared else [[deck] for deck in decks]
    for group in groups:
        if not shared:
            wanted = Wanted()
        scratch = made.sources if shared else Sources(project.root)
        moves = []
        for deck in group:
            merge = Merge(
                deck.name, deck.seen.package, deck.base, deck.current, scratch, wanted, for_audience=not shared
            )
            pairs = _take(deck, merge)
            slides = SlideMoves(deck.name, deck.base, deck.seen, deck.current, pairs, merge, scratch)
            slides.take(delete=delete, for_audience=not shared)
            moves.append(slides)
            made.items += merge.items
        _write_down(wanted, scratch)
        if not shared:
            _into_override(group[0], moves[0], scratch, made)
    return made


def _opened(file: Path, project: Project, made: Pulled) -> Edited | None:
    """Open a deck and find what it was built as; what it cannot be is among the findings."""
    try:
        seen = opened(file)
        told = told_by(seen.package)
        if told is None or not told.session:
            made.findings.extend([unknown(file)])
            return None
        current = current_deck(project, told.session, told.audience, told.language, told.brand)
    except ContentError as error:
        made.findings.extend(error.found)
        return None
    except UsageError as error:
        made.findings.add(
            "deck-of-another-project", f"{file.name}: {error}", None, "run this in the project that the deck was made in",
            file=str(file),
        )  # fmt: skip
        return None
    base = told if told.slides else _standing(project, told)
    if base is None:
        base = current.build
        if told.id != current.build.id:
            made.findings.add(
                "base-unknown", f"{file.name} no longer tells what it was built as: compared with what the session says now", None,
                "look through the list: what was changed in the source since looks like an edit", severity="warning", file=str(file),
            )  # fmt: skip
    return Edited(file.name, base, seen, current)


def _standing(project: Project, told: Build) -> Build | None:
    """Return the same build from the deck that stands in the output folder, where it is as it was built."""
    folder = project.output / told.session
    manifest = Manifest.of(folder)
    for entry in manifest.entries.values():
        if (entry.audience, entry.language, entry.brand, entry.format) != (
            told.audience,
            told.language,
            told.brand,
            "pptx",
        ):
            continue
        if manifest.untouched(entry.file):
            try:
                found = build_of(DeckPackage((folder / entry.file).read_bytes()))
            except (OSError, DamagedPackage):
                continue
            if found is not None and found.id == told.id:
                return found
    return None


def _take(deck: Edited, merge: Merge) -> list[SlidePair]:
    """Merge what was changed on each slide that is still there."""
    pairs = slide_pairs(deck.base.slides, deck.seen.slides)
    now = seen_deck(deck.current.package).slides
    there = {pair.told.id: pair.seen for pair in pairs}
    sources: dict[str, list[Any]] = {}
    for slide in deck.base.slides:
        sources.setdefault(slide.source, []).append(slide)
    for source, told in sources.items():
        seen = [there.get(each.id) for each in told]
        if not any(seen):
            continue
        ours = [each for each in deck.current.build.slides if each.source == source]
        solid = solid_of(
            ours,
            [each for each, made in zip(now, deck.current.build.slides, strict=True) if made.source == source],
        )
        found = changes_of(told, seen, solid)
        if [each.digest for each in told] != [each.digest for each in ours] and len(ours) == len(told):
            left = {(each.sort, each.now) for each in changes_of(ours, seen, solid)}
            found = [each for each in found if (each.sort, each.now) in left]  # the others the source says already
        for change in found:
            take(merge, change)
        _tell_of_looks(deck, source, told, seen, now, merge)
        for each, standing in zip(told, seen, strict=True):
            if standing is None and not each.id.startswith(f"{source}--"):
                merge.tell(
                    source,
                    "slide gone",
                    each.text.partition("\n")[0],
                    "",
                    "one of several slides that the source makes: the others stand",
                )
    return pairs


def _tell_of_looks(
    deck: Edited, source: str, told: list[ToldSlide], seen: list[SeenSlide | None], now: list[SeenSlide], merge: Merge
) -> None:
    """Tell of shapes that were moved or restyled: where they stand and how they look is the program's."""
    made = {each.id: (each, standing) for each, standing in zip(deck.current.build.slides, now, strict=True)}
    for each, there in zip(told, seen, strict=True):
        ours, standing = made.get(each.id, (None, None))
        if there is None or ours is None or standing is None or ours.digest != each.digest or not there.creation:
            continue
        for found in looks(standing, there):
            merge.tell(source, found.what, found.where, found.now, "places and looks are the program's")


def _write_down(wanted: Wanted, sources: Sources) -> None:
    """Bring about what is wanted; an item that cannot be written says why."""
    for (name, line), (text, item) in wanted.catalogs.items():
        from builder.translation.edits import with_translation

        file = sources.other(name)
        now = with_translation(file.data.decode(), line, text)
        if now is None:
            item.state, item.reason = "told", "its placeholders would be lost: edit the catalog"
        else:
            file.data = now.encode()
    for (name, path), (value, item) in wanted.values.items():
        _edit(sources, name, item, lambda file, path=path, value=value: file.set(path, value))
    for (name, path), (value, item) in wanted.keys.items():
        _edit(sources, name, item, lambda file, path=path, value=value: file.put(path, value))
    for (name, path), item in sorted(wanted.removed.items(), key=lambda each: -len(each[0][1])):
        _edit(sources, name, item, lambda file, path=path: file.remove(path))
    for (name, _), (change, items) in sorted(wanted.lists.items(), key=lambda each: -len(each[0][1])):
        try:
            sources.change(change.applied(sources.file(name)))
        except EditRefused as error:
            for item in items:
                item.state, item.reason = "told", str(error)
    for name, (data, item) in wanted.pictures.items():
        if item.state == "taken":
            sources.other(name).data = data


def _edit(sources: Sources, name: str, item: Item, edit: Any) -> None:
    try:
        sources.change(edit(sources.file(name)))
    except EditRefused as error:
        item.state, item.reason = "told", str(error)


def _into_override(deck: Edited, moves: SlideMoves, scratch: Sources, made: Pulled) -> None:
    """Write what a deck's edits come to into its audience's override, key by key."""
    session, audience = deck.current.session, deck.base.audience
    name = session.project.named(session.folder / "audiences" / f"{audience}.yaml")
    if name in scratch.now and scratch.now[name].is_changed:
        made.sources.change(scratch.now[name])
        made.sources.read.setdefault(name, scratch.read[name])
    changes = dict(moves.overrides)
    for file, now in scratch.now.items():
        if file == name or not now.is_changed:
            continue
        before, after = _slides_in(scratch.read[file]), _slides_in(now)
        for slide, node in before.items():
            own = changes.setdefault(slide, {})
            changed = after.get(slide)
            if changed is None:
                continue
            for key in dict.fromkeys((*node.entries, *changed.entries)):
                old, new = node.entries.get(key), changed.entries.get(key)
                if new is None and old is not None:
                    own[key] = None
                elif new is not None and (old is None or content_of(old) != content_of(new)):
                    own[key] = plain_value(new)
    _tell_of_others(deck, scratch, name, made)
    target = made.sources.file(name)
    for slide, own in changes.items():
        for key, value in own.items():
            try:
                target = _put(target, slide, key, value)
            except EditRefused as error:
                made.findings.add("yaml-edit", str(error), None, "edit the override by hand", file=name)
    made.sources.change(target)
    for each, other in scratch.others.items():
        if other.is_changed:
            made.sources.others[each] = other


def _tell_of_others(deck: Edited, scratch: Sources, name: str, made: Pulled) -> None:
    """Tell of changes that no override can hold: those of the session's own keys and of cases."""
    for item in made.items:
        if item.deck == deck.name and item.state == "taken" and "/" in item.field and item.file != name:
            item.state, item.reason = "told", "an override holds slides and variables only: pull it with --to source"


def _put(file: YamlFile, slide: str, key: str, value: Any) -> YamlFile:
    if not file.has(("slides",)):
        return file.put(("slides",), {slide: {key: value}})
    if not file.has(("slides", slide)):
        return file.put(("slides", slide), {key: value})
    return file.put(("slides", slide, key), value)


def _slides_in(file: YamlFile) -> dict[str, Mapping]:
    """Return the slides of a session's file or an included one, by id."""
    node = parse_yaml(file.text, file.name, Findings())
    listed = node.entries.get("slides") if isinstance(node, Mapping) else node
    items = getattr(listed, "items", [])
    return (
        {each.text("id") or "": each for each in items if isinstance(each, Mapping)} if isinstance(items, list) else {}
    )
