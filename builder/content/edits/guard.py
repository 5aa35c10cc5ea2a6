"""What a text says, compared before and after an edit: only the wanted place may differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from builder.content.edits.pieces import NotYaml, Path, Piece, comments_of, pieces_of
from builder.content.edits.writing import Value, is_collection, text_of
from builder.content.yaml_nodes import MAX_NODES

_REASONS = {
    "alias": "it stands behind an alias (*), and would change in other places too",
    "not-there": "there is nothing at this place",
    "layout": "its layout does not allow it",
    "not-yaml": "the file is not YAML that can be edited",
    "file-changed": "the file was changed in the meantime",
    "not-utf-8": "the file is not UTF-8",
}


class EditRefused(Exception):
    """An edit that would change more than what it is meant to; nothing was written.

    reason: alias, not-there, layout, not-yaml, file-changed or not-utf-8.
    """

    def __init__(self, reason: str, path: Path = (), file: str = "") -> None:
        self.reason, self.path, self.file = reason, path, file
        place = ".".join(str(step) for step in path)
        super().__init__(f"{file}: {place or 'the file'} was not edited: {_REASONS[reason]}")


class Said(NamedTuple):
    """A single value: its text, and whether it stands without quotes (None: no matter)."""

    text: str
    plain: bool | None = None
    tag: str = ""


def said_by(piece: Piece | None) -> Any:
    """Return what a piece says, aliases followed: `Said`, lists and mappings; raises NotYaml."""
    return None if piece is None else _Saying().of(piece)


class _Saying:
    def __init__(self) -> None:
        self.count = 0

    def of(self, piece: Piece) -> Any:
        self.count += 1
        if self.count > MAX_NODES:
            raise NotYaml
        if piece.kind == "alias":
            assert piece.target is not None
            return self.of(piece.target)
        if piece.kind == "scalar":
            return Said(piece.text, piece.plain, piece.tag)
        if piece.kind == "list":
            return [self.of(each) for each in piece.children]
        if any(key.kind != "scalar" for key in piece.keys) or len({key.text for key in piece.keys}) < len(piece.keys):
            raise NotYaml
        return {key.text: self.of(each) for key, each in zip(piece.keys, piece.children, strict=True)}


def meant(value: Value) -> Any:
    """Return what a new value is to say."""
    if isinstance(value, Mapping):
        return {str(key): meant(each) for key, each in value.items()}
    if is_collection(value):
        return [meant(each) for each in value]
    return Said("null" if value is None else text_of(value))


def same(wanted: Any, found: Any) -> bool:
    """True where what is found says what is wanted, in the same order."""
    if isinstance(wanted, Said):
        if not isinstance(found, Said) or wanted.text != found.text:
            return False
        return wanted.plain is None or wanted[1:] == found[1:]
    if isinstance(wanted, dict):
        return (
            isinstance(found, dict)
            and list(wanted) == list(found)
            and all(same(each, found[key]) for key, each in wanted.items())
        )
    if isinstance(wanted, list):
        return isinstance(found, list) and len(wanted) == len(found) and all(map(same, wanted, found))
    return wanted is None and found is None


def is_as_wanted(text: str, wanted: Any, comments: Counter[str]) -> bool:
    """True where a text says what is wanted and has these comments."""
    try:
        root = pieces_of(text)
        return same(wanted, said_by(root)) and Counter(found for _, found in comments_of(text, root)) == comments
    except NotYaml:
        return False
