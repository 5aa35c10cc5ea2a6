"""One figure of a file is the same figure wherever it comes out: in a text, a figure, tables, charts, their workbooks."""

from __future__ import annotations

import string
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.languages import formats
from builder.slide_kinds._online_video import player_address
from tests.tools.packages import A, C, DeckFile
from tests.tools.projects import run_cli, write_files
from tests.tools.tables import FORMS

HEAD = "title: Proef\nlanguage: {}\naudiences: lijst\nvariables:\n  audience: {{id: plain, name: U, v: 1}}\nslides:\n"
SLIDES = """\
  - {kind: statement, id: zin, text: "{{ audience.v | number }}"}
  - {kind: figures, id: groot, title: T, figures: [{value: "{{ audience.v }}", label: a}]}
  - {kind: table, id: rij, title: T, columns: [a, {text: b, format: number}], rows: [[x, "{{ audience.v }}"]]}
  - {kind: table, id: data, title: T, columns: [{text: v, format: number}], data: {file: %s, where: code == audience.id}}
  - {kind: chart, id: c, title: T, type: bar, categories: [x], series: [{name: v, values: ["{{ audience.v }}"]}]}
  - {kind: chart, id: d, title: T, type: bar, data: {file: %s, where: code == audience.id, columns: [naam, v]}}
"""
FIGURES = st.one_of(
    st.integers(-(10**7), 10**7),
    st.decimals(-(10**5), 10**5, places=2).map(float),
    st.decimals(0, 100, places=3).map(float),
)


@settings(max_examples=20, deadline=None)
@given(
    values=st.lists(FIGURES, min_size=1, max_size=3),
    form=st.sampled_from(sorted(FORMS)),
    language=st.sampled_from(["nl", "en", "fr"]),
)
def test_a_figure_is_the_same_wherever_it_comes_out(
    values: list[float], form: str, language: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("figures")
    rows = [["code", "naam", "v"], *([f"g{n}", f"Plaats {n}", value] for n, value in enumerate(values))]
    file = f"rijen.{form.rpartition(chr(46))[2]}"
    definition = f'source: {file}\nid: "{{{{ code }}}}"\nname: "{{{{ naam }}}}"\n'
    write_files(
        root,
        {
            "content/s/session.yaml": HEAD.format(language) + SLIDES % (file, file),
            "content/audiences/lijst.yaml": definition,
            f"content/audiences/{file}": FORMS[form](rows),
            f"content/s/{file}": FORMS[form](rows),
        },
    )
    made = run_cli("build", "--json", "s", "-a", "all", "--project", root)
    if any("two ways" in each["message"] for each in made.findings):
        return  # told
    assert made.code == 0, made.out
    for deck, value in zip(made.json["decks"], values, strict=True):
        wanted = formats.number(Decimal(str(value)), language)
        assert _shown(DeckFile(Path(deck["file"]))) == [wanted] * 6, (form, value)


def _shown(deck: DeckFile) -> list[str]:
    """Return the figure on each slide, in words; of a chart as its label writes the value of cache and workbook."""
    language = deck.slides[0].find(f".//{A}rPr").get("lang")[:2]
    found = []
    for slide in deck.slides[:4]:
        said = ["".join(t.text or "" for t in p.iter(f"{A}t")) for p in slide.iter(f"{A}p")]
        found.append(next(each for each in said if each[-1:].isdigit() and each not in ("x",)))
    for root, cells in deck.charts():
        value = root.findtext(f".//{C}val//{C}v")
        assert float(cells["B2"]) == float(value)
        found.append(formats.by_code(float(value), root.find(f".//{C}dLbls/{C}numFmt").get("formatCode"), language))
    return found


@given(film=st.text(string.ascii_letters + string.digits + "-_", min_size=11, max_size=11), second=st.integers(0, 5000))
def test_a_film_is_the_same_whichever_way_it_is_named(film: str, second: int) -> None:
    named = (
        f"https://youtu.be/{film}?t={second}", f"https://www.youtube.com/watch?v={film}&t={second}s", f"https://m.youtube.com/watch?app=desktop&v={film}&t={second}",
        f"https://www.youtube.com/embed/{film}?start={second}", f"https://youtube.com/shorts/{film}?t={second}", f"http://www.youtube.com/live/{film}?t={second}s",
    )  # fmt: skip
    assert len({player_address(each) for each in named}) == 1
    assert film in player_address(named[0])
