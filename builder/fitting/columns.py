"""Cards behind columns: all as high as the longest column asks, so that they end on one lower edge."""

from __future__ import annotations

from math import ceil

from msgspec.structs import replace

from builder.brands.prepared import Box, PreparedBrand
from builder.fitting.fitted import FittedText

AROUND = (16.0, 16.0, 14.0, 14.0)  # from a card's left, top, right and bottom edge to its words
NARROW = 4.0  # less at the sides where there are four
TALLER = 1.6  # times the height of its words: a card is more than what it holds
LEAST = 0.85  # of the height that there is
STEP = 36.0  # points: columns that hold about as much are equally high
BAR = 5.0


def cards_behind(columns: list[tuple[Box, float]], lowest: float, brand: PreparedBrand) -> list[FittedText]:
    """Return a card for each column, with a bar where its corners are square; columns: the place of its words, and where they end; lowest: where a card may end."""
    less = NARROW if len(columns) > 3 else 0.0
    left, top, right, bottom = AROUND
    begin = min(box.y for box, _ in columns) - top
    words = max(end for _, end in columns) + bottom - begin
    most = lowest + bottom - begin
    height = min(max(ceil(words * TALLER / STEP) * STEP, most * LEAST), most)
    made = []
    for number, (box, _) in enumerate(columns, 1):
        place = Box(box.x - left + less, begin, box.w + left + right - 2 * less, max(height, words))
        card = FittedText(place, (), geometry="rect", fill="surface", name=f"Card {number}")
        if brand.cards == "outlined":
            card = replace(card, fill="background", line="line", line_width=1)
        if brand.corners:
            made.append(replace(card, geometry="round"))
            continue
        made.append(card)
        made.append(FittedText(place._replace(h=BAR), (), geometry="rect", fill="primary", name=f"Bar {number}"))
    return made
