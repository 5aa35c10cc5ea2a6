"""The file can be sent by mail, and no picture takes most of it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.package import Package

FACT = Fact(
    "file-is-light",
    "content",
    "info",
    "Many mail servers refuse messages over 25 MB; a heavy deck opens slowly in the room.",
    ("25 MB: the limit of Gmail and of Exchange Online by default (with encoding, some 18 MB of file)",),
    "compress the pictures (Picture Format, Compress Pictures), link to videos instead of embedding them",
    Example("package", "a deck of 2 MB", "a picture of 6 MB in it"),
    ("part-is-reached",),
)

_MAIL = 18_000_000
_PICTURE = 5_000_000


def of_package(package: Package) -> Iterator[Fault]:
    """Find decks that are heavy, and the pictures that make them so."""
    if package.size > _MAIL:
        yield Fault(f"the deck takes {package.size / 1e6:.0f} MB")
    for name in package.parts:
        size = len(package.read(name)) if package.type_of(name).startswith("image/") else 0
        if size > _PICTURE:
            yield Fault(f"{name} takes {size / 1e6:.0f} MB", part=name)
