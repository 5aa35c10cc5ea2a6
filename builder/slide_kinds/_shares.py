"""Shares of one whole, as whole percentages that add up."""

from __future__ import annotations

from collections.abc import Sequence


def whole_percentages(counts: Sequence[int], total: int) -> list[int]:
    """Return counts as whole percentages of a total that add up to 100 with what is left of it (largest remainder)."""
    parts = [*counts, max(total - sum(counts), 0)]
    found = [100 * part // total for part in parts]
    order = sorted(range(len(parts)), key=lambda n: (-(100 * parts[n] % total), n))
    for n in order[: 100 - sum(found)]:
        found[n] += 1
    return found[:-1]


def shown_shares(counts: Sequence[int], total: int) -> list[float]:
    """Return counts as shares of a total: their own, or the nearest that is written so that all add up to 100 %."""
    return [
        count / total if (200 * count + total) // (2 * total) == whole else whole / 100
        for count, whole in zip(counts, whole_percentages(counts, total), strict=True)
    ]
