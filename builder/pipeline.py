"""From sessions to decks: load, word, plan, fit, compile, link, write. The whole way on one screen."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from builder.brands.prepared import PreparedBrand
from builder.diagnostics import ContentError, Diagnostic, Findings, UsageError, did_you_mean
from builder.diagnostics import strict as as_strict
from builder.languages.labels import labels_of
from builder.manifest import Entry, Manifest, file_name
from builder.pptx.kept import get_brand, put_brand
from builder.pptx.link import BaseParts, DeckProperties, link
from builder.pptx.parts import CompiledSlide
from builder.slide_maker import SlideMaker, as_findings
from builder.source.project import Project
from builder.source.session import Session, load_session
from builder.store import MemoryStore, Store, key_of, program_key, write_atomically

Status = Literal["built", "unchanged", "failed", "planned"]
STORE = ".fandeck"


@dataclass(frozen=True)
class Options:
    """How to build; what is None or empty comes from the session."""

    languages: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    audience: Mapping[str, Any] | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    output: Path | None = None
    force: bool = False
    strict: bool = False
    dry_run: bool = False
    prune: bool = False


@dataclass(frozen=True)
class Deck:
    """One deck of a build: its file, what became of it, and what was found."""

    session: str
    language: str
    brand: str
    file: Path
    status: Status
    slides: int = 0
    sha256: str = ""
    audience: str = ""
    findings: tuple[Diagnostic, ...] = ()
    why: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class BuildResult:
    """What a build made and found."""

    decks: tuple[Deck, ...]
    findings: tuple[Diagnostic, ...]
    gone: tuple[Path, ...] = ()

    @property
    def ok(self) -> bool:
        """True where every deck is there and nothing is an error."""
        return not any(d.status == "failed" for d in self.decks) and not any(
            f.severity == "error" for f in self.findings
        )


@dataclass(frozen=True)
class ReadyBrand:
    """A prepared brand with the parts of its package."""

    brand: PreparedBrand
    parts: BaseParts
    defaults: dict[str, str]


def build(
    sessions: Iterable[str] = (),
    project: Project | str | Path = ".",
    options: Options | None = None,
    tell: Callable[[Deck], None] | None = None,
) -> BuildResult:
    """Build decks.

    sessions: names in content/ or paths; none means every session. tell: called for each deck done.
    Faults of content are findings; raises UsageError for an unknown session, brand or language.
    """
    place = project if isinstance(project, Project) else Project.at(project)
    options = options or Options()
    decks: list[Deck] = []
    gone: list[Path] = []
    for name in _session_names(sessions, place):
        manifest = Manifest.of((options.output or place.output) / _slug(place.session_folder(name)))
        for deck in _session_decks(name, place, options, manifest):
            decks.append(deck)
            if tell:
                tell(deck)
        if not options.dry_run:
            gone += _settle(manifest, decks, options)
    found = dict.fromkeys(finding for deck in decks for finding in deck.findings)
    return BuildResult(tuple(decks), tuple(found), tuple(gone))


def _slug(folder: Path) -> str:
    """Give a session's name for files: its folder's, composed (NFC)."""
    return unicodedata.normalize("NFC", folder.name)


def _session_names(sessions: Iterable[str], project: Project) -> list[str]:
    names = list(sessions) or project.session_names()
    if not names:
        raise UsageError(f"there is no session in {project.named(project.content)}/; fandeck init makes a new project")
    return names


def _settle(manifest: Manifest, decks: list[Deck], options: Options) -> list[Path]:
    """Write the manifest; give the decks that are no longer made, removed with `--prune`."""
    mine = [deck for deck in decks if deck.file.parent == manifest.folder]
    gone = manifest.others({d.file.name for d in mine}, {d.language for d in mine}, {d.brand for d in mine})
    if options.prune:
        for path in gone:
            manifest.drop(path)
    manifest.write()
    return gone


def _session_decks(
    name: str, project: Project, options: Options, manifest: Manifest, store: Store | None = None
) -> Iterable[Deck]:
    """Build the decks of one session, one after the other."""
    folder = project.session_folder(name)
    place = (options.output or project.output) / STORE
    store = store or (MemoryStore(place) if options.dry_run else Store(place, fresh=options.force))
    try:
        session = load_session(name, project)
    except ContentError as error:
        file = manifest.folder / f"{folder.name}.pptx"
        yield Deck(folder.name, "", "", file, "failed", findings=tuple(error.found))
        return
    languages = options.languages or (session.language,)
    brands = options.brands or (session.brand,)
    for language in languages:
        if language not in (session.language, "all"):
            known = [session.language]
            raise UsageError(f"'{session.slug}' has no catalog for '{language}': {did_you_mean(language, known)}")
    for brand_name in brands:
        for language in (session.language,) if "all" in languages else languages:
            file = manifest.folder / _file_name(session, language, brand_name if len(brands) > 1 else "", options)
            yield _deck(session, brand_name, language, file, options, store, manifest)


def _file_name(session: Session, language: str, brand: str, options: Options) -> str:
    audience = str((options.audience or {}).get("id", "")) if options.audience else ""
    return file_name((session.slug, audience, language, brand))


def _deck(
    session: Session, brand_name: str, language: str, file: Path, options: Options, store: Store, manifest: Manifest
) -> Deck:
    """Build one deck, or see that nothing of it changed."""
    audience = str(options.audience.get("id", "")) if options.audience else ""
    deck = Deck(session.slug, language, brand_name, file, "failed", audience=audience)
    findings = Findings()
    findings.extend(session.findings)
    try:
        ready = ready_brand(brand_name, session.project, store)
        findings.extend(unmeasured_fonts(ready.brand))
        slides, source = compiled(session, ready.brand, language, options, store, findings)
    except ContentError as error:
        findings.extend(error.found)
        slides, source = [], ""
    findings.extend(session.findings)  # those of cases too, which are read on the way
    found = as_strict(findings) if options.strict else list(findings)
    deck = replace(deck, findings=tuple(found), slides=len(slides), why=tuple((s.id, s.why) for s in slides))
    if any(each.severity == "error" for each in found):
        return deck
    if options.dry_run:
        return replace(deck, status="planned")
    known = manifest.entry(file)
    if known and known.key == key_of(program_key(), source) and not options.force and manifest.untouched(file):
        return replace(deck, status="unchanged", sha256=known.sha256)
    return _written(deck, session, slides, ready, source, options, store, manifest)


def compiled(
    session: Session, brand: PreparedBrand, language: str, options: Options, store: Store, findings: Findings
) -> tuple[list[CompiledSlide], str]:
    """Compile all slides of a deck; gives them with a digest of all that they say and are told. Faults go to the findings."""
    place = session.needs_audience()
    if place is not None and options.audience is None:
        raise ContentError.of(
            "audience-missing",
            "the session uses 'audience', and variables say nothing of it",
            place,
            "add variables: {audience: {id: plain, name: …}}",
        )
    names = session.names(language, brand.name, options.audience, dict(options.settings))
    maker = SlideMaker(session, names, brand, language, store, findings)
    slides = maker.deck()
    store.commit()
    facts = [session.facts_node.text(name) for name in ("title", "organisation", "date")]
    return slides, key_of(brand.key, language, facts, [s.id for s in slides], maker.source_digest())


def _written(
    deck: Deck, session: Session, slides: list[CompiledSlide], ready: ReadyBrand, source: str, options: Options,
    store: Store, manifest: Manifest,
) -> Deck:  # fmt: skip
    """Link a deck and write it, whole or not at all; never over a deck changed by hand."""
    if deck.file.exists() and not manifest.untouched(deck.file):
        if not options.force:
            found = Diagnostic(
                "deck-changed-by-hand",
                "this deck was changed since it was built, and is left as it is",
                file=session.project.named(deck.file),
                hint="rename it to keep it, or build with --force, which keeps a copy",
            )
            return replace(deck, findings=(*deck.findings, found))
        manifest.keep_copy(deck.file)
    media = _media(store)
    try:
        linked = link(slides, ready.parts, ready.defaults, _properties(session, deck, source), media)
    except ContentError as error:
        return replace(deck, findings=(*deck.findings, *error.found))
    if linked.dead:
        return replace(deck, findings=(*deck.findings, *as_findings([*linked.dead], session)))
    try:
        deck.file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(deck.file, linked.data)
    except OSError as error:
        found = Diagnostic(
            "file-writable",
            f"cannot be written: {error.strerror}",
            file=session.project.named(deck.file),
            hint="is it open in PowerPoint, or the folder read-only? close it, or choose another folder with -o",
        )
        return replace(deck, findings=(*deck.findings, found))
    sha256 = hashlib.sha256(linked.data).hexdigest()
    warnings = sum(each.severity == "warning" for each in deck.findings)
    manifest.note(
        Entry(
            deck.file.name,
            deck.audience,
            deck.language,
            deck.brand,
            len(slides),
            warnings,
            sha256,
            key_of(program_key(), source),
        )
    )
    return replace(deck, status="built", sha256=sha256)


def _media(store: Store) -> Callable[[str, str], bytes]:
    """Give the bytes of pictures: from the content's own files, or what was drawn from the store."""

    @lru_cache(maxsize=256)
    def media(digest: str, file: str) -> bytes:
        try:
            data = Path(file).read_bytes() if file else store.media(digest)
        except OSError:
            data = None
        if data is None or hashlib.sha256(data).hexdigest() != digest:
            raise ContentError.of(
                "picture-gone", f"{Path(file).name or 'a picture'} went away or changed during the build", None,
                "build again",
            )  # fmt: skip
        return data

    return media


def _properties(session: Session, deck: Deck, source: str) -> DeckProperties:
    import re

    from builder.markup import strip_marks

    node = session.node
    date = node.text("date") or ""
    title = strip_marks(node.text("title") or "")
    return DeckProperties(
        title=title if "{{" not in title else session.slug,
        language=deck.language,
        author=strip_marks(node.text("organisation") or "") or "fandeck",
        session=session.slug,
        brand=deck.brand,
        source=source,
        created=date if re.fullmatch(r"\d{4}-\d\d-\d\d", date) else "2000-01-01",
        audience=deck.audience,
        first_section=labels_of(deck.language)["introduction"],
    )


def unmeasured_fonts(brand: PreparedBrand) -> Iterable[Diagnostic]:
    """Name the families of a brand that are measured with another font and a margin."""
    from builder.fitting.fonts import FALLBACK, has_twin

    for family in dict.fromkeys(brand.fonts.values()):
        if not has_twin(family, brand.font_folder):
            yield Diagnostic(
                "font-not-measured",
                f"no file of '{family}' is at hand: its text is measured with {FALLBACK} and a margin",
                file=f"brand {brand.name}",
                hint="name a folder with its files under fonts: in brand.yaml",
                severity="warning",
            )


def ready_brand(name: str, project: Project, store: Store) -> ReadyBrand:
    """Give a brand prepared: from the store, or made now; raises UsageError, ContentError."""
    folder = project.brand_folder(name)
    digest = [(p.name, hashlib.sha256(p.read_bytes()).hexdigest()) for p in sorted(folder.iterdir()) if p.is_file()]
    key = key_of(program_key(), name, digest)
    found = get_brand(store, key)
    if found:
        return ReadyBrand(*found)
    from builder.brands.brand import load_brand
    from builder.pptx.prepare import prepare

    prepared, base = prepare(load_brand(folder, project.named(folder)))
    put_brand(store, key, prepared, base.parts, base.defaults)
    store.commit()
    return ReadyBrand(prepared, base.parts, base.defaults)


def check(
    sessions: Iterable[str] = (), project: Project | str | Path = ".", options: Options | None = None
) -> list[Diagnostic]:
    """Find everything that a build would find, and what is wrong with the decks it would make; writes nothing."""
    from builder.checks import verify_bytes

    place = project if isinstance(project, Project) else Project.at(project)
    options = replace(options or Options(), dry_run=True)
    found: dict[Diagnostic, None] = {}
    for name in _session_names(sessions, place):
        store = MemoryStore(place.output / STORE)
        manifest = Manifest.of(place.output / _slug(place.session_folder(name)))
        for deck in _session_decks(name, place, options, manifest, store):
            found.update(dict.fromkeys(deck.findings))
            if deck.status != "planned":
                continue
            session = load_session(name, place)
            ready = ready_brand(deck.brand, place, store)
            slides, source = compiled(session, ready.brand, deck.language, options, store, Findings())
            linked = link(slides, ready.parts, ready.defaults, _properties(session, deck, source), _media(store))
            found.update(dict.fromkeys(as_findings([*linked.dead], session)))
            found.update(dict.fromkeys(verify_bytes(linked.data, deck.file.name)))
    return as_strict(found) if options.strict else list(found)
