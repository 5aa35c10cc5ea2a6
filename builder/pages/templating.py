"""HTML from templates: everything that is put into them is escaped, and nothing may be missing."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).parent / "templates"


@lru_cache(maxsize=4)
def _environment(folder: Path) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def rendered(name: str, folder: Path = FOLDER, **values: Any) -> str:
    """Return a template filled in; folder: where it is."""
    return _environment(folder).get_template(name).render(**values)


def safe(html: str) -> Any:
    """Mark what is HTML or SVG already, of our own writing."""
    from markupsafe import Markup

    return Markup(html)
