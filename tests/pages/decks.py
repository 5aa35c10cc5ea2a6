"""A small deck with everything that a page has to draw, fitted and built."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from builder.fitting.fit import fit
from builder.pages.make import page_of
from builder.pages.page import Page
from builder.pipeline.results import BuildResult, Options
from builder.pipeline.run import build
from builder.plan import Paragraph, RichText, Run, SlidePlan, Table, TableColumn, Words, words
from tests.fitting.brands import prepared
from tests.tools.projects import png, write_files

SESSION = """title: Werk <script>alert(1)</script> & meer
language: {language}
date: 2026-12-10
slides:
  - {kind: title, id: titel, subtitle: Een ondertitel}
  - {kind: section, id: deel, title: Het begin}
  - kind: bullets
    id: punten
    title: Punten & <b>tekens</b>
    points: ["eerst [een adres](https://example.org/?a=1&b=2)", "daarna *schuin* en **vet**", {text: "verder naar [tabel](#tabel)"}]
    notes: "Zeg iets.\\n\\nEn nog iets."
  - kind: table
    id: tabel
    title: Tabel
    row_headers: true
    columns: [Wie, Waarde]
    rows: [[Een, "1"], [Twee, "2"]]
  - kind: chart
    id: grafiek
    title: Grafiek
    type: column
    categories: [A, B]
    series: [{name: Reeks, values: [3, 4]}]
    alt: Twee staven
  - {kind: image, id: plaatje, title: Plaatje, image: images/p.png, alt: "Een <vlak>"}
  - {kind: statement, id: verborgen, text: Niet te zien., hidden: true}
  - {kind: closing, id: slot, text: Dank u}
"""


def project(root: Path, session: str = "", language: str = "nl") -> Path:
    """Write the project."""
    text = (session or SESSION).replace("{language}", language)
    write_files(root, {"content/proef/session.yaml": text, "content/proef/images/p.png": png(60, 40)})
    return root


def built(root: Path, *formats: str, brand: str = "helder", output: str = "output") -> BuildResult:
    """Build the project's deck in some formats."""
    result = build(["proef"], root, Options(brands=(brand,), formats=formats, output=root / output, force=True))
    assert result.ok, "\n".join(str(each) for each in result.findings)
    return result


def plan(*blocks: Words | Table, title: str = "Een titel", lang: str = "nl", role: str = "points") -> SlidePlan:
    """Return a plan of one slide."""
    return SlidePlan("proef", "proef", "bullets", role, words(title), blocks, lang=lang)


@lru_cache(maxsize=8)
def bulleted(lang: str = "nl") -> Page:
    """Return a page with a title and points of two levels, one with a link, one with several lines."""
    link = Run("een adres", link="https://example.org/")
    bad = Run("geen adres", link="javascript:alert(1)")
    points = (
        Paragraph((Run("eerst "), link)),
        Paragraph((Run("dieper"),), level=1),
        Paragraph((Run("een punt met zo veel woorden dat er zeker meer dan een regel van wordt " * 2), bad)),
    )
    return page_of(
        fit(plan(Words(RichText(points, field="points")), lang=lang), prepared("helder")), prepared("helder")
    )


def tabled() -> Page:
    """Return a page with a table with headers of rows and columns."""
    columns = (TableColumn(words("Wie")), TableColumn(words("Waarde"), align="end"))
    rows = ((words("Een"), words("1")), (words("Twee"), words("2")))
    table = Table(columns, rows, row_headers=True, alt="Wie wat heeft")
    return page_of(fit(plan(table, role="table"), prepared("helder")), prepared("helder"))
