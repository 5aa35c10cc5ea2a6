"""The texts under a node, by the types of its fields: found for translators, and replaced by what they wrote."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, get_args, get_origin

from builder.content.fields import Notes, Plain, Record, fields_of
from builder.content.record_reader import chosen
from builder.content.yaml_nodes import Listing, Mapping, Node, Scalar
from builder.plan import RichText

Visit = Callable[[Scalar, str, str], Scalar]  # a text, the path of its field, what the field is for → what to say
_TEXTS = (RichText, Notes, Plain)

_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|www\.|#)\S+|\S+@\S+\.\S+")
_CODE = re.compile(r"[A-Z]{1,4}[-_ ]?\d[\w-]*")
_FILE = re.compile(r"[\w./-]+\.(?:png|jpe?g|gif|svg|csv|tsv|mp4|m4v|ya?ml|json|xlsx|pptx|pdf)", re.I)
_HOLE = re.compile(r"\{\{[^{}]*\}\}")
_WORD = re.compile(r"[^\W\d_]{2}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def has_words(text: str) -> bool:
    """True where a text holds something to translate: no number, date, code or address alone."""
    bare = _HOLE.sub(" ", text).strip()
    return bool(_WORD.search(_ADDRESS.sub(" ", bare))) and not (_CODE.fullmatch(bare) or _FILE.fullmatch(bare))


def walked(node: Node, kind: Any, path: str, role: str, visit: Visit) -> Node:
    """Return a node with each text that a translator gets replaced by what `visit` gives for it.

    kind: the type that the node is read as. path: that of its field, items by their ids: `options[nut]`.
    """
    if isinstance(kind, type) and issubclass(kind, Record):
        node = kind.spelled_out(node)
        kind = kind.HOLDS or kind
    if isinstance(kind, tuple):  # forms to choose from; what a record holds may be one of several, too
        kind = chosen(node, kind)
    origin = get_origin(kind)
    if origin is list:
        return _items(node, get_args(kind)[0], path, role, visit)
    if origin is dict and isinstance(node, Mapping):
        inner = get_args(kind)[1]
        entries = {key: walked(child, inner, f"{path}[{key}]", role, visit) for key, child in node.entries.items()}
        return Mapping(entries, node.at, node.keys_at)
    if kind in _TEXTS:
        if isinstance(node, Scalar):
            return visit(node, path, role) if not node.absent and has_text(node.text) else node
        # an override reaches into what was a bare text: {text: …}
        return node
    if isinstance(kind, type) and issubclass(kind, Record):
        if isinstance(node, Listing):  # sub-points directly after their point
            return _items(node, kind, path, role, visit)
        return _record(node, kind, path, visit)
    return node


def has_text(text: str) -> bool:
    """True where a text has words of its own, or an expression that shows words."""
    if has_words(text):
        return True
    if "{{" not in text:
        return False
    from builder.translation.placeholders import masked, words_in

    return any(words_in(each) for each in masked(text).expressions.values())


def _record(node: Node, kind: type[Record], path: str, visit: Visit) -> Node:
    if isinstance(node, Scalar):
        spec = fields_of(kind).get(kind.SHORTHAND)
        return walked(node, spec.type, path, spec.doc, visit) if spec and spec.translate else node
    if not isinstance(node, Mapping):
        return node
    specs, entries = fields_of(kind), dict(node.entries)
    for key, child in node.entries.items():
        spec = specs.get(key)
        if spec is not None and spec.translate:
            entries[key] = walked(child, spec.type, _inner(path, key, kind), spec.doc, visit)
    return Mapping(entries, node.at, node.keys_at)


def _inner(path: str, key: str, kind: type[Record]) -> str:
    """Name a field of a record; one that a bare text may fill has the record's own name, so that both forms agree."""
    if path and key == kind.SHORTHAND:
        return path
    if path and re.sub(r"\[[^\]]*\]", "", path).rpartition(".")[2] == key:  # sub-points
        return path
    return f"{path}.{key}" if path else key


def _items(node: Node, kind: Any, path: str, role: str, visit: Visit) -> Node:
    if isinstance(node, Listing):
        items = [walked(item, kind, _of_item(path, item), role, visit) for item in node.items]
        return Listing(items, node.at)
    if isinstance(node, Mapping) and get_origin(kind) is None and path:  # an override: items by their ids
        entries = {key: walked(child, kind, f"{path}[{key}]", role, visit) for key, child in node.entries.items()}
        return Mapping(entries, node.at, node.keys_at)
    return node


def _of_item(path: str, item: Node) -> str:
    """Name an item by its id, where it has one."""
    name = item.text("id") if isinstance(item, Mapping) else None
    return f"{path}[{name}]" if name else path
