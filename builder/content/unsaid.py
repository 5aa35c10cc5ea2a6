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
    def _text(self) -> str:
        return "".join(self._texts())

    @cached_property
    def _squeezed(self) -> str:
        return _BETWEEN.sub("", self._text)

    def __contains__(self, words: object) -> bool:
        """True for words that are shown somewhere, and for figures and dates, which may be written in another form."""
        return isinstance(words, str) and (
            words in self._text or not any(map(str.isalpha, words)) or _BETWEEN.sub("", words) in self._squeezed
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
    form = type(value)
    if form not in _ways:
        _ways[form] = next((way for known, way in _WAYS if issubclass(form, known)), _nothing)
    return _ways[form](value, said, shown)


_Way = Callable[[Any, Container[str], Container[str]], Any]
_ways: dict[type, _Way] = {}


def _nothing(value: Any, said: Container[str], shown: Container[str]) -> None:
    return None


def _text(value: RichText, said: Container[str], shown: Container[str]) -> str | None:
    if not value.field or value.field in said or not value or value.plain not in shown:
        return None
    return "\n\n".join(markdown_of(paragraph.runs) for paragraph in value.paragraphs)


def _items(value: Iterable[Any], said: Container[str], shown: Container[str]) -> list[Any] | None:
    made = [_plain(each, said, shown) for each in value]
    return made if any(each is not None for each in made) else None


def _typed(value: str, said: Container[str], shown: Container[str]) -> str | None:
    return str.__str__(value) if value and value in shown else None


def _word(value: str, said: Container[str], shown: Container[str]) -> str | None:
    """Tell a choice or a name; an e-mail address is taken as typed."""
    return _typed(value, said, shown) if "@" in value else str.__str__(value) or None


def _record(value: Record, said: Container[str], shown: Container[str]) -> Any:
    held = value.held()
    return (unsaid(value, said, shown, ()) or None) if held is value else _plain(held, said, shown)


def _number(value: float, said: Container[str], shown: Container[str]) -> float:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _file(value: ImageFile | FilmFile, said: Container[str], shown: Container[str]) -> str:
    return f"{FILE}{value.digest}"


def _entries(value: dict[Any, Any], said: Container[str], shown: Container[str]) -> dict[str, Any] | None:
    return {str(key): _plain(each, said, shown) for key, each in value.items()} or None


_WAYS: tuple[tuple[Any, _Way], ...] = (
    (RichText, _text), ((list, tuple), _items), (Expression, _nothing), ((Plain, Address), _typed), (str, _word),
    (Record, _record), ((bool, int, float), _number), ((ImageFile, FilmFile), _file), (dict, _entries),
)  # fmt: skip
