"""Hold the layouts chosen for roles against those that people chose, in a folder of templates.

usage: PYTHONPATH=. python benchmarks/roles.py FOLDER [--labels FILE] [--half odd|even] [--misses]

FILE (FOLDER/labels.json) holds for each template {"layouts": [[master, name, part], …], "roles": {role: {"best": [1],
"fine": [2]}}}: the layouts that a brand owner would take for a role, and those that would do, by number from 1.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

from builder.brands.template.house import House, open_house
from builder.diagnostics import ContentError

# Roles as people label them: what is chosen for them.
ROLES = {
    "opening": "opening", "agenda": "agenda", "section": "section", "points": "points", "columns2": "columns2",
    "columns3": "columns3", "columns4": "columns4", "picture_text": "points_picture", "picture_full": "picture",
    "table": "table", "chart": "chart", "statement": "statement", "poll": "canvas", "contact": "contact",
    "closing": "closing", "title_only": "canvas",
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--half", choices=("odd", "even"), help="only templates whose number in their name is so")
    parser.add_argument("--misses", action="store_true", help="tell each choice that no label allows")
    options = parser.parse_args()
    labels = json.loads((options.labels or options.folder / "labels.json").read_text(encoding="utf-8"))
    best: dict[str, list[bool]] = defaultdict(list)
    fine: dict[str, list[bool]] = defaultdict(list)
    for number, name in enumerate(sorted(labels), 1):
        told = int(name[:2]) if name[:2].isdigit() else number
        if options.half and (told % 2 == 1) is not (options.half == "odd"):
            continue
        try:
            house = open_house((options.folder / name).read_bytes())
        except ContentError as error:
            print(f"{name}: refused: {error.found[0].message}")
            continue
        score(name, house, labels[name], best, fine, options.misses)
    print("\n| role | templates | best | best or fine |\n|---|---|---|---|")
    for role in ROLES:
        print(f"| {role} | {len(best[role])} | {share(best[role])} | {share(fine[role])} |")
    whole, allowed = ([hit for role in ROLES for hit in found[role]] for found in (best, fine))
    print(f"| all | {len(whole)} | {share(whole)} | {share(allowed)} |")


def score(
    name: str, house: House, labels: dict, best: dict[str, list[bool]], fine: dict[str, list[bool]], misses: bool
) -> None:
    """Count for one template which choices its labels call best, and which they allow."""
    numbers = {part: number for number, (_, _, part) in enumerate(labels["layouts"], 1)}
    parts = {layout.order: layout.part.rsplit("/", 1)[-1] for layout in house.facts.layouts}
    bound = house.bound()
    for role, ours in ROLES.items():
        label = labels["roles"].get(role)
        if not label or not (label["best"] or label["fine"]):
            continue
        chosen = numbers.get(parts[bound[ours].chosen], 0)
        best[role].append(chosen in label["best"])
        fine[role].append(chosen in (*label["best"], *label["fine"]))
        if misses and not fine[role][-1]:
            told = labels["layouts"][chosen - 1][1] if chosen else "?"
            print(f"{name[:28]:28} {role:12} {chosen:3} {told[:24]:24} not {label['best']} {label['fine']}")


def share(hits: list[bool]) -> str:
    return f"{100 * sum(hits) / len(hits):.0f} %" if hits else ""


if __name__ == "__main__":
    main()
