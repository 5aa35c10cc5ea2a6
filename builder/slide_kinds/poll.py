"""A question with lettered options, or the answers to it as a chart."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace

from builder.content.fields import Address, Code, Record, Say, needed, optional, record
from builder.content.yaml_nodes import Mapping, Scalar
from builder.diagnostics import nearest, suggest
from builder.languages import formats
from builder.languages.language import language_of
from builder.plan import (
    Chart,
    Drawing,
    Element,
    RichText,
    Row,
    Series,
    SlidePlan,
    Stack,
    TextStyle,
    Tile,
    Words,
    joined,
    words,
)
from builder.slide_kinds._base import LEAD, DeckFacts, SlideKind
from builder.slide_kinds._parts import qr_block, spread

LETTERS = "ABCDEFGHIJ"  # ids of options that have none; what is shown is the language's own alphabet


@record
class Option(Record):
    """An answer that people can choose."""

    CALLED: ClassVar[str] = "an option"
    SHORTHAND: ClassVar[str] = "text"
    text: RichText = needed("what the answer says")
    id: Code | None = optional("what results refer to; default the letter", translate=False)


@record
class Poll(SlideKind):
    """Two to ten options, lettered A to J, with a QR code where there is a `link`.

    With `results` the slide shows them as a native bar chart, in the options' order.
    """

    TITLE_NEEDED: ClassVar[bool] = False
    ROLES: ClassVar[tuple[str, ...]] = ("canvas", "chart")
    NAMED_BY: ClassVar[tuple[str, ...]] = ("title", "question")
    IS_VOTED_ON: ClassVar[bool] = True
    EXAMPLE: ClassVar[str] = """
kind: poll
id: kennis
question: Hoe bekend bent u met sociale innovatie?
options:
  - {id: nieuw, text: Het is nieuw voor mij}
  - {id: beetje, text: Ik heb ervan gehoord}
  - {id: goed, text: Ik werk er al mee}
link: https://example.org/peiling
"""

    question: RichText = needed("the question")
    options: list[Option] = needed("two to ten answers", at_least=2, at_most=10)
    multiple: bool = optional("more than one answer may be chosen", False, translate=False)
    correct: list[Code] | Code | None = optional("id of the right answer, or a list of them", translate=False)
    results: dict[str, int] | None = optional(
        "how often each option was chosen, by its id or its text", translate=False, names_text=True
    )
    respondents: int | None = optional("how many people answered", translate=False, low=0)
    link: Address | None = optional(
        "where to vote; drawn as a QR code too; live: our own poll, at the variable `live`", translate=False
    )
    live: bool = optional("the poll is held by fandeck itself, as `link: live` says", False, translate=False)

    @classmethod
    def as_written(cls, node: Mapping) -> Mapping:
        """Write out `link: live`: the address of our own poll is the variable of that name."""
        link = node.get("link")
        if not isinstance(link, Scalar) or link.text != "live":
            return node
        entries = {**node.entries, "link": replace(link, text="{{ live }}"), "live": replace(link, text="true")}
        return replace(node, entries=entries)

    def ids(self) -> list[str]:
        """Return the options' ids in order."""
        return [str(option.id or LETTERS[n]) for n, option in enumerate(self.options)]

    def correct_ids(self) -> list[str]:
        """Return the ids of the right answers."""
        if self.correct is None:
            return []
        return [str(c) for c in self.correct] if isinstance(self.correct, list) else [str(self.correct)]

    def id_of(self, name: str) -> str:
        """Return the id of the option that a key of `results` means, by its id or its text; empty where it is none."""
        ids = self.ids()
        if name in ids:
            return name
        wanted = _bare(name)
        return next(
            (each for each, option in zip(ids, self.options, strict=True) if _bare(option.text.plain) == wanted), ""
        )

    def chosen(self) -> dict[str, int]:
        """Return how often each option was chosen, by its id."""
        return {self.id_of(name): count for name, count in (self.results or {}).items() if count is not None}

    def check_fields(self, say: Say) -> None:
        ids = self.ids()
        for each in ids:
            if ids.count(each) > 1:
                say("options", "duplicate-id", f"two options have the id '{each}'", "give each its own id")
                break
        for each in self.correct_ids():
            if each not in ids:
                say("correct", "unknown-id", f"there is no option '{each}'", suggest(each, ids))
        meant: dict[str, str] = {}
        for each, count in (self.results or {}).items():
            option = self.id_of(each)
            if not option:
                texts = [option.text.plain for option in self.options]
                say(
                    "results",
                    "unknown-id",
                    f"there is no option '{each}'",
                    suggest(each, ids if nearest(each, ids) else (*ids, *texts)),
                )
            elif option in meant:
                say("results", "duplicate-id", f"'{meant[option]}' and '{each}' are one option", "give it one figure")
            meant.setdefault(option, each)
            if count is not None and count < 0:
                say("results", "out-of-range", f"'{each}' cannot be chosen {count} times")
        counts = [count for count in (self.results or {}).values() if count]
        if self.respondents is not None and counts and not self.multiple and sum(counts) > self.respondents:
            say("respondents", "out-of-range", f"{sum(counts)} answers, but {self.respondents} respondents")

    def heading(self, deck: DeckFacts) -> RichText:
        return self.title or self.question

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        if self.results:
            return [self.slide(deck, "chart", self._result_blocks(deck))]
        root: Element = self._cards(deck.labels.letters)
        if self.title:
            root = Stack((Tile(self.question.styled(LEAD), name="Question"), root), gap=18)
        if self.link:
            size = 140.0 if len(self.options) >= 7 else 168.0
            side = qr_block(str(self.link), deck.labels, deck.labels["vote"], size=size)
            root = Row((replace(root, share=1), side), gap=36)
        hint = words(deck.labels["multiple"]) if self.multiple else None
        blocks = [Words(hint, "caption") if hint else None, Drawing(root, name="Options", grow=1.5)]
        slide = self.slide(deck, "canvas", blocks)
        return [replace(slide, notes=joined([slide.notes, words(deck.labels["live_notes"])])) if self.live else slide]

    def _cards(self, letters: tuple[str, ...]) -> Stack:
        cards: list[Element] = []
        many = len(self.options) >= 7
        right = self.correct_ids()
        for letter, each, option in zip(letters, self.ids(), self.options, strict=False):
            marked = each in right
            badge = TextStyle("lead", "on_good" if marked else "on_primary", bold=True, align="center")
            cards.append(
                Row(
                    (
                        Tile(words(letter, badge), "rect", fill="good" if marked else "primary", anchor="middle", size=40 if many else 52, name="Letter"),
                        Tile(
                            option.text.styled(TextStyle("label" if many else "body", "text", bold=marked)), "rect",
                            fill="surface", anchor="middle", share=1, inset=(10, 8, 10, 8) if many else (16, 13, 16, 13), name="Option",
                        ),
                    ),
                    share=1,
                )
            )  # fmt: skip
        return spread(cards, 2 if len(cards) >= 6 else 1, gap=10 if many else 18, row_gap=8 if many else 12, share=1)

    def _result_blocks(self, deck: DeckFacts) -> list[Words | Chart]:
        chosen = self.chosen()
        counts = [int(chosen.get(each, 0)) for each in self.ids()]
        total = self.respondents or sum(counts) or 1
        shares = [count / total for count in counts]
        categories = tuple(
            f"{letter}  {option.text.plain}" for letter, option in zip(deck.labels.letters, self.options, strict=False)
        )
        best = shares.index(max(shares)) if shares.count(max(shares)) == 1 else None
        said = [" ".join(each.split()) for each in categories]
        data = language_of(deck.language).comma.join(
            f"{c}: {formats.percent(s, deck.language)}" for c, s in zip(said, shares, strict=True)
        )
        caption = deck.labels.count("respondents", total)
        if self.title:
            caption = f"{self.question.plain} ({caption})"
        chart = Chart(
            "bar",
            categories,
            (Series(deck.labels["answers"], tuple(shares)),),
            alt=deck.labels["chart"].format(
                type=deck.labels["chart_bar"], series=self.question.plain.rstrip(".?! "), data=data
            ),
            number_format=formats.number_code(deck.language, sign="%"),
            highlight_category=best,
            at=self.question.at,
        )
        return [Words(words(caption), "caption"), chart]


def _bare(text: str) -> str:
    """Return a text as keys are compared: on one line, without capitals."""
    return " ".join(text.split()).casefold()
