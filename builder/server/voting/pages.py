"""The pages of a live poll: for voters without any script, for the presenter with moving bars."""

from __future__ import annotations

import io
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from builder.languages import formats
from builder.languages.labels import labels_of
from builder.languages.language import language_of
from builder.languages.names import own_name
from builder.pages.templating import rendered
from builder.server.voting.live import LivePolls

FOLDER = Path(__file__).parent / "templates"


@lru_cache(maxsize=8)
def part(name: str) -> bytes:
    """Return a style sheet or a script."""
    return (FOLDER / name).read_bytes()


def voting_page(live: LivePolls, language: str, voter: str, base: str, note: str = "") -> str:
    """Return the page for voters: every open poll as a form, or that none is open. note: the name of a fixed word."""
    polls = [
        {
            "question": each,
            "voted": live.has_voted(each.id, voter),
            "token": live.form_token(voter, each.id),
        }
        for each in live.by_language[language]
        if each.id in live.open
    ]
    others = [(each, own_name(each)) for each in live.by_language if each != language]
    said = labels_of(language)[note] if note else ""
    return _page("vote.html", live, language, base, polls=polls, others=others, note=said)


def presenter_page(live: LivePolls, base: str, address: str) -> str:
    """Return the page for whoever presents: the address to vote at, and every poll with its bars."""
    shown = address.partition("://")[2].rstrip("/")
    return _page("present.html", live, live.language, base, polls=live.questions, shown=shown)


def _page(template: str, live: LivePolls, language: str, base: str, **values: Any) -> str:
    words = labels_of(language)
    return rendered(
        template,
        FOLDER,
        language=language,
        direction="rtl" if language_of(language).is_rtl else "ltr",
        title=live.titles.get(language, ""),
        words=words,
        said=words.language,
        base=base,
        **values,
    )


def qr_svg(address: str) -> bytes:
    """Return the QR code of an address as SVG."""
    import segno

    stream = io.BytesIO()
    segno.make(address, error="m", micro=False).save(stream, kind="svg", scale=8, border=3, xmldecl=False)
    return stream.getvalue()


def state_event(live: LivePolls) -> str:
    """Return what the presenter's page shows, as JSON: figures, and how its language writes them."""
    language = live.language
    words = labels_of(language)
    return json.dumps([
        {
            "id": each.id, "open": each.id in live.open, "respondents": tally.respondents,
            "said": words.count("respondents", tally.respondents),
            "counts": {
                option: {"count": count, "said": _share(count, tally.respondents, language)}
                for option, count in tally.counts.items()
            },
        }
        for each in live.questions for tally in [live.tallies[each.id]]
    ])  # fmt: skip


def _share(count: int, respondents: int, language: str) -> str:
    said = formats.number(count, language)
    return f"{said} · {formats.percent(count / respondents, language)}" if respondents else said
