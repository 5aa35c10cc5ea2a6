"""A text of the source written anew after an edit: marks, expressions and layout stay where nobody touched them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from msgspec.structs import replace

from builder.content import expressions, markdown
from builder.content.marks import markdown_of
from builder.plan import Run

_HOLE = re.compile("\ufdd0(\\d+)\ufdd1")
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_SOURCE = re.compile(r"\{\{[^{}]*\}\}|\s+|\w+|[^\w\s]")
Look = tuple[bool, bool, Literal["", "sup", "sub"], str]  # bold, italic, raised or lowered, where it leads
Paragraphs = Sequence[Sequence[Run]]


class InsideValue(Exception):
    """An edit changed what an expression gave; `shown` is the value, `now` what stands there."""

    def __init__(self, expression: str, shown: str) -> None:
        super().__init__(expression)
        self.expression, self.shown = expression, shown


class Atom(NamedTuple):
    """A word, a sign or a space, in its look; hole: the number of the expression that gave it, -1 for none."""

    text: str
    look: Look
    hole: int = -1


def look_of(run: Run) -> Look:
    """Return what marks say of a run: bold, italic, raised or lowered, its link."""
    return run.bold, run.italic, run.script, run.link


def atoms_of(runs: Sequence[Run]) -> list[Atom]:
    """Cut runs into words, signs and spaces."""
    return [Atom(word, look_of(run)) for run in runs for word in _TOKEN.findall(run.text)]


class Worded(NamedTuple):
    """A source text as it is shown: atoms of each paragraph, and its expressions."""

    paragraphs: list[list[Atom]]
    markers: list[str]
    levels: list[int]
    expressions: tuple[str, ...]


def worded(source: str, values: Sequence[str], *, lists: bool = False) -> Worded:
    """Word a source text with the values that its expressions were shown as, in order."""
    template = expressions.split(source)
    found, _ = markdown.parse(template.text, lists=lists)
    given = iter(values)
    paragraphs = []
    for paragraph in found:
        atoms = list[Atom]()
        for run in paragraph.runs:
            at = 0
            for match in _HOLE.finditer(run.text):
                atoms += [Atom(w, look_of(run)) for w in _TOKEN.findall(run.text[at : match.start()])]
                value, number = next(given, ""), int(match[1])
                atoms += [Atom(w, look_of(run), number) for w in _TOKEN.findall(value)] or [
                    Atom("", look_of(run), number)
                ]
                at = match.end()
            atoms += [Atom(w, look_of(run)) for w in _TOKEN.findall(run.text[at:])]
        paragraphs.append(atoms)
    markers: list[str] = [paragraph.marker for paragraph in found]
    return Worded(paragraphs, markers, [p.level for p in found], template.expressions)


def rewritten(
    source: str,
    values: Sequence[str],
    now: Paragraphs,
    *,
    lists: bool = False,
    markers: Sequence[str] = (),
    levels: Sequence[int] = (),
    literal: bool = False,
) -> str:
    """Return a source text that says what stands there now.

    values: what its expressions were shown as. literal: values may become words. Raises InsideValue.
    """
    said = worded(source, values, lists=lists)
    before = [
        atom for number, paragraph in enumerate(said.paragraphs) for atom in ([_BREAK] if number else []) + paragraph
    ]
    after: list[Atom] = []
    for number, runs in enumerate(now):
        after += ([_BREAK] if number else []) + atoms_of(runs)
    kept = _kept(before, after)
    holes = _whole_holes(before, kept, said.expressions, literal=literal)
    first = {hole: min(kept[n] for n in places) for hole, places in holes.items()}
    inside = {kept[n]: hole for hole, places in holes.items() for n in places}
    marks = list(markers) or (said.markers if len(said.markers) == len(now) else [])
    deep = list(levels) or (said.levels if len(said.levels) == len(now) else [])
    lines: list[list[Run]] = [[]]
    for place, atom in enumerate(after):
        if atom is _BREAK:
            lines.append([])
        elif place in inside:
            if first[inside[place]] == place:
                look = before[holes[inside[place]][0]].look
                lines[-1].append(Run(f"\ufdd0{inside[place]}\ufdd1", *look))
        else:
            lines[-1].append(Run(atom.text, *atom.look))
    written = [markdown_of(_joined(line)) for line in lines]
    canonical = _laid(written, marks if lists else [], deep)
    canonical = _HOLE.sub(lambda m: _expression(source, int(m[1]), said.expressions), canonical)
    spliced = _spliced(source, canonical, said, values, lists=lists)
    for candidate in (spliced, canonical):
        if candidate is not None and _says(candidate, source, now, values, holes, said, lists=lists):
            return candidate
    return canonical


_BREAK = Atom("\n\n", (False, False, "", ""))


def _kept(before: list[Atom], after: list[Atom]) -> dict[int, int]:
    """Return where each unchanged atom of the old text stands in the new one."""
    kept: dict[int, int] = {}
    matcher = SequenceMatcher(None, [a.text for a in before], [a.text for a in after], autojunk=False)
    for a, b, size in matcher.get_matching_blocks():
        kept.update((a + n, b + n) for n in range(size))
    return kept


def _whole_holes(
    before: list[Atom], kept: dict[int, int], given: tuple[str, ...], *, literal: bool
) -> dict[int, list[int]]:
    """Return the values that stand as they were, with their atoms; raises InsideValue for one that was changed."""
    holes: dict[int, list[int]] = {}
    for place, atom in enumerate(before):
        if atom.hole >= 0:
            holes.setdefault(atom.hole, []).append(place)
    for hole, places in list(holes.items()):
        shown = "".join(before[n].text for n in places)
        if not shown:
            del holes[hole]
            continue
        stands = [kept[n] for n in places if n in kept]
        whole = len(stands) == len(places) and stands == list(range(stands[0], stands[0] + len(stands)))
        if whole:
            continue
        if not literal:
            raise InsideValue(given[hole], shown)
        del holes[hole]
    return holes


def _joined(runs: list[Run]) -> list[Run]:
    """Join runs of one look; a space between two of one look takes theirs."""
    made: list[Run] = []
    for number, run in enumerate(runs):
        between = run.text.isspace() and "\n" not in run.text and bool(made) and number + 1 < len(runs) and not run.link
        if between and look_of(made[-1]) == look_of(runs[number + 1]):
            run = replace(runs[number + 1], text=run.text)
        if made and look_of(made[-1]) == look_of(run):
            made[-1] = replace(made[-1], text=made[-1].text + run.text)
        else:
            made.append(run)
    return made


def _laid(paragraphs: list[str], markers: Sequence[str], levels: Sequence[int]) -> str:
    """Put paragraphs under one another: lists of notes as lists, others with an empty line between them."""
    made, before, numbers = "", "", dict[int, int]()
    for number, text in enumerate(paragraphs):
        marker = markers[number] if number < len(markers) else ""
        level = levels[number] if number < len(levels) else 0
        listed = marker in ("bullet", "number")
        if number:
            made += "\n" if listed and before == marker else "\n\n"
        if listed:
            numbers[level] = numbers.get(level, 0) + 1
            numbers = {deep: count for deep, count in numbers.items() if deep <= level}
            sign = "- " if marker == "bullet" else f"{numbers[level]}. "
            text = "   " * level + sign + text
        else:
            numbers = {}
        made, before = made + text, marker if listed else ""
    return made


def _expression(source: str, number: int, given: tuple[str, ...]) -> str:
    """Return an expression as it is written in the source."""
    found = [m[0] for m in re.finditer(r"(?<!\\)\{\{[^{}]*\}\}", source)]
    return found[number] if number < len(found) else "{{ " + given[number] + " }}"


def _spliced(source: str, wanted: str, said: Worded, values: Sequence[str], *, lists: bool) -> str | None:
    """Return the source with only those words changed that the canonical text has otherwise; None where they cannot be placed."""
    old = markdown_canonical(source, said, lists=lists)
    if old == wanted:
        return source
    old_tokens, new_tokens = _SOURCE.findall(old), _SOURCE.findall(wanted)
    places = _places(source, old_tokens)
    if places is None:
        return None
    made, at = "", 0
    matcher = SequenceMatcher(None, list(map(_level, old_tokens)), list(map(_level, new_tokens)), autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        start = places[a][0] if a < len(places) else len(source.rstrip())
        end = places[b - 1][1] if b > a else start
        if start < at:
            return None
        made += source[at:start] + "".join(new_tokens[c:d])
        at = end
    return made + source[at:]


def markdown_canonical(source: str, said: Worded, *, lists: bool) -> str:
    """Return a source text as this module would write it."""
    lines = []
    for paragraph in said.paragraphs:
        runs, last = list[Run](), -1
        for atom in paragraph:
            if atom.hole < 0:
                runs.append(Run(atom.text, *atom.look))
            elif atom.hole != last:
                runs.append(Run(f"\ufdd0{atom.hole}\ufdd1", *atom.look))
            last = atom.hole
        lines.append(markdown_of(_joined(runs)))
    text = _laid(lines, said.markers if lists else [], said.levels)
    return _HOLE.sub(lambda m: _expression(source, int(m[1]), said.expressions), text)


def _level(token: str) -> str:
    """Return a token as it is compared: white space is one space, or an empty line."""
    return ("\n\n" if re.search(r"\n[ \t]*\n", token) else " ") if token.isspace() else token


def _places(source: str, tokens: list[str]) -> list[tuple[int, int]] | None:
    """Return where each token of the canonical text stands in the source; None where one is missing."""
    places, at = list[tuple[int, int]](), len(source) - len(source.lstrip())
    for token in tokens:
        if token.isspace():
            match = re.compile(r"\s+").match(source, at)
        else:
            match = re.compile(re.escape(token)).match(source, at)
        if match is None:
            return None
        places.append(match.span())
        at = match.end()
    return places


def _says(
    candidate: str,
    source: str,
    now: Paragraphs,
    values: Sequence[str],
    holes: dict[int, list[int]],
    said: Worded,
    *,
    lists: bool,
) -> bool:
    """True where a text, worded with the values that are left, says what stands there now."""
    left = expressions.split(candidate).expressions
    shown = dict(zip(said.expressions, values, strict=False))
    try:
        again = worded(candidate, [shown[each] for each in left], lists=lists)
    except KeyError:
        return False
    wanted = [_flat(_joined([replace(r, lang="", field="", values=()) for r in runs])) for runs in now]
    return [_flat(_joined([Run(a.text, *a.look) for a in atoms])) for atoms in again.paragraphs] == wanted


def _flat(runs: list[Run]) -> list[tuple[str, Look]]:
    """Return runs as they are compared: the looks of spaces do not count."""
    made: list[tuple[str, Look]] = []
    for run in runs:
        for word in _TOKEN.findall(run.text):
            made.append(
                (
                    " " if word.isspace() and "\n" not in word else word,
                    look_of(run) if not word.isspace() else (False, False, "", ""),
                )
            )
    while made and made[-1][0].isspace():
        made.pop()
    return made
