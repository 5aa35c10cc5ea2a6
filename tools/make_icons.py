"""Make builder/plan/icons.json from Lucide's drawings, and docs/icons.md with its picture from that.

usage: python tools/make_icons.py FOLDER     the unpacked package of `npm pack lucide-static`   (needs fonttools)
       python tools/make_icons.py            the page and its picture alone

tools/icon_list.txt says which: a line each, `name: what it shows`, and a star at the end where it points in reading direction.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from builder.plan.icons import FILE, GRID, icon, icon_names

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "tools" / "icon_list.txt"
PAGE = ROOT / "docs" / "icons.md"
PICTURE = ROOT / "docs" / "pictures" / "icons.svg"
COLUMNS, CELL, SIZE = 12, (110, 84), 36  # of the picture: icons in a row, a cell, an icon


def listed() -> dict[str, tuple[str, bool]]:
    """Return what each icon of the list shows, and whether it points in reading direction."""
    found = {}
    for line in LIST.read_text(encoding="utf-8").splitlines():
        name, _, shows = line.partition(": ")
        found[name] = (shows.removesuffix(" *"), shows.endswith(" *"))
    return found


def outline(svg: Path) -> str:
    """Return all lines of a drawing as path data: M, L, C and Z, in whole units of the grid."""
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.svgLib import SVGPath

    pen = RecordingPen()
    SVGPath(str(svg)).draw(pen)
    scale = GRID / 24
    letters = {"moveTo": "M", "lineTo": "L", "curveTo": "C", "qCurveTo": "Q", "closePath": "Z", "endPath": ""}
    made = []
    place = (0.0, 0.0)
    for what, points in pen.value:
        if what == "qCurveTo" and len(points) == 2:
            (ax, ay), (bx, by) = points
            (x, y) = place
            points = (
                (x + 2 / 3 * (ax - x), y + 2 / 3 * (ay - y)), (bx + 2 / 3 * (ax - bx), by + 2 / 3 * (ay - by)), (bx, by)
            )  # fmt: skip
            what = "curveTo"
        assert what != "qCurveTo", svg
        numbers = " ".join(f"{round(v * scale)}" for point in points for v in point)
        made.append(letters[what] + numbers)
        place = points[-1] if points else place
    return "".join(made)


def make(folder: Path) -> None:
    """Write the data of all icons."""
    tags = json.loads((folder / "tags.json").read_text(encoding="utf-8"))
    data = {
        name: [shows, int(directional), outline(folder / "icons" / f"{name}.svg"), " ".join(tags.get(name, ())[:12])]
        for name, (shows, directional) in sorted(listed().items())
    }
    rows = ",\n".join(f"{json.dumps(name)}:{json.dumps(value, separators=(',', ':'))}" for name, value in data.items())
    FILE.write_text("{\n" + rows + "\n}\n", encoding="utf-8")


def page() -> str:
    """Return the text of docs/icons.md."""
    rows = [f"| `{name}` | {icon(name).shows} |" for name in icon_names()]
    return "\n".join([
        "# Icons", "", "Made by `python tools/make_icons.py`.", "",
        f"{len(rows)} icons of [Lucide](https://lucide.dev) ([ISC and MIT](../builder/plan/ICONS-LICENSE.md)), drawn as native",
        "shapes in the colours of the theme: `icon: users` on points, columns, steps, events, figures, nodes of a flow and sides of",
        "a comparison. `fandeck icons WORD` searches them. Arrows and what else points onwards turn round in decks that are read",
        "from right to left. To readers of screens they are decoration: what an icon says must stand beside it in words.", "",
        "![All icons with their names](pictures/icons.svg)", "",
        "| name | what it shows |", "|---|---|", *rows, "",
    ])  # fmt: skip


def picture() -> str:
    """Return a drawing of all icons with their names."""
    names = icon_names()
    rows = -(-len(names) // COLUMNS)
    wide, high = COLUMNS * CELL[0], rows * CELL[1]
    made = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" font-family="sans-serif" '
        f'font-size="10.5" text-anchor="middle" fill="#16303A"><rect width="{wide}" height="{high}" fill="#FFFFFF"/>'
    ]
    for number, name in enumerate(names):
        x, y = number % COLUMNS * CELL[0] + CELL[0] / 2, number // COLUMNS * CELL[1] + 12
        made.append(
            f'<path transform="translate({x - SIZE / 2} {y}) scale({SIZE / GRID})" d="{icon(name).path}" fill="none" stroke="#0F4C5C" '
            f'stroke-width="{GRID / 24 * 1.75:g}" stroke-linecap="round" stroke-linejoin="round"/>'
            f'<text x="{x}" y="{y + SIZE + 18}">{name}</text>'
        )
    return "\n".join([*made, "</svg>", ""])


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.read_text(encoding="utf-8") == page() else f"{PAGE} is not current")
    if len(sys.argv) > 1:
        make(Path(sys.argv[1]))
        subprocess.run([sys.executable, __file__], check=True)
    else:
        PAGE.write_text(page(), encoding="utf-8")
        PICTURE.write_text(picture(), encoding="utf-8")
