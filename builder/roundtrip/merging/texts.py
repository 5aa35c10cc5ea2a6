"""Changed texts led to their source: fields, notes, names and labels, alternative texts."""

from __future__ import annotations

import re
from typing import Any

from builder.content.fields import fields_of
from builder.content.marks import escaped
from builder.content.yaml_nodes import Mapping, Scalar
from builder.languages.language import language_of
from builder.roundtrip.comparing.change import Change
from builder.roundtrip.merging.merge import Merge
from builder.roundtrip.merging.wanted import Item, NotTaken
from builder.roundtrip.sources import inside, same_texts, slide_of, steps_of
from builder.roundtrip.wording import rewritten


def take_text(merge: Merge, change: Change, item: Item) -> None:
    """Write a field as it reads now, with its expressions where they were."""
    name = merge.now(change.slide, change.field)
    item.field = name
    merge.see_unchanged(change, name)
    node = merge.node(change.slide, name)
    if not isinstance(node, Scalar):
        raise NotTaken("it is not one text in the source")
    if not any(run.text.strip() for runs in change.paragraphs for run in runs):
        take_field_gone(merge, change, item)
        return
    is_notes = name.rpartition("/")[2] == "notes"
    text = rewritten(
        node.text, change.values, [merge.linked(runs) for runs in change.paragraphs], lists=is_notes,
        markers=change.markers if is_notes and len(change.paragraphs) else (), levels=change.levels, literal=merge.for_audience,
    )  # fmt: skip
    merge.set_text(node, text, item)


def take_new_notes(merge: Merge, change: Change, item: Item) -> None:
    """Give a slide without notes those that were written."""
    merge.refuse_foreign()
    source = slide_of(merge.current.session, change.slide)
    if source is None or source.node.get("notes") is not None:
        raise NotTaken("the source has notes now", conflict=True)
    text = rewritten("", (), change.paragraphs, lists=True, markers=change.markers, levels=change.levels)
    merge.set_key(source.node, "notes", text, item)


def take_program(merge: Merge, change: Change, item: Item) -> None:
    """Look for a text without marks (a name, a label) that the changed words are; else tell."""
    source = slide_of(merge.current.session, change.slide)
    roots = [root for root in (source.node if source else None, merge.current.session.facts_node) if root is not None]
    if change.field and source is not None:
        cell = inside(source.node, steps_of(change.field))
        if isinstance(cell, Scalar):
            _cell(merge, cell, change, item)
            return
    for root in roots:
        found = {each.at: each for each in same_texts(root, change.was)}
        if len(found) == 1 and change.now.strip():
            merge.set_text(next(iter(found.values())), escaped(change.now), item)
            return
    raise NotTaken("the program wrote it: a number, a label, or an alternative text made from the slide")


def _cell(merge: Merge, node: Scalar, change: Change, item: Item) -> None:
    """Take a figure that a column's format wrote."""
    from builder.content.tables.notation import Unclear, figure

    mark: Any = "." if language_of(merge.base.language or "nl").base in ("en", "zh", "ja", "ko", "he") else ","
    bare = re.sub(r"[^\d.,\-−]", "", change.now).replace("−", "-")
    try:
        value = figure(bare, mark)
    except Unclear:
        value = None
    if value is None:
        merge.set_text(node, escaped(change.now), item)
        return
    if "%" in change.now and "%" in node.text:
        value = f"{value}%"
    elif "%" in change.now:
        value = f"{float(value) / 100:g}"
    merge.set_text(node, value, item)


def take_field_gone(merge: Merge, change: Change, item: Item) -> None:
    """Remove a key that nothing stands for any more."""
    merge.refuse_foreign()
    name = merge.now(change.slide, change.field)
    if "/" in name:
        raise NotTaken("it belongs to the session, and is shown elsewhere too")
    source = slide_of(merge.current.session, change.slide)
    steps = steps_of(name)
    if source is None or not isinstance(steps[-1], str):
        raise NotTaken("a list keeps its item as long as something of it stands")
    parent = inside(source.node, steps[:-1]) if len(steps) > 1 else source.node
    specs = fields_of(source.kind) if len(steps) == 1 else {}
    if not isinstance(parent, Mapping) or (steps[-1] in specs and specs[steps[-1]].needed) or steps[-1] == "title":
        raise NotTaken(f"a slide of kind {source.kind.name()} needs its {steps[-1]}")
    if len(parent.entries) < 2 or (len(steps) > 1 and steps[-1] in ("text", "title", "name")):
        raise NotTaken("its item needs it")
    merge.see_unchanged(change, name)
    file, path = merge.placed(parent, item)
    item.line = parent.place(str(steps[-1])).line
    merge.wanted.removed[file, (*path, steps[-1])] = item


def take_alt(merge: Merge, change: Change, item: Item) -> None:
    """Write an alternative text, where one text of the source is the old one."""
    source = slide_of(merge.current.session, change.slide)
    found = {each.at: each for each in same_texts(source.node, change.was)} if source is not None else {}
    found = found or {each.at: each for each in same_texts(merge.current.session.facts_node, change.was)}
    if not found:
        raise NotTaken("the program made this alternative text; write alt: in the source")
    if len(found) > 1:
        raise NotTaken("several texts of the source say this")
    merge.set_text(next(iter(found.values())), escaped(change.now), item)
