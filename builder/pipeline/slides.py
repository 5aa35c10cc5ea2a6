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

from builder.brands.prepared import PreparedBrand
from builder.content import expressions
from builder.content.markdown import strip_marks
from builder.content.yaml_nodes import Mapping, Scalar, content_of, scalars_of
from builder.diagnostics import ContentError, Diagnostic, Findings, Position
from builder.pipeline.processors import processors, shared_out
from builder.pptx.parts import CompiledSlide
from builder.pptx.slide_cache import get_slides, put_slides
from builder.projects.library import Library, LibraryFiles
from builder.projects.session import Session, SlideSource
from builder.storage.program import program_key
from builder.storage.store import Store, digest_of, key_of

if TYPE_CHECKING:
    from builder.content.record_reader import Kept
    from builder.plan import SlidePlan
    from builder.slide_kinds import DeckFacts, SlideKind


class Made(NamedTuple):
    """What was made of one source slide: slides, files read with digests, findings, pictures drawn."""

    slides: list[CompiledSlide]
    used: dict[str, str]
    findings: list[Diagnostic]
    drawn: dict[str, bytes]


class DeckSlides(NamedTuple):
    """The slides of one deck in order, and a digest of all that they say, are told and show."""

    slides: list[CompiledSlide]
    source: str
    title: str  # the session's, worded


Sections = tuple[tuple[str, str], ...]  # id and title of each section slide
MADE_FIRST = 44
SHARED_FROM = 200  # slides; below it, starting processes costs more than they save
REMEMBERED = 128  # made sources that stay in memory


class Memory:
    """What was made in this run, by key: the last ones, so that memory stays flat over thousands of decks."""

    def __init__(self, least: int = 0) -> None:
        """least: how many must have room, so that what decks share is not made twice."""
        self._made: dict[str, Made] = {}
        self._most = max(REMEMBERED, least)

    def get(self, key: str) -> Made | None:
        made = self._made.get(key)
        if made is not None:  # what decks share stays longest
            del self._made[key]
            self._made[key] = made
        return made

    def put(self, key: str, made: Made) -> None:
        if len(self._made) >= self._most:
            for old in list(self._made)[: self._most // 4]:
                del self._made[old]
        self._made[key] = made


@dataclass(slots=True)
class _Source:
    """What is known of a source slide before any deck: what it says, and which expressions depend on the audience."""

    source: SlideSource
    said: str  # a digest of its text and of what is told to every deck alike
    when: Scalar | None
    changing: tuple[str, ...]
    checked: bool = False
    faults: tuple[Diagnostic, ...] = ()

    @property
    def constant(self) -> bool:
        """True where it is the same in every deck."""
        return not self.changing and self.when is None and not self.source.kind.USES_SECTIONS


class SlideMaker:
    """Makes slides of one session in one brand and language, for any number of audiences."""

    def __init__(
        self,
        session: Session,
        names: expressions.Names,
        brand: PreparedBrand,
        store: Store,
        memory: Memory | None = None,
    ) -> None:
        """names: those of every deck alike; an audience comes with each deck."""
        self.session, self.names, self.brand, self.store = session, names, brand, store
        self.language = names.language
        self.memory = memory if memory is not None else Memory()
        self.findings = Findings()  # of what every deck shares: the library
        self.kept_fields: Kept = {}
        self._constant: dict[str, tuple[str, Made]] = {}
        self._facts: dict[Any, tuple[DeckFacts | None, list[Diagnostic]]] = {}

    def deck(self, audience: Any, findings: Findings, audience_id: str = "") -> DeckSlides:
        """Make the slides of one deck, recaps in their places; faults go to the findings.

        audience: what `audience` is in expressions; None leaves it to the variables.
        """
        names = self.names if audience is None else self.names.with_name("audience", audience)
        return _Deck(self, names, findings, audience_id).slides()

    @cached_property
    def sources(self) -> list[_Source]:
        """Describe the source slides, sections first: what others are depends on them."""
        found = [self._described(source) for source in self.session.slides]
        return sorted(found, key=lambda each: not each.source.kind.OPENS_SECTION)

    def _described(self, source: SlideSource) -> _Source:
        found = _expressions(source, self.session, self.findings)
        if source.kind.USES_SESSION_FACTS:  # what it shows of the session is as much its own as what it says itself
            found += self.facts_expressions
        found = list(dict.fromkeys(found))
        changing = tuple(each for each in found if "audience" in each)
        when = source.node.get("when")
        told = [(each, self.names.paths(each)) for each in found if "audience" not in each]
        kind = source.kind
        said = key_of(
            self.brand.key, self.language, self.names.currency, self.session.footer, self.session.node.text("date"),
            kind.name(), content_of(source.node), told, self._section_ids if kind.USES_SECTIONS else (),
            content_of(self.session.facts_node) if kind.USES_SESSION_FACTS else "",
            self._cases_said if "case" in source.node.entries else "",
        )  # fmt: skip
        return _Source(source, said, when if isinstance(when, Scalar) else None, changing)

    def described(self, source: SlideSource) -> _Source:
        """Give what is known of a source slide."""
        return self._by_id[source.id]

    @cached_property
    def _by_id(self) -> dict[str, _Source]:
        return {each.source.id: each for each in self.sources}

    def faults_of(self, each: _Source) -> tuple[Diagnostic, ...]:
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
        """Give a library that remembers what is read for one source."""
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
        """Give the pictures that the session's own keys name, with their digests."""
        library, node = self.session.library, self.session.facts_node
        texts = [scalar.text for scalar in scalars_of(node)]
        found = [library.folder / text for text in texts if "." in text and "{{" not in text and len(text) < 200]
        found = [path for path in sorted(set(found)) if path.is_file()]
        found += [p for path in found if (p := path.with_suffix(".png")) != path and p.is_file()]
        library.read.update(found)
        return {str(path): digest_of(path) for path in found}

    def facts(self, names: expressions.Names) -> tuple[DeckFacts | None, list[Diagnostic]]:
        """Word the session's own keys; None where they have faults, which come with it."""
        told = repr([names.told(each) for each in self.facts_expressions])
        if told not in self._facts:
            found = Findings()
            facts = self.session.facts(names, self.language, found)
            if len(self._facts) >= REMEMBERED:
                self._facts.clear()
            self._facts[told] = (replace(facts, brand=self.brand.name) if facts else None, list(found))
        return self._facts[told]

    @cached_property
    def few_facts(self) -> DeckFacts:
        """Give what a kind may know of its deck that does not use the session's own keys."""
        from builder.languages.labels import labels_of
        from builder.plan import RichText
        from builder.slide_kinds import DeckFacts

        return DeckFacts(self.language, labels_of(self.language), RichText(()), self.brand.name)

    @cached_property
    def _cases_said(self) -> str:
        """Give a digest of what the cases say, where that is not what their files say."""
        library = self.session.library
        if not library.cases_are_translated:
            return ""
        return key_of([content_of(node) for node, _ in library.case_nodes(self.findings).values()])

    @cached_property
    def _section_ids(self) -> tuple[str, ...]:
        """List the ids of the source's section slides, whatever their conditions."""
        return tuple(source.id for source in self.session.slides if source.kind.OPENS_SECTION)

    @cached_property
    def date(self) -> str:
        """The session's date as the deck's language writes it, for the footer."""
        from builder.languages.formats import date

        text = self.session.node.text("date") or ""
        return date(text, self.language) if text and "{{" not in text else ""


class _Deck:
    """The making of one deck."""

    def __init__(self, maker: SlideMaker, names: expressions.Names, findings: Findings, audience: str) -> None:
        self.maker, self.names, self.findings, self.audience = maker, names, findings, audience
        self.session, self.brand = maker.session, maker.brand
        # expressions are worked out for keys where many decks may share a slide; for one, naming values is faster
        self.shares = names is not maker.names
        self.said: list[str] = []  # what each slide says, is told and shows

    def slides(self) -> DeckSlides:
        maker = self.maker
        self._check_session()
        openers = [each for each in maker.sources if each.source.kind.OPENS_SECTION]
        others = maker.sources[len(openers) :]
        made = self._made_of(openers, ())
        sections = tuple((s.source_id, s.section) for slides in made.values() for s in slides if s.section)
        made |= self._made_of(others, sections)
        self.findings.extend(maker.findings)
        slides = _in_order([slide for source in self.session.slides for slide in made[source.id]])
        return DeckSlides(slides, key_of(sorted(self.said)), self._title())

    def _title(self) -> str:
        text = self.session.node.text("title") or ""
        if "{{" in text:
            facts, _ = self.maker.facts(self.names)
            return facts.title.plain if facts else ""
        return strip_marks(text)

    def _made_of(self, sources: list[_Source], sections: Sections) -> dict[str, list[CompiledSlide]]:
        """Give the slides of each source: remembered, from the store, or made anew."""
        made: dict[str, list[CompiledSlide]] = {}
        missing: list[tuple[_Source, str, str]] = []
        for each in sources:
            known = self.maker._constant.get(each.source.id)
            if known is not None:
                made[each.source.id] = self._taken(each, *known)
                continue
            said = self._said(each, sections)
            if said is None:
                made[each.source.id] = []
                continue
            key = key_of(program_key(), said)
            remembered = self.maker.memory.get(key) or self._stored(key)
            if remembered is None:
                missing.append((each, said, key))
            else:
                made[each.source.id] = self._taken(each, said, remembered)
        results = self._made_all([each.source for each, _, _ in missing], sections)
        for (each, said, key), result in zip(missing, results, strict=True):
            for digest, data in result.drawn.items():
                self.maker.store.keep(digest, data)
            result = result._replace(drawn={})
            self.maker.memory.put(key, result)
            if not result.findings:
                put_slides(self.maker.store, key, result.slides, result.used)
            made[each.source.id] = self._taken(each, said, result)
        return made

    def _stored(self, key: str) -> Made | None:
        """Give what the store holds, where the files that it was made from are as they were."""
        found = get_slides(self.maker.store, key)
        if found is None or any(digest_of(Path(name)) != digest for name, digest in found[1].items()):
            return None
        if not all(Path(name).is_relative_to(self.session.project.root) for name in found[1]):
            return None  # the store came along with a copied project: its files are those of the first
        made = Made(found[0], found[1], [], {})
        self.maker.memory.put(key, made)
        return made

    def _taken(self, each: _Source, said: str, made: Made) -> list[CompiledSlide]:
        """Take over what was made: its findings, and what it was made from."""
        if each.constant and each.source.id not in self.maker._constant:
            self.maker._constant[each.source.id] = (said, made)
            self.session.library.read.update(Path(name) for name in made.used)
        elif not each.constant:
            self.session.library.read.update(Path(name) for name in made.used)
        self.said.append(said)
        if made.used:
            self.said.extend(sorted(made.used.values()))
        if made.findings:
            self.findings.extend(self._named(found, each) for found in made.findings)
        return made.slides

    def _said(self, each: _Source, sections: Sections) -> str | None:
        """Give a digest of what a slide says and is told in this deck; None where `when` leaves it out."""
        kind = each.source.kind
        if self.shares and each.when is not None and not self._repeats(each):
            holds = self.names.truth(each.when.text)
            if holds is False:
                faults = self.maker.faults_of(each)
                self.findings.extend(self._named(found, each) for found in faults)
                self.said.append(each.said + "-")
                return None
            changing: list[Any] = [self.names.told(each.when.text, lenient=True) if holds is None else holds]
            changing += [self.names.told(e) for e in each.changing if e != each.when.text]
        else:
            changing = [self._told(e) for e in each.changing]
        if not (changing or kind.USES_SESSION_FACTS or kind.USES_SECTIONS):
            return each.said
        shown = self._facts_pictures() if kind.USES_SESSION_FACTS else ()
        return key_of(each.said, changing, sections if kind.USES_SECTIONS else (), shown)

    def _told(self, expression: str) -> Any:
        return self.names.told(expression) if self.shares else self.names.paths(expression)

    @staticmethod
    def _repeats(each: _Source) -> bool:
        return each.source.node.get("repeat") is not None

    def _facts_pictures(self) -> list[str]:
        """Give the digests of the pictures that the session's own keys show in this deck."""
        found = list(self.maker.facts_pictures.values())
        named = [s.text for s in scalars_of(self.session.facts_node) if re.search(r"\{\{.*\.\w{3,4}$", s.text)]
        if named:  # names of pictures that are worked out: read them to know them
            library = self.session.library
            library.used = {}
            self.maker.facts(self.names)
            found += sorted(library.used.values())
        return found

    def _check_session(self) -> None:
        """See that the session's own keys are sound, also where no slide shows them."""
        told = [self._told(each) for each in self.maker.facts_expressions]
        node = told or content_of(self.session.facts_node)
        key = key_of(program_key(), "session", self.maker.language, node, list(self.maker.facts_pictures.items()))
        if not told and self.maker.store.get("checked", key) is not None:
            return
        facts, found = self.maker.facts(self.names)
        self.findings.extend(found)
        if facts is not None and not found and not told:
            self.maker.store.put("checked", key, {}, [])

    def _named(self, found: Diagnostic, each: _Source) -> Diagnostic:
        """Say in which slide a fault is; of what depends on the deck, also in which language and for whom."""
        named = replace(found, slide=found.slide or each.source.id)
        audience = self.audience if each.changing or each.when else ""
        if found.rule == "text-fits":
            return replace(named, language=self.maker.language, audience=self.audience)
        return replace(named, audience=audience) if found not in each.faults else named

    def _made_all(self, sources: list[SlideSource], sections: Sections) -> list[Made]:
        """Make slides anew: here, or where there are many, on all processors."""
        if len(sources) >= SHARED_FROM and processors() > 1:
            # the first are made here, so that what they load and measure is there in every process
            first = [self._made(source, sections) for source in sources[:MADE_FIRST]]
            return first + shared_out(lambda source: self._made(source, sections), sources[MADE_FIRST:])
        return [self._made(source, sections) for source in sources]

    def _made(self, source: SlideSource, sections: Sections) -> Made:
        """Make the slides of one source, and see that everything it says is on them."""
        from builder.fitting.glyphs import boxes
        from builder.pipeline.completeness import missing

        found, drawn, slides = Findings(), dict[str, bytes](), list[CompiledSlide]()
        library = self.maker.new_library()
        try:
            facts = self._facts_for(source, sections)
            for record, plans in self._plans(source, facts, library, found):
                made = [slide for plan in plans for slide in self._compiled(plan, drawn)]
                found.extend(each for plan in plans for each in boxes(plan, self.brand.font_folder))
                found.extend(record.remarks(facts))
                found.extend(missing(record, made, record.left_out(facts)))
                slides += made
        except ContentError as error:
            found.extend(error.found)
            slides = []
        return Made(slides, library.used, list(found), drawn)

    def _facts_for(self, source: SlideSource, sections: Sections) -> DeckFacts:
        if not source.kind.USES_SESSION_FACTS:
            facts: DeckFacts | None = self.maker.few_facts
        else:
            facts, _ = self.maker.facts(self.names)
        if facts is None:
            raise ContentError([])
        ids = self.maker._section_ids
        return replace(facts, sections=sections, section_ids=ids) if source.kind.USES_SECTIONS else facts

    def _plans(
        self, source: SlideSource, facts: DeckFacts, library: Library, mine: Findings
    ) -> Iterator[tuple[SlideKind, list[SlidePlan]]]:
        """Read and plan a source slide, once for each repetition."""
        from builder.content.record_reader import Reading

        node = source.node
        mine.extend(self.maker.faults_of(self.maker.described(source)))
        mine.stop_on_errors()
        for names, suffix in self._repeated(node, self.names):
            if not self._wanted(node, names):
                continue
            files, kept = LibraryFiles(library, mine), self.maker.kept_fields
            record = Reading(mine, files, names, kept=kept).record(node, source.kind)
            mine.stop_on_errors()
            made = record.plan(facts)
            yield record, [_repeat(plan, suffix) for plan in made] if suffix else made

    def _repeated(self, node: Mapping, names: expressions.Names) -> list[tuple[expressions.Names, str]]:
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

    def _wanted(self, node: Mapping, names: expressions.Names) -> bool:
        when = node.get("when")
        return not isinstance(when, Scalar) or bool(names.evaluate(when.text, when.at, lenient=True))

    def _compiled(self, plan: SlidePlan, drawn: dict[str, bytes]) -> list[CompiledSlide]:
        from builder.fitting.split import fit_slides
        from builder.pptx.compile import compile_slide

        return [
            compile_slide(fitted, self.brand, self.session.footer, self.maker.date, drawn.__setitem__)
            for fitted in fit_slides(plan, self.brand)
        ]


def _expressions(source: SlideSource, session: Session, findings: Findings) -> list[str]:
    """List the expressions that a slide's text holds, those of the cases it may show included."""
    nodes = [source.node]
    if "case" in source.node.entries:
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
