"""A session with one of everything, decks built from it, and edits as people make them in PowerPoint."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pptx
from lxml import etree
from pptx.chart.data import CategoryChartData

from tests.tools.projects import SmallProject, png

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
HEAD = """\
# the webinar of the tests
title: Goed werk
language: nl
organisation: Bureau Morgen
audiences: lijst
variables:
  audience: {id: plat, name: Utrecht, inhabitants: 361924}
slides:
"""
SLIDES = """\
  # the opening stays first
  - {kind: title, id: titel, notes: Welkom allemaal}

  - kind: bullets
    id: punten
    title: "Wat goed werk is: drie dingen"   # a colon asks for quotes
    lead: Samen met {{ audience.name }} kijken we vooruit.
    points:
      - Er valt iets te leren   # the first
      # about deciding
      - text: Er valt iets te beslissen
        points: [over de volgorde, over de manier]
      - Er is **hulp** in de buurt
      - In {{ audience.name }} wonen {{ audience.inhabitants | number }} mensen
    notes: |
      Zeg dit rustig
      en kijk rond.

      - eerst dit
      - dan dat

  - kind: columns
    id: kolommen
    title: Twee kanten
    columns:
      - heading: Vraagt
        points: [tempo, aandacht, wisselende roosters]
      - {heading: Laat toe, points: [zelf plannen, overleggen]}

  - kind: table
    id: tabel
    title: De inhoud
    caption: Drie kenmerken
    columns: [Kenmerk, Slecht, Goed]
    rows:
      - [Afwisseling, steeds hetzelfde, denken en doen]
      - [Regelruimte, anderen beslissen, zelf plannen]   # what we can plan
      - [Leren, geen tijd, hoort erbij]
    row_headers: true
    sources: [CBS 2024, TNO]

  - kind: chart
    id: grafiek
    title: Wie mag regelen, blijft
    type: column
    categories: [weinig, enige, veel]
    series:
      - {name: vertrek, values: [14, 9, 5]}
      - {name: ziek, values: [7.5, 6, 4]}
    caption: Vertrokken in een jaar

  - kind: poll
    id: peiling
    question: Hoe bekend bent u ermee?
    options:
      - Het is nieuw
      - {id: beetje, text: Ervan gehoord}
      - Ik werk ermee

  - {kind: image, id: foto, title: Een bureau, image: foto.png, alt: Een groen vlak, caption: Wie overzicht heeft kiest}

  - kind: process
    id: stappen
    title: In drie stappen
    steps:
      - {title: Kijken, text: Wat gebeurt er?}
      - {title: Kiezen, text: Wat pakken we aan?}
      - {title: Borgen, text: Wat werkt wordt gewoon}

  - kind: statement
    id: uitspraak
    title: Een uitspraak
    text: Wie *zelf* kan kiezen, blijft. Lees [meer](https://example.org/meer).
"""
LIST = 'source: lijst.csv\nid: "{{ id }}"\nname: "{{ name }}"\nfields:\n  inhabitants: integer\n'
PEOPLE = "id,name,inhabitants\nutrecht,Utrecht,361924\nede,Ede,123532\n"


def session(root: Path) -> SmallProject:
    """Write the session."""
    made = SmallProject(root).write(SLIDES, HEAD, **{"foto.png": png(900, 600)})
    folder = root / "content" / "audiences"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lijst.yaml").write_text(LIST, encoding="utf-8")
    (folder / "lijst.csv").write_text(PEOPLE, encoding="utf-8")
    return made


Edit = Callable[[Any], None]


def saved(deck: Path, target: Path, edit: Edit) -> Path:
    """Edit a deck with python-pptx, and save it elsewhere."""
    presentation = pptx.Presentation(str(deck))
    edit(presentation)
    presentation.save(str(target))
    return target


def slide(deck: Any, title: str) -> Any:
    """Return a slide by the beginning of its title."""
    return next(
        s for s in deck.slides if s.shapes.title is not None and s.shapes.title.text_frame.text.startswith(title)
    )


def shape(of: Any, words: str) -> Any:
    """Return the shape that says something, in groups too."""

    def every(shapes: Any) -> Any:
        for each in shapes:
            yield each
            if each.shape_type == 6:
                yield from every(each.shapes)

    return next(s for s in every(of.shapes) if s.has_text_frame and words in s.text_frame.text)


def paragraph(deck: Any, title: str, words: str) -> Any:
    """Return a paragraph by words in it."""
    return next(
        p for p in shape(slide(deck, title), words).text_frame.paragraphs if words in "".join(r.text for r in p.runs)
    )


def say(one: Any, text: str) -> None:
    """Let a paragraph say something else, in the look of its first run."""
    first, *others = one.runs
    first.text = text
    for run in others:
        run._r.getparent().remove(run._r)


def swap(one: Any, old: str, new: str) -> None:
    """Replace words in the run that has them."""
    run = next(r for r in one.runs if old in r.text)
    run.text = run.text.replace(old, new)


def duplicate(one: Any, text: str, level: int | None = None) -> Any:
    """Put a paragraph after another that says something else."""
    made = copy.deepcopy(one._p)
    one._p.addnext(made)
    new = type(one)(made, one._parent)
    say(new, text)
    if level is not None:
        new.level = level
    return new


def remove(one: Any) -> None:
    element = getattr(one, "_p", None)
    element = element if element is not None else one._element
    element.getparent().remove(element)


def move_slide(deck: Any, start: int, end: int) -> None:
    listed = deck.slides._sldIdLst
    each = listed[start]
    listed.remove(each)
    listed.insert(end, each)


def table(deck: Any) -> Any:
    return next(s for s in slide(deck, "De inhoud").shapes if s.has_table).table


def chart(deck: Any) -> Any:
    return next(s for s in slide(deck, "Wie mag regelen").shapes if s.has_chart).chart


def figures(deck: Any, categories: list[str], **series: tuple[float, ...]) -> None:
    data = CategoryChartData()
    data.categories = categories
    for name, values in series.items():
        data.add_series(name, values)
    chart(deck).replace_data(data)


def in_xml(deck: Path, target: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Change a part as bytes."""
    with zipfile.ZipFile(deck) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if re.fullmatch(part, name):
                after = change(data)
                assert after != data, name
                data = after
            new.writestr(name, data)
    return target


def picture(colour: str) -> io.BytesIO:
    return io.BytesIO(png(900, 600, colour))


def split_runs(data: bytes) -> bytes:
    """Cut every run in two, as PowerPoint does where spelling was looked at; with an error mark and a language."""
    root = etree.fromstring(data)
    for run in list(root.iter(f"{A}r")):
        text = run.find(f"{A}t")
        if text is None or len(text.text or "") < 6:
            continue
        second = copy.deepcopy(run)
        half = len(text.text) // 2
        second.find(f"{A}t").text = text.text[half:]
        text.text = text.text[:half]
        properties = second.find(f"{A}rPr")
        properties.set("dirty", "0")
        properties.set("err", "1")
        properties.set("lang", "en-US")
        run.addnext(second)
    return etree.tostring(root)


def reordered(data: bytes) -> bytes:
    """Write the attributes of every element in another order, with others' namespaces declared at the root."""
    root = etree.fromstring(data)
    for each in root.iter(etree.Element):
        attributes = sorted(each.attrib.items(), reverse=True)
        for name in list(each.attrib):
            del each.attrib[name]
        for name, value in attributes:
            each.set(name, value)
    return etree.tostring(root, pretty_print=False)
