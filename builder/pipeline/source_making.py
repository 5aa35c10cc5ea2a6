"""The slides of one source made: its record read with a deck's values, planned, fitted and compiled, and seen to be complete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import structs

from builder.content import expressions
from builder.content.unsaid import OF_SESSIONS, OF_SLIDES, Shown, unsaid
from builder.content.yaml_nodes import Mapping, Scalar
from builder.diagnostics import ContentError, Diagnostic, Findings
from builder.export import SlideFrame
from builder.pipeline.source_slides import Made, SlideMaker
from builder.pptx.anchors import unsaid_told
from builder.pptx.parts import CompiledSlide
from builder.projects.library import Library, LibraryFiles
from builder.projects.session import Session, SlideSource

if TYPE_CHECKING:
    from builder.plan import SlidePlan
    from builder.slide_kinds import DeckFacts, SlideKind

Sections = tuple[tuple[str, str], ...]  # id and title of each section slide


class SourceMaking:
    """Makes the slides of sources with the values of one deck."""

    def __init__(self, maker: SlideMaker, names: expressions.Names) -> None:
        self.maker, self.names = maker, names
        self.session, self.brand = maker.session, maker.brand

    def made(self, source: SlideSource, sections: Sections) -> Made:
        """Make the slides of one source, and see that everything it says is on them."""
        from builder.fitting.glyphs import boxes
        from builder.pipeline.completeness import missing

        found, drawn, slides = Findings(), dict[str, bytes](), list[CompiledSlide]()
        views: dict[str, dict[str, bytes]] = {view.name: {} for view in self.maker.views}
        library = self.maker.new_library()
        try:
            facts = self._facts_for(source, sections)
            for record, plans in self._plans(source, facts, library, found):
                made = [slide for plan in plans for slide in self._compiled(plan, drawn, views, found)]
                found.extend(each for plan in plans for each in boxes(plan, self.brand.font_folder))
                found.extend(record.remarks(facts))
                found.extend(missing(record, made, record.left_out(facts)))
                slides += _telling(made, plans, record)
        except ContentError as error:
            found.extend(error.found)
            slides = []
        return Made(slides, library.used, list(found), drawn, views)

    def _facts_for(self, source: SlideSource, sections: Sections) -> DeckFacts:
        if not source.kind.USES_SESSION_FACTS:
            facts: DeckFacts | None = self.maker.few_facts
        else:
            facts, _ = self.maker.facts(self.names)
        if facts is None:
            raise ContentError([])
        ids = self.maker.section_ids
        if source.kind.USES_RUNNING_ORDER:
            facts = structs.replace(facts, elapsed=elapsed(self.session, source, self.names))
        if source.kind.OPENS_SECTION and self.brand.turns > 1:
            return structs.replace(facts, section_ids=ids)
        return structs.replace(facts, sections=sections, section_ids=ids) if source.kind.USES_SECTIONS else facts

    def _plans(
        self, source: SlideSource, facts: DeckFacts, library: Library, mine: Findings
    ) -> Iterator[tuple[SlideKind, list[SlidePlan]]]:
        """Read and plan a source slide, once for each repetition."""
        from builder.content.record_reader import Reading

        node = source.node
        faults = self.maker.faults_of(self.maker.described(source))
        mine.extend(faults)
        if mine.errors:
            mine.extend(self._further_faults(source, library, faults))
            mine.stop_on_errors()
        for names, suffix in repeated(node, self.names):
            if not _wanted(node, names):
                continue
            files, kept = LibraryFiles(library, mine), self.maker.kept_fields
            record = Reading(mine, files, names, kept=kept).record(node, source.kind)
            mine.stop_on_errors()
            made = _timed_once(record.plan(facts))
            yield record, [_repeat(plan, suffix) for plan in made] if suffix else made

    def _further_faults(
        self, source: SlideSource, library: Library, known: tuple[Diagnostic, ...]
    ) -> Iterator[Diagnostic]:
        """Find what this deck's values lack beside the faults of every deck, so that one run tells all."""
        from builder.content.record_reader import Reading

        found, places = Findings(), {(each.rule, each.at) for each in known}
        try:
            for names, _ in repeated(source.node, self.names)[:1]:
                if _wanted(source.node, names):
                    Reading(found, LibraryFiles(library, found), names).record(source.node, source.kind)
        except ContentError:
            return  # what is repeated, and when, is among the faults already
        yield from (each for each in found if (each.rule, each.at) not in places)

    def _compiled(
        self, plan: SlidePlan, drawn: dict[str, bytes], views: dict[str, dict[str, bytes]], found: Findings
    ) -> Iterator[CompiledSlide]:
        """Yield the slides of a plan; pictures drawn, the views that formats need and what is told are added to the others."""
        from builder.fitting.split import fit_slides
        from builder.pptx.compile import compile_slide

        frame = SlideFrame(self.brand, self.session.footer, self.maker.dates)
        for fitted in fit_slides(plan, self.brand):
            found.extend(fitted.told)
            compiled = compile_slide(fitted, self.brand, frame.footer, frame.dates, drawn.__setitem__)
            for view in self.maker.views:
                views[view.name][compiled.id] = view.make(fitted, frame)
            yield compiled


def repeated(node: Mapping, names: expressions.Names) -> list[tuple[expressions.Names, str]]:
    """Return the names of each repetition, with what its id is made of."""
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


def _wanted(node: Mapping, names: expressions.Names) -> bool:
    when = node.get("when")
    return not isinstance(when, Scalar) or names.holds(when.text, when.at)


def elapsed(session: Session, source: SlideSource, names: expressions.Names) -> float:
    """Return the minutes of the slides before one in this deck, by their `duration`; none for what is left out or unclear."""
    minutes = 0.0
    for each in session.slides:
        if each is source:
            break
        when = each.node.get("when")
        if isinstance(when, Scalar) and names.truth(when.text) is False:
            continue
        minutes += _minutes(each.node.text("duration") or "", names)
    return minutes


def _minutes(text: str, names: expressions.Names) -> float:
    template = expressions.split(text)
    try:
        values = [names.text(each, None) for each in template.expressions]
        return float(expressions.fill(template.text, values) or 0)
    except (ContentError, ValueError):
        return 0.0


def _telling(slides: list[CompiledSlide], plans: list[SlidePlan], record: SlideKind) -> list[CompiledSlide]:
    """Return the slides of a record: the first tells what no text of theirs says, of what they show."""
    if not slides:
        return slides
    said = {run.field for plan in plans for text in plan.texts() for p in text.paragraphs for run in p.runs}
    told = unsaid_told(unsaid(record, said, _shown_by(slides), OF_SLIDES))
    return [structs.replace(slides[0], anchors=told + slides[0].anchors), *slides[1:]]


def session_told(slides: list[CompiledSlide], facts: DeckFacts | None) -> str:
    """Return what no text says of the session, of what those of a deck's slides show that know of it."""
    from builder.slide_kinds import kind_of

    if facts is None or facts.fields is None:
        return ""
    knowing = [slide for slide in slides if kind_of(slide.kind).USES_SESSION_FACTS]
    return unsaid_told(unsaid(facts.fields, (), _shown_by(knowing), OF_SESSIONS)) if knowing else ""


def _shown_by(slides: list[CompiledSlide]) -> Shown:
    """Return what slides show, with the addresses that they lead to."""
    return Shown(lambda: (words for slide in slides for words in (slide.shown, *_addresses(slide))))


def _addresses(slide: CompiledSlide) -> Iterator[str]:
    """Yield the addresses that a slide's links lead to."""
    return (rel.target for part in slide.parts for rel in part.rels if rel.external)


def _timed_once(plans: list[SlidePlan]) -> list[SlidePlan]:
    """Return the plans of a record: it is the first that takes the record's time."""
    return [plan if n == 0 or not plan.minutes else structs.replace(plan, minutes=0.0) for n, plan in enumerate(plans)]


def _repeat(plan: SlidePlan, suffix: str) -> SlidePlan:
    """Return a plan of a repetition with an id of its own: `voorbeeld--parkeren`, or `voorbeeld--parkeren-2` of a reveal."""
    own = plan.id.removeprefix(plan.source_id).removeprefix("--")
    return structs.replace(plan, id=f"{plan.source_id}--{suffix}" + (f"-{own}" if own else ""))
