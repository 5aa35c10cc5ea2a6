"""What moves in an animated picture: whether it flashes, and how long it goes on.

WCAG 2.2, 2.3.1: not more than three flashes in any one second; a flash is a pair of opposing changes of a tenth or more of the
greatest luminance, the darker below 0.8, or of a saturated red. 2.2.2: what moves by itself for more than five seconds can be stopped.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any, NamedTuple

from builder.diagnostics import Findings, Position

_GRID = 24  # cells a side in which brightness is followed
_AREA = 0.06  # of the picture; on a picture of half a slide about the quarter of ten degrees of sight that WCAG names
_CHANGE, _DARK = 0.1, 0.8
_RED = 20.0 / 320
_MOST_FLASHES = 3
_LONGEST = 5.0  # seconds
_MAX_FRAMES = 400
_MAX_DECODED = 600_000_000  # pixels of all frames looked at
_USUAL = 0.1  # seconds of a frame that says none, or too few to be kept
Cells = tuple[tuple[float, ...], tuple[float, ...]]  # luminance and redness


class Frame(NamedTuple):
    """How a frame looks, from when it is seen, in seconds."""

    cells: Cells
    start: float


def tell_movement(name: str, image: Any, at: Position, findings: Findings) -> None:
    """Add a warning where an opened animation flashes, or moves for more than five seconds."""
    frames, length, plays = _frames(image)
    if len({frame.cells for frame in frames}) < 2:
        return
    if _flashes(frames, length, plays) > _MOST_FLASHES:
        findings.add(
            "image-flashes",
            f"{name} flashes more than three times a second, which can cause seizures (WCAG 2.3.1)",
            at,
            "take a picture that stands still, or fewer changes a second",
            severity="warning",
        )
    elif plays == 0 or length * plays > _LONGEST:
        how_long = "without end" if plays == 0 else f"for {length * plays:.0f} seconds"
        findings.add(
            "image-moves",
            f"{name} moves {how_long}, and nobody can stop it (WCAG 2.2.2: at most five seconds)",
            at,
            "let it play once and shortly, take a picture that stands still, or a film (kind: video)",
            severity="warning",
        )


def _frames(image: Any) -> tuple[list[Frame], float, int]:
    """Return the frames, the seconds that all take, and how often they are played (0: without end)."""
    frames: list[Frame] = []
    clock = 0.0
    most = min(_MAX_FRAMES, max(_MAX_DECODED // (image.width * image.height), 2))
    for number in range(min(getattr(image, "n_frames", 1), most)):
        image.seek(number)
        frames.append(Frame(_cells(image), clock))
        seconds = float(image.info.get("duration") or 0) / 1000
        clock += seconds if seconds >= 0.02 else _USUAL
    loop = image.info.get("loop")
    return frames, clock, 1 if loop is None else 0 if loop == 0 else int(loop) + 1


def _cells(image: Any) -> Cells:
    from PIL import Image

    small = image.convert("RGBA").resize((_GRID, _GRID), Image.Resampling.BOX)
    data = small.tobytes()
    bright, red = [], []
    for place in range(0, len(data), 4):
        alpha = data[place + 3] / 255
        r, g, b = (_linear(data[place + part] / 255 * alpha + 1 - alpha) for part in range(3))
        bright.append(round(0.2126 * r + 0.7152 * g + 0.0722 * b, 4))
        red.append(round(max(r - g - b, 0.0), 4) if r and r / (r + g + b) >= 0.8 else 0.0)
    return tuple(bright), tuple(red)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _flashes(frames: list[Frame], length: float, plays: int) -> int:
    """Return the most flashes in one second over enough of the picture; an animation that comes back is seen for two seconds."""
    times = plays or 1_000
    shown = list(islice(_shown(frames, length, times), 4 * _MAX_FRAMES))
    most = 0
    for kind in (0, 1):
        turns = [_turns(shown, kind, cell) for cell in range(_GRID * _GRID)]
        for start in sorted({time for each in turns for time in each}):
            counts = sorted((sum(start <= t < start + 1 for t in each) for each in turns if each), reverse=True)
            enough = int(_AREA * _GRID * _GRID)
            if len(counts) > enough:
                most = max(most, (counts[enough] + 1) // 2)
            if most > _MOST_FLASHES:
                return most
    return most


def _shown(frames: list[Frame], length: float, times: int) -> Iterator[Frame]:
    for number, frame in enumerate(islice(cycle(frames), len(frames) * times)):
        start = frame.start + number // len(frames) * length
        if start > max(2.0, length):
            return
        yield Frame(frame.cells, start)


def _turns(shown: list[Frame], kind: int, cell: int) -> list[float]:
    """Return when a cell changes far enough, each time the other way than before."""
    low = high = shown[0].cells[kind][cell]
    way = 0
    times = []
    for frame in shown[1:]:
        value = frame.cells[kind][cell]
        low, high = min(low, value), max(high, value)
        rises = value - low >= _CHANGE and low < _DARK if kind == 0 else value - low >= _RED
        falls = high - value >= _CHANGE and value < _DARK if kind == 0 else high - value >= _RED
        if rises and way <= 0:
            way, low, high = 1, value, value
            times.append(frame.start)
        elif falls and way >= 0:
            way, low, high = -1, value, value
            times.append(frame.start)
    return times
