"""What kind a slide is that was made elsewhere, and what its fields say: each kind's recogniser is asked, the surest counts."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from builder.roundtrip import recognisers
from builder.roundtrip.page import Found, Page, marked, text_of
from builder.roundtrip.pictures import extension_of
from builder.roundtrip.seen import SeenDeck, SeenSlide
from builder.roundtrip.wording import rewritten


@dataclass
class Recognised:
    """A slide as content says it: kind, fields, pictures by the names of their files, and what was doubted."""

    kind: str
    fields: dict[str, Any]
    pictures: dict[str, bytes] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)


@lru_cache(maxsize=1)
def _modules() -> tuple[tuple[str, Any], ...]:
    names = sorted(each.name for each in pkgutil.iter_modules(recognisers.__path__) if not each.name.startswith("_"))
    return tuple((name, importlib.import_module(f"{recognisers.__name__}.{name}")) for name in names)


def recognised(slide: SeenSlide, deck: SeenDeck) -> Recognised:
    """Return what a slide is, with its title, its notes and whether it is hidden."""
    page = Page(slide, deck)
    tried = [(name, found) for name, module in _modules() if (found := module.recognise(page)) is not None]
    kind, found = max(tried, key=lambda each: each[1].score)
    title = {"title": marked_title(page)} if marked_title(page) else {}
    made = Recognised(kind, {**title, **found.fields}, doubts=list(found.doubts))
    _pictures(page, found, made)
    _left(page, found, made)
    if slide.notes:
        runs = [each.runs for each in slide.notes]
        made.fields["notes"] = rewritten(
            "", (), runs, lists=True, markers=[e.marker for e in slide.notes], levels=[e.level for e in slide.notes]
        )
    if slide.hidden:
        made.fields["hidden"] = True
    return made


def marked_title(page: Page) -> str:
    """Return a slide's title as marked text on one line."""
    shape = page.title_shape
    return " ".join(marked(p) for p in shape.paragraphs if p.text.strip()) if shape is not None else ""


def _pictures(page: Page, found: Found, made: Recognised) -> None:
    """Take pictures out of the deck, each once, named by their bytes."""
    for name, shape in found.pictures.items():
        data = page.deck.package.read(shape.picture_part)
        suffix = extension_of(data)
        if not suffix:
            made.doubts.append(f"a picture of an unknown sort was left out: {shape.picture_part}")
            continue
        file = f"images/{shape.picture[:12]}{suffix}"
        made.pictures[file] = data
        _put(made.fields, name, file)


def _put(fields: dict[str, Any], name: str, value: Any) -> None:
    fields[name] = value


def _left(page: Page, found: Found, made: Recognised) -> None:
    """Tell of words that no field holds."""
    used = {id(each) for each in found.used}
    for shape in page.texts:
        if id(shape) not in used:
            made.doubts.append(f"these words have no place: {text_of(shape)[:80]}")
