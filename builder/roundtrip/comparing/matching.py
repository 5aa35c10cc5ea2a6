"""What belongs to what: slides, shapes and paragraphs of a deck found again in another one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple, TypeVar

from builder.roundtrip.seen import SeenShape, SeenSlide
from builder.roundtrip.told import ToldShape, ToldSlide

Certainty = Literal["id", "name", "words"]
ALIKE = 0.5  # share of words from which two slides or paragraphs without ids are taken for one
MOST_COMPARED = 250_000  # pairs of texts that are compared to find what moved
_WORD = re.compile(r"\w+|[^\w\s]")
T = TypeVar("T")
U = TypeVar("U")


class SlidePair(NamedTuple):
    """A slide found again, and how surely."""

    told: ToldSlide
    seen: SeenSlide
    certainty: Certainty


def words(text: str) -> Counter[str]:
    """Return the words of a text with how often each is in it."""
    return Counter(_WORD.findall(text.casefold()))


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of words that two texts have in common, from 0 to 1."""
    total = sum(one.values()) + sum(other.values())
    return 2 * sum((one & other).values()) / total if total else 1.0


def slide_pairs(told: Sequence[ToldSlide], seen: Sequence[SeenSlide]) -> list[SlidePair]:
    """Find slides again: by both ids, by one, by the names of shapes, by words and order.

    Of several with one id the most similar is the slide; the others are new.
    """
    pairs: dict[str, SlidePair] = {}
    taken: set[int] = set()
    said = {each.id: words(each.text) for each in told}
    shown = {each.place: words(each.text) for each in seen}
    own_ids = Counter(each.creation for each in seen if each.creation)

    def take(slide: ToldSlide, candidates: list[SeenSlide], certainty: Certainty) -> None:
        free = [each for each in candidates if each.place not in taken]
        if free:
            best = max(free, key=lambda each: (likeness(said[slide.id], shown[each.place]), -each.place))
            pairs[slide.id] = SlidePair(slide, best, certainty)
            taken.add(best.place)

    for slide in told:
        take(slide, [s for s in seen if s.creation == slide.creation], "id")
    if not own_ids:  # saved by a program that keeps none: then numbers mean nothing either
        _by_content(told, seen, pairs, taken, said, shown)
    else:
        for slide in told:
            if slide.id not in pairs:
                take(slide, [s for s in seen if not s.creation and s.number == slide.number], "id")
        _by_content(told, [s for s in seen if not s.creation], pairs, taken, said, shown)
    return [pairs[each.id] for each in told if each.id in pairs]


def _by_content(
    told: Sequence[ToldSlide],
    seen: Sequence[SeenSlide],
    pairs: dict[str, SlidePair],
    taken: set[int],
    said: dict[str, Counter[str]],
    shown: dict[int, Counter[str]],
) -> None:
    """Pair what is left: equal words in order first, then the most alike, by names of shapes and words."""
    left = [each for each in told if each.id not in pairs]
    free = [each for each in seen if each.place not in taken]
    if not left or not free:
        return
    exact = SequenceMatcher(None, [_bare(e.text) for e in left], [_bare(e.text) for e in free], autojunk=False)
    for block in exact.get_matching_blocks():
        for n in range(block.size):
            pairs[left[block.a + n].id] = SlidePair(left[block.a + n], free[block.b + n], "words")
            taken.add(free[block.b + n].place)
    left = [each for each in left if each.id not in pairs]
    free = [each for each in free if each.place not in taken]
    scored = []
    for n, one in enumerate(left):
        names = {each.name for each in one.shapes}
        for m, other in enumerate(free):
            common = len(names & {each.name for each in other.shapes}) / (len(names) or 1)
            score = likeness(said[one.id], shown[other.place])
            titled = bool(other.title) and _bare(other.title) == _bare(one.shapes[0].text if one.shapes else "")
            if score >= ALIKE or (titled and score >= ALIKE / 2) or (common >= 0.8 and score >= ALIKE / 2):
                near = 1 - abs(n / len(left) - m / len(free))
                scored.append(
                    (score + 0.2 * common + 0.05 * near + 0.2 * titled, n, m, "name" if common >= 0.8 else "words")
                )
    used: set[int] = set()
    for _, n, m, how in sorted(scored, key=lambda each: (-each[0], each[1], each[2])):
        if left[n].id in pairs or m in used:
            continue
        pairs[left[n].id] = SlidePair(left[n], free[m], how)  # type: ignore[arg-type]
        used.add(m)
        taken.add(free[m].place)


def _bare(text: str) -> str:
    return " ".join(text.split()).casefold()


def shape_pairs(told: Sequence[ToldShape], seen: Sequence[SeenShape]) -> dict[int, SeenShape]:
    """Find shapes again, by place in `told`: by id, name, sort and words; a copy is not the shape that it was made of."""
    pairs: dict[int, SeenShape] = {}
    taken: set[int] = set()

    def rounds(fits: Callable[[ToldShape, SeenShape], bool]) -> None:
        for n, shape in enumerate(told):
            if n in pairs:
                continue
            found = [each for each in seen if id(each) not in taken and fits(shape, each)]
            if found:
                bag = words(shape.text or shape.alt)
                best = max(found, key=lambda each: likeness(bag, words(each.text or each.alt)))
                pairs[n] = best
                taken.add(id(best))

    rounds(lambda one, other: bool(other.identity) and one.identity == other.identity)
    rounds(lambda one, other: not other.identity and one.name == other.name and _same_sort(one, other))
    rounds(
        lambda one, other: (
            not other.identity and _same_sort(one, other) and bool(one.text) and _bare(one.text) == _bare(other.text)
        )
    )
    rounds(
        lambda one, other: (
            not other.identity and one.field.rpartition("/")[2] == "title" and other.holder in ("title", "ctrTitle")
        )
    )
    rounds(
        lambda one, other: (
            not other.identity
            and _same_sort(one, other)
            and bool(one.text)
            and likeness(words(one.text), words(other.text)) >= ALIKE
        )
    )
    rounds(lambda one, other: not other.identity and bool(one.picture) and one.picture == other.picture)
    left = [n for n in range(len(told)) if n not in pairs and told[n].text]
    free = [each for each in seen if id(each) not in taken and not each.identity and each.text and each.holder]
    if len(left) == len(free) == 1 and _same_sort(told[left[0]], free[0]):
        pairs[left[0]] = free[0]
    return pairs


def _same_sort(one: ToldShape, other: SeenShape) -> bool:
    if one.rows:
        return bool(other.rows)
    if one.chart:
        return other.chart is not None
    if one.picture:
        return other.kind == "pic" or (not other.identity and other.kind == "sp" and not other.text)
    return other.kind in ("sp", "grpSp") and not other.rows


class Aligned(NamedTuple):
    """Two rows of things put beside each other: pairs, what is only in the first, only in the second."""

    pairs: list[tuple[int, int]]
    gone: list[int]
    new: list[int]


def aligned(old: Sequence[str], new: Sequence[str]) -> Aligned:
    """Put texts beside each other: equal ones in order, then those in the gaps that are alike, then those that moved."""
    pairs = dict[int, int]()
    bare_old, bare_new = [_tidy(e) for e in old], [_tidy(e) for e in new]
    blocks = SequenceMatcher(None, bare_old, bare_new, autojunk=False).get_matching_blocks()
    last_a = last_b = 0
    for a, b, size in blocks:
        _in_gap(bare_old, bare_new, range(last_a, a), range(last_b, b), pairs)
        pairs.update((a + n, b + n) for n in range(size))
        last_a, last_b = a + size, b + size
    # moved: the same words in another place
    for score in (1.0, 0.8) if len(old) * len(new) <= MOST_COMPARED else ():
        for a in range(len(old)):
            if a in pairs or not bare_old[a]:
                continue
            used = set(pairs.values())
            found = next(
                (b for b in range(len(new)) if b not in used and _alike(bare_old[a], bare_new[b]) >= score), None
            )
            if found is not None:
                pairs[a] = found
    used = set(pairs.values())
    return Aligned(
        sorted(pairs.items()),
        [a for a in range(len(old)) if a not in pairs],
        [b for b in range(len(new)) if b not in used],
    )


def _in_gap(old: list[str], new: list[str], left: range, right: range, pairs: dict[int, int]) -> None:
    """Pair what stands between equal texts: moved ones stay free, as many as there are in order, else the most alike."""
    there, here = set(new), set(old)
    ones = [a for a in left if old[a] not in there]
    others = [b for b in right if new[b] not in here]
    equal = list(zip(ones, others, strict=False)) if len(ones) == len(others) else []
    if equal and (len(equal) == 1 or all(_alike(old[a], new[b]) >= 0.3 for a, b in equal)):
        pairs.update(equal)
        return
    # the best pairs in order, by dynamic programming
    n, m = len(ones), len(others)
    if n * m > 40_000:
        return
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            score = _alike(old[ones[i]], new[others[j]])
            both = best[i + 1][j + 1] + score if score >= 0.35 else -1
            best[i][j] = max(best[i + 1][j], best[i][j + 1], both)
    i = j = 0
    while i < n and j < m:
        score = _alike(old[ones[i]], new[others[j]])
        if score >= 0.35 and best[i][j] == best[i + 1][j + 1] + score:
            pairs[ones[i]] = others[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return max(likeness(words(one), words(other)), SequenceMatcher(None, one[:400], other[:400]).ratio() - 0.2)


def _tidy(text: str) -> str:
    return " ".join(text.split())


def in_order(places: Sequence[int]) -> set[int]:
    """Return the longest run of numbers that are in order: what is not among them was moved."""
    best: list[list[int]] = []
    longest: list[int] = []
    for each in places:
        before: list[int] = []
        for kept in best:
            if kept[-1] < each and len(kept) > len(before):
                before = kept
        best.append([*before, each])
        longest = best[-1] if len(best[-1]) > len(longest) else longest
    return set(longest)
