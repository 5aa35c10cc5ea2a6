"""What every slide kind has: the common keys, its facts about the deck, and the way to a plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from msgspec import Struct
from msgspec.structs import replace

from builder.content.fields import Code, Describe, Expression, Notes, Record, Say, needed, optional, record
from builder.content.record_reader import Reading
from builder.content.yaml_nodes import Mapping, Node
from builder.diagnostics import Diagnostic
from builder.languages.formats import is_language
from builder.languages.labels import Labels
from builder.languages.language import language_of
from builder.plan import Block, Paragraph, RichText, Run, SlidePlan, TextStyle, Words, words
from builder.slide_kinds._records import Logo, Person


class DeckFacts(Struct, frozen=True):
    """What a slide may know of its deck. `sections` holds id and title of each section slide."""

    language: str
    labels: Labels
    title: RichText
    brand: str = ""
    subtitle: RichText | None = None
    date: str = ""
    start: str = ""
    organisation: RichText | None = None
    presenters: tuple[Person, ...] = ()
    logos: tuple[Logo, ...] = ()
    currency: str = "EUR"
    sections: tuple[tuple[str, str], ...] = ()
    elapsed: float = 0.0  # minutes of the slides before it, for kinds that use the running order
    section_ids: tuple[str, ...] = ()  # all of the source, those that this deck leaves out too
    fields: Record | None = None  # the session's own, as they were read


@dataclass(frozen=True)
class LayoutChoice(Record):
    """A layout of the brand by name: one name, or a name for each brand."""

    names: dict[str, str]
    CALLED: ClassVar[str] = "layout"

    @classmethod
    def from_node(cls, node: Node, reading: Reading, path: str) -> LayoutChoice | None:
        """Read `layout: name` or `layout: {brand: name}`."""
        if isinstance(node, Mapping):
            pairs = {key: reading.typed(value, Code, path, {}) for key, value in node.entries.items()}
            return cls({key: str(value) for key, value in pairs.items() if value})
        name = reading.typed(node, Code, path, {})
        return cls({"": str(name)}) if name else None

    @classmethod
    def schema(cls, describe: Describe) -> dict[str, Any]:
        """Return the JSON Schema of the two forms."""
        return {"type": ["string", "object"], "additionalProperties": {"type": "string"}}

    def for_brand(self, brand: str) -> str:
        return self.names.get(brand, self.names.get("", ""))


@record
class SlideKind(Record):
    """The keys that every slide can have."""

    USES_SECTIONS: ClassVar[bool] = False  # its plan depends on which sections the deck has
    OPENS_SECTION: ClassVar[bool] = False  # its slides open a section of the deck
    IS_BREAK: ClassVar[bool] = False  # its minutes belong to no section
    ANNOUNCES_SECTIONS: ClassVar[bool] = False  # its slide `id--section` goes before that section and begins it
    IS_VOTED_ON: ClassVar[bool] = False  # people choose among its options: a poll's tool could hold it
    USES_SESSION_FACTS: ClassVar[bool] = False  # its plan depends on the session's own keys
    USES_RUNNING_ORDER: ClassVar[bool] = False  # its plan depends on the minutes of the slides before it
    CASE_KEY: ClassVar[str] = ""  # the key under which its slides name a case of the library
    TITLE_NEEDED: ClassVar[bool] = True
    ROLES: ClassVar[tuple[str, ...]] = ("canvas",)  # of layouts that its slides ask for, the usual one first
    NAMED_BY: ClassVar[tuple[str, ...]] = ("title",)  # the keys that say what a slide is called, the best first
    EXAMPLE: ClassVar[str] = ""

    kind: Code = needed("which slide kind this is", translate=False)
    id: Code = needed("lower-case letters, digits and single hyphens; unique in the session", translate=False)
    title: RichText | None = optional("the slide's title")
    notes: Notes | None = optional("what the speaker says; lists are possible")
    when: Expression | None = optional("the slide is in the deck only where this expression is true", translate=False)
    repeat: Expression | None = optional("an expression giving a list: one slide for each item", translate=False)
    as_: Code | None = optional("the name of one item of `repeat`", translate=False)
    hidden: bool = optional("in the file, not in the show", False, translate=False)
    sources: list[RichText] = optional("references, shown small at the foot", list)
    duration: float | None = optional(
        "minutes, for the running order", translate=False, low=0, high=600, unit="minutes"
    )
    layout: LayoutChoice | None = optional("a layout of the brand by name, or {brand: name}", translate=False)
    lang: Code | None = optional("language of this slide's text where it is not the deck's", translate=False)

    @classmethod
    def name(cls) -> str:
        """Return the kind's name: that of its file."""
        return cls.__module__.rsplit(".", 1)[-1]

    @classmethod
    def as_written(cls, node: Mapping) -> Mapping:
        """Return a slide's node with short forms of its fields written out."""
        return node

    @classmethod
    def called(cls, node: Mapping) -> str:
        """Return what a slide is called: its title, or what it has in the place of one."""
        return next((text for text in map(node.text, cls.NAMED_BY) if text), "")

    def check(self, say: Say) -> None:
        """Demand the title where the kind has no words of its own for it."""
        if self.title is not None and not self.title:
            say("title", "missing-field", "the title is empty", "write a title, or leave title: out")
        elif self.TITLE_NEEDED and not self.title:
            say("title", "missing-field", "'title' is missing", "title: the slide's title")
        if self.lang and not is_language(str(self.lang)):
            say("lang", "unknown-language", f"'{self.lang}' is not a language", "write nl, en or another BCP 47 tag")
        if self.notes and any(run.link.startswith("#") for p in self.notes.paragraphs for run in p.runs):
            say(
                "notes",
                "link-in-notes",
                "a link to a slide leads nowhere from the notes, and is written as plain text",
                "a page of notes belongs to its own slide: put the link on the slide",
                "warning",
            )
        self.check_fields(say)

    def check_fields(self, say: Say) -> None:
        """Look at what no single field of this kind shows."""

    def heading(self, deck: DeckFacts) -> RichText:
        """Return the text of the title placeholder."""
        return self.title or words(deck.labels["section"])

    def remarks(self, deck: DeckFacts) -> list[Diagnostic]:
        """Say what only the whole deck shows: faults, and what a person should look at."""
        return []

    def left_out(self, deck: DeckFacts) -> list[RichText]:
        """List texts that the slide shows in another form, or rightly not at all."""
        return []

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        """Turn the fields into blocks for named roles; one plan for each slide made."""
        raise NotImplementedError

    def slide(
        self,
        deck: DeckFacts,
        role: str,
        blocks: Iterable[Block | None],
        *,
        title: RichText | None = None,
        part: str = "",
        suffix: str = "",
        section: str = "",
    ) -> SlidePlan:
        """Make one plan. part: joins the id (`id--part`); suffix: ends the title, as "(1/2)"."""
        kept = [block for block in blocks if block is not None]
        if self.sources:
            kept.append(Words(sources_line(self.sources, deck.labels), slot="source"))
        heading = title or self.heading(deck)
        return SlidePlan(
            id=f"{self.id}--{part}" if part else str(self.id),
            source_id=str(self.id),
            kind=self.name(),
            role=role,
            title=heading.suffixed(suffix) if suffix else heading,
            blocks=tuple(kept),
            notes=self.notes or RichText(()),
            lang=str(self.lang or deck.language),
            hidden=self.hidden,
            section=section,
            minutes=self.duration or 0.0,
            layout=self.layout.for_brand(deck.brand) if self.layout else "",
            at=heading.at,
        )


def sources_line(sources: list[RichText], labels: Labels) -> RichText:
    """Write the references on one line: "Source: …"."""
    before, _, after = labels["source" if len(sources) == 1 else "sources"].partition("{text}")
    runs: list[Run] = [Run(before)]
    for number, source in enumerate(sources):
        if number:
            runs.append(Run(language_of(labels.asked).semicolon))
        runs.extend(run for paragraph in source.paragraphs for run in paragraph.runs)
    if after:
        runs.append(Run(after))
    return RichText((Paragraph(tuple(runs)),), sources[0].at, "sources")


def labelled(template: str, text: RichText) -> RichText:
    """Put text into a label such as "Image: {text}"."""
    before, _, after = template.partition("{text}")
    first, *rest = text.paragraphs
    runs = (*((Run(before),) if before else ()), *first.runs, *((Run(after),) if after else ()))
    return replace(text, paragraphs=(replace(first, runs=runs), *rest))


BODY = TextStyle("body")
STRONG = TextStyle("body", bold=True)
LEAD = TextStyle("lead", "primary_text")
LABEL = TextStyle("label")
LABEL_STRONG = TextStyle("label", bold=True)
CAPTION = TextStyle("caption", "muted")
SMALL = TextStyle("small", "muted")
TAG = TextStyle("caption", "accent_text", bold=True)
