"""Pictures that content names: found out what they are, bounded, freed of what is private, made fit for PowerPoint."""

from builder.content.pictures.bitmaps import as_png, rgba
from builder.content.pictures.reading import read_picture

__all__ = ["as_png", "read_picture", "rgba"]
