"""A question with lettered options, or the answers to it as a chart."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any, ClassVar

from msgspec.structs import replace

from builder.content.fields import Address, Code, Describe, Record, Say, needed, optional, record
from builder.content.record_reader import Reading
from builder.content.yaml_nodes import Mapping, Node, Scalar
from builder.diagnostics import nearest, suggest
from builder.languages import formats
from builder.languages.language import language_of
from builder.plan import (
    Chart,
    Drawing,
    Element,
    Layers,
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
from builder.slide_kinds._parts import icon_tile, qr_block, spread
from builder.slide_kinds._shares import shown_shares

TALLEST = 1.6  # times the height that the words need
FEW, LARGER = 5, 4  # options up to which words may grow; points
LETTERS = "ABCDEFGHIJ"  # ids of options that have none; what is shown is the language's own alphabet


@record
class Option(Record):
    """An answer that people can choose."""

    CALLED: ClassVar[str] = "an option"
    SHORTHAND: ClassVar[str] = "text"
    text: RichText = needed("what the answer says")
    id: Code | None = optional("what results refer to; default the letter", translate=False)


@dataclass(frozen=True)
class Answers(Record):
    """How often an option was chosen: a number, or a percentage such as `60%`."""

    count: int | None = None
    percentage: str = ""

    def held(self) -> Any:
        return str(self) if self.percentage else self.count

    @classmethod
    def from_node(cls, node: Node, reading: Reading, path: str) -> Answers | None:
        """Read a whole number, or a percentage; its decimals come after a full stop or a comma."""
        found = _PERCENTAGE.fullmatch(node.text.strip()) if isinstance(node, Scalar) else None
        if found:
            return cls(percentage=found[1].replace(",", "."))
        count = reading.typed(node, int, path, {"unit": "answers"})
        return None if count is None else cls(count)

    @classmethod
    def schema(cls, describe: Describe) -> dict[str, Any]:
        return {"anyOf": [describe(int), {"type": "string", "pattern": _PERCENTAGE.pattern}]}

    @property
    def amount(self) -> float:
        """Return it as a number, to compare with others of its sort."""
        return float(self.percentage) if self.percentage else float(self.count or 0)

    def __str__(self) -> str:
        return f"{self.percentage}%" if self.percentage else str(self.count)


_PERCENTAGE = re.compile(r"(\d{1,3}(?:[.,]\d{1,10})?) ?%")


@record
class Poll(SlideKind):
    """Two to ten options, lettered A to J, with a QR code where there is a `link`.

    With `results` the slide shows them as a native bar chart, in the options' order. With `correct` a second slide, `id--answer`,
    shows the right answer.
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
    options: list[Option] = needed("two to ten answers", at_least=2, at_most=len(LETTERS))
    multiple: bool = optional("more than one answer may be chosen", False, translate=False)
    correct: list[Code] | Code | None = optional(
        "id of the right answer, or a list of them; a second slide shows it", translate=False
    )
    results: dict[str, Answers] | None = optional(
        "how often each option was chosen, by its id or its text: a number, or a percentage (60%)",
        translate=False, names_text=True,
    )  # fmt: skip
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

    def chosen(self) -> dict[str, Answers]:
        """Return how often each option was chosen, by its id."""
        return {self.id_of(name): each for name, each in (self.results or {}).items() if each is not None}

    def check_fields(self, say: Say) -> None:
        ids = self.ids()
        for each in ids:
            if ids.count(each) > 1:
                say("options", "duplicate-id", f"two options have the id '{each}'", "give each its own id")
                break
        typed = [
            n for n, option in enumerate(self.options) if re.match(r"\s*(?:[A-Ja-j]|\d{1,2})[.)]\s", option.text.plain)
        ]
        if len(typed) > 1:
            message = "a letter or number stands in the option itself"
            say(
                f"options[{typed[0]}]",
                "typed-bullet",
                message,
                "remove it: each option has its letter already",
                "warning",
            )
        for each in self.correct_ids():
            if each not in ids:
                say("correct", "unknown-id", f"there is no option '{each}'", suggest(each, ids))
        meant: dict[str, str] = {}
        for each, answers in (self.results or {}).items():
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
            elif others := [
                t for i, t in zip(ids, self.options, strict=True) if i != option and _bare(t.text.plain) == _bare(each)
            ]:
                message = f"'{each}' is the letter of one option, and '{others[0].text.plain}' what another one says"
                say("results", "ambiguous-option", message, "give the options ids: {id: …, text: …}")
            meant.setdefault(option, each)
            if answers.count is not None and answers.count < 0:
                say("results", "out-of-range", f"'{each}' cannot be chosen {answers.count} times")
            texts = [_bare(option.text.plain) for option in self.options]
            if each not in ids and texts.count(_bare(each)) > 1:
                say("results", "duplicate-id", f"two options say '{each}'", "name them by their ids or letters")
        if any(each.percentage for each in (self.results or {}).values()):
            self._check_percentages(say)
            return
        counts = [each.count for each in (self.results or {}).values() if each.count]
        if self.respondents is not None and counts and not self.multiple and sum(counts) > self.respondents:
            say("respondents", "out-of-range", f"{sum(counts)} answers, but {self.respondents} respondents")

    def _check_percentages(self, say: Say) -> None:
        """See that percentages stand alone and, of answers that exclude each other, come to 100."""
        results = (self.results or {}).items()
        if mixed := [name for name, each in results if not each.percentage]:
            hint = f"write {self.results[mixed[0]]}%, or numbers for all options" if self.results else ""
            say("results", "results-mixed", f"'{mixed[0]}' is a number, other results are percentages", hint)
            return
        for name, each in results:
            if float(each.percentage) > 100:
                say("results", "out-of-range", f"'{name}' cannot be chosen by {each}")
        total = f"{math.fsum(float(each.percentage) for _, each in results):.10g}"
        if not self.multiple and total != "100":
            message = f"the percentages add up to {total}, not to 100"
            say(
                "results", "results-sum", message, "mend them, or say multiple: true where people chose more", "warning"
            )

    def heading(self, deck: DeckFacts) -> RichText:
        return self.title or self.question

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        if self.results:
            asked = self.slide(deck, "chart", self._result_blocks(deck))
        else:
            asked = self._question(deck)
        return [asked, self._answer(deck)] if self.correct_ids() else [asked]

    def _question(self, deck: DeckFacts) -> SlidePlan:
        root: Element = self._under_question(self._cards(deck.labels.letters))
        if self.link:
            size = 140.0 if len(self.options) >= 7 else 168.0
            side = qr_block(str(self.link), deck.labels, deck.labels["vote"], size=size)
            root = Row((replace(root, share=1), side), gap=36)
        hint = words(deck.labels["multiple"]) if self.multiple else None
        blocks = [
            Words(hint, "caption") if hint else None,
            Drawing(root, name="Options", grow=TALLEST, larger=self._larger),
        ]
        slide = self.slide(deck, "canvas", blocks)
        return replace(slide, notes=joined([slide.notes, words(deck.labels["live_notes"])])) if self.live else slide

    def _answer(self, deck: DeckFacts) -> SlidePlan:
        """Show the options once more, the right ones marked by colour and sign."""
        root = self._under_question(self._cards(deck.labels.letters, self.correct_ids()))
        heading = self.heading(deck)
        title = deck.labels["recap"].format(title=deck.labels["correct"], item=heading.plain)
        slide = self.slide(
            deck, "canvas", [Drawing(root, name="Answer", grow=TALLEST, larger=self._larger)], part="answer",
            title=replace(words(title), at=heading.at, field=heading.field),
        )  # fmt: skip
        return replace(slide, notes=RichText(()))

    @property
    def _larger(self) -> int:
        return LARGER if len(self.options) <= FEW else 0

    def _under_question(self, root: Stack) -> Stack:
        return Stack((Tile(self.question.styled(LEAD), name="Question"), root), gap=18) if self.title else root

    def _cards(self, letters: tuple[str, ...], right: list[str] | None = None) -> Stack:
        """Draw the options as cards with letters; right: the ids of those that are marked, on the slide of the answer."""
        cards: list[Element] = []
        many = len(self.options) >= 7
        for letter, each, option in zip(letters, self.ids(), self.options, strict=False):
            marked = right is not None and each in right
            fill, ink = ("good" if marked else "neutral" if right is not None else "primary"), "text"
            badge = TextStyle("lead", f"on_{fill}", bold=True, align="center")
            inset = (10, 8, 10, 8) if many else (16, 13, 16, 13)
            if right is not None and not marked:
                ink = "muted"
            said = Tile(
                option.text.styled(TextStyle("label" if many else "body", ink, bold=marked)), "rect",
                fill="good_surface" if marked else "surface", anchor="middle", share=1,
                inset=(inset[0], inset[1], inset[2] + 40, inset[3]) if marked else inset, name="Option",
            )  # fmt: skip
            sign = Row((Tile(share=1), icon_tile("check", 26, "good_text"), Tile(size=14)))
            cards.append(
                Row(
                    (
                        Tile(words(letter, badge), "rect", fill=fill, anchor="middle", size=40 if many else 52, name="Letter"),
                        Layers((said, sign), share=1) if marked else said,
                    ),
                    share=1,
                )
            )  # fmt: skip
        return spread(cards, 2 if len(cards) >= 6 else 1, gap=10 if many else 18, row_gap=8 if many else 12, share=1)

    def _result_blocks(self, deck: DeckFacts) -> list[Words | Chart]:
        shares, places, total = self._shares()
        categories = tuple(
            f"{letter}  {option.text.plain}" for letter, option in zip(deck.labels.letters, self.options, strict=False)
        )
        chosen = [self.chosen().get(each, Answers(0)).amount for each in self.ids()]
        best = chosen.index(max(chosen)) if chosen.count(max(chosen)) == 1 else None
        said = [" ".join(each.split()) for each in categories]
        data = language_of(deck.language).comma.join(
            f"{c}: {formats.percent(s, deck.language, places)}" for c, s in zip(said, shares, strict=True)
        )
        caption = deck.labels.count("respondents", total) if total is not None else ""
        if self.title:
            caption = f"{self.question.plain} ({caption})" if caption else self.question.plain
        chart = Chart(
            "bar",
            categories,
            (Series(deck.labels["answers"], tuple(shares)),),
            alt=deck.labels["chart"].format(
                type=deck.labels["chart_bar"], series=self.question.plain.rstrip(".?! "), data=data
            ),
            number_format=formats.share_code(deck.language, places),
            highlight_category=best,
            at=self.question.at,
        )
        return [*([Words(words(caption), "caption")] if caption else []), chart]

    def _shares(self) -> tuple[list[float], int, int | None]:
        """Return the share of each option, the decimals of its percentage, and how many people answered, where that is known."""
        chosen = self.chosen()
        answers = [chosen.get(each, Answers(0)) for each in self.ids()]
        if any(each.percentage for each in answers):
            figures = [each.percentage or "0" for each in answers]
            places = max(len(each.partition(".")[2]) for each in figures)
            return [round(float(each) / 100, places + 2) for each in figures], places, self.respondents
        counts = [each.count or 0 for each in answers]
        total = self.respondents or sum(counts)
        exact = self.multiple or sum(counts) > total or not total
        shares = [count / (total or 1) for count in counts] if exact else shown_shares(counts, total)
        return shares, 0, total


def _bare(text: str) -> str:
    """Return a text as keys are compared: on one line, without capitals."""
    return " ".join(text.split()).casefold()
