"""Marks that are no marks here: shown rightly, or told one by one; never on a slide without a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.content.left_marks import left_marks, merge_fields
from builder.content.markdown import parse
from builder.plan import Run
from tests.tools.packages import A, DeckFile
from tests.tools.projects import SmallProject


def bullets(*points: str, more: str = "") -> str:
    listed = "\n".join(f"    - {each}" for each in points)
    return f"- kind: bullets\n  id: b\n  title: T\n{more}  points:\n{listed}\n"


@pytest.mark.parametrize(
    ("source", "mark"),
    [
        ("$E = mc^2$ is bekend", "$E = mc^2$"), ("som $$\\sum x$$", "$$"), ("voetnoot[^1] hier", "[^1]"), ("a<br>b", "<br>"),
        ("a <br/> b", "<br/>"), ("<u>streep</u>", "<u>"), ("a &nbsp; b", "&nbsp;"), ("R&amp;D", "&amp;"), ("&#8364; 5", "&#8364;"),
        ("```python\nprint(1)\n```", "```python"), ("![plaat](a.png)", "![plaat](a.png)"), ("[tekst][ref]", "[tekst][ref]"),
        ("[tekst]{.rood}", "{.rood}"), ("::: notes", "::: notes"), ("klaar :tada: nu", ":tada:"), ("==geel==", "==geel=="),
        ("## Kop", "## Kop"), ("| a | b |", "| a | b |"), ("Beste <<Naam>>", "<<Naam>>"), ("<!-- later -->", "<!-- later -->"),
        ("{% if groot %}ja{% endif %}", "{% if groot %}"), ("hoi {# weg #}", "{# weg #}"), ("> een citaat", "> een citaat"),
        ("boven\n---\nonder", "---"), ("zie [het stuk](mijn stuk.pdf)", "[het stuk](mijn stuk.pdf)"),
        ("dit is _schuin_ gezet", "_schuin_"), ("en __vet en groot__", "__vet en groot__"), ("++streep++", "++streep++"), ("||geheim||", "||geheim||"),
        (r"Regel 1\nRegel 2", r"\n"), ("Beste <naam>", "<naam>"), ("voor <naam gemeente> dus", "<naam gemeente>"), ("Beste [[Naam]]", "[[Naam]]"), ("Beste #naam#", "#naam#"), ("zie [het plan](https://e.org en zo", "[het plan](https://e.org"), ("zie [het plan] (https://e.org)", "[het plan] (https://e.org)"), ("en ~~half", "~~half"), ("Bijschrift {#tbl-letters}", "{#tbl-letters}"), (r"een\ntwee", r"een\ntwee"),
    ],
)  # fmt: skip
def test_a_foreign_mark_is_told(source: str, mark: str) -> None:
    assert any(mark in each.message and each.hint for each in left_marks(source, lists=False))


@pytest.mark.parametrize(
    "source",
    [
        "$5 tot $10", "5 < 10 en 12 > 3", "R&D, AT&T; klaar", "a_b en __init__", "om 12:30:45", "{naam} of ${x} of %naam%", "#1 in zorg",
        r"\$x\$ en \<br> en voet\[^1]", "`<br>` en `$x$`", "[woord](https://a.nl)", "a == b", "10^-3^", "bijv. 1) dit", "* ster", "C# en F#",
        "> 10 jaar", "> € 5", "a -- b", "---x", "[woord](https://a.nl/een pad)", "30% van {x}", "[1] (zie ook 2)",
        "snake_case_naam", "https://e.org/_x_/y", "naam: ______", "C++ en D++", "a || b || c", r"C:\Users\naam op \\server\Nieuw", "a < b > c", "5 <x> 3", "#1# en C#",
        "[woord](https://a.nl/x_(y))", "[m](mailto:a@b.nl?subject=A B)", "~~weg~~ en ~5 ~~ 6", "een - twee - drie",
    ],
)  # fmt: skip
def test_what_is_no_mark_is_not_told(source: str) -> None:
    assert [each for each in left_marks(source, lists=False) if each.rule != "typed-bullet"] == []


@given(st.text(max_size=60))
def test_looking_for_marks_takes_any_text(source: str) -> None:
    left_marks(source, lists=False)
    parse(source)


def test_a_mark_is_a_warning_at_its_line(project: SmallProject) -> None:
    made = project.write(bullets("goed", "voet[^1] en <br>")).build()
    assert [(each["rule"], each["severity"], each["line"]) for each in made.findings] == [
        ("markup-left", "warning", 9)
    ] * 2
    assert made.code == 0


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [("Beste «Naam»", "nl", True), ("Beste «Voor_naam»", "fr", True), ("le «travail»", "fr", False), ("« bon travail »", "nl", False),
     ("работа «Дом»", "ru", False)],
)  # fmt: skip
def test_fields_of_a_mail_merge_are_told(text: str, language: str, told: bool) -> None:
    assert bool(list(merge_fields(text, language))) is told


def test_lists_in_running_text_are_told(project: SmallProject) -> None:
    project.write(
        '- kind: statement\n  id: s\n  text: |\n    Doe:\n    - een\n    - twee\n- {kind: bullets, id: b, title: T, points: ["- streepje"]}\n'
    )
    assert {each["rule"] for each in project.build().findings} == {"list-in-text", "typed-bullet"}


# shown rightly
@pytest.mark.parametrize(
    ("source", "link"),
    [
        ("[a](https://example.org/mijn bestand.pdf)", "https://example.org/mijn%20bestand.pdf"),
        ("[a](https://nl.wikipedia.org/wiki/Utrecht_(stad) nu)", "https://nl.wikipedia.org/wiki/Utrecht_(stad)%20nu"),
        ("[a](mailto:i@example.org?subject=Vraag over A & B&body=Dag)", "mailto:i@example.org?subject=Vraag%20over%20A%20%26%20B&body=Dag"),
        ("[a](https://example.org/zoek?q=a&b=2#deel)", "https://example.org/zoek?q=a&b=2#deel"),
    ],
)  # fmt: skip
def test_links_with_spaces_lead_there(source: str, link: str) -> None:
    assert parse(source).paragraphs[0].runs == (Run("a", link=link),)


@pytest.mark.parametrize(
    ("source", "runs"),
    [
        (
            "zie https://example.org/a_b.",
            [Run("zie "), Run("https://example.org/a_b", link="https://example.org/a_b"), Run(".")],
        ),
        ("(www.example.org/x)", [Run("("), Run("www.example.org/x", link="https://www.example.org/x"), Run(")")]),
        (
            "mail info@example.org, nu",
            [Run("mail "), Run("info@example.org", link="mailto:info@example.org"), Run(", nu")],
        ),
        ("**https://a.nl/x**", [Run("https://a.nl/x", bold=True, link="https://a.nl/x")]),
        ("`https://a.nl/x`", [Run("https://a.nl/x", code=True)]),
        ("@naam en a @ b", [Run("@naam en a @ b")]),
    ],
)
def test_bare_addresses_are_links(source: str, runs: list[Run]) -> None:
    assert list(parse(source).paragraphs[0].runs) == runs


def test_struck_words_and_code_are_native(project: SmallProject) -> None:
    deck = DeckFile(project.write(bullets('"~~weg~~ en `a_b **c**`"')).deck())
    runs = {run.findtext(f"{A}t"): run.find(f"{A}rPr") for run in deck.slides[0].iter(f"{A}r")}
    assert runs["weg"].get("strike") == "sngStrike"
    assert runs["a_b **c**"].find(f"{A}latin").get("typeface") == "Courier New"


def numbers(project: SmallProject, number: int = 0) -> list[tuple[str, str | None, str | None]]:
    """Return the points of a slide: text, sort of number, where it starts."""
    slide = DeckFile(project.deck()).slides[number]
    found = []
    for paragraph in slide.iter(f"{A}p"):
        mark = paragraph.find(f"{A}pPr/{A}buAutoNum")
        words = "".join(t.text for t in paragraph.iter(f"{A}t"))
        if mark is not None:
            found.append((words, mark.get("type"), mark.get("startAt")))
    return found


def test_typed_numbers_are_a_numbered_list(project: SmallProject) -> None:
    project.write(bullets('"1. eerst"', '"2. dan"', "los"))
    assert numbers(project) == [("eerst", "arabicPeriod", None), ("dan", "arabicPeriod", None)]
    assert "1." not in DeckFile(project.deck()).text(0)


@pytest.mark.parametrize(
    "points", [('"1. alleen"', "los"), ('"2. twee"', '"3. drie"'), ('"2024. jaar"', '"2025. jaar"')]
)
def test_other_numbers_stay_text(project: SmallProject, points: tuple[str, ...]) -> None:
    project.write(bullets(*points))
    assert numbers(project) == []
    assert points[0].strip('"') in DeckFile(project.deck()).text(0)


def test_numbered_points_go_on_over_split_slides_and_past_their_sub_points(project: SmallProject) -> None:
    project.write(
        bullets("{text: een, points: [a, b]}", *(f"punt {n}" for n in range(2, 19)), more="  numbered: true\n")
    )
    first, second = numbers(project, 0), numbers(project, 1)
    assert {start for _, _, start in first} == {None}
    assert len(first) + len(second) == 18
    assert {start for _, _, start in second} == {str(len(first) + 1)}


def test_lists_in_notes_begin_where_they_are_typed_to_begin(project: SmallProject) -> None:
    project.write(
        "- kind: statement\n  id: s\n  text: Zin\n  notes: |\n    5. vijf\n\n       nog iets\n    6. zes\n\n    los\n\n    1. een\n    2. twee\n"
    )
    deck = DeckFile(project.deck())
    page = next(rel.target for rel in deck.relationships(deck.slide_parts[0]).values() if rel.type == "notesSlide")
    found = {}
    for paragraph in deck.xml(page).iter(f"{A}p"):
        mark = paragraph.find(f"{A}pPr/{A}buAutoNum")
        found["".join(t.text or "" for t in paragraph.iter(f"{A}t"))] = (
            None if mark is None else mark.get("startAt", "1")
        )
    assert found == {"vijf": "5", "nog iets": None, "zes": "6", "los": None, "een": "1", "twee": "1"}


@pytest.mark.parametrize(
    ("expression", "better"),
    [("naam | default(“geen”)", 'naam | default("geen")'), ("naam == ‘U’", "naam == 'U'")],
)
def test_curly_quotes_in_an_expression_are_told(project: SmallProject, expression: str, better: str) -> None:
    head = "title: Proef\nlanguage: nl\nvariables: {naam: U}\nslides:\n"
    found = project.write(f"- kind: statement\n  id: s\n  text: Zo {{{{ {expression} }}}}\n", head).build().findings
    assert [(each["rule"], better in each["hint"]) for each in found] == [("expression", True)]


def test_numbered_columns_and_sub_points(project: SmallProject) -> None:
    project.write(
        "- kind: columns\n  id: k\n  title: T\n  columns:\n    - {heading: A, numbered: true, points: [een, twee]}\n"
        "    - {heading: B, points: [{text: x, numbered: true, points: [y, z]}]}\n"
    )
    assert [words for words, _, _ in numbers(project)] == ["een", "twee", "y", "z"]


# what YAML makes of it
@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("[“Ja, zeker”, “Nee”]", '"Ja, zeker"'),
        ("[„Ja, zeker“, Nee]", '"Ja, zeker"'),
        ("[Ja, «Nee, nooit»]", '"Nee, nooit"'),
    ],
)
def test_curly_quotes_around_a_comma_are_told(project: SmallProject, options: str, said: str) -> None:
    found = project.write(f"- {{kind: poll, id: p, question: Q?, options: {options}}}\n").build().findings
    assert [each["rule"] for each in found] == ["curly-quotes"]
    assert said in found[0]["hint"]


def test_curly_quotes_without_a_comma_are_words(project: SmallProject) -> None:
    assert project.write("- {kind: poll, id: p, question: Q?, options: [“Ja”, Nee, zo ‘x’]}\n").build().findings == []


@pytest.mark.parametrize("odd", ["\u00a0", "\u2003", "\u202f"])
def test_odd_spaces_in_the_indentation_are_named(project: SmallProject, odd: str) -> None:
    for points in (f"  points:\n    - een\n{odd * 4}- twee\n", f"  points:\n{odd * 4}- een\n"):
        found = project.write(f"- kind: bullets\n  id: b\n  title: T\n{points}").build().findings
        assert "non-breaking space" in found[0]["message"]
        assert "type the spaces" in found[0]["hint"]


def test_cells_that_are_to_be_merged_are_told(project: SmallProject) -> None:
    project.write("- {kind: table, id: t, title: T, columns: [a, b], rows: [[{text: x, span: 2}], [a, b]]}\n")
    found = project.build().findings
    assert [each["rule"] for each in found] == ["merged-cells"]


# addresses longer than their line
@pytest.mark.parametrize(
    "address",
    ["https://www.example.org/een/heel/lang/pad/naar-een-pagina_die_niet_past", "afdeling.mens.en.werk@samenwerkingsverband-noordoost.example.nl"],
)  # fmt: skip
def test_long_addresses_break_at_their_marks(project: SmallProject, address: str) -> None:
    columns = ", ".join(f"{{heading: K{n}, points: ['{address}']}}" for n in range(3))
    deck = DeckFile(project.write(f"- {{kind: columns, id: k, title: T, columns: [{columns}]}}\n").deck())
    shown = next(t.text for t in deck.slides[0].iter(f"{A}t") if "\u200b" in (t.text or ""))
    assert shown.replace("\u200b", "") == address
    assert all(part[-1] in "/@.-_" for part in shown.split("\u200b")[:-1])
    links = [rel.target for rel in deck.relationships(deck.slide_parts[0]).values() if rel.external]
    assert all("\u200b" not in link for link in links)
