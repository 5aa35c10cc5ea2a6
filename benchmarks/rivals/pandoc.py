"""Write the slides as pandoc's Markdown, as far as pandoc can make them.

usage: python pandoc.py DECK.json DECK.md

pandoc places nothing freely: boxes of one row become one line of a list, a chart becomes the table of its
figures, and of several pictures on a slide only as many are kept as it has columns for (two).
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any


def escaped(text: str) -> str:
    return re.sub(r"([\\*_`\[\]<>|#$^~])", r"\\\1", text)


def inline(line: dict[str, Any]) -> str:
    """Write a paragraph's runs."""
    found = ""
    for run in line["runs"]:
        mark = "**" if run["bold"] else "*" if run["italic"] else ""
        text = mark + escaped(run["text"].removeprefix("• ")) + mark
        found += f"[{text}]({run['link']})" if "link" in run else text
    return found


def table(rows: list[list[str]]) -> str:
    """Write a pipe table."""
    head, *rest = [[escaped(cell) for cell in row] for row in rows]
    lines = [head, ["---"] * len(head), *rest]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def listed(made: dict[str, Any]) -> str:
    """Write what a slide says: paragraphs, and points or rows of boxes as a list."""
    rows: dict[int, list[str]] = {}
    paragraphs, source = [inline(line) for line in made["subtitle"]], []
    for box in made["boxes"]:
        texts = [inline(line) for line in box["lines"]]
        if box["row"] >= 0:
            rows.setdefault(box["row"], []).extend(texts)
        elif box["rect"][1] > 6.7:
            source += texts
        else:
            paragraphs += texts
    items = ["    " * line["level"] + "- " + inline(line) for line in (made["body"] or {"lines": []})["lines"]]
    items += ["- " + ", ".join(texts) for texts in rows.values()]
    return "\n\n".join([*paragraphs, "\n".join(items), *source]).strip()


def slide(made: dict[str, Any]) -> str:
    """Write a slide."""
    text = listed(made)
    blocks = [table(each["rows"]) for each in made["tables"]]
    for chart in made["charts"]:
        names = [["", *(series["name"] for series in chart["series"])]]
        figures = zip(chart["names"], *(series["values"] for series in chart["series"]), strict=True)
        blocks.append(table(names + [[str(value) for value in row] for row in figures]))
    room = 1 if text else 2
    blocks += [f"![{escaped(each['alt'])}]({each['file']})" for each in made["pictures"]][: room - len(blocks)]
    parts = [part for part in (text, *blocks) if part]
    if len(parts) > 1 and made["pictures"]:
        columns = "\n\n".join(f":::: {{.column width=50%}}\n{part}\n::::" for part in parts)
        parts = [f"::::: columns\n{columns}\n:::::"]
    notes = ["::: notes\n" + "\n\n".join(escaped(note) for note in made["notes"]) + "\n:::"] if made["notes"] else []
    return "\n\n".join([f"## {escaped(made['title'])}", *parts, *notes])


def main(source: str, target: str) -> None:
    wanted = json.loads(Path(source).read_text(encoding="utf-8"))
    Path(target).write_text("\n\n".join(map(slide, wanted["slides"])) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:3])
