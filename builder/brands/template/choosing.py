"""Which layout of a template a role gets, from the scores of all."""

from __future__ import annotations

from dataclasses import dataclass

from builder.brands.template.scoring import Score, Scorer

FAMILY = 0.7  # what one ground for all covers counts


@dataclass(frozen=True)
class Bound:
    """The layout chosen for a role: all scores, the best first."""

    role: str
    ranking: tuple[Score, ...]
    chosen: int
    asked: bool = False  # by brand.yaml

    @property
    def score(self) -> Score:
        return next(each for each in self.ranking if each.layout == self.chosen)

    @property
    def margin(self) -> float:
        """How far the choice is ahead of the best other."""
        others = [each.value for each in self.ranking if each.layout != self.chosen]
        return self.score.value - max(others, default=self.score.value - 9)


def _of_one_family(ranking: list[Score], scorer: Scorer, opening: int) -> list[Score]:
    """Return the scores of closings with what speaks for the ground of the opening: a deck has covers of one colour."""
    for each in ranking:
        if scorer.grounds[each.layout] == scorer.grounds[opening]:
            each.add(FAMILY, "the ground of the opening")
    return sorted(ranking, key=lambda each: (-round(each.value, 3), each.layout))


def choose(scorer: Scorer, roles: tuple[str, ...], asked: dict[str, int]) -> dict[str, Bound]:
    """Choose a layout for each role; asked: by role, where brand.yaml names one."""
    made: dict[str, Bound] = {}
    for role in roles:
        ranking = scorer.ranking(role)
        if role == "closing" and "opening" in made:
            ranking = _of_one_family(ranking, scorer, made["opening"].chosen)
        best = ranking[0]
        taken = {"statement": ("section", "opening"), "quote": ("section", "opening"), "section": ("opening",)}.get(
            role, ()
        )
        for each in ranking[:3] if role not in asked else ():
            if each.layout not in {made[t].chosen for t in taken if t in made}:
                emptier = len(scorer.layouts[each.layout].contents) <= len(scorer.layouts[best.layout].contents)
                if best.value - each.value < 2.2 and emptier:
                    best = each
                break
        made[role] = Bound(role, tuple(ranking), asked.get(role, best.layout), role in asked)
    return made
