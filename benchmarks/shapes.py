"""What each slide kind shows, as neutral pieces with places in inches on a slide of 13.333 by 7.5.

A piece is a body (paragraphs for the body placeholder), boxes, tables, charts or pictures. The places are
worked out here, once, so that no rival is charged for thinking about them.
"""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import Any

Piece = dict[str, Any]
Rect = tuple[float, float, float, float]

INK, MUTED, WHITE, LINE = "1F2A30", "5B6B70", "FFFFFF", "C9D4D4"
PRIMARY, ACCENT, SURFACE = "14505C", "B8501F", "E9F1F0"
TONES = {"good": "BFE0CF", "bad": "F2D3CC", "warning": "F6E3B8", "neutral": SURFACE}
LEFT, TOP, WIDTH, HEIGHT = 0.6, 1.75, 12.13, 4.9
LABELS = {"challenge": "Uitdaging", "approach": "Aanpak", "result": "Resultaat", "lessons": "Geleerd"}


def runs(text: Any, **look: Any) -> list[Piece]:
    """Split text at its *marks* into runs."""
    found = []
    for part in re.split(r"(\*\*.+?\*\*|\*.+?\*)", str(text)):
        if part:
            marks = len(part) - len(part.strip("*")) if part.startswith("*") else 0
            found.append({"text": part.strip("*") if marks else part, "bold": marks == 4, "italic": marks == 2} | look)
    return found


def line(text: Any, size: float = 18, *, level: int = 0, align: str = "left", color: str = INK, **look: Any) -> Piece:
    """Make a paragraph."""
    return {"runs": runs(text, **look), "size": size, "level": level, "align": align, "color": color}


def box(rect: Rect, *lines: Piece, fill: str = "", shape: str = "rect", anchor: str = "top", row: int = -1) -> Piece:
    """Make a text box or a drawn shape; boxes of one row read as one line."""
    return {"rect": rect, "lines": list(lines), "fill": fill, "shape": shape, "anchor": anchor, "row": row}


def picture(file: Path, alt: str, rect: Rect, *, round_: bool = False) -> Piece:
    """Place a picture as large as its place allows; of an SVG its PNG sibling."""
    file = file.with_suffix(".png") if file.suffix == ".svg" else file
    wide, high = struct.unpack(">II", file.read_bytes()[16:24])
    x, y, w, h = rect
    scale = min(w / wide, h / high)
    place = (x + (w - wide * scale) / 2, y + (h - high * scale) / 2, wide * scale, high * scale)
    return {"rect": place, "file": str(file), "alt": alt, "round": round_}


def grid(rect: Rect, columns: int, rows: int, gap: float = 0.25) -> list[Rect]:
    """Divide a place into equal cells, row by row."""
    x, y, w, h = rect
    wide, high = (w - gap * (columns - 1)) / columns, (h - gap * (rows - 1)) / rows
    return [(x + c * (wide + gap), y + r * (high + gap), wide, high) for r in range(rows) for c in range(columns)]


def points(items: list[Any], level: int = 0) -> list[Piece]:
    """Lay points and their sub-points out as paragraphs."""
    found = []
    for item in items:
        below = item.get("points", []) if isinstance(item, dict) else []
        found.append(line(item["text"] if isinstance(item, dict) else item, 22 - 3 * level, level=level))
        found += points(below, level + 1)
    return found


AREA: Rect = (LEFT, TOP, WIDTH, HEIGHT)


def opening(s: Piece, deck: Any) -> Piece:
    people = [f"**{p['name']}**, {p['role']}, {p['organisation']}" for p in deck.data["presenters"]]
    small = [line(text, 14) for text in [*people, deck.data["organisation"]]]
    return {
        "layout": "title",
        "subtitle": [line(s["subtitle"], 24)],
        "boxes": [box((1.7, 5.6, 9, 1.2), *small), box((9.5, 0.3, 3.2, 0.5), line(deck.data["date"], 14))],
        "pictures": logos(deck),
    }


def logos(deck: Any) -> list[Piece]:
    return [
        picture(deck.folder / each["image"], each["alt"], (11.6, 6.2, 0.8, 0.8)) for each in deck.data.get("logos", [])
    ]


def bullets(s: Piece, deck: Any) -> Piece:
    start, x, wide = s.get("image_side") == "start", LEFT, WIDTH
    shown = []
    if "image" in s:
        wide, x = 5.7, LEFT + 6.4 if start else LEFT
        shown = [picture(deck.folder / s["image"], s["alt"], (LEFT if start else LEFT + 6.4, TOP, 5.7, HEIGHT))]
    lead = [box((x, TOP, wide, 0.9), line(s["lead"], 24, color=PRIMARY))] if "lead" in s else []
    y = TOP + 1.0 if lead else TOP
    body = {"rect": (x, y, wide, TOP + HEIGHT - y), "lines": points(s["points"])}
    return {"layout": "content", "body": body, "boxes": lead, "pictures": shown}


def agenda(s: Piece, deck: Any) -> Piece:
    boxes, minute = [], deck.start
    for n, (item, (x, y, w, h)) in enumerate(zip(s["items"], grid(AREA, 1, len(s["items"]), 0.05), strict=True)):
        here = bool(s.get("current")) and item.get("section") == s["current"]
        color = INK if here or not s.get("current") else MUTED
        if n:
            boxes.append(box((x, y - 0.03, w, 0.01), fill=LINE))
        if here:
            boxes.append(box((x, y, w, h), fill=SURFACE))
        time = f"{int(minute) // 60:02d}:{int(minute) % 60:02d}"
        cells = [(0.9, str(n + 1), 28), (7.2, item["text"], 22), (2.6, item["presenter"], 14), (1.4, time, 18)]
        for wide, text, size in cells:
            boxes.append(box((x, y, wide, h), line(text, size, bold=here, color=color), anchor="middle", row=n))
            x += wide
        minute += float(item["duration"])
    return {"boxes": boxes}


def person(p: Piece, deck: Any, face: Rect, text: Rect, row: int) -> tuple[Piece, Piece]:
    lines = [line(p["name"], 18, bold=True), line(p["role"], 14)]
    lines += [line(p["organisation"], 14)] if "organisation" in p else []
    lines += [line(p["email"], 12, link=f"mailto:{p['email']}")]
    shown = picture(deck.folder / p["photo"], f"Portret van {p['name']}", face, round_=True)
    return shown, box(text, *lines, row=row)


def people(s: Piece, deck: Any) -> Piece:
    who = s.get("people", deck.data["presenters"])
    cells = grid((LEFT, TOP, WIDTH, 3.6), len(who), 1)
    made = [person(p, deck, (x, y, 1.7, 1.7), (x, y + 1.9, w, 1.7), n) for n, (p, (x, y, w, _)) in
            enumerate(zip(who, cells, strict=True))]  # fmt: skip
    return {"pictures": [shown for shown, _ in made], "boxes": [text for _, text in made]}


def poll(s: Piece, deck: Any) -> Piece:
    if "results" in s:
        names = [f"{letter}  {o['text']}" for letter, o in zip("ABCDEFGHIJ", s["options"], strict=False)]
        shares = [s["results"][o["id"]] / s["respondents"] for o in s["options"]]
        series = [{"name": "Antwoorden", "values": shares}]
        return one_chart("bar", names, series, "0%", f"{s['respondents']} antwoorden")
    boxes = [box((LEFT, 1.35, 9, 0.4), line("Meer antwoorden mogelijk", 14))] if s.get("multiple") else []
    columns, count = 2 if len(s["options"]) >= 6 else 1, len(s["options"])
    area = (LEFT, TOP, 8.9 if "link" in s else WIDTH, HEIGHT)
    cells = grid(area, columns, -(-count // columns))
    for n, (option, (x, y, w, h)) in enumerate(zip(s["options"], cells, strict=False)):
        letter = line("ABCDEFGHIJ"[n], 22, bold=True, align="center", color=WHITE)
        boxes.append(box((x, y, 0.75, h), letter, fill=PRIMARY, anchor="middle", row=n))
        boxes.append(box((x + 0.75, y, w - 0.75, h), line(option["text"], 20), fill=SURFACE, anchor="middle", row=n))
    if "link" not in s:
        return {"boxes": boxes}
    boxes.append(box((10, TOP, 2.7, 0.5), line("Stem mee", 18, bold=True)))
    boxes.append(box((10, 5.0, 2.7, 0.6), line(s["link"].partition("//")[2], 12, link=s["link"])))
    return {"boxes": boxes, "pictures": [picture(deck.qr(s["link"]), f"QR-code naar {s['link']}", (10, 2.3, 2.6, 2.6))]}


def section(s: Piece, deck: Any) -> Piece:
    shown = [picture(deck.folder / s["image"], s["alt"], (7.4, 0.2, 5.8, 7.1))]
    return {"layout": "section", "subtitle": [line(s.get("subtitle", s.get("prompt")), 24)], "pictures": shown}


def video(s: Piece, deck: Any) -> Piece:
    address = s["url"].partition("//")[2]
    watch = line(f"Bekijk de film ({s['duration_text']})", 18, bold=True, link=s["url"])
    lines = [line(s["description"], 18), watch, line(address, 14, link=s["url"])]
    poster = picture(deck.folder / s["poster"], s["alt"], (LEFT, TOP, 7.2, 4.1))
    play = box((3.7, 3.3, 1.0, 1.0), fill=ACCENT, shape="play")
    return {"pictures": [poster], "boxes": [play, box((8.1, TOP, 4.6, HEIGHT), *lines)]}


def statement(s: Piece, deck: Any) -> Piece:
    boxes = [box((LEFT, TOP, 0.06, 3.4), fill=ACCENT), box((1.0, TOP, 11, 3.4), line(s["text"], 32), anchor="middle")]
    return {"boxes": [*boxes, box((1.0, 5.6, 11, 0.6), line(s["attribution"], 14))]}


def columns(s: Piece, deck: Any) -> Piece:
    boxes = []
    for n, (column, (x, y, w, h)) in enumerate(zip(s["columns"], grid(AREA, len(s["columns"]), 1), strict=True)):
        texts = ["• " + point for point in column["points"]] if "points" in column else [column["text"]]
        boxes.append(box((x, y, w, 0.5), line(column["heading"], 20, bold=True), row=n))
        boxes.append(box((x, y + 0.55, w, 0.03), fill=ACCENT))
        boxes.append(box((x, y + 0.7, w, h - 0.7), *(line(text, 18) for text in texts), row=n))
    return {"boxes": boxes}


def steps(s: Piece, deck: Any) -> Piece:
    items, boxes = s["events"] if "events" in s else s["steps"], []
    for n, (item, (x, y, w, _)) in enumerate(zip(items, grid(AREA, len(items), 1, 0.1), strict=True)):
        sign = line(n + 1, 18, bold=True, align="center", color=WHITE)
        if n < len(items) - 1:
            boxes.append(box((x + 0.3, y + 1.28, w, 0.03), fill=LINE))
        if "date" in item:
            boxes.append(box((x, y + 0.3, w, 0.6), line(item["date"], 24, bold=True, color=ACCENT), row=n))
        dot = (x, y + 1.15, 0.3, 0.3) if "date" in item else (x, y + 1.0, 0.6, 0.6)
        boxes.append(
            box(dot, *([] if "date" in item else [sign]), fill=PRIMARY, shape="ellipse", anchor="middle", row=n)
        )
        boxes.append(box((x, y + 1.8, w, 2.2), line(item["title"], 20, bold=True), line(item["text"], 16), row=n))
    if s.get("cycle"):
        boxes.append(box((LEFT + 0.3, 5.8, WIDTH * 0.75, 0.03), fill=MUTED))
    return {"boxes": boxes}


def gallery(s: Piece, deck: Any) -> Piece:
    shown, boxes = [], []
    for n, (each, (x, y, w, h)) in enumerate(zip(s["images"], grid(AREA, 2, -(-len(s["images"]) // 2)), strict=False)):
        shown.append(picture(deck.folder / each["image"], each["alt"], (x, y, w * 0.5, h)))
        boxes.append(box((x + w * 0.5, y, w * 0.5, h), line(each["caption"], 18, bold=True), anchor="middle", row=n))
    return {"pictures": shown, "boxes": boxes}


def table(s: Piece, deck: Any) -> Piece:
    total = sum(column["width"] for column in s["columns"])
    made = {
        "rect": (LEFT, TOP + 0.1, WIDTH, 4.6),
        "widths": [WIDTH * column["width"] / total for column in s["columns"]],
        "rows": [[column["text"] for column in s["columns"]], *([str(cell) for cell in row] for row in s["rows"])],
    }
    return {"tables": [made], "boxes": [box((LEFT, 1.35, 11, 0.4), line(s["caption"], 14))]}


def matrix(s: Piece, deck: Any) -> Piece:
    x_levels, y_levels = s["x_axis"]["levels"], s["y_axis"]["levels"]
    cells = grid((2.2, 2.2, 10.5, 3.5), len(x_levels), len(y_levels), 0.1)
    boxes = [box((LEFT, 1.35, 11, 0.4), line(s["caption"], 14))]
    boxes.append(box((LEFT, 1.75, 4, 0.4), line(s["y_axis"]["title"], 16, bold=True)))
    for n, level in enumerate(y_levels):
        y = cells[n * len(x_levels)][1]
        boxes.append(box((LEFT, y, 1.2, 1.7), line(level, 16, align="right"), anchor="middle", row=n))
        for cell, rect in zip(s["cells"][n], cells[n * len(x_levels) :], strict=False):
            lines = [line(text, 18) for text in cell["text"].strip().split("\n\n")]
            boxes.append(box(rect, *lines, fill=TONES[cell["tone"]], shape="round", anchor="middle", row=n))
    for level, (x, _, w, _) in zip(x_levels, cells, strict=False):
        boxes.append(box((x, 5.8, w, 0.4), line(level, 16, align="center")))
    boxes.append(box((8.7, 6.15, 4, 0.4), line(s["x_axis"]["title"], 16, bold=True, align="right")))
    boxes.append(box((2.0, 2.2, 0.03, 3.5), fill=MUTED))
    return {"boxes": [*boxes, box((2.2, 5.75, 10.5, 0.03), fill=MUTED)]}


def one_chart(kind: str, names: list[str], series: list[Piece], number: str, caption: str) -> Piece:
    made = {"rect": (LEFT, TOP, WIDTH, HEIGHT), "type": kind, "names": names, "series": series, "format": number}
    return {"charts": [made], "boxes": [box((LEFT, 1.35, 11, 0.4), line(caption, 14))]}


def chart(s: Piece, deck: Any) -> Piece:
    rows = deck.rows(s["data"])
    series = [
        {"name": name, "values": [float(row[n].replace(",", ".")) for row in rows[1:]]}
        for n, name in enumerate(rows[0][1:], 1)
    ]
    return one_chart(s["type"], [row[0] for row in rows[1:]], series, "0.0" if "%" in s["unit"] else "0", s["caption"])


def image(s: Piece, deck: Any) -> Piece:
    shown = picture(deck.folder / s["image"], s["alt"], (LEFT, TOP, WIDTH, 4.2))
    lines = line(s["caption"], 14), line(f"Beeld: {s['credit']}", 14)
    return {"pictures": [shown], "boxes": [box((LEFT, 6.1, WIDTH, 0.7), *lines)]}


def case(s: Piece, deck: Any) -> Piece:
    told = s["case"]
    boxes = [box((LEFT, 1.3, 12, 0.4), line(f"{told['organisation']} · {told['sector']} · {told['size']}", 14))]
    y = TOP
    for name in [name for name in LABELS if name in told][: s.get("shown", 4)]:
        steps_ = told[name] if isinstance(told[name], list) else [told[name]]
        texts = [f"{n}. {step}" for n, step in enumerate(steps_, 1)] if len(steps_) > 1 else steps_
        strong = name == "result"
        color = WHITE if strong else INK
        lines = [line(LABELS[name], 14, bold=True, color=color), *(line(text, 16, color=color) for text in texts)]
        high = 0.45 + 0.28 * sum(1 + len(text) // 58 for text in texts)
        rect = (6.9, 5.3, 5.8, 1.4) if strong else (LEFT, y, 5.9, high)
        boxes.append(box(rect, *lines, fill=PRIMARY if strong else ""))
        y += 0 if strong else high + 0.1
    return {"boxes": boxes, "pictures": [picture(deck.cases / told["image"], told["alt"], (6.9, TOP, 5.8, 3.5))]}


def resources(s: Piece, deck: Any) -> Piece:
    boxes, shown = [], []
    for n, item in enumerate(s["items"]):
        y = TOP + n * 1.6
        if "cover" in item:
            shown.append(picture(deck.folder / item["cover"], item["alt"], (LEFT, y, 1.0, 1.3)))
        else:
            letter = line(item["title"][0], 22, align="center", color=WHITE)
            boxes.append(box((LEFT, y, 1.0, 1.3), letter, fill=PRIMARY, anchor="middle", row=n))
        link = {"link": item["url"]} if "url" in item else {}
        facts = ", ".join(str(item[key]) for key in ("authors", "year", "publisher") if key in item)
        lines = [line(item["title"], 20, bold=True, **link), line(facts, 14)]
        lines += [line(item["status"], 14, bold=True)] if "status" in item else []
        boxes.append(box((1.9, y, 10.8, 1.3), *lines, anchor="middle", row=n))
    return {"boxes": boxes, "pictures": shown}


def contact(s: Piece, deck: Any) -> Piece:
    made = [person(p, deck, (LEFT, TOP + n * 1.6, 1.2, 1.2), (2.0, TOP + n * 1.6, 4.4, 1.4), n) for n, p in
            enumerate(s["people"])]  # fmt: skip
    lines = [line(s["organisation"], 22), line(s["address"], 18)]
    lines.append(line(s["email"], 18, link=f"mailto:{s['email']}"))
    lines.append(line(s["website"].partition("//")[2], 18, link=s["website"]))
    texts = [text for _, text in made]
    return {"pictures": [shown for shown, _ in made], "boxes": [*texts, box((6.9, TOP, 5.8, HEIGHT), *lines)]}


def closing(s: Piece, deck: Any) -> Piece:
    return {"layout": "title", "subtitle": [line(s["text"], 24)], "pictures": logos(deck)}


KINDS = {
    "title": opening, "bullets": bullets, "agenda": agenda, "people": people, "poll": poll, "section": section,
    "video": video, "statement": statement, "columns": columns, "timeline": steps, "process": steps,
    "gallery": gallery, "table": table, "matrix": matrix, "chart": chart, "image": image, "case": case,
    "resources": resources, "questions": section, "contact": contact, "closing": closing,
}  # fmt: skip
