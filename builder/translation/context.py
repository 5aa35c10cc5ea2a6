"""Pages for translators: a picture of each slide beside its texts, with what is still to do."""

from __future__ import annotations

import base64
import html
from collections.abc import Callable, Iterable
from pathlib import Path

from builder.diagnostics import Findings
from builder.languages.language import language_of
from builder.languages.names import name_of
from builder.storage.store import write_atomically
from builder.translation.catalog import catalog_file, languages_of, read_po
from builder.translation.commands import Work, need_language
from builder.translation.texts import Text

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #1d2b33; background: #f4f6f6; margin: 0; }
header, main { max-width: 1200px; margin: 0 auto; padding: 24px; }
section { background: #fff; border-radius: 8px; padding: 24px; margin-bottom: 24px; display: grid; gap: 24px;
  grid-template-columns: minmax(280px, 5fr) 7fr; }
section > div:only-child { grid-column: 1 / -1; }
h1 { margin: 0; } h2 { font-size: 1.1rem; margin: 0 0 8px; grid-column: 1 / -1; }
img { width: 100%; border: 1px solid #cfd8da; border-radius: 4px; display: block; margin-bottom: 12px; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; } td, th { text-align: start; vertical-align: top;
  padding: 8px; border-top: 1px solid #dde4e5; overflow-wrap: anywhere; white-space: pre-line; }
th { font-weight: 600; } td small { color: #53646b; display: block; }
.missing { background: #fdeceb; } .stale { background: #fdf4df; }
@media (max-width: 800px) { section { grid-template-columns: 1fr; } }
"""


Pictures = Callable[[str], dict[str, list[str]]]  # a language ("" for the source's): SVG drawings by source slide


def write_pages(work: Work, languages: Iterable[str], pictures: Pictures, folder: Path | None = None) -> list[Path]:
    """Write `context-<language>.html` for each language; gives the files.

    pictures: draws the slides, those of the source where there is no catalog yet.
    """
    session = work.session
    wanted = list(languages) or languages_of(session.folder) or [""]
    folder = folder or session.project.output / session.slug
    made = []
    for language in wanted:
        if language:
            need_language(session, language)
        path = folder / f"context-{language or session.language}.html"
        write_atomically(path, [_page(work, language, pictures).encode()])
        made.append(path)
    return made


def _page(work: Work, language: str, draw: Pictures) -> str:
    session, shown = work.session, language or work.session.language
    entries = {}
    file = catalog_file(session.folder, language)
    if language and file.is_file() and session.project.inside(file):
        entries = {
            (e.msgctxt, e.msgid): e
            for e in read_po(file, session.project.named(file), Findings()) or []
            if not e.obsolete
        }
    pictures = draw(language if entries else "")
    groups: dict[str, list[Text]] = {}
    for text in work.texts:
        groups.setdefault(text.slide, []).append(text)
    for slide, drawn in pictures.items():
        if slide not in groups:  # it shows the session's own texts only
            pictures = {**pictures, "": [*pictures.get("", []), *drawn]}
    direction = "rtl" if language_of(shown).is_rtl else "ltr"
    parts = []
    for slide, texts in groups.items():
        images = "".join(
            f'<img alt="" loading="lazy" src="data:image/svg+xml;base64,{base64.b64encode(each.encode()).decode()}">'
            for each in pictures.get(slide, [])
        )
        rows = "".join(
            _row(text, entries.get(text.key), direction, language, work.about.limits.get(text.key, 0)) for text in texts
        )
        title = texts[0].title or slide or "The session"
        head = f"<tr><th>{html.escape(name_of(session.language))}</th>" + (
            f"<th>{html.escape(name_of(language))}</th>" if language else ""
        )
        left = f"<div>{images}</div>" if images else ""
        parts.append(
            f"<section><h2>{html.escape(title)} <small>{html.escape(slide)}</small></h2>{left}<div><table>{head}</tr>{rows}</table></div></section>"
        )
    title = html.escape(f"{session.node.text('title') or session.slug}: {name_of(shown)}")
    return (
        f'<!doctype html><html lang="{html.escape(session.language)}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}</style><header><h1>{title}</h1></header><main>{''.join(parts)}</main></html>\n"
    )  # fmt: skip


def _row(text: Text, entry: object, direction: str, language: str, limit: int) -> str:
    said = str(getattr(entry, "msgstr", "") or "")
    state = "missing" if not said else "stale" if getattr(entry, "fuzzy", False) else ""
    more = f"{html.escape(text.context)} · {html.escape(text.role)}" + (
        f" · at most {limit} characters" if limit else ""
    )
    cell = (
        f'<td class="{state}" lang="{html.escape(language)}" dir="{direction}">{html.escape(said)}</td>'
        if language
        else ""
    )
    return f"<tr><td>{html.escape(text.source)}<small>{more}</small></td>{cell}</tr>"
