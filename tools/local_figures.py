"""Compute the webinar's local figures from the lists of audiences: content/sociale-innovatie/data/inwoners.csv.

usage: python tools/local_figures.py

Of each municipality, in the list's order, three rows: its own number of inhabitants, that of the average municipality
in its province (by its Dutch name) and that of the average municipality in the country. An average is rounded to
hundreds. Run it again after a change in content/audiences. The session's `average_municipality` repeats the last of
the three.
"""

from __future__ import annotations

import csv
import io
import statistics
from collections import defaultdict
from pathlib import Path

CONTENT = Path(__file__).resolve().parents[1] / "content"
FIGURES = CONTENT / "sociale-innovatie" / "data" / "inwoners.csv"


def listed(name: str) -> list[dict[str, str]]:
    """Read a list of audiences."""
    with (CONTENT / "audiences" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def average(inhabitants: list[int]) -> int:
    return round(statistics.mean(inhabitants) / 100) * 100


def figures() -> list[tuple[str, str, int]]:
    """Give the rows: code, area, inhabitants."""
    dutch = {row["code"]: row["name.nl"] or row["name"] for row in listed("provinces")}
    municipalities = listed("municipalities")
    by_province = defaultdict(list)
    for row in municipalities:
        by_province[row["province_code"]].append(int(row["population"]))
    provinces = {code: average(inhabitants) for code, inhabitants in by_province.items()}
    country = average([int(row["population"]) for row in municipalities])
    rows = []
    for row in municipalities:
        code, province = row["code"], row["province_code"]
        rows.append((code, row["name"], int(row["population"])))
        rows.append((code, f"Gemiddelde gemeente in {dutch[province]}", provinces[province]))
        rows.append((code, "Gemiddelde gemeente in Nederland", country))
    return rows


def main() -> None:
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(["code", "gebied", "Inwoners"])
    lines.writerows(figures())
    FIGURES.write_text(text.getvalue(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
