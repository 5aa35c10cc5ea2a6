"""Replaced pictures led to their source: a new file beside the old one, named by the slide."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from builder.content.yaml_nodes import Scalar, scalars_of
from builder.roundtrip.comparing.change import Change
from builder.roundtrip.merging.merge import Merge
from builder.roundtrip.merging.wanted import Item, NotTaken
from builder.roundtrip.pictures import extension_of
from builder.roundtrip.sources import slide_of


def take_picture(merge: Merge, change: Change, item: Item) -> None:
    """Keep a new picture as a file, and name it where the slide named the old one."""
    source = slide_of(merge.current.session, change.slide)
    assert change.shape is not None
    session = merge.current.session
    for node in scalars_of(source.node) if source is not None else ():
        if not re.search(r"\.(png|jpe?g|gif|svg|emf|wmf|webp)$", node.text, re.I) or "{{" in node.text:
            continue
        for folder in (session.folder, session.project.content):
            path = folder / node.text
            if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == change.was:
                _new_picture(merge, change, item, node, path, folder)
                return
    raise NotTaken("its picture is not named by this slide: a logo, a drawing, or one of a case")


def _new_picture(merge: Merge, change: Change, item: Item, node: Scalar, path: Path, folder: Path) -> None:
    assert change.shape is not None and change.shape.item is not None
    data = merge.package.read(change.shape.picture_part)
    suffix = extension_of(data)
    if not suffix:
        raise NotTaken("its new picture is of a sort that slides cannot show")
    target = path.with_name(f"{change.slide}-{change.now[:8]}{suffix}")
    name = merge.current.session.project.named(target)
    merge.wanted.pictures[name] = (data, item)
    merge.set_text(node, target.relative_to(folder).as_posix(), item)
