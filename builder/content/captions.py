"""Captions of films: in files (WebVTT, SubRip), whether they have the form that players read; inside a film, whether it has any."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

MAX_BYTES = 5_000_000
ENDINGS = (".vtt", ".srt")
_NAMES = re.compile(
    r"[^\s?:*<>|]+(?: [^\s?:*<>|]+){0,4}\.(?:vtt|srt|sub|ssa|ass|ttml|dfxp|sbv|stl|scc|mcc|lrc|xml|txt|docx?|odt|rtf|pdf|mp4)",
    re.I,
)
# sample formats of text that a player shows with a film (ISO/IEC 14496-30, 3GPP TS 26.245, QuickTime)
_SHOWN_TEXT = {b"tx3g", b"wvtt", b"stpp", b"stxt", b"c608", b"c708", b"text", b"sbtt"}
_WITHIN = {b"mdia", b"minf", b"stbl", b"tref"}
_DEEPEST = 4
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


def holds_captions(film: bytes) -> bool:
    """True for an MP4 film with a track of captions or subtitles; titles of chapters are none.

    Captions that stand in the pictures themselves (CEA-608 in H.264) cannot be seen here.
    """
    chapters: set[int] = set()
    found: set[int] = set()
    for track in _tracks(film):
        chapters.update(track.chapters)
        if track.text:
            found.add(track.number)
    return bool(found - chapters)


class _Track(NamedTuple):
    """A track of a film: its number, whether it holds text that is shown, and the tracks that name its chapters."""

    number: int
    text: bool
    chapters: tuple[int, ...]


def _tracks(film: bytes) -> Iterator[_Track]:
    for kind, start, end in _boxes(film, 0, len(film)):
        if kind != b"moov":
            continue
        for inner, at, until in _boxes(film, start, end):
            if inner == b"trak":
                yield _track(film, at, until)


def _track(film: bytes, start: int, end: int) -> _Track:
    number, text, chapters = 0, False, list[int]()
    for kind, at, until in _all_boxes(film, start, end):
        if kind == b"tkhd":
            number = int.from_bytes(film[at + (20 if film[at] else 12) :][:4], "big")
        elif kind == b"stsd":
            text = film[at + 12 : at + 16] in _SHOWN_TEXT
        elif kind == b"chap":
            chapters += [int.from_bytes(film[place : place + 4], "big") for place in range(at, until, 4)]
    return _Track(number, text, tuple(chapters))


def _all_boxes(film: bytes, start: int, end: int, depth: int = 0) -> Iterator[tuple[bytes, int, int]]:
    """Go through the boxes of a track, those that hold others opened."""
    for kind, at, until in _boxes(film, start, end):
        yield kind, at, until
        if kind in _WITHIN and depth < _DEEPEST:
            yield from _all_boxes(film, at, until, depth + 1)


def _boxes(film: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Go through the boxes between two places (ISO/IEC 14496-12, 4.2): kind, where the contents begin and end."""
    while start + 8 <= end:
        size, kind = int.from_bytes(film[start : start + 4], "big"), film[start + 4 : start + 8]
        begin = start + 8
        if size == 1:
            size, begin = int.from_bytes(film[begin : begin + 8], "big"), begin + 8
        until = end if size == 0 else start + size
        if until > end or until < begin:
            return
        yield kind, begin, until
        start = until
