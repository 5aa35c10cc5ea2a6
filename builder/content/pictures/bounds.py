"""How large a picture may be, and what is said of one that does not serve."""

from __future__ import annotations

from pathlib import Path

from builder.diagnostics import Findings, Position

MAX_BYTES = 40_000_000
MAX_SIDE = 12_000  # pixels; a slide at 4K shows 3,840
MAX_PIXELS = 60_000_000


class Refused(Exception):
    """A picture that does not serve: the rule it breaks, what is wrong, what to do."""

    def __init__(self, rule: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.rule, self.message, self.hint = rule, message, hint

    def tell(self, at: Position, findings: Findings) -> None:
        """Add the finding at the line that names the picture."""
        findings.add(self.rule, self.message, at, self.hint)


def unreadable(path: Path, kind: str = "") -> Refused:
    """Return the refusal of a damaged picture; kind: its format, where its first bytes tell it."""
    what = f"is a damaged {kind} picture" if kind else "is damaged, or no picture"
    return Refused("image-readable", f"{path.name} {what}", "export it again as PNG, JPEG or SVG")


def too_many_bytes(path: Path, size: int) -> Refused:
    """Return the refusal of a picture of too many bytes."""
    message = f"{path.name} is {size / 1e6:.0f} MB, {MAX_BYTES // 1_000_000} MB is the most"
    return Refused("image-size", message, "make the picture smaller: 2000 pixels wide is enough for a slide")


def too_many_pixels(path: Path, size: str = "") -> Refused:
    """Return the refusal of a picture of too many pixels; size: as "30000 x 20", where it is known."""
    most = f"{MAX_SIDE} pixels a side and {MAX_PIXELS // 1_000_000} million in all are the most"
    message = f"{path.name} is {size} pixels; {most}" if size else f"{path.name} has too many pixels; {most}"
    return Refused("image-size", message, "make it smaller: 2000 pixels wide is enough for a slide")


def check_pixels(path: Path, width: int, height: int) -> None:
    """Raise Refused for a picture of too many pixels."""
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        raise too_many_pixels(path, f"{width} x {height}")
