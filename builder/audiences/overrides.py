"""Overrides: what a group or an audience gets differently, merged into the session's own nodes.

`content/<session>/audiences/group-<group>.yaml` for each group, then `<id>.yaml`. Mappings merge key by
key, any other value replaces, `null` takes out; items with ids are reached by id.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from string import ascii_uppercase
from typing import TYPE_CHECKING

from msgspec.structs import replace

from builder.content.yaml_nodes import Listing, Mapping, Node, Scalar, read_yaml
from builder.diagnostics import Findings, suggest
from builder.projects.session import Session, SlideSource, read_variables, slide_source

if TYPE_CHECKING:
    from builder.audiences.audience import Audience
    from builder.audiences.lists import AudienceList

_PLACES = ("after", "before")
_OWN = ("remove", *_PLACES)


def override_files(session: Session, audience: Audience | None) -> tuple[Path, ...]:
    """List the override files that apply to an audience, groups first."""
    if audience is None:
        return ()
    there = _there(session)
    if not there:
        return ()
    wanted = [*(f"group-{group}.yaml" for group in sorted(audience.groups)), f"{audience.id}.yaml"]
    return tuple(there[name] for name in wanted if name in there)


def all_override_files(session: Session) -> list[Path]:
    """List all override files of a session."""
    return list(_there(session).values())


def overrides_folder(session: Session) -> Path:
    """Give the folder that a session's overrides stand in."""
    return session.folder / "audiences"


def _there(session: Session) -> dict[str, Path]:
    """Give the override files of a session by name (NFC); the folder is read once."""
    known = session.library.overrides
    if known is None:
        folder = overrides_folder(session)
        files = sorted(folder.glob("*.yaml")) if folder.is_dir() and session.project.inside(folder) else []
        known = {unicodedata.normalize("NFC", path.name): path for path in files if session.project.inside(path)}
        session.library.overrides = known
    return known


def find_unused(session: Session, lists: Sequence[AudienceList], findings: Findings) -> None:
    """Note override files that are for nobody in the lists."""
    there = _there(session)
    _find_misnamed(session, findings)
    if not there:
        return
    ids = {each for listed in lists for each in listed.audiences.ids()}
    groups = {group for listed in lists for group in listed.groups}
    for name, path in there.items():
        stem = name.removesuffix(".yaml")
        group = stem.removeprefix("group-") if stem.startswith("group-") else ""
        if stem in ids or group in groups:
            continue
        what = f"there is no group '{group}'" if group else f"there is no audience '{stem}'"
        near = suggest(group or stem, groups if group else [*ids, *(f"group-{each}" for each in groups)])
        findings.add(
            "override-unused", f"{what} in the lists of this session; nothing uses this file", None,
            near, severity="warning", file=session.project.named(path),
        )  # fmt: skip


def _find_misnamed(session: Session, findings: Findings) -> None:
    """Note files that are called as no override is, and so change nothing."""
    folder = overrides_folder(session)
    for path in sorted(folder.iterdir()) if folder.is_dir() and session.project.inside(folder) else []:
        name = path.name.lower()
        if name.endswith((".yml", ".yaml.txt", ".yml.txt", ".yaml")) and not path.name.endswith(".yaml"):
            wanted = f"{path.name.split('.y')[0].split('.Y')[0]}.yaml"
            findings.add(
                "override-unused", f"nothing uses this file: it must be called {wanted}", None, "rename it",
                severity="warning", file=session.project.named(path),
            )  # fmt: skip


ReadOverride = Callable[[Path, Findings], Node | None]


def tailored(session: Session, files: tuple[Path, ...], read: ReadOverride | None = None) -> Session:
    """Give a session with overrides merged in; raises ContentError with all their faults.

    read: how an override is read, where that is in another language than its source.
    """
    if not files:
        return session
    findings = Findings()
    slides, variables = list(session.slides), session.node.get("variables")
    for path in files:
        session.library.read.add(path)
        node = read(path, findings) if read else read_yaml(path, session.project.named(path), findings)
        if isinstance(node, Scalar) and node.absent:
            continue
        if not isinstance(node, Mapping):
            if node is not None:
                findings.add("wrong-type", "an override is keys and values", node.at, "write variables: or slides:")
            continue
        for key in node.entries:
            if key not in ("variables", "slides"):
                hint = suggest(key, ("variables", "slides"))
                findings.add("unknown-key", f"'{key}' is not a key of an override", node.keys_at[key], hint)
        changed = node.get("variables")
        if changed is not None:
            variables = _merged(variables, changed, findings, "variables")
        slides = _with_slides(slides, node.get("slides"), findings)
    values = read_variables(variables, findings)
    findings.stop_on_errors()
    findings.extend(session.findings)
    there = {each.id for each in slides}
    removed = tuple(each for each in session.slides if each.id not in there)
    return replace(session, slides=slides, variables=values, findings=findings, removed=removed)


def _is_removed(change: Mapping, findings: Findings) -> bool:
    """True where a change takes its slide out."""
    said = change.get("remove")
    if said is None:
        return False
    text = said.text.strip().lower() if isinstance(said, Scalar) else ""
    if text not in ("true", "yes", "false", "no"):
        findings.add("wrong-type", f"remove is true or false, '{text}' was found", said.at, "write remove: true")
    return text in ("true", "yes")


def _with_slides(slides: list[SlideSource], changes: Node | None, findings: Findings) -> list[SlideSource]:
    if changes is None:
        return slides
    if not isinstance(changes, Mapping):
        findings.add("wrong-type", "slides are ids with what changes", changes.at, "write slide-id: {title: …}")
        return slides
    slides = list(slides)
    for identity, change in changes.entries.items():
        at = changes.keys_at[identity]
        if not isinstance(change, Mapping):
            findings.add("wrong-type", "a change of a slide is keys and values", at, "write title: … or remove: true")
            continue
        known = next((each for each in slides if each.id == identity), None)
        own = {key: value for key, value in change.entries.items() if key not in _OWN}
        body = Mapping(own, change.at, change.keys_at)
        if known is None and "kind" not in own:
            near = suggest(identity, [each.id for each in slides])
            hint = near or "a new slide needs kind: and after: or before:"
            findings.add("unknown-slide", f"there is no slide '{identity}' to change", at, hint)
            continue
        if _is_removed(change, findings):
            slides = [each for each in slides if each.id != identity]
            continue
        if known is None:
            body.entries = {"id": Scalar(identity, at, plain=True), **own}
            body.keys_at = {**change.keys_at, "id": at}
            if not any(change.get(place) for place in _PLACES):
                findings.add(
                    "missing-field",
                    f"the new slide '{identity}' has no place",
                    at,
                    "add after: or before: with a slide's id",
                )
                continue
            made = slide_source(body, findings)
        else:
            merged = _merged(known.node, body, findings, identity)
            made = slide_source(merged, findings) if isinstance(merged, Mapping) else None
        if made is None:
            continue
        slides = _placed(slides, known, made, change, findings)
    return slides


def _placed(
    slides: list[SlideSource], known: SlideSource | None, made: SlideSource, change: Mapping, findings: Findings
) -> list[SlideSource]:
    """Put a slide in its place: that of the one it changes, or after or before another."""
    place = next((key for key in _PLACES if change.get(key)), "")
    if not place:
        return [made if each is known else each for each in slides]
    node = change.entries[place]
    wanted = node.text if isinstance(node, Scalar) else ""
    left = [each for each in slides if each is not known]
    index = next((n for n, each in enumerate(left) if each.id == wanted), None)
    if index is None:
        near = suggest(wanted, [each.id for each in left])
        findings.add("unknown-slide", f"there is no slide '{wanted}' to stand {place}", node.at, near)
        return slides
    index += place == "after"
    return [*left[:index], made, *left[index:]]


def _merged(base: Node | None, change: Node, findings: Findings, path: str) -> Node:
    """Merge a change into what stands there."""
    if not isinstance(change, Mapping):
        return change
    if isinstance(base, Listing):
        return _merged_items(base, change, findings, path)
    if not isinstance(base, Mapping):
        entries = {key: value for key, value in change.entries.items() if not _absent(value)}
        if isinstance(base, Scalar) and not base.absent and "text" not in entries:
            entries = {"text": base, **entries}
        return Mapping(entries, change.at, {"text": change.at, **change.keys_at})
    entries, keys_at = dict(base.entries), dict(base.keys_at)
    for key, value in change.entries.items():
        if _absent(value):
            entries.pop(key, None)
            continue
        entries[key] = _merged(entries.get(key), value, findings, f"{path}.{key}")
        keys_at[key] = change.keys_at[key]
    return Mapping(entries, base.at, keys_at)


def _merged_items(base: Listing, change: Mapping, findings: Findings, path: str) -> Node:
    """Merge changes into a list by its items' ids; options without one have their letter."""
    ids = [_id_of(item, number) for number, item in enumerate(base.items)]
    items: list[Node | None] = list(base.items)
    for key, value in change.entries.items():
        if key not in ids:
            known = [each for each in ids if each]
            near = suggest(key, known) or f"its items are: {', '.join(known)}"
            findings.add("unknown-item", f"'{path}' has no item '{key}'", change.keys_at[key], near)
            continue
        number = ids.index(key)
        item = items[number]
        if _absent(value):
            items[number] = None
        elif isinstance(value, Scalar) and isinstance(item, Mapping):
            items[number] = Mapping({**item.entries, "text": value}, item.at, {**item.keys_at, "text": value.at})
        else:
            items[number] = _merged(item, value, findings, f"{path}.{key}")
    return Listing([item for item in items if item is not None], base.at)


def _id_of(item: Node, number: int) -> str:
    given = item.text("id") if isinstance(item, Mapping) else None
    return given or (ascii_uppercase[number] if number < len(ascii_uppercase) else "")


def _absent(node: Node) -> bool:
    return isinstance(node, Scalar) and node.absent
