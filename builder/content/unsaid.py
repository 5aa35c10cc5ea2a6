"""What a record holds that the texts of its slides do not say as they are written: times, numbers, choices, words put into others.

Words that are on none of the slides stay at home: an address of a presenter that nobody shows leaves with no deck.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable
from functools import cached_property
from typing import Any

from builder.content.fields import Address, Expression, Plain, Record, defaults_of, fields_of
from builder.content.marks import markdown_of
from builder.plan import FilmFile, ImageFile, RichText

FILE = "sha256:"  # stands before the digest of a picture or a film
OF_SLIDES = {"kind", "id", "title", "notes", "when", "repeat", "as", "hidden", "layout"}  # told by the slide itself
OF_SESSIONS = {"title", "language", "brand", "audiences"}  # by the deck, or its build
_BETWEEN = re.compile(r"[\W_]+")


class Shown(Container[str]):
    """What slides show, in which words are found whatever stands between them; put together when the first is asked for."""

    def __init__(self, texts: Callable[[], Iterable[str]]) -> None:
        self._texts = texts

    @cached_property
    def _squeezed(self) -> str:
        return _BETWEEN.sub("", "".join(self._texts()))

    def __contains__(self, words: object) -> bool:
        """True for words that are shown somewhere, and for figures and dates, which may be written in another form."""
        return isinstance(words, str) and (
            not any(map(str.isalpha, words)) or _BETWEEN.sub("", words) in self._squeezed
        )


def unsaid(record: Record, said: Container[str], shown: Container[str], leave: Container[str]) -> dict[str, Any]:
    """Return the fields of a record as plain values, without defaults and texts that are said; files by their digests.

    said: the paths of the fields whose words stand on the slides as they are; shown: the words that these show;
    leave: keys that are told otherwise.
    """
    made: dict[str, Any] = {}
    for key, name, usual in _keys(type(record)):
        value = getattr(record, name, None)
        if value is not None and value != usual and key not in leave:
            plain = _plain(value, said, shown)
            if plain is not None:
                made[key] = plain
    return made


_known: dict[type, tuple[tuple[str, str, Any], ...]] = {}


def _keys(record: type) -> tuple[tuple[str, str, Any], ...]:
    """List the keys of a record, with the names and the defaults of their fields."""
    if record not in _known:
        usual = {name: default for name, default, _ in defaults_of(record)}
        _known[record] = tuple((key, spec.name, usual[spec.name]) for key, spec in fields_of(record).items())
    return _known[record]


def _plain(value: Any, said: Container[str], shown: Container[str]) -> Any:
    """Return a value as JSON has it; None where there is nothing to tell of it."""
    if isinstance(value, RichText):
        if value.field in said or not value.field or not value or value.plain not in shown:
            return None
        return "\n\n".join(markdown_of(paragraph.runs) for paragraph in value.paragraphs)
    if isinstance(value, (list, tuple)):
        made = [_plain(each, said, shown) for each in value]
        return made if any(each is not None for each in made) else None
    if isinstance(value, str):
        words = isinstance(value, (Plain, Address)) or "@" in value  # an e-mail address is taken as typed
        if isinstance(value, Expression) or (words and value not in shown):
            return None
        return str.__str__(value) or None
    if isinstance(value, Record):
        held = value.held()
        return (unsaid(value, said, shown, ()) or None) if held is value else _plain(held, said, shown)
    if isinstance(value, (bool, int, float)):
        return int(value) if isinstance(value, float) and value.is_integer() else value
    if isinstance(value, (ImageFile, FilmFile)):
        return f"{FILE}{value.digest}"
    if isinstance(value, dict):
        return {str(key): _plain(each, said, shown) for key, each in value.items()} or None
    return None
