"""Pictures are there to their last byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.content.pictures.private import Cleaned, Damaged, cleaned_gif, cleaned_jpeg, cleaned_png
from builder.ooxml.package import Package

FACT = Fact(
    "picture-is-whole",
    "package",
    "error",
    "A picture whose data end early is shown in part, in grey, or as a red cross.",
    ("ISO/IEC 15948 (PNG: checksums, IEND)", "ISO/IEC 10918-1 (JPEG: EOI)", "GIF89a (trailer)"),
    "put the picture in again",
    Example("picture", "all of a PNG", "its first half"),
    ("picture-is-sharp", "text-has-contrast"),
)

_WALKS: dict[str, tuple[bytes, Callable[[bytes], Cleaned]]] = {
    "image/png": (b"\x89PNG\r\n\x1a\n", cleaned_png),
    "image/jpeg": (b"\xff\xd8\xff", cleaned_jpeg),
    "image/gif": (b"GIF8", cleaned_gif),
}


def of_part(package: Package, name: str) -> Iterator[Fault]:
    """Find pictures whose data end before their end, or contradict their checksums."""
    start, walk = _WALKS.get(package.type_of(name), (b"", None))
    data = package.read(name) if walk is not None else b""
    if walk is None or not data.startswith(start):
        return
    try:
        walk(data)
    except Damaged:
        yield Fault(f"{name} is damaged: its data end early, or contradict their checksums", part=name)
