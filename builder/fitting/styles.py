"""Text of a plan given its faces and sizes, ready to be measured."""

from __future__ import annotations

from builder.brands.prepared import Level, PreparedBrand
from builder.fitting.fonts import CODE, Face, ruler
from builder.fitting.lines import SCRIPT, Laid, Piece
from builder.plan import Paragraph, RichText, TextStyle

SIZE_CLASS = {
    "figure_96": "title", "figure_80": "title", "figure_64": "title", "figure_48": "title", "display": "title", "section": "title", "title": "title", "statement": "title", "number": "body", "lead": "body",
    "body": "body", "table": "table", "label": "table", "caption": "small", "small": "small",
    "detail": "small",
}  # fmt: skip
PARAGRAPH_GAP = 4.0  # points between styled paragraphs of one text


INDENTS = {"number": 1.5, "bullet": 0.9}  # of the size: from the sign of a paragraph in a shape to its words
FASTER = {
    "figure_96": 4,
    "figure_80": 4,
    "figure_64": 3,
    "figure_48": 2,
}  # points of a step, where one of them would not be seen
GROWS = ("lead", "body", "label")  # what is read first; numbers, captions and sources stay as they are


def stepped(brand: PreparedBrand, step: int) -> dict[str, float]:
    """Return the sizes of all roles after a number of whole steps down, none below its minimum; up where it is negative."""
    if step < 0:
        return {role: size - step if role in GROWS else size for role, size in brand.scale.items()}
    return {
        role: max(size - step * FASTER.get(role, 1), min(size, brand.smallest[SIZE_CLASS[role]]))
        for role, size in brand.scale.items()
    }


def most_steps(brand: PreparedBrand) -> int:
    """Give the number of steps after which every role stands at its minimum."""
    return int(
        max((size - brand.smallest[SIZE_CLASS[role]]) / FASTER.get(role, 1) for role, size in brand.scale.items())
    )


def lay_styled(text: RichText, scale: dict[str, float], brand: PreparedBrand) -> tuple[Laid, ...]:
    """Lay out text whose paragraphs carry styles (in shapes, not in placeholders)."""
    laid = []
    for paragraph in text.paragraphs:
        style = paragraph.style or TextStyle()
        size = scale[style.size]
        family = brand.fonts["major" if style.heading_font else "minor"]
        pieces = _pieces(paragraph, family, style.bold, style.italic, size)
        indent = size * INDENTS.get(paragraph.marker, 0.0)
        before = style.space_before or PARAGRAPH_GAP
        laid.append(Laid(pieces, margin=indent, indent=-indent, before=before, empty_size=size))
    return tuple(laid)


def lay_inherited(
    paragraphs: tuple[Paragraph, ...], levels: tuple[Level, ...], sizes: dict[int, float], brand: PreparedBrand
) -> tuple[Laid, ...]:
    """Lay out the text of a placeholder; sizes: by level, where they are stepped down."""
    laid = []
    for paragraph in paragraphs:
        level = levels[min(paragraph.level, len(levels) - 1)]
        style = paragraph.style
        if style is not None:
            size = sizes.get(-1, 1.0) * brand.scale[style.size]
            size = max(round(size), min(brand.scale[style.size], brand.smallest[SIZE_CLASS[style.size]]))
            family = brand.fonts["major"] if style.heading_font else level.font
            bold, italic = style.bold, style.italic
        else:
            size = sizes.get(paragraph.level, level.size)
            family, bold, italic = level.font, level.bold, level.italic
        unmarked = paragraph.marker == "none"
        pieces = _pieces(paragraph, family, bold, italic, size, caps=level.caps)
        margin = 0 if unmarked and paragraph.level == 0 else level.margin
        indent, bullet = (0.0, 0.0) if unmarked else (level.indent, _bullet_width(level, size, brand))
        if paragraph.number:
            margin, indent = numbered_place(level, size)
            bullet = 0.0
        laid.append(Laid(pieces, margin, indent, level.before, level.after, level.spacing, size, bullet))
    return tuple(laid)


def numbered_place(level: Level, size: float) -> tuple[float, float]:
    """Return margin and indent of a numbered point: its level's, or more where a number needs it."""
    needed = max(size * INDENTS["number"], -level.indent)
    return level.margin + level.indent + needed, -needed


def _bullet_width(level: Level, size: float, brand: PreparedBrand) -> float:
    """Give the width of a level's bullet, with the space that follows one wider than its indent."""
    return ruler(Face(level.font), brand.font_folder).width(level.bullet) * size if level.bullet else 0.0


def _pieces(
    paragraph: Paragraph, family: str, bold: bool, italic: bool, size: float, *, caps: bool = False
) -> tuple[Piece, ...]:
    return tuple(
        Piece(
            run.text.upper() if caps and not run.code else run.text,
            Face(CODE if run.code else family, bold or run.bold, italic or run.italic),
            size * (SCRIPT if run.script else 1),
        )
        for run in paragraph.runs
    )
