"""How far a translation is: by language, by slide and by kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from builder.translation.checks import limit_of, placeholder_faults
from builder.translation.texts import Text

if TYPE_CHECKING:
    import polib


@dataclass(slots=True)
class Counts:
    """Texts by their state; words_left are those of texts without a valid translation."""

    texts: int = 0
    translated: int = 0
    stale: int = 0
    missing: int = 0
    too_long: int = 0
    words: int = 0
    words_left: int = 0

    @property
    def percent(self) -> int:
        """Texts with a valid translation, of a hundred, rounded down: 100 only where none is left."""
        return 100 * self.translated // self.texts if self.texts else 100

    def as_data(self) -> dict[str, Any]:
        return {
            "texts": self.texts, "translated": self.translated, "stale": self.stale, "missing": self.missing,
            "too_long": self.too_long, "words": self.words, "words_left": self.words_left, "percent": self.percent,
        }  # fmt: skip


@dataclass(slots=True)
class Status:
    """The state of one language."""

    language: str
    whole: Counts = field(default_factory=Counts)
    slides: dict[str, Counts] = field(default_factory=dict)
    kinds: dict[str, Counts] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        return {
            "language": self.language,
            **self.whole.as_data(),
            "slides": [{"slide": name, **counts.as_data()} for name, counts in self.slides.items()],
            "kinds": [{"kind": name, **counts.as_data()} for name, counts in self.kinds.items()],
        }


def status_of(language: str, texts: Iterable[Text], file: polib.POFile | None) -> Status:
    """Count how the texts of a session stand in a catalog."""
    status = Status(language)
    entries = {(e.msgctxt or "", e.msgid): e for e in file or () if not e.obsolete}
    for text in texts:
        entry = entries.get(text.key)
        state = _state(text, entry)
        long = entry is not None and bool(entry.msgstr) and 0 < limit_of(entry) < len(entry.msgstr)
        slide = text.context.partition("/")[0] if "/" in text.context else text.context.partition(":")[0]
        for counts in (
            status.whole,
            status.slides.setdefault(slide, Counts()),
            status.kinds.setdefault(text.kind or "session", Counts()),
        ):
            counts.texts += 1
            counts.words += text.words
            counts.too_long += long
            counts.words_left += 0 if state == "translated" else text.words
            setattr(counts, state, getattr(counts, state) + 1)
    return status


def _state(text: Text, entry: polib.POEntry | None) -> str:
    if entry is None or not entry.msgstr:
        return "missing"
    return "stale" if entry.fuzzy or placeholder_faults(text.source, entry.msgstr) else "translated"
