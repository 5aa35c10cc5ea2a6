"""Pages for translators: a picture of each slide beside its texts, with what is still to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from builder.diagnostics import Findings
from builder.languages.language import language_of
from builder.languages.names import name_of
from builder.pages.drawings import Drawings
from builder.pages.templating import rendered, safe
from builder.storage.store import write_atomically
from builder.translation.catalog import catalog_file, languages_of, read_po
from builder.translation.commands import Work, need_language
from builder.translation.texts import Text

Pictures = Callable[[str], Drawings]  # of a language ("" for the source's)


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
    drawn = draw(language if entries else "")
    grouped: dict[str, list[Text]] = {}
    for text in work.texts:
        grouped.setdefault(text.slide, []).append(text)
    pictures = {slide: list(each) for slide, each in drawn.slides.items() if slide in grouped}
    for slide, each in drawn.slides.items():
        if slide not in grouped:  # it shows the session's own texts only
            pictures.setdefault("", []).extend(each)
    limits = work.about.limits
    groups = [
        {
            "slide": slide,
            "title": texts[0].title or slide or "The session",
            "pictures": [safe(each) for each in pictures.get(slide, [])],
            "rows": [_row(text, entries.get(text.key), limits.get(text.key, 0)) for text in texts],
        }
        for slide, texts in grouped.items()
    ]
    return rendered(
        "context.html",
        title=f"{session.node.text('title') or session.slug}: {name_of(shown)}",
        source_language=session.language,
        source_name=name_of(session.language),
        language=language,
        language_name=name_of(language) if language else "",
        direction="rtl" if language_of(shown).is_rtl else "ltr",
        fonts=safe(drawn.fonts),
        groups=groups,
    )


def _row(text: Text, entry: object, limit: int) -> dict[str, object]:
    """Return what a row of the table says: the text, its translation, and whether that is to be done or looked at."""
    translation = str(getattr(entry, "msgstr", "") or "")
    state = "missing" if not translation else "stale" if getattr(entry, "fuzzy", False) else ""
    return {
        "source": text.source, "context": text.context, "role": text.role, "limit": limit, "text": translation, "state": state,
    }  # fmt: skip
