"""Temporary projects for the batch: a session that says its audience, and a list of municipalities.

usage: python benchmarks/batch_projects.py make SOURCE PROJECT SESSION COUNT | row PROJECT WORD | slide PROJECT WORD

SESSION is `shape38`, written here with invented municipalities, or a session of SOURCE with the first of the
municipalities shipped there. `row` changes one audience's population, `slide` the
title of one slide of shape38 that every deck shows as it is.
"""

from __future__ import annotations

import csv
import random
import re
import shutil
import sys
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path
from typing import Any

import yaml

SHAPE = "shape38"
LIST = "municipalities"
SLIDES, NOTED = 38, 25
PROVINCES = ("Bovenland", "Duinland", "Meerland", "Veenland", "Zandland")
NAMES = (
    "Aard Berk Dal Eiken Els Graan Heide Hooi Iep Klaver Linde Meer Molen Noord Olm Riet Rogge Ruim Spar Terp "
    "Veen Vlas West Wilgen Zand",
    "en er e el- in- op- aan- bij- om- ter- uit- ver- voor- weder- wel- na- ge- be- on- her-",
    "berg bos brug burg dam dijk dorp geest haven heem hout kerk mond sluis stede veld wijk woude zijl zicht",
)
WORDS = (
    "aanpak afspraak begin bericht besluit collega deel dienst doel gesprek getal idee inwoner keuze kracht leven loket "
    "moment overleg plan proef regel richting ruimte samenwerking stap straat taak team toets uur verandering verschil "
    "vraag week werk werkplek wijk winst zorg helder klein nieuw open rustig samen slim snel sterk vast vroeg zelf "
    "brengen delen helpen kiezen leren maken meten oefenen proberen vertellen vragen werken zoeken aan bij en met "
    "naar om op over van voor de een het elke onze"
)
# The kinds of the 34 slides that are the same for everyone, between the title and the closing.
PLAIN = (
    "section bullets columns bullets statement bullets_image table bullets process bullets columns section bullets "
    "table bullets columns bullets image bullets statement bullets timeline bullets columns section bullets_image table "
    "bullets process bullets columns bullets statement bullets"
)
ALT = "Gekleurde vlakken en een cirkel"


def names() -> Iterator[str]:
    """Invent names, all different."""
    for first, middle, last in product(*map(str.split, NAMES)):
        yield f"{first}{middle.strip('-')}{last}"


def make_list(project: Path, count: int) -> None:
    """Write a list of so many invented municipalities."""
    folder = project / "content" / "audiences"
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(count)
    with (folder / f"{LIST}.csv").open("w", encoding="utf-8", newline="") as lines:
        rows = csv.writer(lines, lineterminator="\n")
        rows.writerow(["code", "name", "province", "population"])
        for number, name in enumerate(islice(names(), count), 1):
            rows.writerow([f"GX{number:05d}", name, chance.choice(PROVINCES), chance.randrange(5_000, 500_000)])
    text = f'source: {LIST}.csv\nid: "{{{{ code }}}}"\nname: "{{{{ name }}}}"\nfields: {{population: integer}}\n'
    (folder / f"{LIST}.yaml").write_text(text, encoding="utf-8")


class Talk:
    """Texts from a list of words, the same in every run."""

    def __init__(self) -> None:
        self.chance = random.Random(SLIDES)
        self.words, self.pictures = WORDS.split(), 0

    def say(self, low: int, high: int) -> str:
        """Give a line of so many words, with a capital."""
        text = " ".join(self.chance.choices(self.words, k=self.chance.randint(low, high)))
        return text[0].upper() + text[1:]

    def notes(self) -> str:
        return "\n\n".join(" ".join(self.say(8, 12) + "." for _ in range(4)) for _ in range(3))

    def picture(self) -> dict[str, str]:
        self.pictures += 1
        return {"image": f"images/beeld-{self.pictures}.png", "alt": ALT}

    def fields(self, kind: str) -> dict[str, Any]:
        """Give the fields of a slide kind, its title left out."""
        if kind.startswith("bullets"):
            points = [self.say(4, 6) for _ in range(4 if kind == "bullets" else 3)]
            return {"points": points} | ({"image_side": "end", **self.picture()} if kind != "bullets" else {})
        if kind == "section":
            return {"subtitle": self.say(2, 3), **self.picture()}
        if kind == "columns":
            return {"columns": [{"heading": self.say(2, 2), "text": self.say(8, 12)} for _ in range(3)]}
        if kind == "statement":
            return {"text": self.say(8, 12), "style": "quote", "attribution": self.say(2, 3)}
        if kind == "table":
            return {
                "columns": [{"text": self.say(1, 1), "width": width} for width in (2, 3, 3)],
                "rows": [[self.say(1, 1), self.say(3, 4), self.say(3, 4)] for _ in range(5)],
                "row_headers": True, "caption": self.say(4, 6),
            }  # fmt: skip
        if kind == "process":
            return {"steps": [{"title": self.say(1, 2), "text": self.say(4, 6)} for _ in range(4)]}
        if kind == "timeline":
            return {
                "events": [{"date": str(2021 + n), "title": self.say(1, 2), "text": self.say(4, 6)} for n in range(4)]
            }
        return {"caption": self.say(4, 6), "credit": self.say(2, 3), **self.picture()}

    def slides(self) -> list[dict[str, Any]]:
        """Give the slides: title, agenda points, figures and closing say the audience, the other 34 do not."""
        who = "{{ audience.name }}"
        opening = {"kind": "title", "id": "titel", "subtitle": f"Een middag voor {who}"}
        points = [
            f"Wat er speelt in {who}",
            *(self.say(3, 5) for _ in range(3)),
            "Een stap voor {{ audience.province }}",
        ]
        agenda = {"kind": "bullets", "id": "programma", "title": f"Vandaag in {who}", "points": points}
        rows = [
            ["Inwoners", "{{ audience.population | number }}"],
            ["Provincie", "{{ audience.province }}"],
            ["Code", "{{ audience.code }}"],
        ]
        figures = {
            "kind": "table", "id": "cijfers", "title": f"De cijfers van {who}", "rows": rows, "row_headers": True,
            "columns": [{"text": "Wat", "width": 2}, {"text": "Cijfer", "width": 3}], "caption": f"Verzonnen cijfers van {who}",
        }  # fmt: skip
        closing = {
            "kind": "closing",
            "id": "slot",
            "title": "Dank u wel",
            "text": f"Veel plezier met het werk in {who}.",
        }
        plain: list[dict[str, Any]] = [
            {"kind": kind.partition("_")[0], "id": f"dia-{n}", "title": self.say(3, 5)} | self.fields(kind)
            for n, kind in enumerate(PLAIN.split(), 1)
        ]
        made = [opening, agenda, *plain[:16], figures, *plain[16:], closing]
        for n, slide in enumerate(made):
            if n * NOTED // SLIDES != (n + 1) * NOTED // SLIDES:
                slide["notes"] = self.notes()
        return made


def draw(path: Path, number: int) -> None:
    """Draw a small picture."""
    import resvg_py

    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="360">'
        f'<rect width="480" height="360" fill="#E9F1F0"/><rect x="{40 + 30 * number}" y="60" width="200" height="240" '
        f'fill="#14505C"/><circle cx="{320 - 20 * number}" cy="180" r="{60 + 8 * number}" fill="#B8501F"/></svg>'
    )
    path.write_bytes(bytes(resvg_py.svg_to_bytes(svg_string=svg, width=480)))


def make_shape(project: Path) -> None:
    """Write the session of 38 slides: 25 with notes, 6 pictures, no charts."""
    folder, talk = project / "content" / SHAPE, Talk()
    (folder / "images").mkdir(parents=True)
    slides = talk.slides()
    if len(slides) != SLIDES or sum("notes" in slide for slide in slides) != NOTED:
        raise SystemExit("these are not the slides that the shape's name says")
    for number in range(1, talk.pictures + 1):
        draw(folder / "images" / f"beeld-{number}.png", number)
    head = {
        "title": "Samen een stap verder", "audiences": LIST, "language": "nl", "brand": "helder", "date": "2026-12-10", "start": "13:00",
        "organisation": "Verzonnen organisatie",
        "presenters": [{"name": "Noor Verzonnen", "role": "Trainer", "organisation": "Verzonnen organisatie"}],
    }  # fmt: skip
    text = yaml.safe_dump(head | {"slides": slides}, allow_unicode=True, sort_keys=False, width=10_000)
    (folder / "session.yaml").write_text(text, encoding="utf-8")


def copy_session(source: Path, project: Path, session: str, count: int) -> None:
    """Copy a session, the cases and the first so many of the municipalities.

    Without the session's overrides: slides.py does not know them, so the rivals would make other slides.
    """
    content = project / "content"
    for name in (session, "cases", "audiences"):
        shutil.copytree(source / "content" / name, content / name)
    shutil.rmtree(content / session / "audiences", ignore_errors=True)
    path = content / "audiences" / f"{LIST}.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    if count >= len(lines):
        raise SystemExit(f"the shipped list holds {len(lines) - 1} municipalities, not {count}")
    path.write_text("".join(lines[: count + 1]), encoding="utf-8")


def make(source: Path, project: Path, session: str, count: int) -> None:
    if session == SHAPE:
        make_shape(project)
        make_list(project, count)
    else:
        copy_session(source, project, session, count)


def change_row(project: Path, word: str) -> None:
    """Give the audience in the middle another population."""
    path = project / "content" / "audiences" / f"{LIST}.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    middle = len(lines) // 2
    lines[middle] = f"{lines[middle].rpartition(',')[0]},{600_000 + int(word)}"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def change_slide(project: Path, word: str) -> None:
    """End the title of one slide with another word."""
    path = project / "content" / SHAPE / "session.yaml"
    text = path.read_text(encoding="utf-8")
    text, found = re.subn(r"(  id: dia-2\n  title: .*?)(?: versie \d+)?\n", rf"\g<1> versie {word}\n", text)
    if found != 1:
        raise SystemExit("the session has no slide 'dia-2' with a title on the line after its id")
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    what, *given = sys.argv[1:]
    if what == "make":
        make(Path(given[0]), Path(given[1]), given[2], int(given[3]))
    else:
        (change_row if what == "row" else change_slide)(Path(given[0]), given[1])
