"""Source slides made into compiled ones: worded, planned, fitted, compiled, or taken from the store.

What a slide says and what it is told (the values that its expressions name, the facts of the deck
that its kind uses, the files it reads) decide its key: nothing else can change it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from builder import wording
from builder.brands.prepared import PreparedBrand
from builder.diagnostics import ContentError, Diagnostic, Findings, Position
from builder.pptx.kept import get_slides, put_slides
from builder.pptx.parts import CompiledSlide
from builder.processors import processors, shared_out
from builder.source.library import Library, LibraryFiles
from builder.source.session import Session, SlideSource
from builder.store import Store, digest_of, key_of, program_key
from builder.yaml_source import Mapping, Scalar, content_of, scalars_of

if TYPE_CHECKING:
    from builder.plan import SlidePlan
    from builder.slide_kinds._base import DeckFacts, SlideKind


class Made(NamedTuple):
    """What was made of one source slide: slides, files read with digests, findings, pictures drawn."""

    slides: list[CompiledSlide]
    used: dict[str, str]
    findings: list[Diagnostic]
    drawn: dict[str, bytes]


Sections = tuple[tuple[str, str], ...]  # id and title of each section slide
MADE_FIRST = 44
SHARED_FROM = 200  # slides; below it, starting processes costs more than they save


@dataclass
class SlideMaker:
    """Makes the slides of one deck: one session, one brand, one language, one audience."""

    session: Session
    names: wording.Names
    brand: PreparedBrand
    language: str
    store: Store
    findings: Findings
    made: int = 0  # slides compiled in this run, and those taken from the store
    kept: int = 0

    def __post_init__(self) -> None:
        self._facts: DeckFacts | None = None
        self._facts_told: Any = None
        self.sources: list[str] = []  # a digest of what each slide says and is told

    def deck(self) -> list[CompiledSlide]:
        """Make all slides of the deck, in order, recaps in their places."""
        self._check_session()
        openers = [source for source in self.session.slides if source.kind.OPENS_SECTION]
        others = [source for source in self.session.slides if not source.kind.OPENS_SECTION]
        made = self._slides(openers, ())
        sections = tuple((s.source_id, s.section) for source in openers for s in made[source.id] if s.section)
        made |= self._slides(others, sections)
        return _in_order([slide for source in self.session.slides for slide in made[source.id]])

    def source_digest(self) -> str:
        """Give a digest of all that the deck's slides say, are told and show; the order of making is no part of it."""
        return key_of(sorted(self.sources))

    def _slides(self, sources: list[SlideSource], sections: Sections) -> dict[str, list[CompiledSlide]]:
        """Give the slides of each source, from the store or made anew; faults go to the findings."""
        made: dict[str, list[CompiledSlide]] = {}
        missing: list[tuple[SlideSource, str]] = []
        for source in sources:
            said = self._said(source, sections)
            self.sources.append(said)
            key = key_of(program_key(), said)
            found = get_slides(self.store, key)
            if found is not None and all(digest_of(Path(name)) == digest for name, digest in found[1].items()):
                made[source.id] = found[0]
                self.session.library.read.update(Path(name) for name in found[1])
                self.sources.extend(sorted(found[1].values()))
                self.kept += len(found[0])
            else:
                missing.append((source, key))
        results = self._made_all([source for source, _ in missing], sections)
        for (source, key), result in zip(missing, results, strict=True):
            made[source.id] = result.slides
            self.session.library.read.update(Path(name) for name in result.used)
            self.sources.extend(sorted(result.used.values()))
            self.made += len(result.slides)
            self.findings.extend(self._named(each, source) for each in result.findings)
            for digest, data in result.drawn.items():
                self.store.keep(digest, data)
            if not result.findings:
                put_slides(self.store, key, result.slides, result.used)
        return made

    def _named(self, found: Diagnostic, source: SlideSource) -> Diagnostic:
        """Say in which slide a fault is; of text that does not fit, also in which language and for whom."""
        named = replace(found, slide=found.slide or source.id)
        if found.rule != "text-fits":
            return named
        audience = getattr(self.names.values.get("audience"), "id", "")
        return replace(named, language=self.language, audience="" if audience == "plain" else str(audience))

    def _made_all(self, sources: list[SlideSource], sections: Sections) -> list[Made]:
        """Make slides anew: here, or where there are many, on all processors."""
        if len(sources) >= SHARED_FROM and processors() > 1:
            # the first are made here, so that what they load and measure is there in every process
            first = [self._made(source, sections) for source in sources[:MADE_FIRST]]
            return first + shared_out(lambda source: self._made(source, sections), sources[MADE_FIRST:])
        return [self._made(source, sections) for source in sources]

    def _made(self, source: SlideSource, sections: Sections) -> Made:
        """Make the slides of one source, and see that everything it says is on them."""
        from builder.accounting import missing

        found, drawn, slides = Findings(), dict[str, bytes](), list[CompiledSlide]()
        library = Library(self.session.project, self.session.folder, self.session.library)
        library.used = {}
        try:
            facts = self._facts_for(source, sections)
            for record, plans in self._plans(source, facts, library, found):
                made = [slide for plan in plans for slide in self._compiled(plan, drawn)]
                found.extend(record.remarks(facts))
                found.extend(missing(record, made, record.left_out(facts)))
                slides += made
        except ContentError as error:
            found.extend(error.found)
            slides = []
        return Made(slides, library.used, list(found), drawn)

    def _said(self, source: SlideSource, sections: Sections) -> str:
        told: dict[str, str] = {}
        for expression in _expressions(source, self.session, self.findings):
            told.update(self.names.told(expression))
        used = source.kind.USES
        return key_of(
            self.brand.key, self.language, self.session.footer, self.session.node.text("date"), source.kind.name(),
            content_of(source.node), told, self._session_told() if used else "",
            (sections, self._section_ids) if source.kind.USES_SECTIONS else (),
        )  # fmt: skip

    def _session_told(self) -> Any:
        """Give what the session's own keys say and are told."""
        if self._facts_told is None:
            node = self.session.facts_node
            told: dict[str, str] = {}
            for scalar in scalars_of(node):
                for expression in wording.split(scalar.text).expressions:
                    told.update(self.names.told(expression))
            names = {
                self.session.library.folder / s.text for s in scalars_of(node) if "." in s.text and len(s.text) < 200
            }
            found = sorted(path for path in names if path.is_file())
            found += [p for path in found if (p := path.with_suffix(".png")) != path and p.is_file()]
            if any("{{" in s.text and re.search(r"\.\w{3,4}$", s.text) for s in scalars_of(node)):
                self.facts_or_none()  # names of pictures that are worked out: read them to know them
                found += sorted(Path(name) for name in self.session.library.used)
            pictures = found
            self.session.library.read.update(pictures)
            self._facts_told = [content_of(node), told, [digest_of(path) for path in pictures]]
        return self._facts_told

    def _check_session(self) -> None:
        """See that the session's own keys are sound, also where no slide shows them."""
        key = key_of(program_key(), "session", self.language, self._session_told())
        before = len(self.findings)
        if self.store.get("checked", key) is None and self.facts_or_none() is not None and len(self.findings) == before:
            self.store.put("checked", key, {}, [])

    def facts_or_none(self) -> DeckFacts | None:
        """Word the session's own keys; None (with findings) where they have faults."""
        try:
            return self.facts()
        except ContentError:
            return None

    def facts(self) -> DeckFacts:
        """Word the session's own keys; raises ContentError where they have faults."""
        if self._facts is None:
            found = Findings()
            facts = self.session.facts(self.names, self.language, found)
            self.findings.extend(found)
            if facts is None:
                raise ContentError([])
            self._facts = replace(facts, brand=self.brand.name)
        return self._facts

    @cached_property
    def _section_ids(self) -> tuple[str, ...]:
        """List the ids of the source's section slides, whatever their conditions."""
        return tuple(source.id for source in self.session.slides if source.kind.name() == "section")

    @cached_property
    def _few_facts(self) -> DeckFacts:
        """Give what a kind may know of its deck that does not use the session's own keys."""
        from builder.languages.labels import labels_of
        from builder.plan import RichText
        from builder.slide_kinds._base import DeckFacts

        return DeckFacts(self.language, labels_of(self.language), RichText(()), self.brand.name)

    @cached_property
    def date(self) -> str:
        """The session's date as the deck's language writes it, for the footer."""
        from builder.languages.formats import date

        text = self.session.node.text("date") or ""
        return date(text, self.language) if text and "{{" not in text else ""

    def _facts_for(self, source: SlideSource, sections: Sections) -> DeckFacts:
        facts = self.facts() if source.kind.USES else self._few_facts
        return replace(facts, sections=sections, section_ids=self._section_ids) if source.kind.USES_SECTIONS else facts

    def _plans(
        self, source: SlideSource, facts: DeckFacts, library: Library, mine: Findings
    ) -> Iterator[tuple[SlideKind, list[SlidePlan]]]:
        """Read and plan a source slide, once for each repetition."""
        from builder.reading import Reading, has_expression

        node = source.node
        if has_expression(node) or node.get("when") or node.get("repeat"):
            known = self.session.known_names() | ({node.text("as") or "item"} if node.get("repeat") else set())
            Reading(mine, LibraryFiles(library, mine), None, known).record(node, source.kind)
            mine.stop_on_errors()
        for names, suffix in self._repeated(node, self.names):
            if not self._wanted(node, names):
                continue
            record = Reading(mine, LibraryFiles(library, mine), names).record(node, source.kind)
            mine.stop_on_errors()
            made = record.plan(facts)
            yield record, [_repeat(plan, suffix) for plan in made] if suffix else made

    def _repeated(self, node: Mapping, names: wording.Names) -> list[tuple[wording.Names, str]]:
        """Give the names of each repetition, with what its id is made of."""
        repeat = node.get("repeat")
        if not isinstance(repeat, Scalar):
            return [(names, "")]
        items = names.evaluate(repeat.text, repeat.at, lenient=True) or []
        if not hasattr(items, "__iter__") or isinstance(items, str):
            raise ContentError.of("repeat-list", f"'{repeat.text}' gives no list to repeat", repeat.at)
        name, made, seen = node.text("as") or "item", [], set[str]()
        for number, item in enumerate(items, 1):
            identity = str(getattr(item, "id", "") or (item.get("id", "") if isinstance(item, dict) else ""))
            suffix = re.sub(r"[^a-z0-9]+", "-", identity.lower()).strip("-") or str(number)
            while suffix in seen:
                suffix = f"{suffix}-{number}"
            seen.add(suffix)
            made.append((names.with_name(name, item), suffix))
        return made

    def _wanted(self, node: Mapping, names: wording.Names) -> bool:
        when = node.get("when")
        return not isinstance(when, Scalar) or bool(names.evaluate(when.text, when.at, lenient=True))

    def _compiled(self, plan: SlidePlan, drawn: dict[str, bytes]) -> list[CompiledSlide]:
        from builder.fitting.split import fit_slides
        from builder.pptx.compile import compile_slide

        return [
            compile_slide(fitted, self.brand, self.session.footer, self.date, drawn.__setitem__)
            for fitted in fit_slides(plan, self.brand)
        ]


def _expressions(source: SlideSource, session: Session, findings: Findings) -> list[str]:
    """List the expressions that a slide's text holds, those of the cases it may show included."""
    nodes = [source.node]
    if "case" in source.node.entries:
        nodes += [node for node, _ in session.library.case_nodes(findings).values()]
    found = [e for node in nodes for scalar in scalars_of(node) for e in wording.split(scalar.text).expressions]
    for key in ("when", "repeat"):
        node = source.node.get(key)
        if isinstance(node, Scalar):
            found.append(node.text)
    data = source.node.get("data")
    if isinstance(data, Mapping) and isinstance(data.get("where"), Scalar):
        found.append(data.text("where") or "")
    return found


def _repeat(plan: SlidePlan, suffix: str) -> SlidePlan:
    """Give a plan of a repetition its id: `voorbeeld--parkeren`, or `voorbeeld--parkeren-2` of a reveal."""
    own = plan.id.removeprefix(plan.source_id).removeprefix("--")
    return replace(plan, id=f"{plan.source_id}--{suffix}" + (f"-{own}" if own else ""))


def _in_order(slides: list[CompiledSlide]) -> list[CompiledSlide]:
    """Put each recap before the section that it announces, and let the section begin with it."""
    openers = {slide.source_id: slide for slide in slides if slide.section}
    recaps = {
        slide.id.partition("--")[2]: slide
        for slide in slides
        if slide.kind == "agenda" and "--" in slide.id and slide.id.partition("--")[2] in openers
    }
    announced = {slide.id for slide in recaps.values()}
    ordered: list[CompiledSlide] = []
    for slide in slides:
        if slide.id in announced:
            continue
        recap = recaps.pop(slide.source_id, None) if slide.section else None
        if recap is not None:
            ordered.append(replace(recap, section=slide.section))
            slide = replace(slide, section="")
        ordered.append(slide)
    return ordered


def as_findings(dead: list[tuple[str, str]], session: Session) -> list[Diagnostic]:
    """Say which links lead to slides that the deck does not have."""
    nodes = {source.id: source.node for source in session.slides}

    def place(slide: str, target: str) -> Position | None:
        node = nodes.get(slide.partition("--")[0])
        if node is None:
            return None
        return next((s.at for s in scalars_of(node) if target in s.text or s.text == target[1:]), node.at)

    return [
        Diagnostic(
            "link-target",
            f"the link {target} leads to a slide that this deck does not have",
            place(slide, target),
            "link to another slide, or give both the same `when`",
            slide=slide,
        )
        for slide, target in dead
    ]
