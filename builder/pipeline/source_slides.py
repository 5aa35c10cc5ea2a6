"""Source slides before any deck: what each says, on what it depends, and what is made of it and remembered."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from builder.brands.prepared import PreparedBrand
from builder.content import expressions
from builder.content.yaml_nodes import Mapping, Scalar, content_of, scalars_of
from builder.diagnostics import Diagnostic, Findings
from builder.export import SlideView
from builder.pptx.anchors import Source, Sources
from builder.pptx.parts import CompiledSlide
from builder.projects.library import Library, LibraryFiles
from builder.projects.session import Session, SlideSource
from builder.storage.bounded import Bounded
from builder.storage.store import Store, digest_of, key_of

if TYPE_CHECKING:
    from builder.content.record_reader import Kept
    from builder.slide_kinds import DeckFacts, SlideKind


REMEMBERED = (
    128  # made sources that stay in memory: what decks share is made once, and memory stays flat over thousands
)
FACTS_REMEMBERED = 128  # wordings of the session's own keys: those of the audiences made last


class Made(NamedTuple):
    """What was made of one source slide: slides, files read with digests, findings, pictures drawn."""

    slides: list[CompiledSlide]
    used: dict[str, str]
    findings: list[Diagnostic]
    drawn: dict[str, bytes]
    views: dict[str, dict[str, bytes]]  # by the name of the view, then by the slide's id


class RecentSlides(Bounded[str, Made]):
    """What was made in this run, by key."""

    __slots__ = ()

    def __init__(self, least: int = 0) -> None:
        """least: how many must have room, so that what decks share is not made twice."""
        super().__init__(max(REMEMBERED, least))


class SourceSlide(Struct):
    """What is known of a source slide before any deck: what it says, and which expressions depend on the audience."""

    source: SlideSource
    digest: str  # a digest of its text and of what is told to every deck alike
    when: Scalar | None
    changing: tuple[str, ...]
    checked: bool = False
    faults: tuple[Diagnostic, ...] = ()

    @property
    def constant(self) -> bool:
        """True where it is the same in every deck."""
        return (
            not self.changing
            and self.when is None
            and not (self.source.kind.USES_SECTIONS or self.source.kind.USES_RUNNING_ORDER)
        )


class SlideMaker:
    """Makes slides of one session in one brand and language, for any number of audiences."""

    def __init__(
        self,
        session: Session,
        names: expressions.Names,
        brand: PreparedBrand,
        store: Store,
        media: Callable[[str, str], bytes],
        memory: RecentSlides | None = None,
        views: tuple[type[SlideView], ...] = (),
    ) -> None:
        """names: those of every deck alike; an audience comes with each deck. media: the bytes of a picture, by its digest
        and file. views: what formats need of each slide."""
        self.session, self.names, self.brand, self.store = session, names, brand, store
        self.media = media
        self.language = names.language
        self.memory = memory if memory is not None else RecentSlides()
        self.views = tuple(view() for view in views)
        self.findings = Findings()  # of what every deck shares: the library
        self.kept_fields: Kept = {}
        self.constant: dict[str, tuple[str, Made]] = {}
        self._facts: Bounded[str, tuple[DeckFacts | None, list[Diagnostic]]] = Bounded(FACTS_REMEMBERED)

    @cached_property
    def sources(self) -> list[SourceSlide]:
        """Describe the source slides, sections first: what others are depends on them."""
        found = [self._described(source) for source in self.session.slides]
        return sorted(found, key=lambda each: not each.source.kind.OPENS_SECTION)

    def _described(self, source: SlideSource) -> SourceSlide:
        found = _expressions(source, self.session, self.findings)
        if source.kind.USES_SESSION_FACTS:  # what it shows of the session is as much its own as what it says itself
            found += self.facts_expressions
        found = list(dict.fromkeys(found))
        changing = tuple(each for each in found if "audience" in each)
        when = source.node.get("when")
        values = [(each, self.names.paths(each)) for each in found if "audience" not in each]
        kind = source.kind
        digest = key_of(
            self.brand.key, self.language, self.names.currency, self.session.footer, self.session.node.text("date"),
            kind.name(), content_of(source.node), values, self.section_ids if self.knows_sections(kind) else (),
            content_of(self.session.facts_node) if kind.USES_SESSION_FACTS else "",
            self._cases_digest if source.kind.CASE_KEY in source.node.entries else "",
        )  # fmt: skip
        return SourceSlide(source, digest, when if isinstance(when, Scalar) else None, changing)

    def knows_sections(self, kind: type[SlideKind]) -> bool:
        """Return whether slides of a kind depend on what sections there are: they list them, or take a colour in turn."""
        return kind.USES_SECTIONS or (kind.OPENS_SECTION and self.brand.turns > 1)

    def described(self, source: SlideSource) -> SourceSlide:
        """Return what is known of a source slide."""
        return self._by_id[source.id]

    @cached_property
    def _by_id(self) -> dict[str, SourceSlide]:
        return {each.source.id: each for each in self.sources}

    def faults_of(self, each: SourceSlide) -> tuple[Diagnostic, ...]:
        """Check a source slide once, whatever its values; its faults stop every deck."""
        if not each.checked:
            each.checked = True
            each.faults = tuple(self._checked(each.source))
        return each.faults

    def _checked(self, source: SlideSource) -> Findings:
        from builder.content.record_reader import Reading, has_expression

        found, node = Findings(), source.node
        if not (has_expression(node) or node.get("when") or node.get("repeat")):
            return found  # reading it for a deck finds everything
        known = self.session.known_names() | ({node.text("as") or "item"} if node.get("repeat") else set())
        Reading(found, LibraryFiles(self.new_library(), found), None, known).record(node, source.kind)
        return found

    def new_library(self) -> Library:
        """Return a library that remembers what is read for one source."""
        library = Library(self.session.project, self.session.folder, self.session.library)
        library.used = {}
        return library

    @cached_property
    def facts_expressions(self) -> tuple[str, ...]:
        """List the expressions in the session's own keys."""
        texts = [scalar.text for scalar in scalars_of(self.session.facts_node)]
        return tuple(dict.fromkeys(each for text in texts for each in expressions.split(text).expressions))

    @cached_property
    def facts_pictures(self) -> dict[str, str]:
        """Return the pictures that the session's own keys name, with their digests."""
        library, node = self.session.library, self.session.facts_node
        texts = [scalar.text for scalar in scalars_of(node)]
        found = [library.folder / text for text in texts if "." in text and "{{" not in text and len(text) < 200]
        found = [path for path in sorted(set(found)) if path.is_file()]
        found += [p for path in found if (p := path.with_suffix(".png")) != path and p.is_file()]
        library.read.update(found)
        return {str(path): digest_of(path) for path in found}

    def facts(self, names: expressions.Names) -> tuple[DeckFacts | None, list[Diagnostic]]:
        """Word the session's own keys; None where they have faults, which come with it."""

        def make() -> tuple[DeckFacts | None, list[Diagnostic]]:
            found = Findings()
            facts = self.session.facts(names, self.language, found)
            return replace(facts, brand=self.brand.name) if facts else None, list(found)

        return self._facts.made(repr([names.told(each) for each in self.facts_expressions]), make)

    @cached_property
    def few_facts(self) -> DeckFacts:
        """Return what a kind may know of its deck that does not use the session's own keys."""
        from builder.languages.labels import labels_of
        from builder.plan import RichText
        from builder.slide_kinds import DeckFacts

        return DeckFacts(self.language, labels_of(self.language), RichText(()), self.brand.name)

    @cached_property
    def _cases_digest(self) -> str:
        """Return a digest of what the cases say, where that is not what their files say."""
        library = self.session.library
        if not library.cases_are_translated:
            return ""
        return key_of([content_of(node) for node, _ in library.case_nodes(self.findings).values()])

    @cached_property
    def section_ids(self) -> tuple[str, ...]:
        """List the ids of the source's section slides, whatever takes them out of a deck: conditions or overrides."""
        sources = (*self.session.slides, *self.session.removed)
        return tuple(source.id for source in sources if source.kind.OPENS_SECTION)

    @cached_property
    def origins(self) -> Sources:
        """Return where each slide is written, and a digest of what it says there."""
        return {
            each.id: Source(each.node.at.file, key_of(content_of(each.node))[:16], self._by_id[each.id].constant)
            for each in self.session.slides
        }

    def files_of(self, slides: list[CompiledSlide]) -> list[str]:
        """List the files that slides are written in, each where it changes."""
        origins = self.origins
        return [file for file, _ in groupby(origins[slide.source_id].file for slide in slides)]

    @cached_property
    def date(self) -> str:
        """The session's date as the deck's language writes it."""
        return next(iter(self.dates), "")

    @cached_property
    def dates(self) -> tuple[str, ...]:
        """The session's date as the deck's language writes it, and shorter; none where it has no date."""
        from builder.languages.formats import date

        text = self.session.node.text("date") or ""
        if not text or "{{" in text:
            return ()
        return tuple(dict.fromkeys(date(text, self.language, style) for style in ("long", "medium")))


def _expressions(source: SlideSource, session: Session, findings: Findings) -> list[str]:
    """List the expressions that a slide's text holds, those of the cases it may show included."""
    nodes = [source.node]
    if source.kind.CASE_KEY in source.node.entries:
        nodes += [node for node, _ in session.library.case_nodes(findings).values()]
    found = [e for node in nodes for scalar in scalars_of(node) for e in expressions.split(scalar.text).expressions]
    for key in ("when", "repeat"):
        node = source.node.get(key)
        if isinstance(node, Scalar):
            found.append(node.text)
    data = source.node.get("data")
    if isinstance(data, Mapping) and isinstance(data.get("where"), Scalar):
        found.append(data.text("where") or "")
    return found
