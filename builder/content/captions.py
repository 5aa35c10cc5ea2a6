"""Captions of films in files (WebVTT, SubRip): whether they have the form that players read."""

from __future__ import annotations

import re
from pathlib import Path

MAX_BYTES = 5_000_000
ENDINGS = (".vtt", ".srt")
_NAMES = re.compile(r"[^\s?:*<>|]+(?: [^\s?:*<>|]+){0,4}\.(?:vtt|srt|sub|ssa|ass|ttml|dfxp|sbv)", re.I)
_VTT = re.compile(
    r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})[ \t]+-->[ \t]+(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})(?:[ \t].*)?$"
)
_SRT = re.compile(
    r"(\d{2,}):([0-5]\d):([0-5]\d),(\d{3})[ \t]*-->[ \t]*(\d{2,}):([0-5]\d):([0-5]\d),(\d{3})(?:[ \t].*)?$"
)


def names_captions(text: str) -> bool:
    """True where a text is a file's name, and no sentence on where captions are."""
    return "://" not in text and _NAMES.fullmatch(text.strip()) is not None


def fault_of_captions(path: Path) -> str:
    """Return what is wrong with a file of captions, with its line; "" where a player reads it."""
    if path.suffix.lower() not in ENDINGS:
        return f"{path.name} is no WebVTT (.vtt) or SubRip (.srt)"
    if path.stat().st_size > MAX_BYTES:
        return f"{path.name} is larger than captions are"
    data = path.read_bytes()
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        return f"{path.name} is not UTF-8"
    lines = text.splitlines()
    web = path.suffix.lower() == ".vtt"
    if web and not (lines and re.match(r"WEBVTT(?:[ \t]|$)", lines[0])):
        return f"{path.name} does not begin with WEBVTT"
    return _fault_of_times(path.name, lines, _VTT if web else _SRT, "00:01:02.500" if web else "00:01:02,500")


def _fault_of_times(name: str, lines: list[str], pattern: re.Pattern[str], form: str) -> str:
    cues = 0
    for number, line in enumerate(lines, 1):
        if "-->" not in line:
            continue
        found = pattern.match(line.strip())
        if found is None:
            return f"{name}:{number} does not write times as {form} --> {form}"
        start, end = (_milliseconds(found.groups()[at : at + 4]) for at in (0, 4))
        if end <= start:
            return f"{name}:{number} ends before it begins"
        cues += 1
    return "" if cues else f"{name} holds no captions"


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
