"""Questions and answers found again in results: over every language and every audience's wording."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from builder.polls.codes import question_codes, subquestion_code
from builder.polls.questions import Question
from builder.slide_kinds.poll import LETTERS

_LETTER = re.compile(r"^[a-z][.)]\s+")
_NUMBER = re.compile(r"^(?:q(?:uestion)?\s*)?\d+\s*[.):]\s+")
_TAIL = re.compile(r"\s*\([^()]*\)\s*$")
_MARKS = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-"})
_SEPARATOR = re.compile(r"\s*[;,|\n]\s*")
_ALIKE = 0.88  # of two headings that differ by a typing error
_SOMEWHAT = 0.6  # by some words, as another audience's name
NO_WORDS = frozenset(
    [
        "no",
        "n",
        "nee",
        "nein",
        "non",
        "nei",
        "ne",
        "nie",
        "não",
        "nao",
        "hayır",
        "hayir",
        "ні",
        "нет",
        "όχι",
        "לא",
        "لا",
        "いいえ",
        "아니요",
        "否",
        "不是",
        "0",
        "false",
        "n/a",
    ]
)


def normal(text: str) -> str:
    """Return a text as it is compared: NFKC, lower case, single spaces, entities resolved, no dot at its end."""
    text = unicodedata.normalize("NFKC", html.unescape(html.unescape(text)) if "&" in text else text)
    text = re.sub(r"<[a-z/][^<>]{0,100}>", " ", text, flags=re.I) if "<" in text else text
    text = text.replace("\\{", "{").replace("\\}", "}")  # as LimeSurvey keeps them
    text = " ".join(text.translate(_MARKS).casefold().split())
    return text.rstrip(" .…:*") or text


def headings(text: str) -> list[str]:
    """Return what a heading may be the question of: as it is, without its number, its remark, its last part."""
    whole = normal(text)
    found = [whole, _NUMBER.sub("", whole)]
    found += [_TAIL.sub("", each).rstrip(" .:*") for each in found]
    found += [each.rpartition(":")[0].strip(" .") for each in found if ":" in each]
    found += [each.partition(". ")[2] for each in found[:2] if ". " in each]
    return [each for each in dict.fromkeys(found) if each]


def _listed(cell: str) -> list[str]:
    """Return the answers of a cell that lists them as JSON, as Forms hands them on; none where it is no such list."""
    try:
        found = json.loads(cell)
    except ValueError:
        return []
    return found if isinstance(found, list) and all(isinstance(each, str) for each in found) else []


@dataclass
class Known:
    """The polls of a session in all their wordings.

    wordings: by the slide's id, each wording once; plain: the first wording of each poll, in the order of the slides.
    """

    plain: dict[str, Question] = field(default_factory=dict)
    wordings: dict[str, list[Question]] = field(default_factory=dict)
    _by_text: dict[str, set[str]] = field(default_factory=dict)
    _options: dict[str, dict[str, str]] = field(default_factory=dict)
    _texts: set[str] = field(default_factory=set)

    def add(self, questions: Iterable[Question]) -> None:
        """Take in polls in another wording."""
        for each in questions:
            said = (each.text, tuple(choice.text for choice in each.choices))
            there = self.wordings.setdefault(each.id, [])
            if any((known.text, tuple(choice.text for choice in known.choices)) == said for known in there):
                continue
            there.append(each)
            self.plain.setdefault(each.id, each)
            self._by_text.setdefault(normal(each.text), set()).add(each.id)
            options = self._options.setdefault(each.id, {})
            for choice in each.choices:
                options.setdefault(normal(choice.text), choice.id)
            self._texts.update((normal(each.text), *(normal(choice.text) for choice in each.choices)))

    def familiar(self, text: str) -> bool:
        """True for the words of a question or an answer."""
        return normal(text) in self._texts

    def called(self, text: str) -> list[str]:
        """Return the polls that a heading is the question of; several where it was asked more than once."""
        for each in headings(text):
            if each in self._by_text:
                return [name for name in self.plain if name in self._by_text[each]]
        return []

    def likeness(self, text: str, name: str) -> float:
        """Return how near a heading is to a poll's question: 1 is equal."""
        said = {normal(each.text) for each in self.wordings[name]}
        return max(SequenceMatcher(None, one, other).ratio() for one in headings(text) or [""] for other in said)

    def is_like(self, text: str, name: str) -> bool:
        """True where a heading may be a poll's question in other words."""
        return self.likeness(text, name) >= _SOMEWHAT

    def poll_of(self, text: str, cells: Sequence[str]) -> tuple[str, bool, list[str]]:
        """Return the poll that a heading with answers under it belongs to, whether by likeness, and who else it may be.

        "" where that is not certain: then the last are the candidates, none where nothing is near.
        """
        found = self.called(text)
        if len(found) == 1:
            return found[0], False, []
        fitting = self.by_options(cells)
        if found:
            both = [each for each in found if each in fitting]
            return (both[0], False, []) if len(both) == 1 else ("", False, found)
        if not text:
            return "", False, []
        if len(fitting) == 1:
            likeness, distinct = self.likeness(text, fitting[0]), {normal(cell) for cell in cells if cell}
            if likeness >= _ALIKE or (likeness >= _SOMEWHAT and len(distinct) > 1):
                return fitting[0], True, []
        answered = [each for each in self.plain if any(self.answers(each, cell)[0] for cell in cells[:50] if cell)]
        near = [each for each in answered if self.is_like(text, each)]
        return "", False, list(dict.fromkeys((*fitting, *near)))

    def by_code(self) -> dict[str, str]:
        """Return the polls by the codes that LimeSurvey has for them."""
        return {code.lower(): name for name, code in question_codes(list(self.plain)).items()}

    def option(self, name: str, text: str) -> str | None:
        """Return the id of one answer to a poll; None where it is none of them."""
        options, wanted = self._options[name], normal(text)
        for each in (wanted, _LETTER.sub("", wanted)):
            if each in options:
                return options[each]
        return None

    def coded(self, name: str, code: str) -> str | None:
        """Return the id of an answer by the code that LimeSurvey has for it (A1, SQ001), or by its letter on the slide."""
        for number, choice in enumerate(self.plain[name].choices, 1):
            if code.upper() in (f"A{number}", subquestion_code(number), LETTERS[number - 1]):
                return choice.id
        return None

    def answers(self, name: str, cell: str) -> tuple[list[str], list[str]]:
        """Return the ids that a cell holds, and the words in it that are no answer.

        Answers are known by their words, the longest first: one may itself hold what others are separated by.
        """
        one = self.option(name, cell)
        if one is not None:
            return [one], []
        if cell.startswith('["') and (listed := _listed(cell)):
            found = [self.option(name, each) for each in listed]
            return [each for each in found if each], [
                normal(n) for n, each in zip(listed, found, strict=True) if not each
            ]
        text = normal(cell).strip(" ;,|")
        taken, rest = list[str](), list[str]()
        options = sorted(self._options[name].items(), key=lambda pair: -len(pair[0]))
        raw = "\n".join(normal(line) for line in cell.splitlines()) if "\n" in cell else text
        while raw:
            for words, identity in options:
                end = _LETTER.sub("", raw) if not raw.startswith(words) else raw
                if end.startswith(words) and (
                    not end[len(words) :] or re.match(r"\s*\.?\s*[;,|\n]", end[len(words) :])
                ):
                    taken.append(identity)
                    raw = re.sub(r"^\s*\.?\s*[;,|\n]\s*", "", end[len(words) :])
                    break
            else:
                head, *tail = _SEPARATOR.split(raw, 1)
                rest += [head] if head else []
                raw = tail[0] if tail else ""
        return list(dict.fromkeys(taken)), rest

    def by_options(self, cells: Sequence[str]) -> list[str]:
        """Return the polls to which all cells are answers: for a heading that is not known."""
        filled = [cell for cell in cells if cell]
        if not filled:
            return []
        found = []
        for name in self.plain:
            fits = [self.answers(name, cell) for cell in filled[:200]]
            if all(taken and not rest for taken, rest in fits):
                found.append(name)
        return found
