"""The largest empty place of a layout: free of decoration, title and footers, within the house's margins."""

from __future__ import annotations

from collections.abc import Iterable

from PIL import Image, ImageDraw

from builder.brands.prepared import Box
from builder.brands.template.painting import Painting


def overlap(one: Box, other: Box) -> float:
    """Return the area that two boxes share."""
    wide = min(one.x + one.w, other.x + other.w) - max(one.x, other.x)
    high = min(one.y + one.h, other.y + other.h) - max(one.y, other.y)
    return wide * high if wide > 0 and high > 0 else 0.0


def within(box: Box, bounds: Box) -> Box:
    """Return the part of a box that lies in another."""
    left, top = max(box.x, bounds.x), max(box.y, bounds.y)
    right, bottom = min(box.x + box.w, bounds.x + bounds.w), min(box.y + box.h, bounds.y + bounds.h)
    return Box(left, top, max(right - left, 0), max(bottom - top, 0))


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around boxes."""
    listed = list(boxes)
    left, top = min(b.x for b in listed), min(b.y for b in listed)
    return Box(left, top, max(b.x + b.w for b in listed) - left, max(b.y + b.h for b in listed) - top)


def without(bounds: Box, taken: Iterable[Box]) -> Box:
    """Return the largest rectangle of a box that keeps clear of others."""
    edges_x, edges_y = {bounds.x, bounds.x + bounds.w}, {bounds.y, bounds.y + bounds.h}
    boxes = [each for each in (within(box, bounds) for box in taken) if each.w > 0 and each.h > 0]
    for box in boxes:
        edges_x |= {box.x, box.x + box.w}
        edges_y |= {box.y, box.y + box.h}
    best = Box(bounds.x, bounds.y, 0, 0)
    xs, ys = sorted(edges_x), sorted(edges_y)
    for left in xs:
        for right in (x for x in xs if x > left):
            for top in ys:
                for bottom in (y for y in ys if y > top):
                    tried = Box(left, top, right - left, bottom - top)
                    if tried.w * tried.h > best.w * best.h and not any(overlap(tried, box) > 1 for box in boxes):
                        best = tried
    return best


def free_area(painting: Painting, bounds: Box, taken: Iterable[Box]) -> Box:
    """Return the largest rectangle within bounds that neither decoration nor the boxes taken touch."""
    mask = painting.coarse.copy()
    draw = ImageDraw.Draw(mask)
    scale = painting.scale / 2
    for box in taken:
        draw.rectangle((box.x * scale, box.y * scale, (box.x + box.w) * scale, (box.y + box.h) * scale), fill=255)
    left, top = max(-int(-bounds.x * scale // 1), 0), max(-int(-bounds.y * scale // 1), 0)
    right, bottom = int((bounds.x + bounds.w) * scale), int((bounds.y + bounds.h) * scale)
    x, y, wide, high = _largest(mask, left, top, min(right, mask.width), min(bottom, mask.height))
    return within(Box(x / scale, y / scale, wide / scale, high / scale), bounds)


def _largest(mask: Image.Image, left: int, top: int, right: int, bottom: int) -> tuple[int, int, int, int]:
    """Find the largest rectangle of zeros: a stack of bars, row by row; none ends above a row that is the same."""
    best, same = (left, top, 0, 0), 1
    raw, wide = mask.tobytes(), mask.width
    bars = [0] * (right - left + 1)
    for y in range(top, bottom):
        row = raw[y * wide + left : y * wide + right]
        if y + 1 < bottom and raw[(y + 1) * wide + left : (y + 1) * wide + right] == row:
            same += 1
            continue
        for n, value in enumerate(row):
            bars[n] = 0 if value else bars[n] + same
        same = 1
        stack: list[int] = []
        for n in range(len(bars)):
            while stack and bars[n] < bars[stack[-1]]:
                high = bars[stack.pop()]
                start = stack[-1] + 1 if stack else 0
                if (n - start) * high > best[2] * best[3]:
                    best = (left + start, y - high + 1, n - start, high)
            stack.append(n)
    return best
