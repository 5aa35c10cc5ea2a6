"""A deck made elsewhere as a session: its slides as kinds, its pictures as files, its doubts as comments."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from builder.content.edits import Inline
from builder.content.edits.writing import block_lines
from builder.content.marks import escaped
from builder.content.record_reader import Reading
from builder.content.unsaid import FILE
from builder.content.yaml_nodes import Mapping, parse_yaml
from builder.diagnostics import Findings, UsageError
from builder.languages.formats import is_language
from builder.languages.language import language_of
from builder.projects.library import Library, LibraryFiles
from builder.projects.project import Project
from builder.roundtrip.comparing.matching import shape_pairs, slide_pairs
from builder.roundtrip.comparing.tables import same_figures
from builder.roundtrip.importing.page import Page
from builder.roundtrip.importing.rebuilt import Rebuilt, completed
from builder.roundtrip.importing.recognising import Recognised, candidates
from builder.roundtrip.merging.slides import slide_id
from builder.roundtrip.opening import opened
from builder.roundtrip.pictures import extension_of
from builder.roundtrip.seen import SeenDeck, SeenSlide
from builder.roundtrip.told import Build, ToldSlide, build_of
from builder.slide_kinds import kind_of

WIDTH = 110  # characters of a line on which a short mapping or list stands whole
_SLIDE_LINK = re.compile(r"\]\(#(/?ppt/slides/[^)\s]+)\)")


@dataclass
class Imported:
    """A session as it is to be: its folder, its text, its pictures, and what was doubted on which slide (from 1)."""

    folder: Path
    text: str
    pictures: dict[str, bytes]
    kinds: list[str]
    doubts: list[tuple[int, str]] = field(default_factory=list)

    def write(self) -> list[Path]:
        """Write the session's files, and return them; raises OSError."""
        self.folder.mkdir(parents=True)
        (self.folder / "session.yaml").write_text(self.text, encoding="utf-8")
        for name, data in self.pictures.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return [self.folder / "session.yaml", *(self.folder / name for name in self.pictures)]


def imported(file: Path, project: Project, name: str = "", brand: str = "") -> Imported:
    """Read a deck as a session; raises ContentError for what is no deck, UsageError for a name that is taken."""
    deck = opened(file)
    slug = name or _slug(deck.title or file.stem)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        raise UsageError(f"--session {slug}: use lower-case letters, digits and single hyphens")
    folder = project.content / slug
    if folder.exists():
        raise UsageError(f"{project.named(folder)} is there already: choose another name with --session")
    return _Import(deck, project, folder, brand, file.stem).made()


class _Import:
    """The making of a session."""

    def __init__(self, deck: SeenDeck, project: Project, folder: Path, brand: str, stem: str) -> None:
        self.deck, self.project, self.folder, self.brand, self.stem = deck, project, folder, brand, stem
        self.pictures: dict[str, bytes] = {}
        self.doubts: list[tuple[int, str]] = []
        self.ids: dict[str, str] = {}  # by the part of a slide
        self.session: dict[str, Any] = {}
        self.titled = False

    def made(self) -> Imported:
        slides = list(self._slides())
        head: dict[str, Any] = {"title": self._title(), "language": self._language()}
        head |= {key: value for key, value in self.session.items() if key not in head}
        if self.brand:
            head["brand"] = self.brand
        text = "\n".join(block_lines({k: v for k, v in head.items() if v}, 0)) + "\nslides:\n"
        text += "\n".join("\n".join(lines) + "\n" for _, lines in slides)
        text = _SLIDE_LINK.sub(lambda m: f"](#{self.ids[m[1]]})" if m[1] in self.ids else "]()", text).replace(
            "]()", "]"
        )
        return Imported(self.folder, text, self.pictures, [kind for kind, _ in slides], self.doubts)

    def _title(self) -> str:
        first = next((s.title for s in self.deck.slides if s.title), "")
        told = self.session.get("title")
        return str(told or escaped(" ".join((self.deck.title or first or self.stem).split())))

    def _language(self) -> str:
        """Return the deck's language: the document's own, or that of most of its words."""
        letters: Counter[str] = Counter()
        for slide in self.deck.slides:
            for shape in slide.shapes:
                for paragraph in shape.every_paragraph:
                    for run in paragraph.runs:
                        if run.lang:
                            letters[run.lang] += len(run.text)
        for tag in (self.deck.language, *(tag for tag, _ in letters.most_common(3)), "en"):
            if not tag or not is_language(tag):
                continue
            language = language_of(tag)
            return language.base if language.canonical in _MAIN_REGIONS else language.canonical
        return "en"

    def _slides(self) -> Iterator[tuple[str, list[str]]]:
        taken: set[str] = set()
        rebuilt = self._rebuilt()
        for slide in self.deck.slides:
            own = rebuilt.get(slide.place)
            if own is not None and own[1] is None:
                self.ids[slide.part] = own[0]
                continue  # another slide of the same source holds it
            identity = own[0] if own is not None else slide_id(slide, taken)
            taken.add(identity)
            self.ids[slide.part] = identity
            recognised = self._chosen(slide, own[1] if own else None, identity)
            for doubt in recognised.doubts:
                self.doubts.append((slide.place + 1, doubt))
            yield recognised.kind, _lines(identity, recognised)

    def _chosen(self, slide: SeenSlide, own: Rebuilt | None, identity: str) -> Recognised:
        """Return what reads well as content: what the deck tells of itself, else the surest of what was recognised."""
        tried: list[Recognised] = []
        if own is not None:
            tried.append(self._of(own, identity))
        tried += candidates(slide, self.deck)
        for each in tried:
            self.pictures |= each.pictures
            faults = self._faults(identity, each)
            if not faults:
                return each
        last = tried[-1]
        last.doubts.append("this slide needs a hand: " + "; ".join(self._faults(identity, last))[:200])
        return last

    def _of(self, own: Rebuilt, identity: str) -> Recognised:
        made = Recognised(own.kind, {})
        made.fields = self._with_files(own.fields, own, identity, made.pictures)
        session = self._with_files(own.session, own, identity, made.pictures)
        for key, value in session.items():
            needs = {"presenters": "name", "logos": "image"}.get(key)
            if not needs or all(isinstance(each, dict) and needs in each for each in value):
                self.session[key] = completed(self.session.get(key), value)
        return made

    def _with_files(self, value: Any, own: Rebuilt, identity: str, files: dict[str, bytes]) -> Any:
        """Return fields with the names of files where pictures and films stand; without those that the deck does not hold."""
        if isinstance(value, str) and value.startswith(FILE):
            return self._file(value, own, identity, files)
        if isinstance(value, dict):
            made = {key: self._with_files(each, own, identity, files) for key, each in value.items()}
            lost = [key for key, each in value.items() if each is not None and made[key] is None]
            return {key: each for key, each in made.items() if key not in lost and not (lost and key == "alt")}
        if isinstance(value, list):
            return type(value)(self._with_files(each, own, identity, files) for each in value)
        return value

    def _file(self, token: str, own: Rebuilt, identity: str, files: dict[str, bytes]) -> str | None:
        shape = own.files.get(token)
        if shape is not None and shape.picture_part:
            data = self.deck.package.read(shape.picture_part)
            name = f"images/{shape.picture[:12]}{extension_of(data) or '.png'}"
        elif film := next((each.film_part for each in own.files.values() if each.film_part), ""):
            data = self.deck.package.read(film)
            name = f"films/{identity}.{film.rpartition('.')[2].lower()}"
        else:
            return None
        files[name] = data
        return name

    def _rebuilt(self) -> dict[int, tuple[str, Rebuilt | None]]:
        """Return the slides that tell what they were made of, as long as nobody edited one of the same source."""
        build: Build | None = build_of(self.deck.package)
        if build is None:
            return {}
        pairs = {
            p.told.id: p
            for p in slide_pairs(build.slides, self.deck.slides)
            if p.certainty == "id" and _is_as_built(p.told, p.seen)
        }
        made: dict[int, tuple[str, Rebuilt | None]] = {}
        for group in _made_together(build.slides):
            if not all(told.id in pairs for told in group):
                continue
            seen = [pairs[told.id].seen for told in group]
            identity = group[0].source if group[0].source not in {own for own, _ in made.values()} else group[0].id
            made |= {each.place: (identity, None) for each in seen}
            made[min(each.place for each in seen)] = (identity, Rebuilt(group, seen, build.unsaid))
        return made

    def _faults(self, identity: str, made: Recognised) -> list[str]:
        """Return what is wrong with a slide as content."""
        text = "\n".join(block_lines({"kind": made.kind, "id": identity, **made.fields}, 0))
        found = Findings()
        node = parse_yaml(text, "slide", found)
        if not isinstance(node, Mapping) or found.errors:
            return [each.message for each in found.errors] or ["no slide"]
        reading = Reading(found, _Pictures(self.project, self.folder, found, self.pictures), None, set())
        reading.record(node, kind_of(made.kind))
        return [each.message for each in found.errors]


class _Pictures(LibraryFiles):
    """Files of a session that is not written yet: its pictures are at hand."""

    def __init__(self, project: Project, folder: Path, found: Findings, pictures: dict[str, bytes]) -> None:
        super().__init__(Library(project, folder), found)
        self.pictures = pictures

    def film(self, name: str, at: Any) -> Any:
        """Return a stand-in for a film that will be there."""
        from builder.plan import FilmFile

        return FilmFile(name, "0", name.rpartition(".")[2]) if name in self.pictures else super().film(name, at)

    def image(self, name: str, at: Any) -> Any:
        """Return a stand-in for a picture that will be there."""
        from builder.plan import ImageFile

        if name in self.pictures:
            return ImageFile(name, "0", "png", 4, 3)
        return super().image(name, at)


def _made_together(slides: Sequence[ToldSlide]) -> list[list[ToldSlide]]:
    """Return slides by what made them: a source, each repetition of one by itself; the first tells its fields."""
    groups: dict[str, list[list[ToldSlide]]] = {}
    for each in slides:
        own = groups.setdefault(each.source, [])
        if each.unsaid is not None or not own:
            own.append([])
        own[-1].append(each)
    return [group for own in groups.values() for group in own]


def _is_as_built(told: ToldSlide, seen: SeenSlide) -> bool:
    """True where words and figures are those that were built."""
    charts = [each.chart for each in told.shapes if each.chart], [each.chart for each in seen.shapes if each.chart]
    pairs = shape_pairs(told.shapes, seen.shapes)
    return (
        sorted(told.text.split()) == sorted(seen.text.split())
        and all(told.shapes[n].alt == each.alt for n, each in pairs.items() if told.shapes[n].picture)
        and len(charts[0]) == len(charts[1])
        and all(same_figures(one, other) for one, other in zip(*charts, strict=True))
    )


def _lines(identity: str, made: Recognised) -> list[str]:
    """Return the lines of a slide, its doubts as comments above it."""
    fields = {"kind": made.kind, "id": identity, **{key: _short(value) for key, value in made.fields.items()}}
    comments = [f"  # import: {' '.join(doubt.split())}" for doubt in made.doubts]
    return [*comments, *block_lines([fields], 2)]


def _short(value: Any, room: int = WIDTH) -> Any:
    """Return lists in brackets where they are short enough for a line."""
    from builder.content.edits.writing import one_line

    if isinstance(value, Inline) or not isinstance(value, (list, dict)):
        return value
    if isinstance(value, dict):
        made: Any = {key: _short(each, room - 4) for key, each in value.items()}
        return made
    simple = all(isinstance(each, (str, int, float)) for each in value)
    if simple and len(one_line(value)) <= room - 20 and not any("\n" in str(e) for e in value):
        return Inline(value)
    return [_entry(each, room) for each in value]


def _entry(value: Any, room: int) -> Any:
    from builder.content.edits.writing import InlineMap, one_line

    if isinstance(value, dict) and "\n" not in str(value) and len(one_line(value)) <= room - 6:
        return InlineMap(value)
    return _short(value, room - 4)


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "deck"


_MAIN_REGIONS = {
    "nl-NL",
    "en-US",
    "de-DE",
    "fr-FR",
    "es-ES",
    "it-IT",
    "pl-PL",
    "tr-TR",
    "ja-JP",
    "ko-KR",
    "ru-RU",
    "sv-SE",
    "da-DK",
    "fi-FI",
}

__all__ = ["Imported", "Page", "imported"]
