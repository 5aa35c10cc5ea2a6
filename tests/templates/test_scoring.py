"""What speaks for a layout and what against it, each fact by itself, and from where on it counts."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from builder.brands.prepared import Level
from builder.brands.template.choosing import choose
from builder.brands.template.house import open_house
from builder.brands.template.scoring import Score, Scorer
from builder.brands.template.structure import Structure
from tests.templates.corpus import house
from tests.templates.writing import write


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return open_house(write(house())).scorer


def of_type(scorer: Scorer, kind: str) -> Structure:
    """Return the first layout of a type."""
    return next(each for each in scorer.layouts if each.layout.type == kind)


def signs(scorer: Scorer, role: str, changed: Structure) -> dict[str, bool]:
    """Return what counts for a layout (True) and against it, by what is said of it."""
    layouts = list(scorer.layouts)
    layouts[changed.layout.order] = changed
    before, scorer.layouts = scorer.layouts, layouts
    try:
        score = scorer.score(role, changed.layout.order)
    finally:
        scorer.layouts = before
    found = {}
    for reason in score.reasons:
        said, _, points = reason.rpartition(" ")
        found[said] = not points.startswith("-")
    assert score.value == pytest.approx(sum(float(each.rpartition(" ")[2]) for each in score.reasons), abs=0.02)
    return found


def titled(one: Structure, **changes: Any) -> Structure:
    assert one.title is not None
    return replace(one, title=replace(one.title, **changes))


@pytest.mark.parametrize(("share", "told"), [(0.29, False), (0.31, True)])
def test_a_title_that_fills_a_layout_of_content_speaks_against_it(scorer: Scorer, share: float, told: bool) -> None:
    one = of_type(scorer, "obj")
    assert one.title is not None
    width = scorer.area * share / 100
    assert (
        "the title fills it" in signs(scorer, "points", titled(one, box=one.title.box._replace(w=width, h=100)))
    ) == told
    assert "the title fills it" not in signs(scorer, "opening", titled(one, box=one.title.box._replace(w=width, h=100)))


def test_a_layout_without_a_title_or_with_another_text_for_it(scorer: Scorer) -> None:
    one = of_type(scorer, "obj")
    assert signs(scorer, "points", replace(one, title=None))["no title"] is False
    assert signs(scorer, "points", titled(one, stands_in=True))["another text has to be its title"] is False
    assert not {"no title", "another text has to be its title"} & signs(scorer, "points", one).keys()


@pytest.mark.parametrize(("factor", "told"), [(1.17, False), (1.19, True)])
def test_a_title_larger_than_usual_is_for_few_words(scorer: Scorer, factor: float, told: bool) -> None:
    one = of_type(scorer, "obj")
    assert one.title is not None
    size = scorer._usual(one).size * factor
    larger = titled(one, levels=(Level(size, "Arial"), *one.title.levels[1:]))
    assert signs(scorer, "points", larger).get("a larger title than usual") == (False if told else None)
    assert signs(scorer, "section", larger).get("a larger title") == (True if told else None)


@pytest.mark.parametrize(("share", "told"), [(0.119, False), (0.121, True), (-0.121, True)])
def test_a_title_off_its_usual_place_is_for_few_words(scorer: Scorer, share: float, told: bool) -> None:
    one = of_type(scorer, "obj")
    assert one.title is not None
    y = scorer._usual(one).title.y + share * scorer.facts.height
    moved = titled(one, box=one.title.box._replace(y=y))
    assert signs(scorer, "points", moved).get("the title off its usual place") == (False if told else None)
    assert signs(scorer, "closing", moved).get("the title off its usual place") == (True if told else None)


@pytest.mark.parametrize(
    ("letters", "own", "more"), [(3, False, False), (4, False, True), (60, False, True), (61, True, True)]
)
def test_words_of_its_own_speak_against_a_layout(scorer: Scorer, letters: int, own: bool, more: bool) -> None:
    one = of_type(scorer, "obj")
    texts = "x" * (scorer.usual_words + letters if letters < 60 else letters)
    found = signs(scorer, "points", replace(one, layout=replace(one.layout, texts=texts)))
    assert found.get("words of its own on it") == (False if own else None)
    assert found.get("more words of its own than usual") == (False if more else None)


def test_words_of_thanks_close_a_deck(scorer: Scorer) -> None:
    one = of_type(scorer, "titleOnly")
    thanks = replace(one, layout=replace(one.layout, texts="Bedankt!"))
    assert signs(scorer, "closing", thanks)["it says goodbye itself"] is True
    assert signs(scorer, "canvas", thanks)["it says goodbye itself"] is False
    assert signs(scorer, "canvas", titled(one, prompt="Questions?"))["it says goodbye itself"] is False


@pytest.mark.parametrize(
    ("role", "kind", "said", "speaks"),
    [
        ("opening", "title", "of type title", True), ("opening", "obj", "of type obj", False),
        ("section", "secHead", "of type section header", True), ("section", "obj", "of type obj", False),
        ("questions", "secHead", "of type section header", True),
        ("closing", "title", "of type title", True), ("closing", "obj", "of type obj", False),
        ("statement", "titleOnly", "only a title", True), ("statement", "obj", "of type obj", False),
        ("statement", "secHead", "of type section header", False), ("quote", "obj", "of type obj", False),
        ("points", "obj", "of type object", True), ("columns2", "twoObj", "of type two objects", True),
        ("canvas", "titleOnly", "of type title only", True), ("columns3", "obj", "of type object", True),
    ],
)  # fmt: skip
def test_a_layout_s_own_type_counts(scorer: Scorer, role: str, kind: str, said: str, speaks: bool) -> None:
    assert signs(scorer, role, of_type(scorer, kind))[said] is speaks


@pytest.mark.parametrize(
    ("role", "speaks"),
    [("opening", True), ("closing", True), ("section", False), ("statement", False), ("canvas", False)],
)
def test_a_centred_title_opens_and_closes(scorer: Scorer, role: str, speaks: bool) -> None:
    one = titled(of_type(scorer, "titleOnly"), type="ctrTitle")
    assert signs(scorer, role, one)["a centred title"] is speaks


def test_places_that_would_stay_empty_speak_against_a_layout(scorer: Scorer) -> None:
    one = of_type(scorer, "obj")
    for role in ("opening", "section", "closing", "statement"):
        assert signs(scorer, role, one)["places for content"] is False
    pictured = replace(one, pictures=list(one.contents))
    for role in ("points", "table", "columns2", "opening", "statement"):
        assert signs(scorer, role, pictured)["places for pictures"] is False
    crowded = replace(one, labels=list(one.contents) * 3)
    assert signs(scorer, "points", crowded)["further labels"] is False
    assert signs(scorer, "opening", crowded)["many labels"] is False
    assert "many labels" not in signs(scorer, "opening", replace(one, labels=list(one.contents) * 2))


def test_columns_are_as_many_and_as_wide_as_is_asked(scorer: Scorer) -> None:
    two = of_type(scorer, "twoObj")
    found = signs(scorer, "columns2", two)
    assert found["2 columns"] is True and found["their widths"] is True and found["their area"] is True
    assert signs(scorer, "columns3", two)["other contents"] is False
    first, second = two.contents
    for factor, even in ((1.11, True), (1.13, False)):
        wider = replace(second, box=second.box._replace(w=first.box.w * factor))
        assert signs(scorer, "columns2", replace(two, contents=[first, wider]))["their widths"] is even
    charts = [replace(each, type="chart") for each in two.contents]
    assert signs(scorer, "columns2", replace(two, contents=charts))["not for text"] is False


def test_one_content_is_for_points_the_larger_the_better(scorer: Scorer) -> None:
    one = of_type(scorer, "obj")
    (holder,) = one.contents
    assert signs(scorer, "points", one)["one content"] is True

    def value(share: float, **changes: Any) -> float:
        box = holder.box._replace(w=scorer.area * share / 100, h=100)
        changed = replace(one, contents=[replace(holder, box=box, **changes)])
        return scorer_value(scorer, "points", changed)

    assert value(0.29) < value(0.31) < value(0.4) < value(0.5)
    assert value(0.56) == pytest.approx(value(0.7))
    assert value(0.31) - value(0.29) > 2 * (value(0.33) - value(0.31))  # from three tenths on it is one for text
    assert value(0.4, type="tbl") < value(0.4)
    bulleted, plain = (tuple(level._replace(bullet=sign) for level in holder.levels) for sign in ("•", ""))
    assert value(0.4, levels=bulleted) > value(0.4, levels=plain)


def scorer_value(scorer: Scorer, role: str, changed: Structure) -> float:
    layouts = list(scorer.layouts)
    layouts[changed.layout.order] = changed
    before, scorer.layouts = scorer.layouts, layouts
    try:
        return scorer.score(role, changed.layout.order).value
    finally:
        scorer.layouts = before


def test_a_place_of_its_own_sort_is_best_for_tables_and_charts(scorer: Scorer) -> None:
    one = of_type(scorer, "obj")
    (holder,) = one.contents

    def value(role: str, kind: str) -> float:
        return scorer_value(scorer, role, replace(one, contents=[replace(holder, type=kind)]))

    for role, own, other in (("table", "tbl", "chart"), ("chart", "chart", "tbl")):
        assert value(role, own) > value(role, "obj") > value(role, "body") > value(role, other)


def test_the_first_and_last_example_slides_tell_what_opens_and_closes(scorer: Scorer) -> None:
    one = of_type(scorer, "titleOnly")
    part = one.layout.part
    first, last = scorer.first_used, scorer.last_used
    try:
        scorer.first_used, scorer.last_used = part, "other"
        assert signs(scorer, "opening", one)["the first example slide has it"] is True
        assert signs(scorer, "section", one)["the first or last example slide has it"] is False
        assert "the last example slide has it" not in signs(scorer, "closing", one)
        scorer.first_used, scorer.last_used = "other", part
        assert signs(scorer, "closing", one)["the last example slide has it"] is True
        scorer.first_used = part
        assert "the last example slide has it" not in signs(scorer, "closing", one)
    finally:
        scorer.first_used, scorer.last_used = first, last


def test_names_break_ties_only(scorer: Scorer) -> None:
    one = of_type(scorer, "titleOnly")

    def value(name: str) -> float:
        return scorer_value(scorer, "canvas", replace(one, layout=replace(one.layout, name=name)))

    assert 0 < value("Alleen titel") - value("Xyz") < 1
    assert (
        signs(scorer, "section", replace(one, layout=replace(one.layout, name="Hoofdstuk")))["its name says so"] is True
    )


# Choosing from scores


def chosen(contents: list[int], **values: list[float]) -> dict[str, int]:
    """Return what is chosen for roles, from the scores of layouts with so many places for content."""

    def ranking(role: str) -> list[Score]:
        made = [Score(number, value) for number, value in enumerate(values[role])]
        return sorted(made, key=lambda each: (-each.value, each.layout))

    stub: Any = SimpleNamespace(ranking=ranking, layouts=[SimpleNamespace(contents=[0] * each) for each in contents])
    return {role: bound.chosen for role, bound in choose(stub, tuple(values), {}).items()}


def test_the_best_is_chosen_unless_another_role_has_it_and_a_second_is_close() -> None:
    """By less than 2.2, and with no more places that would stay empty; of the first three."""
    assert chosen([0, 0], opening=[9, 1], section=[9, 7]) == {"opening": 0, "section": 1}
    assert chosen([0, 0], opening=[9, 1], section=[9, 6.9]) == {"opening": 0, "section": 1}
    assert chosen([0, 0], opening=[9, 1], section=[9, 6.8]) == {"opening": 0, "section": 0}
    assert chosen([0, 1], opening=[9, 1], section=[9, 7]) == {"opening": 0, "section": 0}
    assert chosen([0, 0], opening=[9, 1], points=[9, 8.9]) == {"opening": 0, "points": 0}
    taken = chosen([0, 0, 0], opening=[9, 1, 1], section=[1, 9, 1], statement=[9, 8.9, 8.8])
    assert taken == {"opening": 0, "section": 1, "statement": 2}
    four = chosen([0] * 4, opening=[9, 1, 1, 1], section=[1, 9, 1, 1], quote=[9, 8.9, 1, 0])
    assert four["quote"] == 0


def test_what_brand_yaml_asks_for_is_chosen_and_how_far_a_choice_leads_is_told() -> None:
    stub: Any = SimpleNamespace(
        ranking=lambda role: [Score(0, 9.0), Score(1, 6.5)], layouts=[SimpleNamespace(contents=[])] * 2
    )
    asked, free = choose(stub, ("points",), {"points": 1})["points"], choose(stub, ("points",), {})["points"]
    assert (asked.chosen, asked.asked, asked.margin) == (1, True, -2.5)
    assert (free.chosen, free.asked, free.margin) == (0, False, 2.5)
    alone: Any = SimpleNamespace(ranking=lambda role: [Score(0, 4.0)], layouts=[SimpleNamespace(contents=[])])
    assert choose(alone, ("points",), {})["points"].margin == 9
