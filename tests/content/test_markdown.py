"""The small Markdown of text fields."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.content.markdown import parse, strip_marks
from builder.plan import Run


def runs(source: str) -> list[Run]:
    (paragraph,) = parse(source).paragraphs
    return list(paragraph.runs)


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("gewoon", [Run("gewoon")]),
        ("een **dik** woord", [Run("een "), Run("dik", bold=True), Run(" woord")]),
        ("een *schuin* woord", [Run("een "), Run("schuin", italic=True), Run(" woord")]),
        ("**dik en *ook schuin***", [Run("dik en ", bold=True), Run("ook schuin", bold=True, italic=True)]),
        ("***beide***", [Run("beide", bold=True, italic=True)]),
        ("[woord](https://example.org/a?b=c&d=e)", [Run("woord", link="https://example.org/a?b=c&d=e")]),
        ("[een **dik** woord](#dia)", [Run("een ", link="#dia"), Run("dik", bold=True, link="#dia"), Run(" woord", link="#dia")]),
        ("[mail](mailto:noor@example.nl)", [Run("mail", link="mailto:noor@example.nl")]),
        ("[bel](tel:+31300000000)", [Run("bel", link="tel:+31300000000")]),
        ("[a_b](https://example.org/a_b_c)", [Run("a_b", link="https://example.org/a_b_c")]),
        ("m^2^", [Run("m"), Run("2", script="sup")]),
        ("CO~2~ is een gas", [Run("CO"), Run("2", script="sub"), Run(" is een gas")]),
        (r"\*geen\* \^mark\^ \~hier\~ \[niet\]", [Run("*geen* ^mark^ ~hier~ [niet]")]),
        (r"\\", [Run("\\")]),
        ("_letterlijk_ en __dit__", [Run("_letterlijk_ en __dit__")]),
        ("**snake_case_naam**", [Run("snake_case_naam", bold=True)]),
        ("eerste\\\ntweede", [Run("eerste\ntweede")]),
        ("eerste\ntweede", [Run("eerste tweede")]),
        ("2 * 3 * 4", [Run("2 * 3 * 4")]),
        ("ongeveer ~30 of ~40", [Run("ongeveer ~30 of ~40")]),
        ("# geen kop", [Run("# geen kop")]),
        ("<b>geen html</b> &amp; ook niet", [Run("<b>geen html</b> &amp; ook niet")]),
        ("`wel code`", [Run("wel code", code=True)]), ("~~weg~~ en H~2~O", [Run("weg", strike=True), Run(" en H"), Run("2", script="sub"), Run("O")]),
        ("![geen plaatje](https://example.org/a.png)", [Run("!"), Run("geen plaatje", link="https://example.org/a.png")]),
        ("- geen lijst", [Run("- geen lijst")]),
    ],
)  # fmt: skip
def test_marks_make_runs(source: str, wanted: list[Run]) -> None:
    assert runs(source) == wanted
    assert not parse(source).remarks


def test_an_empty_line_begins_a_paragraph() -> None:
    for source in ("een\ntwee\n\ndrie", "een\n*twee*\n\n  \ndrie"):
        assert [p.text for p in parse(source).paragraphs] == ["een twee", "drie"]


def test_notes_hold_lists() -> None:
    paragraphs = parse("Zeg:\n\n- een\n- twee\n  - binnen\n\n1. eerst\n2. dan", lists=True).paragraphs
    assert [(p.text, p.level, p.marker) for p in paragraphs] == [
        ("Zeg:", 0, "inherit"),
        ("een", 0, "bullet"),
        ("twee", 0, "bullet"),
        ("binnen", 1, "bullet"),
        ("eerst", 0, "number"),
        ("dan", 0, "number"),
    ]


@pytest.mark.parametrize("source", ["**half", "half** en", "een ** alleen"])
def test_an_unmatched_mark_is_a_warning_and_stays(source: str) -> None:
    assert "".join(run.text for run in runs(source)) == source
    assert [rule for rule, _ in parse(source).remarks] == ["markup-unmatched"]


@pytest.mark.parametrize("source", [r"\*\* is kracht", r"2 \*\* 3 *is* acht"])
def test_an_escaped_mark_is_no_warning(source: str) -> None:
    assert not parse(source).remarks


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,a", "ftp://example.org", "bestand.docx", "#Geen Id"],
)
def test_other_links_are_refused(address: str) -> None:
    assert [rule for rule, _ in parse(f"[a](<{address}>)").remarks] == ["link-scheme"]


def test_marks_are_dropped_where_no_text_is_marked() -> None:
    assert strip_marks("een **dik** [woord](#a)\\\nen m^2^") == "een dik woord en m2"


PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="*[]\\^~`@"), min_size=1)


@given(st.lists(PLAIN, min_size=1, max_size=6), st.booleans())
def test_text_without_marks_comes_out_unchanged(words: list[str], marked: bool) -> None:
    text = " ".join(words)
    if marked:
        made = runs(text + " **x**")
        assert (made[0].text, made[1]) == (text + " ", Run("x", bold=True))
    else:
        assert runs(text) == [Run(text)]


@given(st.text(max_size=80))
def test_no_text_breaks_the_parser(text: str) -> None:
    for lists in (False, True):
        assert isinstance(parse(text, lists=lists).paragraphs, tuple)


@pytest.mark.parametrize(
    ("source", "text", "link"),
    [
        ("<https://example.org/a>", "https://example.org/a", "https://example.org/a"),
        ("<info@example.org>", "info@example.org", "mailto:info@example.org"),
        ("[x](<https://e.org/a b (c).pdf>)", "x", "https://e.org/a%20b%20%28c%29.pdf"),
    ],
)
def test_angle_brackets_around_an_address_are_marks(source: str, text: str, link: str) -> None:
    parsed = parse(source)
    assert ([(r.text, r.link) for p in parsed.paragraphs for r in p.runs], parsed.remarks) == ([(text, link)], ())


@pytest.mark.parametrize("source", ["2*3*4 = 24", "5 * 3 * 2", "`2*3*4`"])
def test_signs_of_multiplication_stay(source: str) -> None:
    assert "".join(r.text for p in parse(source).paragraphs for r in p.runs) == source.strip("`")
