"""Write docs/kinds.md from the slide kinds themselves.

usage: python tools/reference.py [--check]
"""

from __future__ import annotations

import inspect
import sys
from pathlib import Path
from typing import Literal, get_args, get_origin

from builder.content.fields import FieldSpec, fields_of, records_in
from builder.slide_kinds import SlideKind, kind_names, kind_of

PAGE = Path(__file__).resolve().parents[1] / "docs" / "kinds.md"


def reference() -> str:
    """Give the page's text."""
    lines = ["# Slide kinds", "", "Made by `python tools/reference.py` from the kinds themselves.", ""]
    lines += ["## What every slide can have", "", *_table(fields_of(SlideKind))]
    common = set(fields_of(SlideKind))
    for name in kind_names():
        kind = kind_of(name)
        own = {key: spec for key, spec in fields_of(kind).items() if key not in common}
        example = kind.EXAMPLE.strip().splitlines()
        listed = [("- " if number == 0 else "  ") + line for number, line in enumerate(example)]
        lines += [f"## {name}", "", inspect.getdoc(kind) or "", "", *_table(own), "```yaml", *listed, "```", ""]
    return "\n".join(lines)


def _table(fields: dict[str, FieldSpec]) -> list[str]:
    rows = [f"| `{key}`{'*' if spec.needed else ''} | {_said(spec)} |" for key, spec in fields.items()]
    return ["| field (* required) | what it is |", "|---|---|", *rows, ""]


def _said(spec: FieldSpec) -> str:
    """Give a field's description, the values it takes, and the fields of what it holds."""
    said = spec.doc
    for kind in spec.type if isinstance(spec.type, tuple) else (spec.type,):
        if get_origin(kind) is Literal:
            said += "; one of " + ", ".join(f"`{value}`" for value in get_args(kind))
    for inner in dict.fromkeys(records_in(spec.type)):
        keys = [f"`{key}`{'*' if each.needed else ''}" for key, each in fields_of(inner).items()]
        if keys:
            said += (
                f"; each has {', '.join(keys)}" if get_origin(spec.type) is list else f"; its keys: {', '.join(keys)}"
            )
    return said.replace("|", "or")


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.read_text(encoding="utf-8") == reference() else f"{PAGE} is not current")
    PAGE.write_text(reference(), encoding="utf-8")
