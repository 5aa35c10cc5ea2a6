"""A deck read by python-pptx, as a program that is not ours: what it does not find, others will miss too."""

from __future__ import annotations

from pathlib import Path

from builder.diagnostics import Diagnostic


def misread(file: Path, slides: int) -> list[Diagnostic]:
    """Return an error where python-pptx cannot read a deck, or does not find all its slides, each on a layout."""
    from pptx import Presentation

    try:
        found = [slide.slide_layout.name for slide in Presentation(str(file)).slides]
    except Exception as error:  # whatever it stumbles over, other programs may
        what = f"python-pptx cannot read the deck ({type(error).__name__})"
    else:
        if len(found) == slides:
            return []
        what = f"python-pptx finds {len(found)} of {slides} slides"
    return [Diagnostic("second-reader", what, None, "open and save the template in PowerPoint", file=str(file))]
