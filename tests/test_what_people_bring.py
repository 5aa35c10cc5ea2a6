"""What users of such programs run into: one row a trouble; it comes out right, or is told with its place and what to do.

Each row is a small project. `shown` are words on its slides (of all decks), `charted` figures as labels of charts write
them, `told` a finding: its rule, its file and line, words of its message and of its hint.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PIL import Image

from builder.languages import formats
from tests.content.test_pictures import HEIC, emf, gif, saved
from tests.tools.packages import A, C, DeckFile
from tests.tools.projects import SmallProject, png, run_cli, write_files
from tests.tools.tables import workbook

HEAD = "title: Proef\nlanguage: nl\n"
LISTED = HEAD + "audiences: lijst\nvariables:\n  audience: {id: plain, name: U}\n"
DEFINITION = 'source: {}\nid: "{{{{ code }}}}"\nname: "{{{{ naam }}}}"\n{}'


class Told(NamedTuple):
    """A finding that must be there."""

    rule: str
    place: str = ""  # file:line, its end
    says: str = ""
    hint: str = ""
    severity: str = "error"


class Trouble(NamedTuple):
    """A project and what must come of it."""

    files: Mapping[str, str | bytes]
    shown: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    charted: tuple[tuple[str, ...], ...] = ()
    told: tuple[Told, ...] = ()
    command: tuple[str, ...] = ("s",)
    named: tuple[str, ...] = ()  # parts of files' names


def slides(*listed: str, head: str = HEAD) -> str:
    return head + "slides:\n" + "".join(f"  - {each}\n" for each in listed)


def alone(*listed: str, **files: str | bytes) -> dict[str, str | bytes]:
    """Return the files of a session without audiences; files: beside it, by names in which __ is a full stop."""
    return {
        "content/s/session.yaml": slides(*listed),
        **{f"content/s/{n.replace('__', '.')}": d for n, d in files.items()},
    }


def listed(data: str | bytes, *shown: str, more: str = "", **files: str | bytes) -> dict[str, str | bytes]:
    """Return the files of a session for a list, and the list: CSV as text, a workbook as bytes."""
    name = "lijst.csv" if isinstance(data, str) else "lijst.xlsx"
    said = shown or ("{kind: statement, id: z, text: 'Voor {{ audience.name }}.'}",)
    return {
        "content/s/session.yaml": slides(*said, head=LISTED),
        "content/audiences/lijst.yaml": DEFINITION.format(name, more),
        f"content/audiences/{name}": data,
        **{f"content/s/{n.replace('__', '.')}": d for n, d in files.items()},
    }  # fmt: skip


def chart(form: str, more: str) -> str:
    return f"{{kind: chart, id: c, title: T, type: {form}, {more}}}"


def _hidden_sheet(book: Any) -> None:
    book.create_sheet("Lijst")
    for row in (["code", "naam"], ["g1", "Aa"]):
        book["Lijst"].append(row)
    book.active = 1
    book["Blad1"].sheet_state = "hidden"


def _hidden_row(book: Any) -> None:
    book.active.row_dimensions[2].hidden = True


def _unworked(book: Any) -> None:
    book.active["C2"] = '=B2&"x"'


ROWS = [["code", "naam"], ["g1", "Aa"], ["g2", "Bee"]]
PHOTO = "{kind: image, id: b, title: B, image: %s, alt: Een beeld}"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" %s><rect width="10" height="10" fill="#c00"/></svg>'
DOCTYPE = '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
PLACE = "{kind: table, id: t, title: T, columns: [{text: n}, {text: v, format: %s}], data: d.csv}"

CASES: dict[str, Trouble] = {
    # a column has one type
    "codes-find-their-rows": Trouble(
        listed("code;naam\n1680;Aa\n0344;Utrecht\n", "{kind: table, id: t, title: 'Van {{ audience.name }}', columns: [jaar, n], data: {file: d.csv, where: 'code == audience.id'}}", d__csv="code;jaar;n\n1680;2024;901\n0344;2025;902\n"),
        shown=("901", "902"), command=("s", "-a", "all")),
    "conditions-on-numbers": Trouble(
        listed("code;naam;jaar;actief\n1680;Aa;2024;nee\n", *(f"{{kind: statement, id: c{n}, text: waar{n}, when: \"{c}\"}}" for n, c in enumerate(["audience.jaar == 2024", "audience.jaar == '2024'", "audience.jaar in [2024, 2025]", "audience.id == 1680", "audience.actief"]))),
        shown=("waar0", "waar1", "waar2", "waar3"), absent=("waar4",), command=("s", "-a", "all")),
    "points-in-a-semicolon-file": Trouble(alone(chart("column", "data: d.csv"), PLACE % "number", d__csv="n;v\nA;1.234\nB;12.5\nC;0.75\n"), shown=("1,234", "12,5", "0,75"), charted=(("1,234", "12,5", "0,75"),)),
    "american-thousands": Trouble(alone(chart("column", "data: d.csv"), PLACE % "number", d__csv='n,v\nA,"1,234"\nB,12.5\n'), shown=("1.234", "12,5"), charted=(("1.234,0", "12,5"),)),
    "dates-in-every-notation": Trouble(alone(PLACE % "date", d__csv="n;v\nA;2026-12-10\nB;10-12-2026\nC;1-2-2026\n"), shown=("10 dec 2026", "1 feb 2026"), absent=("10-12-2026",)),
    "percentages-are-shares": Trouble(
        listed("code;naam;p\na;Aa;45%\nb;Bee;7,5%\n", "{kind: statement, id: y, text: 'p {{ audience.p }} {{ audience.p | percent(1) }}.'}", "{kind: statement, id: z, text: veel, when: audience.p > 0.4}"),
        shown=("p 45% 45,0%.", "p 7,5% 7,5%.", "veel"), command=("s", "-a", "all")),
    "a-number-that-no-percentage-reaches": Trouble(
        listed("code;naam;p\na;Aa;45%\n", "{kind: statement, id: z, text: veel, when: audience.p > 40}"),
        told=(Told("expression", "session.yaml:7", "45%", "0.4 for 40 %"),), command=("s", "-a", "all")),
    "a-cell-is-the-number-of-its-column": Trouble(
        listed("code;naam;inw;p;d\na;Aa;361.924;12,5%;10-12-2026\nb;Bee;1.234;7%;1.2.2026\n",
               "{kind: figures, id: f, title: F, figures: [{value: '{{ audience.inw }}', label: a}, {value: '{{ audience.p }}', format: percent, label: b}, {value: '{{ audience.inw }}', format: currency, label: c}, {value: '{{ audience.d }}', format: date, label: d}]}",
               "{kind: table, id: t, title: T, columns: [x, {text: y, format: number}, {text: z, format: date}], rows: [[p, '{{ audience.inw }}', '{{ audience.d }}']]}",
               "{kind: chart, id: c, title: T, type: bar, categories: [a], series: [{name: X, values: ['{{ audience.inw }}']}]}"),
        shown=("361.924", "12,5%", "€\u00a0361.924", "10 december 2026", "10 dec 2026", "1.234", "1 feb 2026"), absent=("361,924", "1,234"),
        charted=(("361.924",), ("1.234",)), command=("s", "-a", "all")),
    "a-code-is-no-number": Trouble(listed("code;naam\n0344;Aa\n1680;Bee\n", "{kind: figures, id: f, title: F, figures: [{value: '{{ audience.code }}', label: a}]}"), shown=("0344", "1680"), absent=("1.680",), command=("s", "-a", "all")),
    "what-was-worked-out-in-a-format": Trouble(
        alone("{kind: figures, id: f, title: F, figures: [{value: '{{ 1.234 * 1 }}', label: a}, {value: '{{ 0.5 / 4 }}', format: percent, label: b}]}", "{kind: table, id: t, title: T, columns: [x, {text: y, format: number}, {text: z, format: percent}], rows: [[p, '{{ 1.234 * 1 }}', '{{ 1/3 }}'], [q, 1.5, 0.25]]}"),
        shown=("1,234", "12,5%", "33,3%", "1,5", "25%"), absent=("1.234",)),
    "yes-in-other-letters": Trouble(
        listed("code;naam;actief\na;Aa;Ja\nb;Bee;NEE\n", "{kind: statement, id: y, text: 'ja {{ audience.name }}.', when: \"audience.actief == 'ja'\"}", "{kind: statement, id: n, text: 'nee {{ audience.name }}.', when: \"audience.actief != 'ja'\"}"),
        shown=("ja Aa.", "nee Bee."), absent=("nee Aa.", "ja Bee."), command=("s", "-a", "all")),
    "capitals-that-make-a-difference": Trouble(
        listed("code;naam;regio\na;Aa;Noord\n", "{kind: statement, id: y, text: x, when: \"audience.regio == 'noord'\"}", "{kind: statement, id: n, text: y}"),
        told=(Told("expression", "session.yaml:7", "capitals only", "write both alike"),), command=("s", "-a", "all")),
    "percentages-that-are-multiplied-again": Trouble(
        alone(PLACE % "percent", "{kind: figures, id: f, title: F, figures: [{value: 45, format: percent, label: a}]}", d__csv="n;v\nA;45\nB;99%\n"), shown=("4.500%",),
        told=(Told("percent-twice", "d.csv:2", "4500 %", "0.45", "warning"), Told("percent-twice", "session.yaml:5", "4500 %", "0.45", "warning"))),
    "days-among-which-is-a-word": Trouble(
        listed("code;naam;start\na;Aa;1-3-2026\nb;Bee;onbekend\n", "{kind: statement, id: z, text: later, when: \"audience.start > '2026-07-01'\"}", "{kind: statement, id: y, text: y}"),
        told=tuple(Told("expression", "session.yaml:7", says, "fields: {start: date}") for says in ("1-3-2026", "onbekend")), command=("s", "-a", "all")),
    "one-day-in-two-writings": Trouble(
        listed("code;naam;start\na;Aa;1-3-2026\nb;Bee;onbekend\n", "{kind: statement, id: z, text: dan, when: \"audience.start == '2026-03-01'\"}", "{kind: statement, id: y, text: y}"),
        told=(Told("expression", "session.yaml:7", "one day, written in two ways", "write both alike"),), command=("s", "-a", "all")),
    "the-most-of-cells": Trouble(listed("code;naam;n\na;Aa;1.234\n", "{kind: statement, id: z, text: 'm {{ [audience.n, 5] | max }} {{ audience.n | round }}.'}"), shown=("m 1.234 1234.",), command=("s", "-a", "all")),
    "slashes-in-rows": Trouble(alone("{kind: table, id: t, title: T, columns: [a, {text: b, format: date}], rows: [[x, 10/12/2026], [y, in mei]]}"), shown=("10/12/2026", "in mei"), told=(Told("calendar-date", "session.yaml:4", "10/12/2026", "hyphens", "warning"),)),
    "less-than-nothing-in-brackets": Trouble(alone(PLACE % "currency", d__csv="n;v\nA;(12)\nB;3\n"), told=(Told("wrong-type", "d.csv:2", "(12)", "write -12"),)),
    "dates-with-slashes": Trouble(alone(PLACE % "date", d__csv="n;v\nA;10/12/2026\n"), told=(Told("wrong-type", "d.csv:2", "10/12/2026", "hyphens or full stops"),)),
    # workbooks as people see them
    "errors-of-a-spreadsheet-in-csv": Trouble(listed("code;naam;v\na;Aa;#N/B\nb;Bee;#DEEL/0!\nc;Cee;####\n"), told=tuple(Told("cell-error", f"lijst.csv:{n}", says) for n, says in ((2, "#N/B"), (3, "#DEEL/0!"), (4, "####"))), command=("s", "-a", "all")),
    "words-for-nothing-and-figures-cut-off": Trouble(
        listed("code;naam;v\na;Aa;NULL\nb;Bee;8,71234E+12\n"), shown=("Voor Aa.",),
        told=(Told("empty-word", "lijst.csv:2", "NULL", "empty", "warning"), Told("cut-figure", "lijst.csv:3", "8,71234E+12", "text", "warning")), command=("s", "-a", "all")),
    "encodings-of-other-machines": Trouble(
        {**listed("", "{kind: statement, id: z, text: z}"), "content/audiences/lijst.csv": b"code;naam\na;Frysl" + b"\x89n\nb;\xa3\xf3d\x9f \xafy\xb3y\n"},
        told=(Told("broken-letters", "lijst.csv:2", "Frysl", "UTF-8", "warning"), Told("broken-letters", "lijst.csv:3", "", "UTF-8", "warning")), command=("s", "-a", "all"), shown=("z",)),
    "headings-in-two-rows-that-repeat": Trouble(
        {**alone(chart("column", "data: {file: d.xlsx, header: 2}")), "content/s/d.xlsx": workbook([["Gemeente", 2024, None, 2025, None], [None, "M", "V", "M", "V"], ["a", 1, 2, 3, 4]], before=lambda b: [b.active.merge_cells(r) for r in ("B1:C1", "D1:E1")])},
        shown=(), charted=(("1", "2", "3", "4"),)),
    "notes-below-a-table": Trouble(alone(PLACE % "text", d__csv="n;v\nA;1\nB;2\n;\nBron: CBS, 2026;\n"), told=(Told("table-doubt", "d.csv:5", "Bron: CBS", "sources:", "warning"),), shown=("Bron: CBS, 2026",)),
    "json-that-is-none": Trouble(
        {**alone(chart("bar", "data: a.json"), chart("bar", "data: b.json").replace("id: c", "id: d"), chart("bar", "data: e.json").replace("id: c", "id: e")), "content/s/a.json": '[{"n": "a", "v": 1},]', "content/s/b.json": '{"n": "a"}', "content/s/e.json": "[{'n': 'a'}]"},
        told=(Told("data-source", "a.json:1", "comma", "take the comma out"), Told("data-source", "b.json:1", "object", "[{…}, {…}]"), Told("data-source", "e.json:1", "straight double quotes"))),
    "zeros-with-signs-between": Trouble(listed(workbook([["code", "naam", "tel"], ["a", "Aa", 612345678]], formats={"C2": "00\\-00000000"}), "{kind: statement, id: z, text: 'bel {{ audience.tel }}.'}"), shown=("bel 06-12345678.",), command=("s", "-a", "all")),
    "what-a-formula-came-to": Trouble(
        listed(workbook([["code", "naam", "a", "b"], ["a", "Aa", 605 / 1.2, 0.1 / 0.3]], formats={"C2": '"€" #,##0.00'}), "{kind: statement, id: z, text: 'a {{ audience.a }} b {{ audience.b }} c {{ audience.a * 2 }}.'}"),
        shown=("a 504,17 b 0,333 c 1008,34.",), command=("s", "-a", "all")),
    "numbers-of-a-file-in-the-language": Trouble(
        {**listed("", "{kind: statement, id: z, text: 'n {{ audience.n }} p {{ audience.p }}.'}"), "content/audiences/lijst.yaml": DEFINITION.format("lijst.json", ""), "content/audiences/lijst.json": '[{"code": "a", "naam": "Aa", "n": 1234.50, "p": "12.5%"}]'},
        shown=("n 1234,5 p 12.5%.",), command=("s", "-a", "all")),
    "zeros-before-a-code": Trouble(listed(workbook([["code", "naam"], [344, "Utrecht"]], formats={"A2": "0000"})), shown=("Voor Utrecht.",), command=("s", "-a", "0344"), named=("0344",)),
    "a-formula-never-worked-out": Trouble(listed(workbook([["code", "naam", "v"], ["a", "Aa", None]], before=_unworked)), told=(Told("cell-error", "", "C2", "open the workbook in Excel"),), command=("s", "-a", "all")),
    "characters-of-xml": Trouble(listed(workbook([["code", "naam"], ["g1", "Aa_x000D_\nbij Zee"], ["g2", "B_x0041_b"]])), shown=("Voor Aa bij Zee.", "Voor BAb."), absent=("_x0",), command=("s", "-a", "all")),
    "excels-tricks-for-text": Trouble(listed("code;naam;tel\na;Aa;=\"0301234567\"\nb;Bee;'0301234567\n", '{kind: statement, id: z, text: "bel {{ audience.tel }}."}'), shown=("bel 0301234567.",), absent=('="', "'030"), command=("s", "-a", "all")),
    "a-title-above-the-headings": Trouble(listed(workbook([["Overzicht 2026", None], [None, None], ["code", "naam"], ["g1", "Aa"]])), told=(Told("list-heading", "lijst.xlsx:1", "title", "header: 3"),), command=("s", "-a", "all")),
    "a-title-that-is-passed-over": Trouble(listed(workbook([["Overzicht 2026", None], [None, None], ["code", "naam"], ["g1", "Aa"]]), more="header: 3\n"), shown=("Voor Aa.",), command=("s", "-a", "all")),
    "a-hidden-first-sheet": Trouble(listed(workbook([["x", "y"], ["q", "r"]], before=_hidden_sheet)), shown=("Voor Aa.",), command=("s", "-a", "all")),
    "hidden-rows-are-noticed": Trouble(listed(workbook(ROWS, before=_hidden_row)), shown=("Voor Aa.", "Voor Bee."), told=(Told("hidden-rows", "lijst.xlsx:2", "hidden", "hidden: skip", "info"),), command=("s", "-a", "all")),
    "hidden-rows-are-left-out": Trouble(listed(workbook(ROWS, before=_hidden_row), more="hidden: skip\n"), shown=("Voor Bee.",), absent=("Voor Aa.",), command=("s", "-a", "all")),
    "data-of-a-workbook": Trouble({**alone("{kind: table, id: t, title: T, columns: [code, naam], data: d.xlsx}", chart("bar", "data: {file: d.xlsx, columns: [naam, n]}")), "content/s/d.xlsx": workbook([["code", "naam", "n"], ["g1", "Aa", 3.5]])}, shown=("g1", "Aa"), charted=(("3,5",),)),
    "odd-spaces-in-headings": Trouble(alone("{kind: table, id: t, title: T, columns: [Gemeente, Aantal inwoners], data: d.csv}", d__csv="\ufeffGemeente ;Aantal\u00a0inwoners\nA;10\n"), shown=("10",)),
    "a-wrong-encoding": Trouble(listed("code;naam\ng1;SÃºdwest-FryslÃ¢n\n"), told=(Told("broken-letters", "lijst.csv:2", "SÃºdwest", "Súdwest-Fryslân", "warning"),), command=("s", "-a", "all")),
    # figures
    "small-fractions": Trouble(alone(chart("column", "categories: [a, b, c], series: [{name: X, values: [0.001, 0.0025, 0.004]}]")), charted=(("0,001", "0,0025", "0,004"),)),
    "fractions-of-several-lengths": Trouble(alone(chart("column", "categories: [a, b, c], series: [{name: X, values: [12.345, 1.005, 100]}]")), charted=(("12,345", "1,005", "100"),)),
    "no-binary-noise": Trouble(alone("{kind: statement, id: z, text: 'Prijs {{ 3 * 1.1 }} en {{ 0.1 + 0.2 }}.'}"), shown=("Prijs 3,3 en 0,3.",)),
    "divisions-with-decimals-that-say-something": Trouble(alone("{kind: statement, id: z, text: 'a {{ 2/3 }} b {{ 1/8 }} c {{ 200000/3 }} d {{ 1/3000 }} e {{ -5/3 }} f {{ 2/3*3 }}.'}", "{kind: figures, id: f, title: F, figures: [{value: '{{ 2/3 }}', label: a}]}"), shown=("a 0,667 b 0,125 c 66666,667 d 0,000333 e -1,667 f 2.", "0,667")),
    "a-negative-pie": Trouble(alone(chart("pie", "categories: [a, b], series: [{name: X, values: [5, -2]}]")), told=(Told("chart-form", "session.yaml:4", "-2", "bar"),)),
    "twelve-parts": Trouble(alone(chart("pie", "categories: [Aa, Bb, Cc, Dd, Ee, Ff, Gg, Hh, Ii, Jj, Kk, Ll], series: [{name: X, values: [50, 20, 10, 5, 3, 2, 2, 2, 2, 2, 1, 1]}]")), told=(Told("text-fits", "session.yaml:4", "would touch", "bar"),)),
    "sixty-categories": Trouble(alone(chart("column", f"categories: [{', '.join(f'Gemeente {n}' for n in range(60))}], series: [{{name: X, values: {list(range(60))}}}]")), told=(Told("text-fits", "session.yaml:4", "60 categories", "bar"),)),
    "dates-are-spaced-by-time": Trouble(alone(chart("line", "data: d.csv"), d__csv="datum;n\n2024-01-01;3\n2024-01-02;4\n2024-01-05;9\n"), charted=(("3", "4", "9"),)),
    "gaps-and-words-in-figures": Trouble(alone(chart("line", "data: d.csv"), d__csv="m;N\njan;3\nfeb;\nmrt;n.v.t.\napr;-\n"), told=(Told("wrong-type", "d.csv:4", "n.v.t."), Told("wrong-type", "d.csv:5", "'-'"))),
    "results-as-percentages": Trouble(alone("{kind: poll, id: p, question: Q?, options: [Ja, Nee], results: {A: 60%, B: 40%}}"), charted=(("60%", "40%"),)),
    "results-that-are-no-counts": Trouble(alone("{kind: poll, id: p, question: Q?, options: [Ja, Nee], results: {A: 12.5, B: 87}}"), told=(Told("wrong-type", "session.yaml:4", "12.5", "12.5%"),)),
    "refused-figures-keep-their-value": Trouble(alone("{kind: agenda, id: a, items: [{text: Een, duration: '1:30'}, {text: Twee, duration: 90 min}]}"), told=(Told("wrong-type", "session.yaml:4", "1:30", "90"), Told("wrong-type", "session.yaml:4", "90 min", "90"))),
    "figures-with-their-unit": Trouble(
        alone(chart("column", "categories: [a, b, c, d], series: [{name: X, values: ['1:30', € 12, 1/2, '€ 1.250,50']}]")),
        told=tuple(Told("wrong-type", "session.yaml:4", says, hint) for says, hint in (("1:30", "90 for minutes, or 1.5 for hours"), ("€ 12", "write 12; unit:"), ("1/2", "0.5"), ("1.250,50", "1250.50")))),
    "months-with-gaps": Trouble(
        alone(*(chart("line", f"categories: [{each}], series: [{{name: X, values: [1, 2, 3]}}]").replace("id: c", f"id: c{n}") for n, each in enumerate(["'2024-01', '2024-02', '2024-06'", "jan 2024, feb 2024, mei 2024", "Q1 2024, Q2 2024, Q1 2025", "1-1-2024, 1-1-2024, 3-1-2024", "1899-01-01, 1901-01-01, 2024-01-02", "jan 2024, feb 2024, mrt 2024"]))),
        told=(*tuple(Told("chart-doubt", f"session.yaml:{n}", says, "time: false", "warning") for n, says in ((4, "months"), (5, "months"), (6, "quarters"), (7, "days"), (8, "days"))), Told("chart-doubt", "session.yaml:7", "two categories", "of its own", "warning")),
        charted=(("1", "2", "3"),) * 6),
    "charts-of-little": Trouble(
        alone(chart("line", "categories: [a], series: [{name: X, values: [5]}]"), chart("bar", "categories: [a, a], series: [{name: X, values: [5, 6]}]").replace("id: c", "id: d")),
        charted=(("5",), ("5", "6")),
        told=(Told("chart-doubt", "session.yaml:4", "one point", "type: column", "warning"), Told("chart-doubt", "session.yaml:5", "two categories are called 'a'", "", "warning"))),
    "a-chart-of-nothing": Trouble(alone(chart("bar", "categories: [a, b], series: [{name: X, values: [~, ~]}]")), told=(Told("chart-form", "session.yaml:4", "no figures", "leave the slide out"),)),
    "a-code-as-a-figure": Trouble(alone("{kind: figures, id: f, title: F, figures: [{value: 0344, label: a}, {value: 0.5, label: b}]}"), shown=("0344", "0,5")),
    "nobody-answered": Trouble(alone("{kind: poll, id: p, question: Q?, options: [Ja, Nee], results: {A: 0, B: 0}}"), shown=("0 antwoorden",), charted=(("0%", "0%"),)),
    "a-letter-that-another-option-says": Trouble(alone("{kind: poll, id: p, question: Q?, options: [B, A], results: {B: 3, A: 2}}"), told=tuple(Told("ambiguous-option", "session.yaml:4", f"'{each}'", "ids") for each in "BA")),
    # pictures
    "svg-in-millimetres": Trouble(alone(PHOTO % "x.svg", x__svg=SVG % 'width="60mm" height="30mm" viewBox="0 0 60 30"')),
    "svg-with-a-doctype": Trouble(alone(PHOTO % "x.svg", x__svg=DOCTYPE + SVG % 'width="60" height="30"')),
    "webp": Trouble(alone(PHOTO % "f.webp", f__webp=saved("WEBP"))),
    "emf": Trouble(alone(PHOTO % "f.emf", f__emf=emf())),
    "flashing": Trouble(alone(PHOTO % "f.gif", f__gif=gif(["white", "black"] * 5, 100, None)), told=(Told("image-flashes", "session.yaml:4", "flashes", "stands still", "warning"),)),
    "a-picture-from-the-web": Trouble(alone(PHOTO % '"https://example.org/f.png"'), told=(Told("outside-project", "session.yaml:4", "web address", "download it"),)),
    "letters-that-vanish-from-the-twin": Trouble(
        alone(PHOTO % "x.svg", x__svg=SVG.replace("/></svg>", '/><text y="9" font-size="9">日本 €</text></svg>') % 'width="60" height="30"'),
        told=(Told("image-font", "session.yaml:4", "日本 of x.svg", "x.png", "warning"),)),
    "words-of-a-web-page-in-a-drawing": Trouble(
        alone(PHOTO % "x.svg", x__svg=SVG.replace("</svg>", '<foreignObject width="9" height="9"/></svg>') % 'width="60" height="30"'),
        told=(Told("image-kind", "session.yaml:4", "foreignObject", "draw.io, Mermaid"),)),
    "a-drawing-that-names-a-photo": Trouble(
        alone(PHOTO % "x.svg", x__svg=SVG.replace("</svg>", '<image href="foto.png" width="9" height="9"/></svg>') % 'width="60" height="30"'),
        told=(Told("image-kind", "session.yaml:4", "foto.png", "embed the picture"),)),
    "a-pointer-in-place-of-a-picture": Trouble(alone(PHOTO % "f.png", f__png="version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 1\n"), told=(Told("image-kind", "session.yaml:4", "Git LFS pointer", "git lfs pull"),)),
    "an-animated-png": Trouble(alone(PHOTO % "f.png", f__png=saved("PNG", save_all=True, append_images=[Image.new("RGB", (8, 8), "red")], duration=100)), told=(Told("image-frames", "session.yaml:4", "2 frames", "", "warning"),)),
    "captions-that-leave-pictures-no-room": Trouble(
        alone("{kind: gallery, id: g, title: T, images: [" + ", ".join("{image: p.png, alt: A, caption: '" + "Een bijschrift van veel te veel woorden voor een plaatje. " * 4 + "'}" for _ in range(6)) + "]}", p__png=png()),
        told=(Told("text-fits", "session.yaml:4", "images[0].caption", "shorten"),)),
    # text
    "curly-quotes": Trouble(alone("{kind: poll, id: p, question: Q?, options: [“Ja, zeker”, “Nee”]}"), told=(Told("curly-quotes", "session.yaml:4", "“Ja", '"Ja, zeker"'),)),
    "code-and-other-marks": Trouble(alone("{kind: statement, id: z, text: '`a_b` ~~weg~~ $E = mc^2$ noot[^1] <br>'}"), shown=("a_b weg",), absent=("`", "~~"), told=tuple(Told("markup-left", "session.yaml:4", mark, "", "warning") for mark in ("$E = mc^2$", "[^1]", "<br>"))),
    "a-typed-list": Trouble(alone('{kind: bullets, id: b, title: T, points: ["1. eerst", "2. dan"]}'), shown=("eerst", "dan"), absent=("1. eerst", "2. dan")),
    "odd-spaces-in-the-indentation": Trouble({"content/s/session.yaml": slides("kind: bullets\n    id: b\n    title: T\n    points:\n\u00a0\u00a0    - een")}, told=(Told("yaml-syntax", "session.yaml:8", "non-breaking space", "type the spaces"),)),
    "braces-and-merge-fields": Trouble(alone('{kind: statement, id: z, text: "zo \\\\{{ naam }} of {naam} of ${x}; Beste «Naam»"}'), shown=("{{ naam }} of {naam} of ${x}",), told=(Told("merge-field", "session.yaml:4", "«Naam»", "audience.naam", "warning"),)),
    "merged-cells": Trouble(alone("{kind: table, id: t, title: T, columns: [a, b], rows: [[{text: x, span: 2}]]}"), told=(Told("merged-cells", "session.yaml:4", "merged", "each cell"),)),
    "links-with-spaces": Trouble(alone("{kind: statement, id: z, text: '[plan](https://example.org/mijn plan.pdf) [mail](mailto:i@example.org?subject=A & B)'}"), shown=("plan mail",), absent=("](",)),
    "a-list-that-was-folded": Trouble({"content/s/session.yaml": slides("kind: statement\n    id: z\n    text: >\n      een\n\n      - twee\n      - drie")}, told=(Told("list-in-text", "session.yaml:6", "", "| in place of >", "warning"),), shown=("drie",)),
    "options-with-letters": Trouble(alone("{kind: poll, id: p, question: Q?, options: ['A. Ja', 'B) Nee']}"), shown=("A. Ja",), told=(Told("typed-bullet", "session.yaml:4", "letter", "its letter already", "warning"),)),
    "a-link-to-a-slide-that-is-near": Trouble(alone("{kind: statement, id: z, text: '[x](#program)'}", "{kind: section, id: programma, title: P}"), told=(Told("link-target", "session.yaml:4", "#program", "#programma"),)),
    "a-picture-in-a-point": Trouble(
        alone("{kind: bullets, id: b, title: T, points: ['![alt](p.png)', x]}"),
        told=(Told("picture-in-text", "session.yaml:4", "p.png", "field image:"), Told("markup-left", "session.yaml:4", "![alt](p.png)", "image:", "warning"))),
    "percentages-that-add-up-to-one": Trouble(alone(chart("bar", "unit: '%', data: d.csv"), d__csv="n;v\nA;0%\nB;1%\n"), charted=(("0%", "1%"),)),
    "addresses-between-angle-brackets": Trouble(alone("{kind: statement, id: z, text: 'zie <https://example.org>, [plan](<https://e.org/een plan.pdf>) of <info@example.org>'}"), shown=("zie https://example.org, plan of info@example.org",), absent=("<", "](")),
    "arithmetic": Trouble(alone("{kind: statement, id: z, text: '2*3*4 = 24'}"), shown=("2*3*4 = 24",)),
    "places-to-fill-in-and-other-marks": Trouble(
        alone(*(f"{{kind: statement, id: z{n}, text: '{each}'}}" for n, each in enumerate(["Beste <naam>", "Beste [[Naam]]", "Beste #naam#", "heel _schuin_ gezet", "Regel 1\\nRegel 2"]))), shown=("Beste <naam>",),
        told=(*(Told("merge-field", f"session.yaml:{4 + n}", says, "audience.…", "warning") for n, says in enumerate(("<naam>", "[[Naam]]", "#naam#"))), Told("markup-left", "session.yaml:7", "_schuin_", "*italic*", "warning"), Told("markup-left", "session.yaml:8", "\\n", "backslash", "warning"))),
    # places and words
    "all-faults-of-a-text-without-an-audience": Trouble(
        alone("{kind: statement, id: z, text: '{{ audience.naam }} en {{ gemeente }} en {{ film + }}'}"),
        told=(Told("audience-missing", "session.yaml:4", "none is chosen", "choose one with -a"), Told("unknown-name", "session.yaml:4", "gemeente"), Told("expression", "session.yaml:4", "film +"))),
    "hours-in-place-of-minutes": Trouble(
        alone("{kind: agenda, id: a, items: [{text: Een, duration: 1u30}, {text: Twee, duration: '1,5 uur'}, {text: Drie, duration: 1 uur}, {text: Vier, duration: 45 min}]}"),
        told=tuple(Told("wrong-type", "session.yaml:4", says, hint) for says, hint in (("1u30", "minutes: 90"), ("1,5 uur", "minutes: 90"), ("1 uur", "minutes: 60"), ("45 min", "45")))),
    "a-slip-in-include": Trouble({"content/s/session.yaml": slides("inculde: slides/een.yaml")}, told=(Told("unknown-key", "session.yaml:4", "inculde", "include"),)),
    "overrides-under-other-names": Trouble(
        listed("code;naam\na;Aa\n", "{kind: statement, id: z, text: Zin}", more="groups: {groot: \"code == 'a'\"}\n", **{"audiences/a__yml": "slides: {}\n", "audiences/group_groot__yaml": "slides: {}\n"}),
        shown=("Zin",), told=(Told("override-unused", "audiences/a.yml", "must be called a.yaml", "rename", "warning"), Told("override-unused", "group_groot.yaml", "group_groot", "group-groot", "warning")), command=("s", "-a", "all")),
    "removed-in-another-language": Trouble(
        listed("code;naam\na;Aa\n", "{kind: statement, id: z, text: Zin}", "{kind: statement, id: y, text: Regel}", **{"audiences/a__yaml": "slides:\n  z: {remove: ja}\n"}),
        told=(Told("wrong-type", "audiences/a.yaml:2", "'ja'", "remove: true"),), command=("s", "-a", "all")),
    "pictures-that-lie-elsewhere": Trouble(
        {**alone(*(f"{{kind: image, id: i{n}, title: T, image: '{each}', alt: A}}" for n, each in enumerate(["foto.png", "/images/foto.png", "C:/Users/ik/foto.png", "C:\\Users\\ik\\niets.png"]))), "content/s/images/foto.png": png()},
        told=(Told("image-exists", "session.yaml:4", "", "images/foto.png"), *(Told("outside-project", f"session.yaml:{n}", "leads out", hint) for n, hint in ((5, "write images/foto.png"), (6, "write images/foto.png"), (7, "into the session's folder"))))),
    "links-without-their-beginning": Trouble(
        alone("{kind: contact, id: c, title: C, organisation: X, website: 'gemeente.nl/contact'}", "{kind: video, id: v, title: F, url: '<iframe src=\"https://www.youtube.com/embed/dQw4w9WgXcQ\"></iframe>', poster: p.png, alt: P}", p__png=png()),
        told=(Told("link-scheme", "session.yaml:4", "gemeente.nl", "write https://gemeente.nl/contact"), Told("link-scheme", "session.yaml:5", "iframe", "alone: https://www.youtube.com/embed/dQw4w9WgXcQ"))),
    # video and captions
    "captions-that-are-not-there": Trouble(alone("{kind: video, id: v, title: F, url: 'https://youtu.be/abc', poster: p.png, alt: P, captions: o.srt}", p__png=png()), told=(Told("captions-exists", "session.yaml:4", "o.srt"),)),
    "a-session-under-another-ending": Trouble({"content/s/session.yml": slides("{kind: statement, id: z, text: Zin}")}),
}  # fmt: skip


def _decks(made: Any) -> list[DeckFile]:
    return [
        DeckFile(Path(each["file"])) for each in made.json["decks"] if each.get("file") and Path(each["file"]).is_file()
    ]


@pytest.mark.parametrize("name", CASES)
def test_it_comes_out_right_or_is_told(name: str, tmp_path: Path) -> None:
    trouble = CASES[name]
    write_files(tmp_path, dict(trouble.files))
    made = run_cli("build", "--json", *trouble.command, "--project", tmp_path)
    if name == "a-session-under-another-ending":
        assert (made.code, "session.yaml" in made.err) == (2, True)
        return
    decks = [] if any(each.severity == "error" for each in trouble.told) else _decks(made)
    assert bool(decks) is not any(each.severity == "error" for each in trouble.told), made.out
    words = "\n".join(
        "".join(t.text or "" for t in paragraph.iter(f"{A}t"))
        for deck in decks
        for slide in deck.slides
        for paragraph in slide.iter(f"{A}p")
    )
    for each in trouble.shown:
        assert each in words
    for each in trouble.absent:
        assert each not in words
    labels = [_labels(root) for deck in decks for root, _ in deck.charts()]
    assert labels == [list(each) for each in trouble.charted]
    assert all(any(part in each["file"] for each in made.json["decks"]) for part in trouble.named)
    _compare(made.findings, trouble.told)


def _labels(root: Any) -> list[str]:
    code = root.find(f".//{C}dLbls/{C}numFmt").get("formatCode")
    return [formats.by_code(float(v.text), code, "nl") for v in root.iterfind(f".//{C}val//{C}v")]


def _compare(found: list[dict[str, Any]], told: tuple[Told, ...]) -> None:
    left = list(found)
    for each in told:
        match = next(
            (
                one
                for one in left
                if one["rule"] == each.rule
                and one["severity"] == each.severity
                and f"{one.get('file', '')}:{one.get('line', '')}".removesuffix(":").endswith(each.place or "")
                and each.says in one["message"]
                and each.hint in one.get("hint", "")
            ),
            None,
        )
        assert match is not None, f"{each} is not among {found}"
        left.remove(match)
    assert [one for one in left if one["severity"] != "info"] == []


@pytest.mark.parametrize("name", ["session.yaml.txt", "session.txt", "Session.yml", "session (1).yaml"])
def test_a_session_under_another_name_is_told(tmp_path: Path, name: str) -> None:
    write_files(tmp_path, {f"content/s/{name}": slides("{kind: statement, id: z, text: Zin}")})
    for command in (("build",), ("build", "s")):
        made = run_cli(*command, "--project", tmp_path)
        assert (made.code, f"content/s/{name} must be called session.yaml" in made.err) == (2, True)


@pytest.mark.parametrize(
    ("points", "line", "hint"),
    [
        ("    - een\n    -twee\n", 9, "write: - twee"),
        ("  – een\n", 8, "write: - een"),
        ("  • een\n", 8, "write: - een"),
        ("  1. een\n  2. twee\n", 9, "write: - twee"),
        ("    - *ster\n", 8, 'quote the text: - "*ster"'),
        ('    - "C:\\Users\\x"\n', 8, "put it in single quotes: - 'C:\\Users\\x'"),
        ("    - {naam}\n", 8, "put the whole point in double quotes, marks and all"),
        ("    - ? wat\n", 8, "put the whole point in double quotes, marks and all"),
    ],
)
def test_points_that_yaml_refuses_are_told_as_they_are_written(
    project: SmallProject, points: str, line: int, hint: str
) -> None:
    made = project.write("- kind: bullets\n  id: b\n  title: T\n  points:\n" + points).build()
    assert [(each["line"], each["hint"]) for each in made.findings] == [(line, hint)]


def test_heic_is_named_with_what_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pi_heif", None)
    write_files(tmp_path, alone(PHOTO % "f.heic", f__heic=HEIC))
    found = run_cli("build", "--json", "s", "--project", tmp_path).findings
    assert [("HEIC" in each["message"], "pi-heif" in each["hint"]) for each in found] == [(True, True)]


def test_where_a_photo_was_taken_stays_at_home(project: SmallProject) -> None:
    from PIL import Image

    exif = Image.Exif()
    exif[0x013B] = "Noor de Wit"
    exif.get_ifd(0x8825)[2] = (52.0, 5.0, 0.0)
    project.files({"f.jpg": saved("JPEG", exif=exif.tobytes())}).write("- " + PHOTO % "f.jpg" + "\n")
    deck = DeckFile(project.deck())
    assert not any(
        b"Noor de Wit" in data or struct.pack(">II", 52, 1) in data for n, data in deck.members.items() if "media" in n
    )


def test_a_film_of_the_web_is_what_powerpoint_writes(project: SmallProject) -> None:
    project.files({"p.png": png()}).write(
        "- {kind: video, id: v, title: F, url: 'https://youtu.be/dQw4w9WgXcQ?t=30', poster: p.png, alt: P}\n"
    )
    deck = DeckFile(project.deck())
    assert any(
        "/embed/dQw4w9WgXcQ" in rel.target for rel in deck.relationships(deck.slide_parts[0]).values() if rel.external
    )


def test_a_catalog_names_no_path_of_this_machine(project: SmallProject) -> None:
    project.write("- {kind: statement, id: z, text: Tot ziens}\n")
    assert project.run("translate", "update", "proef", "-l", "en").code == 0
    catalog = (project.folder / "locales" / "en.po").read_text(encoding="utf-8")
    assert str(project.root) not in catalog and "/work/" not in catalog and "/home/" not in catalog
