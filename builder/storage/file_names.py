"""Names of files made from what people call things: of letters that no file system minds, bounded in length."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST_STEM = 115  # characters, without the ending: all formats of a deck have one
LONGEST_SLUG = 60
FORBIDDEN = '<>:"/\\|?*'  # by Windows, the strictest of file systems
_UNFIT = re.compile(rf"[{re.escape(FORBIDDEN)}\x00-\x1f\s]+")
_DEVICES = {"con", "nul", "aux", "prn", *(f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10))}


def is_device(name: str) -> bool:
    """True for what Windows takes for a device, whatever stands after a full stop."""
    return unicodedata.normalize("NFKC", name).casefold().split(".")[0].strip() in _DEVICES


def slug_of(name: str) -> str:
    """Make a name part of a file's name: lower case, letters and figures of any script, single hyphens."""
    plain = unicodedata.normalize("NFC", name).lower().replace("\u2019", "").replace("'", "")
    return re.sub(r"[\W_]+", "-", plain).strip("-")[:LONGEST_SLUG].rstrip("-")


def file_stem(parts: Iterable[str]) -> str:
    """Return a deck's name for files, without an ending: composed (NFC), of letters that no file system minds, bounded."""
    cleaned = [_UNFIT.sub("-", part).strip("-. ") for part in parts if part]
    first, *rest = cleaned
    if is_device(first):
        first = f"{first}_"
    tail = "".join(f"-{part}" for part in rest if part)
    room = LONGEST_STEM - len(tail)
    return unicodedata.normalize("NFC", f"{first[: max(room, 8)].rstrip('-. ')}{tail}")
