"""The header of a catalog: gettext's fields, kept as translators' programs wrote them."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from builder.languages.names import name_of, plural_forms

if TYPE_CHECKING:
    import polib


def header_of(old: polib.POFile | None, slug: str, language: str) -> tuple[str, dict[str, str]]:
    """Return the comment and the fields of a catalog's header; old: the catalog that it goes on from."""
    now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d %H:%M%z")
    own = {
        "Project-Id-Version": slug,
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": now,
        "PO-Revision-Date": now if language else "YEAR-MO-DA HO:MI+ZONE",
        "Last-Translator": "" if language else "FULL NAME <EMAIL@ADDRESS>",
        "Language-Team": name_of(language) if language else "LANGUAGE <LL@li.org>",
        "Language": language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    if language:
        own["Plural-Forms"] = plural_forms(language)
    if old is None:
        return f"{slug}: what a translator needs is in the comments of each text.", own
    kept = {**{key: value for key, value in own.items() if key not in old.metadata}, **old.metadata}
    kept["Content-Type"] = "text/plain; charset=UTF-8"
    kept["POT-Creation-Date"] = old.metadata.get("POT-Creation-Date", now)
    return old.header, {key: kept[key] for key in (*old.metadata, *[k for k in own if k not in old.metadata])}
