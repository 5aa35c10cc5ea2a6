"""Draw the PNG that stands beside each shipped SVG, for programs that do not show SVG.

usage: python tools/rasterise.py        (needs resvg_py, which fandeck installs)
"""

from __future__ import annotations

from pathlib import Path

import resvg_py

ROOT = Path(__file__).resolve().parents[1]
WIDTH, LOGO_WIDTH = 1200, 400


def main() -> None:
    for svg in sorted([*ROOT.glob("content/**/*.svg"), *ROOT.glob("builder/slide_kinds/examples/**/*.svg")]):
        wide = LOGO_WIDTH if svg.parent.name == "logos" else WIDTH
        png = bytes(
            resvg_py.svg_to_bytes(svg_string=svg.read_text(encoding="utf-8"), width=wide, skip_system_fonts=True)
        )
        svg.with_suffix(".png").write_bytes(png)
        print(svg.with_suffix(".png").relative_to(ROOT), len(png))


if __name__ == "__main__":
    main()
