"""The slides of one deck: remembered, taken from the store, or made anew.

What a slide says and the values that it is given (those that its expressions name, the facts of the deck
that its kind uses, the files it reads) decide its key: nothing else can change it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import structs

from builder.content import expressions
from builder.content.markdown import strip_marks
from builder.content.tables.options import TABLES
from builder.content.yaml_nodes import content_of, scalars_of
from builder.diagnostics import ContentError, Diagnostic, Findings, Position, nearest
from builder.pipeline.processors import processors, shared_out
from builder.pipeline.source_making import Sections, SourceMaking, elapsed, session_told
from builder.pipeline.source_slides import Made, SlideMaker, SourceSlide
from builder.pptx.parts import CompiledSlide
from builder.pptx.slide_cache import get_slides, put_slides
from builder.projects.session import Session, SlideSource
from builder.storage.store import digest_of, key_of


class DeckSlides(NamedTuple):
    """The slides of one deck in order, and a digest of all that they say, are given and show."""

    slides: list[CompiledSlide]
    source: str
    title: str  # the session's, worded
    told: str  # what no text says of the session, as the deck tells it
    views: dict[
        str, dict[str, bytes]
    ]  # what formats need of each slide: by the name of the view, then by the slide's id


class Glance(NamedTuple):
    """A source slide that is made before all others, and what is then told its slides and their views."""

    source: str
    told: Callable[[DeckSlides], None]


MADE_FIRST = 44
SHARED_FROM = 200  # slides; below it, starting processes costs more than they save


def deck_slides(
    maker: SlideMaker, audience: Any, findings: Findings, audience_id: str = "", glance: Glance | None = None
) -> DeckSlides:
    """Make the slides of one deck, recaps in their places; faults go to the findings.

    audience: what `audience` is in expressions; None leaves it to the variables.
    """
    names = maker.names if audience is None else maker.names.with_name("audience", audience)
    if glance is not None:
        _Deck(maker, names, Findings(), audience_id).glance(glance)
    return _Deck(maker, names, findings, audience_id).slides()


def deck_title(maker: SlideMaker, audience: Any) -> str:
    """Return the title of a deck, worded for an audience (None: for nobody)."""
    return _title(maker, maker.names if audience is None else maker.names.with_name("audience", audience))


def _title(maker: SlideMaker, names: expressions.Names) -> str:
    text = maker.session.node.text("title") or ""
    if "{{" in text:
        facts, _ = maker.facts(names)
        return facts.title.plain if facts else ""
    return strip_marks(text)


class _Deck:
    """The making of one deck."""

    def __init__(self, maker: SlideMaker, names: expressions.Names, findings: Findings, audience: str) -> None:
        self.maker, self.names, self.findings, self.audience = maker, names, findings, audience
        self.session, self.brand = maker.session, maker.brand
        self.making = SourceMaking(maker, names)
        # expressions are worked out for keys where many decks may share a slide; for one, naming values is faster
        self.shares = names is not maker.names
        self.views: dict[str, dict[str, bytes]] = {view.name: {} for view in maker.views}
        self.digests: list[str] = []  # of what each slide says, is given and shows

    def slides(self) -> DeckSlides:
        maker = self.maker
        self._check_session()
        openers = [each for each in maker.sources if each.source.kind.OPENS_SECTION]
        others = maker.sources[len(openers) :]
        made = self._made_of(openers, ())
        sections = tuple((s.source_id, s.section) for slides in made.values() for s in slides if s.section)
        made |= self._made_of(others, sections)
        self.findings.extend(maker.findings)
        announcing = {source.id for source in self.session.slides if source.kind.ANNOUNCES_SECTIONS}
        slides = _in_order([slide for source in self.session.slides for slide in made[source.id]], announcing)
        told = session_told(slides, maker.facts(self.names)[0])
        return DeckSlides(slides, key_of(sorted(self.digests)), _title(maker, self.names), told, self.views)

    def glance(self, glance: Glance) -> None:
        """Make one source and tell it; what was made is remembered. What needs the sections waits for them."""
        sources = [each for each in self.maker.sources if each.source.id == glance.source]
        made = self._made_of([each for each in sources if not each.source.kind.USES_SECTIONS], ())
        slides = [slide for of_one in made.values() for slide in of_one]
        if slides:
            glance.told(DeckSlides(slides, "", "", "", self.views))

    def _made_of(self, sources: list[SourceSlide], sections: Sections) -> dict[str, list[CompiledSlide]]:
        """Return the slides of each source: remembered, from the store, or made anew."""
        made: dict[str, list[CompiledSlide]] = {}
        missing: list[tuple[SourceSlide, str, str]] = []
        for each in sources:
            known = self.maker.constant.get(each.source.id)
            if known is not None:
                made[each.source.id] = self._taken(each, *known)
                continue
            digest = self._digest(each, sections)
            if digest is None:
                made[each.source.id] = []
                continue
            key = key_of(self.maker.store.program, digest)
            remembered = self.maker.memory.get(key) or self._stored(key)
            if remembered is None:
                missing.append((each, digest, key))
            else:
                made[each.source.id] = self._taken(each, digest, remembered)
        results = self._made_all([each.source for each, _, _ in missing], sections)
        for (each, digest, key), result in zip(missing, results, strict=True):
            for picture, data in result.drawn.items():
                self.maker.store.keep(picture, data)
            result = result._replace(drawn={})
            self.maker.memory.put(key, result)
            if not result.findings:
                put_slides(self.maker.store, key, result.slides, result.used)
                for name, made_views in result.views.items():
                    self.maker.store.put(f"view:{name}", key, list(made_views), list(made_views.values()))
            made[each.source.id] = self._taken(each, digest, result)
        return made

    def _stored(self, key: str) -> Made | None:
        """Return what the store holds, where the files that it was made from are as they were."""
        found = get_slides(self.maker.store, key)
        if found is None or any(digest_of(Path(name)) != digest for name, digest in found[1].items()):
            return None
        if not all(Path(name).is_relative_to(self.session.project.root) for name in found[1]):
            return None  # the store came along with a copied project: its files are those of the first
        if not all(self._is_kept(digest) for slide in found[0] for _, digest, file in slide.media if not file):
            return None
        views: dict[str, dict[str, bytes]] = {}
        for view in self.maker.views:
            kept = self.maker.store.get(f"view:{view.name}", key)
            if kept is None:
                return None
            views[view.name] = dict(zip(kept[0], kept[1], strict=True))
        made = Made(found[0], found[1], [], {}, views)
        self.maker.memory.put(key, made)
        return made

    def _is_kept(self, digest: str) -> bool:
        """True where the store still has a picture that was drawn, undamaged."""
        try:
            self.maker.media(digest, "")
        except ContentError:
            return False
        return True

    def _taken(self, each: SourceSlide, digest: str, made: Made) -> list[CompiledSlide]:
        """Take over what was made: its findings, and what it was made from."""
        if each.constant and each.source.id not in self.maker.constant:
            self.maker.constant[each.source.id] = (digest, made)
            self.session.library.read.update(Path(name) for name in made.used)
        elif not each.constant:
            self.session.library.read.update(Path(name) for name in made.used)
        self.digests.append(digest)
        if made.used:
            self.digests.extend(sorted(made.used.values()))
        for name, made_views in made.views.items():
            self.views[name].update(made_views)
        if made.findings:
            self.findings.extend(self._named(found, each) for found in made.findings)
        return made.slides

    def _digest(self, each: SourceSlide, sections: Sections) -> str | None:
        """Return a digest of what a slide says and is told in this deck; None where `when` leaves it out."""
        kind = each.source.kind
        if self.shares and each.when is not None and not self._repeats(each):
            holds = self.names.truth(each.when.text)
            if holds is False:
                faults = self.maker.faults_of(each)
                self.findings.extend(self._named(found, each) for found in faults)
                self.digests.append(each.digest + "-")
                return None
            changing: list[Any] = [self.names.told(each.when.text, lenient=True) if holds is None else holds]
            changing += [self.names.told(e) for e in each.changing if e != each.when.text]
        else:
            changing = [self._value(e) for e in each.changing]
        if not (changing or kind.USES_SESSION_FACTS or kind.USES_SECTIONS):
            return each.digest
        shown = self._facts_pictures() if kind.USES_SESSION_FACTS else ()
        order = (elapsed(self.session, each.source, self.names),) if kind.USES_RUNNING_ORDER else ()
        return key_of(each.digest, changing, sections if kind.USES_SECTIONS else (), shown, *order)

    def _value(self, expression: str) -> Any:
        return self.names.told(expression) if self.shares else self.names.paths(expression)

    @staticmethod
    def _repeats(each: SourceSlide) -> bool:
        return each.source.node.get("repeat") is not None

    def _facts_pictures(self) -> list[str]:
        """Return the digests of the pictures that the session's own keys show in this deck."""
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
        values = [self._value(each) for each in self.maker.facts_expressions]
        node = values or content_of(self.session.facts_node)
        key = key_of(
            self.maker.store.program, "session", self.maker.language, node, list(self.maker.facts_pictures.items())
        )
        if not values and self.maker.store.get("checked", key) is not None:
            return
        facts, found = self.maker.facts(self.names)
        self.findings.extend(found)
        if facts is not None and not found and not values:
            self.maker.store.put("checked", key, {}, [])

    def _named(self, found: Diagnostic, each: SourceSlide) -> Diagnostic:
        """Say in which slide a fault is; of what depends on the deck, also in which language and for whom."""
        if found.at is not None and found.at.file.lower().endswith(TABLES):
            return found  # several slides, and all audiences, may have it from one file: it is told once
        named = replace(found, slide=found.slide or each.source.id)
        audience = self.audience if each.changing or each.when else ""
        if found.rule == "text-fits":
            return replace(named, language=self.maker.language, audience=self.audience)
        return replace(named, audience=audience) if found not in each.faults else named

    def _made_all(self, sources: list[SlideSource], sections: Sections) -> list[Made]:
        """Make slides anew: here, or where there are many, on all processors."""
        if len(sources) >= SHARED_FROM and processors() > 1:
            # the first are made here, so that what they load and measure is there in every process
            first = [self.making.made(source, sections) for source in sources[:MADE_FIRST]]
            later = sources[MADE_FIRST:]
            made = shared_out(lambda number: self.making.made(later[number], sections), range(len(later)), processors())
            return [*first, *made]
        return [self.making.made(source, sections) for source in sources]


def _in_order(slides: list[CompiledSlide], announcing: set[str]) -> list[CompiledSlide]:
    """Put each slide that announces a section before it, and let the section begin with it.

    announcing: the ids of the sources that do so, with slides called `id--section`.
    """
    openers = {slide.source_id: slide for slide in slides if slide.section}
    recaps = {
        slide.id.partition("--")[2]: slide
        for slide in slides
        if slide.source_id in announcing and "--" in slide.id and slide.id.partition("--")[2] in openers
    }
    announced = {slide.id for slide in recaps.values()}
    ordered: list[CompiledSlide] = []
    for slide in slides:
        if slide.id in announced:
            continue
        recap = recaps.pop(slide.source_id, None) if slide.section else None
        if recap is not None:
            ordered.append(structs.replace(recap, section=slide.section))
            slide = structs.replace(slide, section="")
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
            _meant_by(target, nodes) or "link to another slide, or give both the same `when`",
            slide=slide,
        )
        for slide, target in dead
    ]


def _meant_by(target: str, slides: Iterable[str]) -> str:
    """Say which slide a link may mean that leads to none; "" where none is near."""
    near = nearest(target.removeprefix("#"), slides)
    return f"did you mean '#{near}'?" if near and f"#{near}" != target else ""
