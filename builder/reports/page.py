"""One HTML page for a run: every finding with its slide drawn, and the shape marked. Stands alone, no script, no network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape

from builder.checks.fact import Fact
from builder.checks.settings import Judged
from builder.diagnostics import Diagnostic
from builder.ooxml.deck import DeckPackage
from builder.reports.drawing import drawing

MOST_PICTURES = 400  # of a page
_WORDS = {"error": "error", "warning": "warning", "info": "information"}
_STYLE = """
:root{color-scheme:light dark;--ink:#1b1b1f;--page:#fff;--line:#d8d8de;--error:#b3003b;--warning:#8a5200;--info:#00558a}
@media(prefers-color-scheme:dark){:root{--ink:#ececf1;--page:#17171b;--line:#3a3a42;--error:#ff8fae;--warning:#ffc061;--info:#7cc8ff}}
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page);max-width:70rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.5rem;border-bottom:1px solid var(--line)}
article{display:grid;grid-template-columns:22rem 1fr;gap:1.25rem;padding:1rem 0;border-bottom:1px solid var(--line)}
svg,.none{width:100%;height:auto;border:1px solid var(--line);background:#fff;font-family:sans-serif}
.none{border:0;background:none}p{margin:.2rem 0}.error{color:var(--error)}.warning{color:var(--warning)}.info{color:var(--info)}
.where,.norm{font-size:.9rem;opacity:.8}code{font-size:.9rem}@media(max-width:50rem){article{grid-template-columns:1fr}}
"""


class Pictures:
    """The slides that findings are on, drawn while their decks are open."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[str, ...], str] = {}

    def see(self, package: DeckPackage, found: Sequence[Diagnostic], told: Sequence[Diagnostic]) -> None:
        """Draw the slide of each finding; told: the same findings as the report names them."""
        slides = {slide.name: slide for slide in package.slides}
        for each, as_told in zip(found, told, strict=True):
            slide = slides.get(each.slide)
            key = _key(as_told)
            if slide is not None and key not in self._drawn and len(self._drawn) < MOST_PICTURES:
                self._drawn[key] = drawing(slide, {each.shape} - {""})

    def of(self, found: Diagnostic) -> str:
        """Return the picture of a finding; "" where there is none."""
        return self._drawn.get(_key(found), "")


def _key(found: Diagnostic) -> tuple[str, ...]:
    return ("" if found.at else found.file, found.slide, found.shape)


def page(judged: Judged, pictures: Pictures, facts: Mapping[str, Fact], title: str) -> str:
    """Return the page's HTML."""
    counts: Counter[str] = Counter(each.severity for each in judged.found)
    head = (
        ", ".join(f"{counts[severity]} × {word}" for severity, word in _WORDS.items() if counts[severity])
        or "nothing found"
    )
    groups: dict[str, list[Diagnostic]] = {}
    for each in judged.found:
        fact = facts.get(each.rule)
        groups.setdefault(fact.group if fact else "source", []).append(each)
    parts = "".join(
        f"<h2>{escape(group.capitalize())}</h2>" + "".join(_finding(each, pictures, facts) for each in found)
        for group, found in sorted(groups.items())
    )
    if judged.allowed:
        items = "".join(f"<li>{escape(_line(each))}: {escape(reason)}</li>" for each, reason in judged.allowed)
        parts += f"<h2>Allowed, with the reason</h2><ul>{items}</ul>"
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main><h1>{escape(title)}</h1><p>{head}</p>{parts}</main></body></html>\n"
    )


def _finding(found: Diagnostic, pictures: Pictures, facts: Mapping[str, Fact]) -> str:
    fact = facts.get(found.rule)
    norm = f'<p class="norm">{escape("; ".join(fact.norms))}</p>' if fact else ""
    hint = f"<p>{escape(str(found.hint))}</p>" if found.hint else ""
    drawn = pictures.of(found) or '<div class="none"></div>'
    return (
        f'<article><div>{drawn}</div><div><p><strong class="{found.severity}">{_WORDS[found.severity]}</strong> '
        f'<code>{escape(found.rule)}</code></p><p>{escape(found.message)}</p>{hint}<p class="where">{escape(_place(found))}</p>{norm}</div></article>'
    )


def _place(found: Diagnostic) -> str:
    file = str(found.at) if found.at else found.file
    more = (("slide", found.slide), ("shape", found.shape), ("audience", found.audience), ("language", found.language))
    return ", ".join(each for each in (file, *(f"{name} {value}" for name, value in more if value)) if each)


def _line(found: Diagnostic) -> str:
    return f"{found.rule}: {found.message} ({_place(found)})"
