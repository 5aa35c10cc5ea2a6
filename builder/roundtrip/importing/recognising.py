"""What kind a slide is that was made elsewhere, and what its fields say: each kind's recogniser is asked, the surest counts."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from builder.content.marks import escaped
from builder.roundtrip.importing import recognisers
from builder.roundtrip.importing.page import Found, Page, marked, text_of
from builder.roundtrip.importing.rebuilt import notes_of
from builder.roundtrip.pictures import extension_of
from builder.roundtrip.seen import SeenDeck, SeenSlide
from builder.slide_kinds import kind_of


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
    """Return what a slide most surely is."""
    return candidates(slide, deck)[0]


def candidates(slide: SeenSlide, deck: SeenDeck) -> list[Recognised]:
    """Return what a slide may be, the surest first, with its title, its notes and whether it is hidden."""
    page = Page(slide, deck)
    tried = [(name, found) for name, module in _modules() if (found := module.recognise(page)) is not None]
    return [_made(page, name, found) for name, found in sorted(tried, key=lambda each: -each[1].score)]


def _made(page: Page, kind: str, found: Found) -> Recognised:
    slide = page.slide
    said = marked_title(page)
    title = {"title": said or _called(page)} if said or _needs_title(kind) else {}
    shape, doubts = page.title_shape, []
    if shape is not None and not shape.holder:
        doubts = ["the slide has no title: its largest words are"]
    elif title and not said:
        doubts = ["the slide has no title: its first words are"]
    if page.lost_links:
        doubts.append(
            f"{page.lost_links} {'link leads' if page.lost_links == 1 else 'links lead'} to a file or elsewhere, and stayed behind"
        )
    made = Recognised(kind, {**title, **found.fields}, doubts=[*doubts, *found.doubts])
    _pictures(page, found, made)
    if slide.notes:
        made.fields["notes"] = notes_of(slide)
    _left(page, found, made)
    if slide.hidden:
        made.fields["hidden"] = True
    return made


def _needs_title(kind: str) -> bool:
    return kind_of(kind).TITLE_NEEDED


def _called(page: Page) -> str:
    """Return a title for a slide that has none: its first words, or its number."""
    words = " ".join(page.slide.text.split())
    return escaped(words[:60].rpartition(" ")[0] or words[:60]) if words else str(page.slide.place + 1)


def marked_title(page: Page) -> str:
    """Return a slide's title as marked text on one line."""
    shape = page.title_shape
    return " ".join(marked(p) for p in shape.paragraphs if p.text.strip()) if shape is not None else ""


def _pictures(page: Page, found: Found, made: Recognised) -> None:
    """Take pictures out of the deck, each once, named by their bytes; tell of those that have no place."""
    taken = {id(shape) for shape in found.pictures.values()}
    left = sum(id(shape) not in taken for shape in page.content_pictures)
    if left:
        made.doubts.append(
            f"{left} {'picture' if left == 1 else 'pictures'} of this slide {'was' if left == 1 else 'were'} left out"
        )
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
    """Keep words that no field holds in the notes, and tell of them."""
    used = {id(each) for each in found.used}
    left = [text_of(shape) for shape in (*page.texts, *page.tables) if id(shape) not in used]
    if left:
        made.doubts.append("words that have no place on a slide of this kind are in its notes")
        made.fields["notes"] = "\n\n".join(each for each in (*left, made.fields.get("notes", "")) if each)
