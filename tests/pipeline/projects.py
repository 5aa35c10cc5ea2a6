"""A small project with marked audiences: each name and figure carries a sign of its own."""

from __future__ import annotations

from pathlib import Path

from tests.tools.projects import png, write_files

NAMES = (
    "Utrecht", "'s-Gravenhage", "Súdwest-Fryslân", "Bergen (L.)", "Bergen (NH.)", "Nuenen, Gerwen en Nederwetten",
    "IJsselstein", "Groningen", "القاهرة", "北京",
)  # fmt: skip
SESSION = """title: Goed werk in {{ audience.name }}
language: nl
audiences: gemeenten
variables: {koffie: koffie, audience: {id: plain, name: uw gemeente, population: 5}}
slides:
  - {kind: title, id: titel, subtitle: "Voor {{ audience.name }}"}
  - {kind: agenda, id: programma, items: [{text: Begin, section: deel}, Einde]}
  - {kind: section, id: deel, title: Het begin}
  - kind: bullets
    id: punten
    title: Over {{ audience.name }}
    points: ["{{ audience.population | number }} inwoners", "Overal **hetzelfde**"]
    notes: Zeg iets over {{ audience.name }} en {{ koffie }}.
  - {kind: bullets, id: groot, title: Alleen groot, when: "'groot' in audience.groups", points: [een, twee]}
  - kind: chart
    id: inwoners
    title: Inwoners
    when: audience.id != 'plain'
    type: bar
    data: {file: data/inwoners.csv, where: "code == audience.id", columns: [wie, aantal]}
    alt: "Staaf van {{ audience.name }}"
  - kind: table
    id: tabel
    title: Tabel
    columns: [Wie, Waarde]
    rows: [["{{ audience.name }}", "{{ audience.population }}"], [Anderen, "1"]]
  - {kind: poll, id: peiling, question: "Komt u uit {{ audience.name }}?", options: [{id: ja, text: Ja}, {id: nee, text: Nee}]}
  - {kind: image, id: plaatje, title: Plaatje, image: images/p.png, alt: "Gezien vanuit {{ audience.name }}"}
  - {kind: statement, id: vast, text: "Deze zin is voor iedereen."}
  - {kind: closing, id: slot, text: "Dag {{ audience.name }}"}
"""
LIST = """source: gemeenten.csv
id: "{{ code }}"
name: "{{ naam }}"
accent: "{{ kleur | default('') }}"
logo: "{{ beeld | default('') }}"
fields: {population: integer}
groups: {groot: "population >= 7310005"}
"""


def mark(number: int) -> str:
    """Give the sign of an audience, which stands in nothing else."""
    return f"⟦{number:04}⟧"


def marked_project(root: Path, count: int = 20, rows: str = "") -> Path:
    """Write a project with so many marked audiences; every third has a name that is a part of another's."""
    lines = ["code,naam,population,kleur,beeld"]
    data = ["code,wie,aantal"]
    for number in range(count):
        name = f"{NAMES[number % len(NAMES)]}{mark(number)}"
        colour = "#C2185B" if number == 1 else "#F4F4F4" if number == 2 else ""
        logo = "logos/een.png" if number == 3 else ""
        lines.append(f'X{number:04},"{name}",{7_310_000 + number},{colour},{logo}')
        data += [f'X{number:04},"{name}",{7_310_000 + number}', f"X{number:04},Gemiddeld,50000"]
    content = root / "content"
    write_files(
        content,
        {
            "proef/session.yaml": SESSION,
            "proef/data/inwoners.csv": "\n".join(data) + "\n",
            "proef/images/p.png": png(),
            "audiences/gemeenten.yaml": LIST,
            "audiences/gemeenten.csv": (rows or "\n".join(lines)) + "\n",
            "audiences/logos/een.png": png(120, 40, "#AA2222"),
        },
    )
    return root
