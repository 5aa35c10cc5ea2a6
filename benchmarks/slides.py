"""Turn a session's YAML into the one neutral list of slides that all rivals make.

usage: python benchmarks/slides.py PROJECT SESSION WORK            (writes WORK/deck.json, and the QR codes)
       python benchmarks/slides.py PROJECT SESSION WORK ROWS.csv COUNT   (WORK/decks/*.json for the first rows)

Reads the YAML plainly, without fandeck, and knows just as much of its language as the shipped webinar uses; its
expressions are Jinja's. What an audience overrides, its accent colour and its logo are left out.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import yaml
from shapes import KINDS, LABELS, LEFT, MUTED, WIDTH, box, line

HEADINGS = {"agenda": "Programma", "questions": "Vragen"}
JINJA = jinja2.Environment(undefined=jinja2.ChainableUndefined, autoescape=False)
JINJA.filters["number"] = lambda value: f"{value:,}".replace(",", ".")


@dataclass
class Deck:
    """A session as read."""

    folder: Path
    cases: Path
    work: Path
    data: dict[str, Any]

    @property
    def start(self) -> float:
        """Give the starting time in minutes."""
        hours, minutes = self.data["start"].split(":")
        return int(hours) * 60.0 + int(minutes)

    def qr(self, address: str) -> Path:
        """Draw a QR code into the working folder."""
        import segno

        path = self.work / f"qr-{hashlib.sha256(address.encode()).hexdigest()[:12]}.png"
        segno.make(address, error="m", micro=False).save(str(path), scale=8, border=3)
        return path

    def rows(self, data: Any) -> list[list[str]]:
        """Read a chart's file: the header, then the rows and columns that it asks for."""
        wanted = data if isinstance(data, dict) else {"file": data}
        text = (self.folder / wanted["file"]).read_text(encoding="utf-8-sig")
        header, *rows = csv.reader(text.splitlines(), delimiter=";" if ";" in text else ",")
        if "where" in wanted:
            rows = [row for row in rows if found(wanted["where"], self.names | dict(zip(header, row, strict=True)))]
        places = [header.index(name) for name in wanted.get("columns", header)]
        return [[row[place] for place in places] for row in [header, *rows]]

    @property
    def names(self) -> dict[str, Any]:
        """Give the variables, the audience among them."""
        return self.data.get("variables", {})


def read(path: Path) -> Any:
    """Read a YAML file with the C parser where there is one."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def filled(value: Any, names: dict[str, Any]) -> Any:
    """Fill the expressions in."""
    if isinstance(value, dict):
        return {key: filled(child, names) for key, child in value.items()}
    if isinstance(value, list):
        return [filled(child, names) for child in value]
    if not isinstance(value, str) or "{{" not in value:
        return value
    return template(value).render(names)


@cache
def template(text: str) -> jinja2.Template:
    return JINJA.from_string(text)


@cache
def expression(text: str) -> Callable[..., Any]:
    return JINJA.compile_expression(text)


def found(text: str, names: dict[str, Any]) -> Any:
    """Give an expression's value: what is absent is false, and holds nothing."""
    return expression(text)(names)


def written(deck: Deck) -> list[dict[str, Any]]:
    """List the slides as written, the included files in place."""
    found: list[dict[str, Any]] = []
    for slide in deck.data["slides"]:
        found += read(deck.folder / slide["include"]) if "include" in slide else [slide]
    return found


def told(deck: Deck) -> list[dict[str, Any]]:
    """List the slides as told: conditions, repetitions, recaps and reveals carried out."""
    cases = {case["id"]: case for case in map(read, sorted(deck.cases.glob("*.yaml")))}
    names = deck.names | {"cases": list(cases.values())}
    made: list[dict[str, Any]] = []
    recap = None
    for raw in written(deck):
        if "when" in raw and not found(raw["when"], names):
            continue
        turns = [names | {raw["as"]: each} for each in found(raw["repeat"], names)] if "repeat" in raw else [names]
        for turn in turns:
            slide = filled(raw, turn)
            if slide["kind"] == "agenda" and slide.get("recap"):
                recap = slide
            if recap and slide["kind"] == "section":
                item = next(item for item in recap["items"] if item.get("section") == slide["id"])
                title = f"{recap.get('title', HEADINGS['agenda'])}: {item['text']}"
                made.append(recap | {"current": slide["id"], "title": title, "notes": ""})
            if isinstance(slide.get("case"), str):
                slide = slide | {"case": cases[slide["case"]]}
            made += reveal(slide) if slide.get("reveal") else [slide]
    return made


def reveal(slide: dict[str, Any]) -> list[dict[str, Any]]:
    """Build a case up over as many slides as it has blocks."""
    count = len([name for name in LABELS if name in slide["case"]])
    title = slide.get("title", slide["case"]["title"])
    notes = [slide.get("notes", "")] + [""] * (count - 1)
    return [slide | {"shown": n, "title": f"{title} ({n}/{count})", "notes": notes[n - 1]} for n in range(1, count + 1)]


def notes(text: str) -> list[str]:
    """Give notes as paragraphs; each list item is one."""
    parts = re.split(r"\n\s*\n|\n(?=[-\d]+\.? )", text.strip())
    return [" ".join(part.split()).replace("*", "") for part in parts if part.strip()]


def neutral(slide: dict[str, Any], deck: Deck) -> dict[str, Any]:
    """Give a slide as neutral pieces."""
    kind = slide["kind"]
    if kind not in KINDS:
        raise SystemExit(f"slides.py does not know the slide kind '{kind}'")
    title = slide.get("title") or slide.get("question") or (slide.get("case") or {}).get("title") or HEADINGS.get(kind)
    made: dict[str, Any] = {"layout": "blank", "title": title or deck.data["title"], "subtitle": [], "body": None}
    made |= {"boxes": [], "tables": [], "charts": [], "pictures": [], "notes": notes(slide.get("notes") or "")}
    made |= KINDS[kind](slide, deck)
    sources = slide.get("sources") or (slide.get("case") or {}).get("sources") or []
    if sources:
        source = line("Bron: " + "; ".join(sources), 10, color=MUTED)
        made["boxes"] = [*made["boxes"], box((LEFT, 6.8, WIDTH, 0.5), source)]
    return made


def neutral_deck(project: str, session: str, work: str, audience: dict[str, Any] | None = None) -> dict[str, Any]:
    """Give a session's deck as neutral pieces, for an audience where there is one."""
    content = Path(project).resolve() / "content"
    folder = content / session
    Path(work).mkdir(parents=True, exist_ok=True)
    data = read(folder / "session.yaml")
    if audience:
        data["variables"] = data.get("variables", {}) | {"audience": audience}
    deck = Deck(folder, content / "cases", Path(work).resolve(), data)
    deck.data = filled(data, data.get("variables", {})) | {"date": str(data["date"])}
    return {"title": deck.data["title"], "slides": [neutral(slide, deck) for slide in told(deck)]}


def main(project: str, session: str, work: str, rows: str = "", count: str = "0") -> None:
    if not rows:
        write(Path(work) / "deck.json", neutral_deck(project, session, work))
        return
    (Path(work) / "decks").mkdir(parents=True, exist_ok=True)
    for audience in audiences(Path(rows), int(count)):
        write(Path(work) / "decks" / f"{audience['id']}.json", neutral_deck(project, session, work, audience))


def audiences(rows: Path, count: int) -> list[dict[str, Any]]:
    """Give the first rows of a list, typed and grouped as the definition beside it says; an empty cell is absent."""
    definition = read(rows.with_suffix(".yaml"))
    whole = {name for name, kind in definition["fields"].items() if kind == "integer"}
    made = []
    with rows.open(encoding="utf-8", newline="") as lines:
        for _, row in zip(range(count), csv.DictReader(lines), strict=False):
            facts = {name: int(cell) if name in whole else cell for name, cell in row.items() if cell}
            groups = [name for name, rule in definition.get("groups", {}).items() if found(rule, facts)]
            made.append(facts | {"id": row["code"], "groups": groups})
    return made


def write(path: Path, deck: dict[str, Any]) -> None:
    path.write_text(json.dumps(deck, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:6])
