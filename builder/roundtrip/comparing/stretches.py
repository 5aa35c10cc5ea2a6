"""The words of one paragraph as it was built and as it stands, stretch by stretch: each from a field, or from the program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.plan import Run
from builder.roundtrip.seen import SeenSlide
from builder.roundtrip.told import Told, ToldSlide
from builder.roundtrip.wording import Atom, Look, atoms_of, worded

Solid = dict[str, tuple[bool, bool]]  # by field: whether its place makes it bold, italic


def solid_of(told: Sequence[ToldSlide], seen: Sequence[SeenSlide]) -> Solid:
    """Return the fields that are bold or italic by their place, as slides show that nobody edited."""
    found: Solid = {}
    for slide, there in zip(told, seen, strict=False):
        shapes = {each.identity: each for each in there.shapes}
        for shape in slide.shapes:
            standing = shapes.get(shape.identity)
            if standing is None:
                continue
            for one, other in zip(shape.every_paragraph, standing.every_paragraph, strict=False):
                base, now = _base_atoms(one), atoms_of(other.runs)
                if [a.text for a, _ in base] != [a.text for a in now]:
                    continue
                pair = {n: n for n in range(len(base))}
                for each in one.stretches:
                    found.setdefault(each.field, _solid(base, now, pair))
    return found


def plain_runs(runs: Iterable[Run], *, bold: bool | None = None) -> tuple[Run, ...]:
    """Return runs by their marks alone: a look that the whole paragraph has is that of its place."""
    given = list(runs)
    filled = [run for run in given if run.text.strip()]
    all_bold = bool(filled) and all(run.bold for run in filled)
    all_italic = bool(filled) and all(run.italic for run in filled)
    return tuple(
        Run(r.text, r.bold and not all_bold and bold is not False, r.italic and not all_italic, r.script, r.link)
        for r in given
    )


def whole(text: str) -> str:
    """Return a text as it is compared: white space is one space."""
    return " ".join(text.split())


def by_line(text: str) -> str:
    """Return a text as it is compared where its line breaks count."""
    return "\n".join(map(whole, text.strip().split("\n")))


def stretch_text(told: Told, name: str) -> str:
    """Return the words of a field in a paragraph."""
    return "".join(told.text[s.start : s.end] for s in told.stretches if s.field == name)


def stretches_now(told: Told | None, runs: Sequence[Run], known: Solid) -> list[tuple[str, tuple[Run, ...]]]:
    """Return each field of a paragraph with the runs that stand there now, in the look of their marks."""
    if told is None or not told.stretches:
        return [("", plain_runs(runs))]
    now = _marked(told, runs, known)
    return [(each.field, tuple(run for run, name in now if name == each.field)) for each in told.stretches]


def outside_changed(told: Told, runs: Sequence[Run], known: Solid) -> str | None:
    """Return what stands now where the program's own words were, where it is something else; None where it is the same."""
    if not told.stretches:
        now = "".join(run.text for run in runs)
        return None if whole(now) == whole(told.text) else now
    ours = whole(" ".join(a.text for a, name in _base_atoms(told) if not name))
    now = whole(" ".join(run.text for run, name in _marked(told, runs, known) if not name))
    return None if ours.replace(" ", "") == now.replace(" ", "") else now


def same_look(told: Told, name: str, runs: Sequence[Run]) -> bool:
    """True where the words of a field have the marks that they were built with."""
    base = [a for a, own in _base_atoms(told) if own == name and not a.text.isspace()]
    now = [a for a in atoms_of(runs) if not a.text.isspace()]
    if [a.text for a in base] != [a.text for a in now]:
        return False
    return all(
        one.look[:3] == other.look[:3] and _same_link(other.look[3], one.look[3]) == one.look[3]
        for one, other in zip(base, now, strict=True)
    )


def _base_atoms(told: Told) -> list[tuple[Atom, str]]:
    """Return the words of a paragraph with the look that their marks give them, and the field of each."""
    made: list[tuple[Atom, str]] = []
    at = 0
    plain_look: Look = (False, False, "", "")
    for each in (*told.stretches, None):
        start = each.start if each else len(told.text)
        made += [(Atom(a.text, plain_look), "") for a in atoms_of((Run(told.text[at:start]),))]
        if each is None:
            break
        words = told.text[each.start : each.end]
        if each.markup:
            shown = [a for p in worded(each.markup, (), lists=False).paragraphs for a in p]
            if "".join(a.text for a in shown) == words:
                made += [(a, each.field) for a in shown]
                at = each.end
                continue
        made += [(a, each.field) for a in atoms_of((Run(words),))]
        at = each.end
    return made


def _marked(told: Told, runs: Sequence[Run], known: Solid) -> list[tuple[Run, str]]:
    """Return what stands there now, word by word: in the look of its marks, with the field that it belongs to."""
    from difflib import SequenceMatcher

    base, now = _base_atoms(told), atoms_of(runs)
    matcher = SequenceMatcher(None, [a.text for a, _ in base], [a.text for a in now], autojunk=False)
    pair: dict[int, int] = {}
    for a, b, size in matcher.get_matching_blocks():
        pair.update((b + n, a + n) for n in range(size))
    solid = next((known[each.field] for each in told.stretches if each.field in known), None) or _solid(base, now, pair)
    made: list[tuple[Run, str]] = []
    for number, atom in enumerate(now):
        old = base[pair[number]] if number in pair else None
        name = old[1] if old else _neighbour(number, now, base, pair)
        bold, italic, script, link = atom.look
        if old is not None and old[0].look[:2] == (False, False) and not told.field and not told.stretches:
            bold = italic = False
        bold = (old[0].look[0] if old else False) if solid[0] else bold
        italic = (old[0].look[1] if old else False) if solid[1] else italic
        link = _same_link(link, old[0].look[3]) if old else link
        made.append((Run(atom.text, bold, italic, script, link), name))
    return made


def _same_link(now: str, was: str) -> str:
    """Return a link as it was, where a program only wrote it otherwise; that of a slide is known by its part."""
    if now.rstrip("/") == was.rstrip("/") or (
        was.startswith("#") and now.startswith("#") and now.endswith(f"slide-{was[1:]}.xml")
    ):
        return was
    if was.startswith("#") and now.startswith("#"):
        return was
    return now


def _solid(base: list[tuple[Atom, str]], now: list[Atom], pair: dict[int, int]) -> tuple[bool, bool]:
    """True for bold and for italic where the place gives it: words without the mark have it too."""
    made = []
    for place in (0, 1):
        plain = [now[b] for b, a in pair.items() if not base[a][0].look[place] and not base[a][0].text.isspace()]
        plain = plain or [each for each in now if not each.text.isspace() and not pair]
        made.append(bool(plain) and all(each.look[place] for each in plain))
    return made[0], made[1]


def _neighbour(number: int, now: list[Atom], base: list[tuple[Atom, str]], pair: dict[int, int]) -> str:
    """Return the field that new words belong to: that of the words before them, else of those after."""
    before = next((base[pair[n]][1] for n in range(number - 1, -1, -1) if n in pair), None)
    after = next((base[pair[n]][1] for n in range(number + 1, len(now)) if n in pair), None)
    if before:
        return before
    if after:
        return after
    gone = [name for place, (_, name) in enumerate(base) if place not in pair.values() and name]
    return gone[0] if gone else ""
