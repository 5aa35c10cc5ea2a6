"""A small Dutch session with every sort of text, and its catalogs filled in by rule."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polib

from tests.tools.projects import png, run_cli, write_files

SESSION = """title: Goed werk
language: nl
audiences: gemeenten
organisation: Bureau (verzonnen)
variables: {minuten: 15, soort: werkplaats, audience: {id: plain, name: uw gemeente, sector: gemeente}}
slides:
  - {kind: title, id: titel}
  - {kind: section, id: deel, title: Het begin}
  - kind: bullets
    id: punten
    title: "Over {{ audience.name }} in {{ minuten + 5 }} minuten"
    points: [Een hele **taak**, [onder de taak], "Lees [de site](https://example.nl)"]
    image: images/p.png
    alt: Een blauw vlak
    notes: |
      Dit zegt
      de spreker.

      - eerste
      - tweede
    sources: [Eigen onderzoek]
  - {kind: table, id: tabel, title: Cijfers, columns: [Wat, Hoeveel], rows: [[Loon, "12"], [Uren, "36"]], highlight: Hoeveel}
  - kind: chart
    id: grafiek
    title: "Dat is {{ 'meer' if minuten > 10 else 'minder' }} dan eerst"
    type: bar
    data: {file: data/verloop.csv, where: "code == audience.id or code == 'alle'", columns: [wie, Aantal]}
    highlight: Gemiddelde
  - kind: poll
    id: peiling
    question: Komt u terug?
    options: [{id: ja, text: Ja}, {id: nee, text: Nee}]
  - {kind: case, id: voorbeeld, repeat: "cases | selectattr('sector', 'equalto', audience.sector)", as: v, case: "{{ v.id }}"}
  - kind: comparison
    id: zijden
    title: Toen en straks
    sides: [Toen, Straks]
    rows: [[Rooster, laat bekend, vroeg bekend], {cells: [alleen, met elkaar]}]
  - kind: flow
    id: keten
    title: De keten
    nodes: [{id: a, text: Vraag}, {id: b, text: Antwoord}]
    edges: [a -> b: meteen, "b -> a: soms terug", {from: a, to: b, label: via een ander}]
  - {kind: statement, id: slot, text: "Tot ziens in de {{ soort }}"}
"""
LIST = 'source: gemeenten.csv\nid: "{{ code }}"\nname: "{{ naam }}"\n'
CASE = """id: parkeren
title: Parkeren zonder papier
sector: gemeente
challenge: Alles op papier
approach: [Samen kijken, Samen kiezen]
result: Alles op een scherm
"""
FILES: dict[str, str | bytes] = {
    "content/proef/session.yaml": SESSION,
    "content/proef/images/p.png": png(),
    "content/proef/data/verloop.csv": "code,wie,Aantal\nplain,Uw eigen,4\nG1,Utrecht,5\nalle,Gemiddelde,6\nG2,Gemiddelde,6\n",
    "content/proef/audiences/G1.yaml": "slides:\n  peiling: {options: {ja: {text: Zeker wel}}}\n  slot: {text: Dag Utrecht}\n",
    "content/audiences/gemeenten.yaml": LIST,
    "content/audiences/gemeenten.csv": "code,naam,sector\nG1,Utrecht,gemeente\nG2,Nuenen,gemeente\n",
    "content/cases/parkeren.yaml": CASE,
}


def translated_project(root: Path, session: str = SESSION) -> Path:
    """Write the project."""
    write_files(root, {**FILES, "content/proef/session.yaml": session})
    return root


def catalog(root: Path, language: str = "en") -> Path:
    """Name a catalog of the project."""
    return root / "content" / "proef" / "locales" / f"{language}.po"


def update(root: Path, *languages: str) -> None:
    """Begin or merge catalogs by the command line."""
    made = run_cli("--project", root, "translate", "update", "proef", *(a for name in languages for a in ("-l", name)))
    assert made.code == 0, made.err


def fill(root: Path, say: Callable[[str], str] | None = None, language: str = "en") -> polib.POFile:
    """Fill a catalog in, by default with the source in capitals between its placeholders."""
    path = catalog(root, language)
    if not path.exists():
        update(root, language)
    file = polib.pofile(str(path))
    for entry in file:
        if not entry.obsolete:
            entry.msgstr = (say or shouted)(entry.msgid)
    file.save()
    return file


def shouted(text: str) -> str:
    """Write a text in capitals, its placeholders and links as they are."""
    import re

    return re.sub(r"(\{\w+\}|\]\([^)]*\))|([^{}\]]+|.)", lambda m: m[1] or m[2].upper(), text)
