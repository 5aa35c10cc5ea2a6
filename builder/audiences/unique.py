"""Ids and file names of audiences, which must differ over all lists."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from builder.audiences.audience import Audience
from builder.diagnostics import Findings
from builder.storage.file_names import slug_of


class Unique:
    """Sees that ids and file names differ."""

    def __init__(self, findings: Findings, lists: Sequence[Sequence[Audience]]) -> None:
        self.findings, self.lists = findings, lists
        self.ids: dict[str, tuple[int, int]] = {}
        self.files: dict[str, tuple[int, int]] = {}

    def see(self, audience: Audience, listed: int, place: int) -> None:
        """Note where an audience has the id or the file name of an earlier one; listed, place: where it stands."""
        here = (listed, place)
        there = self.ids.setdefault(audience.id, here)
        if there != here:
            first = self.lists[there[0]][there[1]]
            message = f"{audience.row}: the id '{audience.id}' stands in {first.row} too"
            self.findings.add("duplicate-id", message, audience.at, "give each row an id of its own")
            return
        named = _file_of(audience)
        for kind, name in (("id", audience.file_name or audience.id), ("file", named)):
            there = self.files.setdefault(f"{kind} {unicodedata.normalize('NFKC', name).casefold()}", here)
            if there == here:
                continue
            first = self.lists[there[0]][there[1]]
            other = (first.file_name or first.id) if kind == "id" else _file_of(first)
            message = f"{audience.row}: the file name '{name}' is also that of {first.row}"
            if other != name:
                message += f" ('{other}'), where capitals and forms of letters do not count"
            self.findings.add("duplicate-file-name", message, audience.at, "change one of the two")
            return


def _file_of(audience: Audience) -> str:
    """Give what tells an audience's file from others: the name that its list gives, else its id and name."""
    return audience.file_name or f"{audience.id}-{slug_of(audience.name)}"
