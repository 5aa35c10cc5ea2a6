"""The decks of one session: load, word, plan, fit, compile, link, write."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from builder.brands.prepared import PreparedBrand
from builder.diagnostics import ContentError, Diagnostic, Findings, UsageError, did_you_mean
from builder.diagnostics import strict as as_strict
from builder.languages.labels import labels_of
from builder.manifest import Entry, Manifest, file_name
from builder.markup import strip_marks
from builder.pptx.kept import get_brand, put_brand
from builder.pptx.link import BaseParts, DeckProperties, link
from builder.pptx.parts import CompiledSlide
from builder.results import Deck, Options
from builder.slide_maker import SlideMaker, as_findings
from builder.source.project import Project
from builder.source.session import Session, load_session
from builder.store import Store, digest_of, key_of, program_key, write_atomically


@dataclass(frozen=True)
class ReadyBrand:
    """A prepared brand with the parts of its package."""

    brand: PreparedBrand
    parts: BaseParts
    defaults: dict[str, str]


def session_decks(
    name: str, project: Project, options: Options, manifest: Manifest, store: Store, read: set[Path]
) -> Iterable[Deck]:
    """Build the decks of one session, one after the other; read: takes every file that they are made from."""
    folder = project.session_folder(name)
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
        project.brand_folder(brand_name)
    for brand_name in brands:
        for language in (session.language,) if "all" in languages else languages:
            file = manifest.folder / _file_name(session, language, brand_name if len(brands) > 1 else "", options)
            yield _deck(session, brand_name, language, file, options, store, manifest)
            read.update(session.library.read)
            read.update(brand_files(project.brand_folder(brand_name)))


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
    media = media_of(store)
    try:
        linked = link(slides, ready.parts, ready.defaults, properties_of(session, deck, source), media)
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
    manifest.write()
    return replace(deck, status="built", sha256=sha256)


def media_of(store: Store) -> Callable[[str, str], bytes]:
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


def properties_of(session: Session, deck: Deck, source: str) -> DeckProperties:
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


def brand_files(folder: Path) -> list[Path]:
    """List the files of a brand, its fonts included."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def ready_brand(name: str, project: Project, store: Store) -> ReadyBrand:
    """Give a brand prepared: from the store, or made now; raises UsageError, ContentError."""
    folder = project.brand_folder(name)
    digest = [(p.relative_to(folder).as_posix(), digest_of(p)) for p in brand_files(folder)]
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
