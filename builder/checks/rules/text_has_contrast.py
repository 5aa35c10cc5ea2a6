"""Text stands out from what is really under it: a colour, a gradient, a picture, a table's cell."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.checks.measured_text import text_area
from builder.ooxml.fills import Fill
from builder.ooxml.ground import Ground, spots
from builder.ooxml.namespaces import A
from builder.ooxml.rgb import contrast
from builder.ooxml.slide import Item, Slide
from builder.ooxml.text import Paragraph, Run, cells_of, words_of
from builder.ooxml.units import number

FACT = Fact(
    "text-has-contrast",
    "accessibility",
    "error",
    "People with low vision cannot read text with too little contrast, nor can anyone on a projector in a bright room.",
    (
        "WCAG 2.1 1.4.3 Contrast (Minimum): 4.5:1, or 3:1 from 18 pt, from 14 pt bold",
        "EN 301 549 10.1.4.3",
        "Microsoft Accessibility Checker: hard-to-read text contrast",
    ),
    "choose a darker or lighter colour, or put a plain surface under the text",
    Example(
        "slide:Punten",
        '<a:rPr lang="nl-NL"…/>',
        '<a:rPr lang="nl-NL"…><a:solidFill><a:srgbClr val="F4F4F4"/></a:solidFill></a:rPr>',
    ),
)

_LARGE, _LARGE_BOLD = 18.0, 14.0  # points
_SLACK = 0.02  # of the ratio, for rounding


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find text whose contrast with its ground is too low; over pictures and gradients milder than over a colour."""
    ground = ground_of(slide)
    for item in slide.items:
        if item.kind == "graphicFrame":
            yield from _in_table(slide, item, ground)
        elif item.kind == "sp" and item.box is not None:
            area = text_area(slide, item)
            if area is None:
                continue
            if unseen := _without_colour(item):
                yield Fault(f"'{unseen}' has no colour, and is not seen", item.name, severity="warning", text=unseen)
                continue
            under = [ground.under(item, x, y) for x, y in spots(area.box)]
            yield from _faults(words_of(slide, item), under, item)


def _without_colour(item: Item) -> str:
    """Return the first words that are neither filled nor outlined; "" where there are none."""
    for run in item.element.iter(f"{A}r"):
        text, look = " ".join((run.findtext(f"{A}t") or "").split())[:30], run.find(f"{A}rPr")
        if text and look is not None and look.find(f"{A}ln") is None:
            clear = [number(each.get("val"), 100_000) == 0 for each in look.iterfind(f"{A}solidFill/*/{A}alpha")]
            if look.find(f"{A}noFill") is not None or any(clear):
                return text
    return ""


def _in_table(slide: Slide, item: Item, ground: Ground) -> Iterator[Fault]:
    page: list[list[str]] | None = None
    for cell in cells_of(slide, item):
        if (
            not any(run.text.strip() for p in cell.paragraphs for run in p.runs)
            or cell.fill is None
            or cell.fill.picture
        ):
            continue
        if page is None:
            page = (
                [ground.under(item, x, y, itself=False) for x, y in spots(item.box)]
                if item.box is not None
                else [["FFFFFF"]]
            )
        found = list(_faults(cell.paragraphs, [_over(cell.fill, each) for each in page], item))
        if found:
            yield Fault(
                f"{found[0].message}, in row {cell.row + 1}, column {cell.column + 1}",
                item.name,
                severity=found[0].severity,
                text=found[0].text,
            )
            return


def _over(fill: Fill, grounds: list[str]) -> list[str]:
    shades = [shade for _, shade in fill.stops]
    return [shade.over(ground) for shade in shades for ground in grounds] if shades else grounds


def _faults(paragraphs: list[Paragraph], under: list[list[str]], item: Item) -> Iterator[Fault]:
    """under: for each place, the colours that may lie there; the best of them counts, and the worst place."""
    seen = set()
    for run in (r for p in paragraphs for r in p.runs if r.text.strip()):
        if run.colour is None or run.colour.alpha == 0:
            continue
        wanted = 3.0 if run.size >= _LARGE or (run.bold and run.size >= _LARGE_BOLD) else 4.5
        look = (run.colour, wanted)
        if look in seen:
            continue
        seen.add(look)
        ratios = sorted(max(contrast(run.colour.over(g), g) for g in grounds) for grounds in under)
        plain = len({tuple(each) for each in under}) == 1 and len(under[0]) == 1
        # Over a picture or gradient single spots may be worse than what one reads against.
        ratio = ratios[0] if plain else ratios[len(ratios) // 4]
        if ratio < wanted - _SLACK:
            yield Fault(
                _said(run, ratio, wanted, plain),
                item.name,
                severity=None if plain else "warning",
                text=_short(run),
            )


def _short(run: Run) -> str:
    """Return the first words of a run, as a finding quotes them."""
    return " ".join(run.text.split())[:30]


def _said(run: Run, ratio: float, wanted: float, plain: bool) -> str:
    where = "" if plain else " over the picture or gradient under it"
    return f"'{_short(run)}' has a contrast of {ratio:.1f}:1{where}; it takes {wanted:g}:1"


def ground_of(slide: Slide) -> Ground:
    """Return what lies under the shapes of a slide; worked out once."""
    return slide.once(ground_of, lambda: Ground(slide))
