"""Draw the invented logos of three municipalities: plain geometric figures, no heraldry and no text.

usage: python tools/audience_logos.py && python tools/rasterise.py
"""

from __future__ import annotations

import math
from pathlib import Path

LOGOS = Path(__file__).resolve().parents[1] / "content" / "audiences" / "logos"
SIZE = 400


def circle(x: float, y: float, radius: float, fill: str) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{fill}"/>'


def square(x: float, y: float, side: float, fill: str, turn: float = 0) -> str:
    """Draw a square around its centre, turned by so many degrees."""
    start = f'<rect x="{x - side / 2:g}" y="{y - side / 2:g}" width="{side:g}" height="{side:g}" rx="12" fill="{fill}"'
    return start + (f' transform="rotate({turn:g} {x:g} {y:g})"/>' if turn else "/>")


def rings() -> list[str]:
    """Draw quarter rings that turn around a dot."""
    found = [circle(200, 200, 36, "#F2B441")]
    for n, colour in enumerate(["#0B7A75", "#12A29B", "#0B7A75", "#12A29B"]):
        start, end = (math.radians(90 * n + turn) for turn in (8, 82))
        ends = " A120 120 0 0 1 ".join(
            f"{200 + 120 * math.cos(a):.1f} {200 + 120 * math.sin(a):.1f}" for a in (start, end)
        )
        found.append(f'<path d="M{ends}" fill="none" stroke="{colour}" stroke-width="64" stroke-linecap="round"/>')
    return found


def tiles() -> list[str]:
    """Draw a field of tiles, one of them turned."""
    colours = ["#7A1FA2", "#A855C7", "#7A1FA2", "#A855C7", "#F08A24", "#A855C7", "#7A1FA2", "#A855C7", "#7A1FA2"]
    return [
        square(80 + n % 3 * 120, 80 + n // 3 * 120, 70 if n == 4 else 100, colour, 45 if n == 4 else 0)
        for n, colour in enumerate(colours)
    ]


def steps() -> list[str]:
    """Draw bars that rise, with a dot above the first."""
    bars = [
        f'<rect x="{40 + n * 112}" y="{360 - high}" width="96" height="{high}" rx="16" fill="{colour}"/>'
        for n, (high, colour) in enumerate([(110, "#F59E5B"), (210, "#E0702B"), (320, "#C2410C")])
    ]
    return [*bars, circle(88, 170, 48, "#2A6F97")]


def main() -> None:
    LOGOS.mkdir(exist_ok=True)
    for code, drawn in {"GM0344": rings(), "GM0518": tiles(), "GM1900": steps()}.items():
        head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIZE}" height="{SIZE}" viewBox="0 0 {SIZE} {SIZE}">'
        (LOGOS / f"{code}.svg").write_text("\n".join([head, *drawn, "</svg>", ""]), encoding="utf-8")
        print(f"content/audiences/logos/{code}.svg")


if __name__ == "__main__":
    main()
