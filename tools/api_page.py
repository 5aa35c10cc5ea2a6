"""Write docs/api.md from what `builder` offers to Python.

usage: python tools/api_page.py [--check]
"""

from __future__ import annotations

import inspect
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import builder

PAGE = Path(__file__).resolve().parents[1] / "docs" / "api.md"
HEAD = """# From Python

Made by `python tools/api_page.py` from the program itself. What a notebook or a web service needs, with typed results:

```python
from builder import Options, build, check

result = build(["sociale-innovatie"], options=Options(select=("group:G4",), formats=("pptx",)))
for deck in result.decks:
    print(deck.file, deck.status, [str(finding) for finding in deck.findings])

for finding in check(["sociale-innovatie"]).found:
    print(finding)
```

Everything is imported when it is first asked for. What is not on this page may change without notice.
"""


def page() -> str:
    """Return the page's text."""
    public = {name: getattr(builder, name) for name in builder.__all__ if not name.startswith("_")}
    functions = [name for name, thing in public.items() if inspect.isfunction(thing)]
    others = [name for name in public if name not in functions]
    parts = [HEAD, "## Functions\n", *(_function(name, public[name]) for name in functions)]
    parts += ["## Types\n", *(_type(name, public[name]) for name in others)]
    return "\n".join(parts)


def _function(name: str, function: Any) -> str:
    given = inspect.signature(function)
    lines = [
        f"    {each.name}: {each.annotation}" + ("," if each.default is each.empty else f" = {each.default!r},")
        for each in given.parameters.values()
    ]
    signature = "\n".join([f"{name}(", *lines, f") -> {given.return_annotation}"])
    return f"### {name}\n\n```python\n{signature}\n```\n\n{_words(function)}\n"


def _type(name: str, kind: Any) -> str:
    lines = [f"### {name}\n", _words(kind), ""]
    declared = _fields(kind)
    if declared:
        comments = _comments(kind)
        lines += ["| field | type | |", "|---|---|---|"]
        lines += [
            f"| `{field}` | `{held.replace('|', chr(92) + '|')}` | {comments.get(field, '')} |"
            for field, held in declared.items()
            if not field.startswith("_")
        ]
        lines.append("")
    own = [each for each in vars(kind).items() if not each[0].startswith("_")]
    for member, value in own:
        if isinstance(value, property) and value.__doc__:
            lines.append(f"- `.{member}`: {_words(value)}")
        elif isinstance(value, (classmethod, staticmethod)) or inspect.isfunction(value):
            lines.append(f"- `.{member}()`: {_words(value).splitlines()[0]}")
    return "\n".join(lines).rstrip() + "\n"


def _fields(kind: Any) -> dict[str, str]:
    """Return the fields of a dataclass or a struct, with their types as written."""
    if is_dataclass(kind):
        return {each.name: str(each.type) for each in fields(kind)}
    return {name: str(kind.__annotations__[name]) for name in getattr(kind, "__struct_fields__", ())}


def _comments(kind: Any) -> dict[str, str]:
    """Return the comment behind each field."""
    found = {}
    for line in inspect.getsource(kind).splitlines():
        code, mark, comment = line.partition("  # ")
        if mark and ":" in code and "noqa" not in comment:
            found[code.split(":")[0].strip()] = comment.strip()
    return found


def _words(thing: Any) -> str:
    return inspect.cleandoc(thing.__doc__ or "")


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.read_text(encoding="utf-8") == page() else f"{PAGE} is not current: just generate")
    PAGE.write_text(page(), encoding="utf-8")
