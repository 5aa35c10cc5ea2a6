"""What stands in a cell is printed as it is typed: no expression, mark or path in it is interpreted."""

from __future__ import annotations

from pathlib import Path

from builder.checks import verify_bytes
from builder.pipeline.run import Options, build
from tests.pipeline.projects import marked_project
from tests.tools.packages import A, DeckFile

ALL = Options(select=("all",), jobs=1)
NASTY = (
    "{{ 7 * 7 }}", "**vet** en *schuin*", "[klik](https://kwaad.example)", "<b>&amp;</b>", "^hoog^ ~laag~", "# kop",
    "\\{{ x }}", "../../etc/passwd", "'\"|>&%@`", "=1+1", "een  twee", "- punt",
)  # fmt: skip


def test_nasty_values_are_printed_as_typed(tmp_path: Path) -> None:
    rows = ["code,naam,population,kleur,beeld"]
    rows += ['X{:04},"{}",5,,'.format(n, value.replace('"', '""')) for n, value in enumerate(NASTY)]
    project = marked_project(tmp_path, len(NASTY), "\n".join(rows))
    result = build(["proef"], project, ALL)
    assert result.ok, result.findings
    for deck, value in zip(result.decks, NASTY, strict=True):
        found = verify_bytes(deck.file.read_bytes(), deck.file.name)
        looks_like = {"nothing-is-left-open", "text-is-escaped-once"}  # braces unfilled, `&amp;` escaped twice
        assert [each for each in found if each.rule not in looks_like] == []
        file = DeckFile(deck.file)
        said = " ".join(value.split())
        assert f"Over {said}" in [" ".join(title.split()) for title in file.titles]
        links = [
            r.target
            for name in file.names
            if name.endswith(".xml")
            for r in file.relationships(name).values()
            if r.external
        ]
        assert links == []
        slide = file.xml("ppt/slides/slide-punten.xml")
        bold = [r for r in slide.iter(f"{A}rPr") if r.get("b") == "1"]
        assert len(bold) <= 1, "only the bold of the source"
        assert deck.file.parent == project / "output" / "proef"


def test_a_value_in_a_picture_name_stays_in_the_folder(tmp_path: Path) -> None:
    project = marked_project(tmp_path, 1, "code,naam,population,kleur,beeld\nX0000,../../geheim,5,,")
    session = project / "content" / "proef" / "session.yaml"
    session.write_text(
        session.read_text(encoding="utf-8").replace("images/p.png", '"images/{{ audience.name }}.png"'),
        encoding="utf-8",
    )
    result = build(["proef"], project, ALL)
    assert [deck.status for deck in result.decks] == ["failed"]
    assert {each.audience for each in result.findings} == {"X0000"}


def test_a_value_in_a_link_is_percent_encoded(tmp_path: Path) -> None:
    project = marked_project(tmp_path, 1, "code,naam,population,kleur,beeld\nX0000,a b/c?d=e&f,5,,")
    session = project / "content" / "proef" / "session.yaml"
    text = session.read_text(encoding="utf-8").replace(
        "Overal **hetzelfde**", "[zie](https://example.nl/?q={{ audience.name }})"
    )
    session.write_text(text, encoding="utf-8")
    result = build(["proef"], project, ALL)
    assert result.ok, result.findings
    targets = [r.target for r in DeckFile(result.decks[0].file).relationships("ppt/slides/slide-punten.xml").values()]
    assert "https://example.nl/?q=a%20b%2Fc%3Fd%3De%26f" in targets
