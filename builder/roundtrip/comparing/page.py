"""The differences of two decks as a page: each slide of both drawn beside the other. Stands alone, no script, no network."""

from __future__ import annotations

from html import escape

from builder.reports.drawing import drawing
from builder.roundtrip.comparing.difference import Compared, Difference

_STYLE = """
:root{color-scheme:light dark;--ink:#1b1b1f;--page:#fff;--line:#d8d8de;--was:#b3003b;--now:#006b3a}
@media(prefers-color-scheme:dark){:root{--ink:#ececf1;--page:#17171b;--line:#3a3a42;--was:#ff8fae;--now:#6fe0a4}}
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page);max-width:80rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem}h2{font-size:1.15rem;margin:2.5rem 0 .75rem;border-top:1px solid var(--line);padding-top:1rem}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1.25rem}figure{margin:0}figcaption{font-size:.9rem;opacity:.8}
svg{width:100%;height:auto;border:1px solid var(--line);background:#fff;font-family:sans-serif}
.none{border:1px dashed var(--line);aspect-ratio:16/9;display:grid;place-items:center;opacity:.7}
li{margin:.35rem 0}del{color:var(--was)}ins{color:var(--now);text-decoration:none}
@media(max-width:50rem){.pair{grid-template-columns:1fr}}
"""


def difference_page(made: Compared, one: str, other: str) -> str:
    """Return the page's HTML."""
    slides: dict[tuple[int, int], list[Difference]] = {}
    for each in made.found:
        slides.setdefault((each.slide, each.other), []).append(each)
    parts = "".join(_slide(made, numbers, found, one, other) for numbers, found in slides.items())
    title = f"{one} → {other}"
    number, on = len(made.found), len(slides)
    count = (
        f"{number} {'difference' if number == 1 else 'differences'} on {on} {'slide' if on == 1 else 'slides'}"
        if number
        else "no difference"
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main><h1>{escape(title)}</h1><p>{count}</p>{parts}"
        "</main></body></html>\n"
    )


def _slide(made: Compared, numbers: tuple[int, int], found: list[Difference], one: str, other: str) -> str:
    left, right = numbers
    figures = "".join(
        f"<figure>{_drawn(deck, number, found)}<figcaption>{escape(name)}{f', slide {number}' if number else ''}</figcaption></figure>"
        for deck, number, name in ((made.one, left, one), (made.other, right, other))
    )
    items = "".join(f"<li>{_line(each)}</li>" for each in found)
    heading = escape(found[0].title or f"slide {right or left}")
    return f'<section><h2>{heading}</h2><div class="pair">{figures}</div><ul>{items}</ul></section>'


def _drawn(deck: object, number: int, found: list[Difference]) -> str:
    from builder.roundtrip.seen import SeenDeck

    assert isinstance(deck, SeenDeck)
    if not number:
        return '<div class="none">no slide</div>'
    return drawing(deck.slides[number - 1].slide, {each.where for each in found} - {""})


def _line(each: Difference) -> str:
    where = f" {escape(each.where)}" if each.where else ""
    was = f" <del>{escape(each.was)}</del>" if each.was else ""
    now = f" <ins>{escape(each.now)}</ins>" if each.now else ""
    return f"<strong>{escape(each.what)}</strong>{where}{was}{now}"
