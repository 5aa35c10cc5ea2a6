"""The decks of one session: slides made, linked, written in each format that is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from builder.content.markdown import strip_marks
from builder.diagnostics import ContentError, Diagnostic, Findings, UsageError
from builder.diagnostics import strict as as_strict
from builder.export import Choice, DeckContent, SlideView, choices_of
from builder.languages.labels import labels_of
from builder.pipeline.audience_look import Look, own_look
from builder.pipeline.prepared_run import PreparedRun, has_catalog
from builder.pipeline.results import Deck, Options
from builder.pipeline.slides import DeckSlides, Glance, as_findings, deck_slides
from builder.pipeline.source_slides import RecentSlides, SlideMaker
from builder.pptx.anchors import Sources
from builder.pptx.brand_parts import ready_brand
from builder.pptx.link import DeckProperties, Linked
from builder.pptx.parts import CompiledSlide
from builder.projects.project import Project
from builder.projects.session import Session
from builder.storage.bounded import Bounded
from builder.storage.entries import Entry, Listing
from builder.storage.manifest import Manifest
from builder.storage.store import Store, key_of

if TYPE_CHECKING:
    from builder.audiences.audience import Audience
    from builder.pipeline.answering import Answering

COMMITTED = 16  # decks after which the store writes what waits
LISTINGS = 64  # listings of departures that differ: thousands of decks mostly hold the same few


class DeckJob(NamedTuple):
    """One deck to make, in each format that is asked for."""

    audience: Audience | None
    language: str
    brand: str
    folder: Path
    stem: str  # of its files


Inspect = Callable[[Linked, Deck, list[CompiledSlide], SlideMaker], Iterable[Diagnostic]]
See = Callable[[DeckContent, SlideMaker], None]


class SessionDecks:
    """Makes decks of one session: what they share is made once."""

    def __init__(
        self,
        session: Session,
        options: Options,
        store: Store,
        inspect: Inspect | None = None,
        see: See | None = None,
        views: tuple[type[SlideView], ...] = (),
        first: tuple[str, See] | None = None,
    ) -> None:
        """inspect: looks at each deck instead of writing it. see: is given what a deck is written from, with these views
        of its slides and whatever is wrong with it; nothing is written then. first: a source that is made before the
        others, and what is given its slides alone. Raises UsageError for an unknown format.
        """
        self.session, self.options, self.store, self.inspect, self.see = session, options, store, inspect, see
        self._first = first
        self.choices = choices_of(options.formats if inspect is None and see is None else ())
        self._views = tuple(dict.fromkeys((*views, *(view for each in self.choices for view in each.format.views))))
        self._links = any(choice.format.links for choice in self.choices)
        self._clean = any(("clean", "true") in choice.settings for choice in self.choices)
        self._recent = RecentSlides(2 * len(session.slides))
        self._run: PreparedRun | None = None
        self._listings: Bounded[Listing, Listing] = Bounded(LISTINGS)
        self._answering: dict[str, Answering] = {}  # by the key of a template's brand

    def of(self, jobs: Sequence[DeckJob], manifest: Manifest) -> Iterator[Deck]:
        """Yield the decks of one brand and language, each in all formats; each fails alone."""
        run = self._prepared(jobs[0].brand, jobs[0].language)
        if not isinstance(run, PreparedRun):
            yield from (deck for job in jobs for deck in self._failed(job, run(job)))
            return
        for number, job in enumerate(jobs, 1):
            yield from self._decks(job, run, manifest)
            if number % COMMITTED == 0:
                self.store.commit()
        self.store.commit()

    def _prepared(self, brand: str, language: str) -> PreparedRun | Callable[[DeckJob], Iterable[Diagnostic]]:
        """Return a run made ready, else the findings that each of its jobs fails with."""
        if self._run is not None and (self._run.brand, self._run.language) == (brand, language):
            return self._run
        try:
            if not has_catalog(self.session, language):
                ready_brand(brand, self.session.project, self.store, language)  # its faults come first
                return self._no_catalog
            self._run = PreparedRun.of(self.session, brand, language, self.store, self._views, self._recent)
        except ContentError as error:
            found = error.found
            return lambda _: found
        except UsageError as error:
            message = str(error)
            return lambda job: self._no_brand(job, message)
        return self._run

    def _no_brand(self, job: DeckJob, message: str) -> list[Diagnostic]:
        own = job.audience.at if job.audience and job.audience.brand else None
        return [Diagnostic("unknown-brand", message, own or self.session.node.place("brand"))]

    def _no_catalog(self, job: DeckJob) -> list[Diagnostic]:
        return [
            Diagnostic(
                "no-catalog",
                f"'{self.session.slug}' has no catalog for '{job.language}'",
                job.audience.at if job.audience else None,
                f"the session is written in {self.session.language}; leave language: out, or translate it",
            )
        ]

    def _blank(self, job: DeckJob) -> Deck:
        """Return a deck of which nothing is made yet, in the first format."""
        given = str((self.options.audience or {}).get("id", ""))
        name, first = job.audience.id if job.audience else given, self.choices[0]
        return Deck(
            self.session.slug, job.language, job.brand, job.folder, first.file_name(job.stem), "failed", audience=name,
            format=first.name,
        )  # fmt: skip

    def _in_each_format(self, deck: Deck, job: DeckJob) -> Iterator[Deck]:
        """Yield a deck that is the same in all formats: failed, or only planned."""
        for choice in self.choices:
            yield replace(deck, name=choice.file_name(job.stem), format=choice.name)

    def _failed(self, job: DeckJob, found: Iterable[Diagnostic]) -> Iterator[Deck]:
        name = job.audience.id if job.audience else ""
        yield from self._in_each_format(replace(self._blank(job), findings=_for(name, found)), job)

    def _decks(self, job: DeckJob, run: PreparedRun, manifest: Manifest) -> Iterator[Deck]:
        """Build one deck in each format, or see that nothing of it changed."""
        options, audience = self.options, job.audience
        deck = self._blank(job)
        findings = Findings()
        findings.extend(run.remarks)
        content: DeckContent | None = None
        maker: SlideMaker | None = None
        slides: list[CompiledSlide] = []
        try:
            maker = run.maker(audience, options.audience, dict(options.settings))
            findings.extend(maker.session.findings)
            record = audience.record(job.language) if audience else None
            made = deck_slides(maker, record, findings, deck.audience, self._glance(run, deck, maker, audience))
            look = own_look(run.ready, audience, self.session.project, findings)
            slides = made.slides
            content = self._content(run, deck, maker, audience, made, look)
        except ContentError as error:
            findings.extend(_for(audience.id if audience else "", error.found))
        findings.extend(self.session.findings)  # those of cases too, which are read on the way
        found = as_strict(findings) if options.strict else list(findings)
        why = (
            tuple((s.id, (*s.why, *(f"departs: {d}" for d in s.departures))) for s in slides) if options.explain else ()
        )
        departures = self._listed_once(tuple((s.id, s.departures) for s in slides if s.departures))
        deck = replace(deck, findings=tuple(found), slides=len(slides), why=why, departures=departures)
        if self.see is not None and content is not None and maker is not None:
            self.see(content, maker)
        if any(each.severity == "error" for each in found) or content is None or maker is None:
            yield from self._in_each_format(deck, job)
        elif self.inspect is not None:
            yield self._inspected(deck, content, maker, self.inspect)
        elif options.dry_run or self.see is not None:
            yield from self._in_each_format(replace(deck, status="planned"), job)
        else:
            told = self._answered(run, content, deck)
            for each, choice in zip(self._in_each_format(deck, job), self.choices, strict=True):
                written = self._exported(each, choice, content, maker, manifest)
                yield replace(written, findings=(*written.findings, *told)) if told else written

    def _content(
        self, run: PreparedRun, deck: Deck, maker: SlideMaker, audience: Audience | None, made: DeckSlides, look: Look
    ) -> DeckContent:
        """Return what a deck of these slides is written from."""
        source = key_of(
            run.ready.brand.key, deck.language, [s.id for s in made.slides], made.source, made.title, look.key,
            [run.session.facts_node.text(name) for name in ("organisation", "date")],
            maker.files_of(made.slides),
        )  # fmt: skip
        return DeckContent(
            made.slides, properties_of(run.session, deck, source, made, maker.origins), run.ready.brand, run.ready.parts,
            look.parts, audience, maker.date, run.media, run.linker, made.views, self._clean,
            run.session.node.text("start") or "",
        )  # fmt: skip

    def _glance(self, run: PreparedRun, deck: Deck, maker: SlideMaker, audience: Audience | None) -> Glance | None:
        """Return how the slide that is wanted first is told, where one is."""
        if self._first is None:
            return None
        source, see = self._first

        def told(made: DeckSlides) -> None:
            look = own_look(
                run.ready, audience, self.session.project, Findings()
            )  # what is wrong with it is told later
            see(self._content(run, deck, maker, audience, made, look), maker)

        return Glance(source, told)

    def _answered(self, run: PreparedRun, content: DeckContent, deck: Deck) -> list[Diagnostic]:
        """Return the errors of a deck on a template; the deck is written all the same, for people to look at."""
        brand = run.ready.brand
        if brand.composes:
            return []
        if brand.key not in self._answering:
            from builder.pipeline.answering import Answering  # its checks are loaded for templates alone

            self._answering[brand.key] = Answering(self.store, brand.key)
        return self._answering[brand.key].errors(content, deck.name)

    def _inspected(self, deck: Deck, content: DeckContent, maker: SlideMaker, inspect: Inspect) -> Deck:
        try:
            linked = content.linked
        except ContentError as error:
            return replace(deck, findings=(*deck.findings, *error.found))
        if linked.dead:
            return replace(deck, findings=(*deck.findings, *as_findings([*linked.dead], maker.session)))
        found = inspect(linked, deck, content.slides, maker)
        return replace(deck, status="planned", findings=(*deck.findings, *found))

    def _exported(
        self, deck: Deck, choice: Choice, content: DeckContent, maker: SlideMaker, manifest: Manifest
    ) -> Deck:
        """Write a deck in one format, unless it stands as it would be written."""
        key = key_of(self.store.program, content.properties.source, choice.name, choice.settings, content.start)
        known = manifest.entry(deck.name) if not self.options.force else None
        if known and known.key == key:
            return replace(deck, status="unchanged", sha256=known.sha256)
        try:
            dead = content.dead_links(linked=self._links)
            if dead:
                return replace(deck, findings=(*deck.findings, *as_findings([*dead], maker.session)))
            content.findings = Findings()
            pieces = choice.format.write(content, dict(choice.settings))
            pieces = pieces if isinstance(pieces, list) else list(pieces)
            sha256 = choice.format.digest(content, pieces)
        except ContentError as error:
            return replace(deck, findings=(*deck.findings, *error.found))
        if content.findings:
            found = as_strict(content.findings) if self.options.strict else list(content.findings)
            deck = replace(deck, findings=(*deck.findings, *found))
            if any(each.severity == "error" for each in found):
                return deck
        return self._written(deck, pieces, sha256, key, manifest)

    def _listed_once(self, departures: Listing) -> Listing:
        """Return a listing that decks share: thousands of them hold the same."""
        return self._listings.made(departures, lambda: departures)

    def _written(self, deck: Deck, pieces: list[bytes], sha256: str, key: str, manifest: Manifest) -> Deck:
        """Write a deck, whole or not at all; never over a deck changed by hand."""
        warnings = sum(each.severity == "warning" for each in deck.findings)
        entry = Entry(
            deck.name, deck.audience, deck.language, deck.brand, deck.slides, warnings, sha256, key, deck.departures,
            deck.format,
        )  # fmt: skip
        if manifest.exists(deck.name) and not manifest.untouched(deck.name):
            if manifest.stands_as(deck.name, sha256):
                manifest.adopt(entry)
                return replace(deck, status="unchanged", sha256=sha256)
            if not self.options.force:
                found = Diagnostic(
                    "deck-changed-by-hand",
                    "this deck was changed since it was built, and is left as it is",
                    file=self.session.project.named(deck.file),
                    hint="fandeck pull brings its edits into the source; or rename it to keep it, or build with --force, which keeps a copy",
                )
                return replace(deck, findings=(*deck.findings, found))
            manifest.keep_copy(deck.name)
        try:
            manifest.put(entry, pieces)
        except OSError as error:
            return not_written(deck, error, self.session.project)
        return replace(deck, status="built", sha256=sha256)


def _for(audience: str, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return findings that name an audience, where they named none and there is one."""
    return tuple(each if each.audience or not audience else replace(each, audience=audience) for each in found)


def not_written(deck: Deck, error: OSError, project: Project) -> Deck:
    """Say of a deck that it could not be written."""
    found = Diagnostic(
        "file-writable",
        f"cannot be written: {error.strerror or error}",
        file=project.named(deck.file),
        hint="is it open in PowerPoint, or the folder read-only, or the disk full? or choose another folder with -o",
    )
    return replace(deck, status="failed", sha256="", findings=(*deck.findings, found))


def properties_of(session: Session, deck: Deck, source: str, made: DeckSlides, origins: Sources) -> DeckProperties:
    node = session.node
    date = node.text("date") or ""
    return DeckProperties(
        title=made.title,
        language=deck.language,
        author=strip_marks(node.text("organisation") or "") or "fandeck",
        session=session.slug,
        brand=deck.brand,
        source=source,
        created=date if re.fullmatch(r"\d{4}-\d\d-\d\d", date) else "2000-01-01",
        audience=deck.audience,
        first_section=labels_of(deck.language)["introduction"],
        sources=origins,
        told=made.told,
    )
