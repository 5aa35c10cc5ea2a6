"""The decks of one session: load, word, plan, fit, compile, link, write."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from builder.brands.prepared import PreparedBrand
from builder.content.markdown import strip_marks
from builder.diagnostics import ContentError, Diagnostic, Findings, UsageError
from builder.diagnostics import strict as as_strict
from builder.languages.labels import labels_of
from builder.languages.language import language_of
from builder.pipeline.audience_look import own_look
from builder.pipeline.results import Deck, Options
from builder.pipeline.slides import Memory, SlideMaker, as_findings
from builder.pptx.brand_parts import ready_brand, worded_brand
from builder.pptx.link import DeckProperties, Linked, Linker
from builder.pptx.parts import CompiledSlide
from builder.projects.project import Project
from builder.projects.session import Session
from builder.storage.manifest import Entry, Listing, Manifest
from builder.storage.program import program_key
from builder.storage.store import Store, key_of

if TYPE_CHECKING:
    from builder.audiences.audience import Audience
    from builder.audiences.overrides import ReadOverride

COMMITTED = 16  # decks after which the store writes what waits


class DeckJob(NamedTuple):
    """One deck to make."""

    audience: Audience | None
    language: str
    brand: str
    folder: Path
    name: str  # of its file


Inspect = Callable[[Linked, Deck, list[CompiledSlide], SlideMaker], Iterable[Diagnostic]]


class SessionDecks:
    """Makes decks of one session: what they share is made once."""

    def __init__(
        self, session: Session, options: Options, store: Store, manifest: Manifest, inspect: Inspect | None = None
    ) -> None:
        self.session, self.options, self.store, self.manifest = session, options, store, manifest
        self.inspect = inspect
        self._memory = Memory(2 * len(session.slides))
        self._prepared_for = ("", "")
        self._listings: dict[Listing, Listing] = {}

    def of(self, jobs: Sequence[DeckJob]) -> Iterator[Deck]:
        """Build decks of one brand and language; each fails alone."""
        brand, language = jobs[0].brand, jobs[0].language
        try:
            self._ready = ready_brand(brand, self.session.project, self.store, language)
        except ContentError as error:
            yield from (self._failed(job, error.found) for job in jobs)
            return
        except UsageError as error:
            for job in jobs:
                own = job.audience.at if job.audience and job.audience.brand else None
                place = own or self.session.node.place("brand")
                yield self._failed(job, [Diagnostic("unknown-brand", str(error), place)])
            return
        if not _has_catalog(self.session, language):
            for job in jobs:
                at = job.audience.at if job.audience else None
                found_language = Diagnostic(
                    "no-catalog", f"'{self.session.slug}' has no catalog for '{language}'", at,
                    f"the session is written in {self.session.language}; leave language: out, or translate it",
                )  # fmt: skip
                yield self._failed(job, [found_language])
            return
        if self._prepared_for != (brand, language):
            self._prepared_for = (brand, language)
            self._said, self._read_override, words = _said_in(self.session, language, brand)
            self._worded = worded_brand(self._ready, words)
            self._ready = self._worded
            self._makers: dict[tuple[Path, ...], SlideMaker] = {}
            self._linker = Linker(self._ready.parts, self._ready.defaults, media_of(self.store))
            brand_remarks = self._ready.brand.remarks
            self._remarks = [*brand_remarks, *unmeasured_fonts(self._ready.brand), *borrowed_words(language)]
        self._ready = self._worded
        for number, job in enumerate(jobs, 1):
            yield self._deck(job)
            if number % COMMITTED == 0:
                self.store.commit()
        self.store.commit()

    def _failed(self, job: DeckJob, found: Iterable[Diagnostic]) -> Deck:
        name = job.audience.id if job.audience else ""
        named = tuple(each if each.audience or not name else replace(each, audience=name) for each in found)
        return Deck(
            self.session.slug, job.language, job.brand, job.folder, job.name, "failed", audience=name, findings=named
        )

    def _maker(self, audience: Audience | None, language: str) -> SlideMaker:
        """Give the maker of slides for an audience: one for all, but for those with overrides."""
        from builder.audiences.overrides import override_files, tailored

        files = override_files(self.session, audience)
        maker = self._makers.get(files)
        if maker is None:
            session = tailored(self._said, files, self._read_override)
            _need_audience(session, audience is not None or self.options.audience is not None)
            names = session.names(language, self._ready.brand.name, self.options.audience, dict(self.options.settings))
            maker = self._makers[files] = SlideMaker(session, names, self._ready.brand, self.store, self._memory)
        return maker

    def _deck(self, job: DeckJob) -> Deck:
        """Build one deck, or see that nothing of it changed."""
        options, audience = self.options, job.audience
        identity = audience.id if audience else str((options.audience or {}).get("id", ""))
        deck = Deck(
            self.session.slug, job.language, job.brand, job.folder, job.name, "failed", audience=identity
        )  # fmt: skip
        findings = Findings()
        findings.extend(self._remarks)
        slides: list[CompiledSlide] = []
        source, title, look = "", "", None
        try:
            maker = self._maker(audience, job.language)
            findings.extend(maker.session.findings)
            made = maker.deck(audience.record(job.language) if audience else None, findings, identity)
            look = own_look(self._ready, audience, self.session.project, findings)
            slides, title = made.slides, made.title
            source = key_of(
                self._ready.brand.key, job.language, [s.id for s in slides], made.source, title, look.key,
                [self._said.facts_node.text(name) for name in ("organisation", "date")],
            )  # fmt: skip
        except ContentError as error:
            findings.extend(self._failed(job, error.found).findings)
        findings.extend(self.session.findings)  # those of cases too, which are read on the way
        found = as_strict(findings) if options.strict else list(findings)
        why = (
            tuple((s.id, (*s.why, *(f"departs: {d}" for d in s.departures))) for s in slides) if options.explain else ()
        )
        departures = self._listed_once(tuple((s.id, s.departures) for s in slides if s.departures))
        deck = replace(deck, findings=tuple(found), slides=len(slides), why=why, departures=departures)
        if any(each.severity == "error" for each in found) or look is None:
            return deck
        if options.dry_run and self.inspect is None:
            return replace(deck, status="planned")
        key = key_of(program_key(), source)
        known = self.manifest.entry(deck.name) if not options.force and self.inspect is None else None
        if known and known.key == key:
            return replace(deck, status="unchanged", sha256=known.sha256)
        try:
            linked = self._linker.link(slides, properties_of(self._said, deck, source, title), look.parts)
        except ContentError as error:
            return replace(deck, findings=(*deck.findings, *error.found))
        if linked.dead:
            return replace(deck, findings=(*deck.findings, *as_findings([*linked.dead], maker.session)))
        if self.inspect is not None:
            return replace(
                deck, status="planned", findings=(*deck.findings, *self.inspect(linked, deck, slides, maker))
            )
        return self._written(deck, linked, key)

    def _listed_once(self, departures: Listing) -> Listing:
        """Give a listing that decks share: thousands of them hold the same."""
        if len(self._listings) > 64:
            self._listings.clear()
        return self._listings.setdefault(departures, departures)

    def _written(self, deck: Deck, linked: Linked, key: str) -> Deck:
        """Write a deck, whole or not at all; never over a deck changed by hand."""
        manifest = self.manifest
        sha256 = linked.sha256()
        if manifest.exists(deck.name) and not manifest.untouched(deck.name):
            if not self.options.force:
                found = Diagnostic(
                    "deck-changed-by-hand",
                    "this deck was changed since it was built, and is left as it is",
                    file=self.session.project.named(deck.file),
                    hint="rename it to keep it, or build with --force, which keeps a copy",
                )
                return replace(deck, findings=(*deck.findings, found))
            manifest.keep_copy(deck.name)
        warnings = sum(each.severity == "warning" for each in deck.findings)
        entry = Entry(
            deck.name, deck.audience, deck.language, deck.brand, deck.slides, warnings, sha256, key, deck.departures
        )  # fmt: skip
        try:
            manifest.put(entry, linked.chunks)
        except OSError as error:
            return not_written(deck, error, self.session.project)
        return replace(deck, status="built", sha256=sha256)


def _has_catalog(session: Session, language: str) -> bool:
    if language == session.language:
        return True
    from builder.translation.translated import has_catalog

    return has_catalog(session, language)


def _said_in(session: Session, language: str, brand: str) -> tuple[Session, ReadOverride | None, dict[str, str]]:
    """Give a session in a language, how its overrides are read in it, and what the brand's own words are."""
    if language == session.language:
        return session, None, {}
    from builder.translation.translated import Translation

    translation = Translation.of(session, language)
    if translation.own:
        return session, None, {}
    words = translation.brand_words(brand)
    return translation.translated(), translation.override, words


def not_written(deck: Deck, error: OSError, project: Project) -> Deck:
    """Say of a deck that it could not be written."""
    found = Diagnostic(
        "file-writable",
        f"cannot be written: {error.strerror or error}",
        file=project.named(deck.file),
        hint="is it open in PowerPoint, or the folder read-only, or the disk full? or choose another folder with -o",
    )
    return replace(deck, status="failed", sha256="", findings=(*deck.findings, found))


def _need_audience(session: Session, given: bool) -> None:
    """Refuse to build plain what needs an audience; raises ContentError."""
    place = None if given else session.needs_audience()
    if place is not None:
        raise ContentError.of(
            "audience-missing",
            "the session uses 'audience', and variables say nothing of it",
            place,
            "add variables: {audience: {id: plain, name: …}}, or choose audiences with -a",
        )


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


def properties_of(session: Session, deck: Deck, source: str, title: str) -> DeckProperties:
    node = session.node
    date = node.text("date") or ""
    return DeckProperties(
        title=title,
        language=deck.language,
        author=strip_marks(node.text("organisation") or "") or "fandeck",
        session=session.slug,
        brand=deck.brand,
        source=source,
        created=date if re.fullmatch(r"\d{4}-\d\d-\d\d", date) else "2000-01-01",
        audience=deck.audience,
        first_section=labels_of(deck.language)["introduction"],
    )


def borrowed_words(language: str) -> Iterable[Diagnostic]:
    """Say where the fixed words of a deck (Agenda, Source) are those of another language."""
    found = labels_of(language).language
    if found == language:
        return
    own = language_of(found).base == language_of(language).base
    yield Diagnostic(
        "fixed-words",
        f"there are no fixed words in '{language}': those of '{found}' are used",
        hint="" if own else "give titles and alternative texts of your own where these show",
        severity="info" if own else "warning",
        language=language,
    )


def unmeasured_fonts(brand: PreparedBrand) -> Iterable[Diagnostic]:
    """Name the families of a brand that are measured with another font and a margin."""
    from builder.brands.script_fonts import MEASURED, family_for
    from builder.fitting.fonts import FALLBACK, has_twin, own_families

    if brand.script and brand.script not in MEASURED and not own_families(brand.font_folder):
        family = family_for(brand.script, brand.fonts["minor"])
        yield Diagnostic(
            "font-not-measured",
            f"no file of '{family}' is at hand: text in its script is measured by the number of its letters",
            file=f"brand {brand.name}",
            hint="name a folder with files of the script under fonts: in brand.yaml",
            severity="warning",
        )
    for family in dict.fromkeys(brand.fonts.values()):
        if not has_twin(family, brand.font_folder):
            yield Diagnostic(
                "font-not-measured",
                f"no file of '{family}' is at hand: its text is measured with {FALLBACK} and a margin",
                file=f"brand {brand.name}",
                hint="name a folder with its files under fonts: in brand.yaml",
                severity="warning",
            )
