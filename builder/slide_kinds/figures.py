"""One to four numbers, large, with what they mean and what they are compared with."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import ClassVar, Literal

from msgspec.structs import replace

from builder.content.fields import IconName, Plain, Record, Say, needed, optional, record
from builder.content.tables.notation import day
from builder.languages import formats
from builder.languages.language import language_of
from builder.plan import Drawing, Element, Layers, Paragraph, RichText, Row, Run, SlidePlan, Stack, TextStyle, Tile
from builder.slide_kinds._base import BODY, LABEL, LEAD, SMALL, DeckFacts, SlideKind, labelled
from builder.slide_kinds._doubts import percent_twice
from builder.slide_kinds._parts import ICON, ICONS, icon_tile

SIZES, SMALLEST = (96, 80, 64, 48), "figure_48"  # points that a figure may have
WIDE = 0.58  # of its size: a digit of a bold face with its share of marks
ROOM = {1: 500.0, 2: 395.0, 3: 248.0, 4: 176.0}  # points of a figure's place, by how many there are
SHORT_UNIT = 3  # letters of a unit that stands beside its figure
BAR, GAP = 5.0, 18.0
TALLEST = 1.5  # times the height that a card's words need
LARGER = {1: 6, 2: 6, 3: 4}
TRENDS = {"up": "trending-up", "down": "trending-down", "same": "move-right"}
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(\.\d+)?", re.ASCII)  # 0344 is a code


@record
class Figure(Record):
    """One figure."""

    CALLED: ClassVar[str] = "a figure"
    value: RichText = needed("a number, written as the deck's language does; or text", unit="figures")
    unit: RichText | None = optional("what it counts: %, uur, banen")
    label: RichText | None = optional("what it says")
    compare: RichText | None = optional("what it is compared with")
    trend: Literal["up", "down", "same"] | None = optional("where it goes", translate=False)
    tone: Literal["good", "bad", "neutral", "warning"] | None = optional("how it is valued", translate=False)
    icon: IconName | None = optional("an icon above it (`fandeck icons`)", translate=False)
    source: RichText | None = optional("where it comes from")
    format: Literal["text", "number", "percent", "currency", "date"] = optional(
        "how the value is written", "number", translate=False
    )


@record
class Figures(SlideKind):
    """One to four figures, large, side by side; equal cards, what they are compared with on one line."""

    EXAMPLE: ClassVar[str] = """
kind: figures
id: cijfers
title: Werk vraagt veel, en laat soms weinig toe
figures:
  - {value: 1.6, unit: miljoen, label: mensen met klachten door hun werk, trend: up, tone: bad, compare: meer dan vorig jaar}
  - {value: 62, unit: "%", label: kan zelf de volgorde kiezen, trend: same, compare: net zoveel als toen}
  - {value: 9, unit: "%", label: volgde een cursus in de werkplaats, trend: down, tone: warning, compare: het was 12 %}
"""

    figures: list[Figure] = needed("one to four figures", at_least=1, at_most=4)
    alt: Plain | None = optional("what the figures tell; else made from them")
    decorative: bool = optional("true where they tell nothing", False, translate=False)

    def check_fields(self, say: Say) -> None:
        for number, each in enumerate(self.figures):
            if each.format == "percent" and (doubt := percent_twice(each.value.figure)):
                say(f"figures[{number}].value", "percent-twice", doubt[0], doubt[1], "warning")

    def left_out(self, deck: DeckFacts) -> list[RichText]:
        """List the values that are written in another form."""
        return [each.value for each in self.figures if _written(each, deck) != each.value.plain]

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        count = len(self.figures)
        size = self._size(deck)
        root: Element = Row(tuple(_card(each, deck, size, count) for each in self.figures), gap=GAP)
        smaller = None  # figures give way before the words under them do
        if count > 1 and size != SMALLEST:
            smaller = Row(tuple(_card(each, deck, SMALLEST, count) for each in self.figures), gap=GAP)
        if count == 1:
            root = _hero(self.figures[0], deck, size)
        data = language_of(deck.language).semicolon.join(_told(each, deck) for each in self.figures)
        alt = "" if self.decorative else str(self.alt or deck.labels["figures"].format(data=data))
        drawing = Drawing(
            root, alt=alt, name="Figures", grow=TALLEST, larger=LARGER.get(count, 0), anchor="middle", instead=smaller
        )
        return [self.slide(deck, "canvas", [drawing])]

    def _size(self, deck: DeckFacts) -> str:
        """Return the size in which the longest figure stands in its place; all have it."""
        longest = max(len(_shown(each, deck)) for each in self.figures)
        room = ROOM[len(self.figures)]
        fits = next((size for size in SIZES if size * WIDE * longest <= room), SIZES[-1])
        return f"figure_{fits}"


def _written(figure: Figure, deck: DeckFacts) -> str:
    """Return the value as the deck's language writes it; text stays as it is."""
    text = figure.value.figure
    if figure.format == "date":
        found = day(text)
        return figure.value.plain if found is None else formats.date(found, deck.language)
    if figure.format == "text" or not _NUMBER.fullmatch(text):
        return figure.value.plain
    is_typed = figure.value.meant is None
    decimals = len(text.partition(".")[2]) if is_typed else formats.decimals_of(text)
    if figure.format == "percent":
        places = decimals - 2 if is_typed else formats.decimals_of(Decimal(text) * 100)
        return formats.percent(text, deck.language, max(places, 0))
    if figure.format == "currency":
        return formats.currency(text, deck.language, deck.currency)
    return formats.number(text, deck.language, decimals)


def _beside(figure: Figure) -> bool:
    return bool(figure.unit) and len(figure.unit.plain) <= SHORT_UNIT if figure.unit else False


def _shown(figure: Figure, deck: DeckFacts) -> str:
    """Return what stands in large letters: the value, and a short unit beside it."""
    text = _written(figure, deck)
    if not (figure.unit and _beside(figure)):
        return text
    unit = figure.unit.plain
    if unit == "%":
        before, after = formats.percent_signs(deck.language)
        return f"{before}{text}{after}"
    return f"{text}\u00a0{unit}"


def _told(figure: Figure, deck: DeckFacts) -> str:
    """Return a figure in words, as an alternative text tells it."""
    unit = figure.unit.plain if figure.unit and not _beside(figure) else ""
    label = figure.label.plain if figure.label else ""
    more = [figure.compare.plain] if figure.compare else []
    if figure.trend:
        more.append(deck.labels[f"trend_{figure.trend}"])
    said = " ".join(part for part in (_shown(figure, deck), unit, label) if part)
    return said + (f" ({language_of(deck.language).comma.join(more)})" if more else "")


def _value(figure: Figure, deck: DeckFacts, size: str) -> RichText:
    colour = f"{figure.tone}_text" if figure.tone in ("good", "bad", "warning") else "primary_text"
    style = TextStyle(size, colour, bold=True, heading_font=True)
    return replace(figure.value, paragraphs=(Paragraph((Run(_shown(figure, deck)),), marker="none", style=style),))


def _under(figure: Figure, deck: DeckFacts, side: tuple[float, float]) -> list[Element]:
    """Draw what a figure is compared with, and its source."""
    made: list[Element] = []
    inset = (side[0], 0.0, side[1], 0.0)
    tone = f"{figure.tone}_text" if figure.tone in ("good", "bad", "warning") else "muted"
    if figure.compare or figure.trend:
        words_of = figure.compare or RichText((Paragraph((Run(deck.labels[f"trend_{figure.trend}"]),)),))
        said = Tile(words_of.styled(LABEL), anchor="middle", share=1, inset=(8, 2, side[1], 2), name="Compared with")
        sign = (Tile(size=side[0]), icon_tile(TRENDS[figure.trend], 24, tone)) if figure.trend else ()
        made.append(Row((*sign, said)) if sign else replace(said, share=0, inset=inset))
    if figure.source:
        text = labelled(deck.labels["source"], figure.source).styled(SMALL)
        made.append(Tile(text, inset=(side[0], 4, side[1], 0), name="Source"))
    return made


def _card(figure: Figure, deck: DeckFacts, size: str, count: int) -> Element:
    """Draw a figure as a card: a bar, its icon, the figure, what it says; at the bottom what it is compared with."""
    side = (16.0, 14.0)
    parts: list[Element] = [Tile(size=12)]
    if figure.icon:
        wide = ICONS.get(count, ICON)
        parts.append(Row((Tile(size=side[0] - 4), icon_tile(figure.icon, wide), Tile(share=1))))
    inset = (side[0], 0.0, side[1], 0.0)
    parts.append(Tile(_value(figure, deck, size), inset=inset, name="Figure"))
    if figure.unit and not _beside(figure):
        parts.append(Tile(figure.unit.styled(TextStyle("lead", "primary_text", bold=True)), inset=inset, name="Unit"))
    label = figure.label.styled(BODY) if figure.label else RichText(())
    parts.append(Tile(label, inset=(side[0], 4, side[1], 8), share=1, name="Label"))
    parts += _under(figure, deck, side)
    parts.append(Tile(size=14))
    bar = Tile(geometry="rect", fill="primary", size=BAR, name="Bar")
    return Stack((bar, Layers((Tile(fill="surface", name="Card"), Stack(tuple(parts))), share=1)), share=1)


def _hero(figure: Figure, deck: DeckFacts, size: str) -> Element:
    """Draw a single figure: large at the start, what it says beside it."""
    value: list[Element] = []
    if figure.icon:
        value.append(icon_tile(figure.icon, ICONS[1]))
    value.append(Tile(_value(figure, deck, size), name="Figure"))
    if figure.unit and not _beside(figure):
        value.append(Tile(figure.unit.styled(TextStyle("lead", "primary_text", bold=True)), name="Unit"))
    side: list[Element] = []
    if figure.label:
        side.append(Tile(figure.label.styled(replace(LEAD, bold=True)), inset=(24, 0, 14, 8), name="Label"))
    side += _under(figure, deck, (24, 14))
    wide = int(size.rpartition("_")[2]) * WIDE * len(_shown(figure, deck)) + 24
    said = Stack(tuple(side), gap=10, align="middle", share=1)
    return Row((Stack(tuple(value), align="middle", size=wide), _rule(), said), gap=18)


def _rule() -> Tile:
    """Draw a rule as high as what stands beside it."""
    return Tile(geometry="rect", fill="accent", size=BAR, name="Rule")
