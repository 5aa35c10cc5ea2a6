"""The answer of a poll on a slide of its own; who said a sentence, with a portrait."""

from __future__ import annotations

import re

from tests.tools.packages import DeckFile
from tests.tools.projects import SmallProject, png

POLL = (
    "- {kind: poll, id: een, question: Wat is werkdruk?, options: [Veel werk, Meer eisen dan ruimte, Een drukke dag], correct: B, "
    "notes: Laat raden}\n- {kind: statement, id: daarna, text: Verder}\n"
)


def test_the_answer_stands_on_a_second_slide_alone(project: SmallProject) -> None:
    project.write(POLL)
    deck = DeckFile(project.deck())
    asked, answer = (deck.members[f"ppt/slides/slide-een{end}.xml"].decode() for end in ("", "--answer"))
    assert deck.titles == ["Wat is werkdruk?", "Juist antwoord: Wat is werkdruk?", "Verder"]
    assert "Icon check" not in asked and 'b="1"' not in option(asked, "Meer eisen dan ruimte")
    assert answer.count('name="Icon check') == 1
    assert 'b="1"' in option(answer, "Meer eisen dan ruimte") and 'b="1"' not in option(answer, "Veel werk")


def option(xml: str, text: str) -> str:
    return next(shape for shape in re.findall("<p:sp>.*?</p:sp>", xml) if f"<a:t>{text}</a:t>" in shape)


def test_the_answer_follows_the_results_too(project: SmallProject) -> None:
    project.write(POLL.replace("correct: B", "correct: [A, B], results: {A: 3, B: 9, C: 1}"))
    deck = DeckFile(project.deck())
    assert len(list(deck.charts())) == 1
    assert deck.members["ppt/slides/slide-een--answer.xml"].decode().count('name="Icon check') == 2


def test_a_quotation_has_the_portrait_of_who_said_it(project: SmallProject) -> None:
    who = "{name: Noor de Wit, role: monteur, organisation: Werkplaats, photo: noor.png}"
    project.write(
        f"- {{kind: statement, id: een, style: quote, text: Ik los het op, attribution: {who}}}\n",
        **{"noor.png": png()},
    )
    xml = DeckFile(project.deck()).members["ppt/slides/slide-een.xml"].decode()
    assert 'prst="ellipse"' in xml and "<p:pic>" in xml and "Noor de Wit" in xml.split("<p:pic>")[1]
    assert {"Noor de Wit", "monteur", "Werkplaats"} <= set(re.findall("<a:t>(.*?)</a:t>", xml))


def test_without_a_portrait_the_words_stand_in_their_place(project: SmallProject) -> None:
    project.write(
        "- {kind: statement, id: een, text: Ik los het op, attribution: {name: Noor de Wit, role: monteur}}\n"
    )
    xml = DeckFile(project.deck()).members["ppt/slides/slide-een.xml"].decode()
    assert "<p:pic>" not in xml
    assert "".join(re.findall("<a:t>(.*?)</a:t>", xml)).count("Noor de Wit, monteur") == 1
