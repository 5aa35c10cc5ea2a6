"""Every member can be unpacked, and is what its checksum says."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.package import Package

FACT = Fact(
    "member-unpacks",
    "package",
    "error",
    "A member that cannot be unpacked is lost, and PowerPoint offers a repair.",
    ("ECMA-376 part 2, 7.3 (mapping to ZIP)", "APPNOTE.TXT 4.4.7 (CRC-32)"),
    "copy the deck again from where it came from, or build it again",
    Example("package", "a picture whose bytes agree with its checksum", "one byte of it changed"),
    ("part-is-what-it-says",),
)


def of_package(package: Package) -> Iterator[Fault]:
    """Find members that are damaged, encrypted, or packed in a way that Office does not know."""
    for name in sorted(package.members):
        if not name.endswith("/") and package.unpacked(name) is None:
            yield Fault(f"{name} cannot be unpacked", part=name)
