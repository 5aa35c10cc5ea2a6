"""Online videos as PowerPoint plays them on a slide: by the address of the player that a site embeds."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

_YOUTUBE = {"youtube.com", "m.youtube.com", "music.youtube.com", "youtube-nocookie.com"}
_YOUTUBE_PATH = re.compile(r"/(?:embed|shorts|live|v)/([\w-]{11})(?:/|$)")
_VIMEO_PATH = re.compile(r"/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/)?(\d+)(?:/(?P<secret>[0-9a-f]+))?/?$")
_TIME = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?$")
_FILMS = (".mp4", ".m4v", ".mov", ".wmv")


def player_address(address: str) -> str:
    """Return what PowerPoint plays on the slide for an address: YouTube, Vimeo, or a film's own file; "" for other pages."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    query = parse_qs(parts.query)
    if host == "youtu.be" or host in _YOUTUBE:
        return _of_youtube(host, parts.path, query, parts.fragment)
    if host in ("vimeo.com", "player.vimeo.com"):
        return _of_vimeo(parts.path, query, parts.fragment)
    return address if parts.path.lower().endswith(_FILMS) else ""


def _of_youtube(host: str, path: str, query: dict[str, list[str]], fragment: str) -> str:
    found = _YOUTUBE_PATH.match(path)
    short = path.strip("/") if host == "youtu.be" else query.get("v", [""])[0]
    film = found[1] if found else short
    if not re.fullmatch(r"[\w-]{11}", film):
        return ""
    site = "www.youtube-nocookie.com" if host == "youtube-nocookie.com" else "www.youtube.com"
    start = _seconds(next((query[key][0] for key in ("start", "t") if key in query), fragment.removeprefix("t=")))
    return f"https://{site}/embed/{film}?" + (f"start={start}&" if start else "") + "feature=oembed"


def _of_vimeo(path: str, query: dict[str, list[str]], fragment: str) -> str:
    found = _VIMEO_PATH.match(path)
    if not found:
        return ""
    secret = found["secret"] or query.get("h", [""])[0]
    start = _seconds(fragment.removeprefix("t="))
    return (
        f"https://player.vimeo.com/video/{found[1]}?"
        + (f"h={secret}&" if secret else "")
        + "app_id=122963"
        + (f"#t={start}s" if start else "")
    )


def _seconds(text: str) -> int:
    """Read 90, 90s or 1m30s."""
    found = _TIME.match(text)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds
