"""Slides split where they do not fit: lists between points, tables between rows, drawings between items.

A slide is split only when its smallest sizes do not help, over as few parts as hold it, as evenly as
its units allow; all parts have one size. Statements, polls, matrices and titles are never split.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache

from msgspec.structs import replace

from builder.brands.prepared import PreparedBrand
from builder.diagnostics import ContentError, Diagnostic
from builder.fitting.addresses import ALWAYS, has_long_address, with_breakable_addresses
from builder.fitting.arrange import is_small
from builder.fitting.fit import bound, fit
from builder.fitting.fitted import FittedSlide
from builder.fitting.lines import measure
from builder.fitting.styles import lay_inherited
from builder.languages.labels import labels_of
from builder.plan import (
    Block,
    Drawing,
    Element,
    Flow,
    Graph,
    Image,
    Layers,
    Paragraph,
    RichText,
    Row,
    SlidePlan,
    Stack,
    Table,
    Tile,
    Words,
)  # fmt: skip

MAX_PARTS = 12
CLEARLY = 2  # points that words must gain for a slide to become two
GUESTS = ("date", "details")  # words of a cover that other slides or its own file say as well
COVERS = ("opening", "section", "questions", "closing")


def fit_slides(plan: SlidePlan, brand: PreparedBrand) -> list[FittedSlide]:
    """Fit a slide, over several where one does not hold it; raises ContentError where splitting does not help.

    Where a brand has a roomier layout for its role, that is tried before splitting, and at last with smaller sizes.
    Addresses that are longer than their line are broken before anything else is.
    """
    plan = bound(plan, brand)
    if has_long_address(plan):
        plan = with_breakable_addresses(plan, ALWAYS) or plan
    try:
        return _readable(fit(plan, brand), plan, brand)
    except ContentError as error:
        if any(each.rule != "text-fits" for each in error.found):
            raise
        if breakable := with_breakable_addresses(plan):
            with suppress(ContentError):
                return fit_slides(breakable, brand)
        roomier = "" if plan.layout else brand.roomier.get(plan.role, "")
        roomy = replace(plan, role=roomier) if roomier else None
        tries = [(roomy, brand, False)] if roomy else []
        if plan.role.partition("_")[0] in COVERS and roomy:  # smaller in its own places, or without what has none of
            tries[:0] = [(plan, each, False) for each in (_relaxed(brand), *_barer(plan.role, _relaxed(brand)))]
        if roomy and any(isinstance(block, Drawing) and block.pages for block in plan.blocks):
            tries.insert(0, (plan, brand, True))  # it was made to be divided
        tries.append((plan, brand, True))
        if roomy:
            tries += [(roomy, brand, True), (roomy, _relaxed(brand), False), (roomy, _relaxed(brand), True)]
        for tried, measured, divided in tries:
            made = _split(tried, measured) if divided else _whole(tried, measured)
            if made:
                return [_telling_what_is_left_out(each, brand, measured) for each in made]
        raise


def _telling_what_is_left_out(slide: FittedSlide, brand: PreparedBrand, barer: PreparedBrand) -> FittedSlide:
    """Return a slide that tells the words which had no room on its layout: its house would have shown them."""
    forced = set(barer.layouts[slide.role].leaves_out) - set(brand.layouts[slide.role].leaves_out)
    told = [
        Diagnostic(
            "words-left-out", f"there is no room for the {block.slot} on the layout '{brand.layouts[slide.role].name}': left out",
            block.text.at or slide.plan.at, "shorten the subtitle, or say it on another slide", "warning", slide.plan.id,
        )
        for block in slide.left_out if isinstance(block, Words) and block.slot in forced
    ]  # fmt: skip
    return replace(slide, told=(*slide.told, *told)) if told else slide


def _readable(fitted: FittedSlide, plan: SlidePlan, brand: PreparedBrand) -> list[FittedSlide]:
    """Return a fitted slide, or its drawing over its pages where that is clearly larger and one slide would be hard to read."""
    for block in plan.blocks:
        if isinstance(block, Drawing) and block.pages and block.least and is_small(block, fitted.steps, brand):
            made = _split(plan, brand)
            if made and made[0].steps <= fitted.steps - CLEARLY:
                return made
    return [fitted]


@lru_cache(maxsize=8)  # one object for a brand, by which what was arranged is found again
def _relaxed(brand: PreparedBrand) -> PreparedBrand:
    return brand.relaxed()


def _barer(role: str, brand: PreparedBrand) -> Iterator[PreparedBrand]:
    """Yield a brand whose cover leaves out more and more of the words that have no place of their own: the date first."""
    layout = brand.layouts[role]
    guests = [name for name in GUESTS if name in layout.slots and layout.slots[name].joins]
    for count in range(1, len(guests) + 1):
        slots = {name: slot for name, slot in layout.slots.items() if name not in guests[:count]}
        bare = replace(layout, slots=slots, leaves_out=(*layout.leaves_out, *guests[:count]))
        yield replace(brand, layouts={**brand.layouts, role: bare})


def _whole(plan: SlidePlan, brand: PreparedBrand) -> list[FittedSlide]:
    """Fit a slide on one, unless that would be hard to read; nothing where it does not fit."""
    try:
        return _readable(fit(plan, brand), plan, brand)
    except ContentError:
        return []


def _split(plan: SlidePlan, brand: PreparedBrand) -> list[FittedSlide]:
    """Fit a slide over as few as hold it; nothing where no number does."""
    for number, block in enumerate(plan.blocks):
        weights = _weights(plan, block, brand)
        least = len(weights) if isinstance(block, Drawing) and block.pages else 2
        for count in range(least, min(len(weights), MAX_PARTS) + 1):
            made = _parts(plan, number, _divided(weights, count), brand)
            if made:
                return made
    return []


def _parts(plan: SlidePlan, number: int, ranges: list[range], brand: PreparedBrand) -> list[FittedSlide]:
    """Fit all parts at one size; nothing where one of them does not fit."""
    plans = [_part(plan, number, units, n, len(ranges)) for n, units in enumerate(ranges, 1)]
    try:
        fitted = [fit(each, brand, 0) for each in plans]
        most = max(each.steps for each in fitted)
        return [
            replace(
                each if each.steps == most else fit(each.plan, brand, most),
                why=(*each.why, f"part {n} of {len(plans)}"),
            )
            for n, each in enumerate(fitted, 1)
        ]
    except ContentError:
        return []


def _part(plan: SlidePlan, number: int, units: range, part: int, count: int) -> SlidePlan:
    """Give one part: its units of the block, its number in id and title; notes and sources go along."""
    blocks = list(plan.blocks)
    blocks[number] = _kept(plan.blocks[number], units)
    joint = "-p" if "--" in plan.id else "--p"
    title = plan.title.suffixed(labels_of(plan.lang).part(part, count))
    section, minutes = (plan.section, plan.minutes) if part == 1 else ("", 0.0)
    return replace(
        plan, id=f"{plan.id}{joint}{part}", title=title, blocks=tuple(blocks), section=section, minutes=minutes
    )


def _weights(plan: SlidePlan, block: Block, brand: PreparedBrand) -> list[float]:
    """Give the weight of each unit that a block may be split between; none where it may not."""
    if isinstance(block, Words) and block.slot == "body" and plan.role.startswith("points"):
        slot = brand.layouts[plan.role].slots[block.slot]
        laid = [lay_inherited(unit, slot.levels, {}, brand) for unit in _units(block.text)]
        return [measure(each, slot.box.w, brand.font_folder).height + slot.levels[0].before for each in laid]
    if isinstance(block, Table):
        return [1.0 + max(len(cell.plain) for cell in row) / 60 for row in block.rows]
    if isinstance(block, Drawing):
        if block.pages:
            return [1.0] * len(block.pages)
        flow = next(_flows(block.root), None)
        return [1.0] * -(-len(flow.items) // flow.columns) if flow else []
    return []


def _units(text: RichText) -> list[tuple[Paragraph, ...]]:
    """Group paragraphs by top-level point; a lead line stays with the first."""
    units: list[list[Paragraph]] = []
    for paragraph in text.paragraphs:
        opens = paragraph.level == 0 and paragraph.marker != "none"
        only_lead = len(units) == 1 and all(p.marker == "none" for p in units[0])
        if not units or (opens and not only_lead):
            units.append([])
        units[-1].append(paragraph)
    return [tuple(unit) for unit in units]


def _kept(block: Block, units: range) -> Block:
    """Give a block with some of its units."""
    if isinstance(block, Words):
        groups = _units(block.text)
        paragraphs = tuple(p for unit in units for p in groups[unit])
        return replace(block, text=replace(block.text, paragraphs=paragraphs))
    if isinstance(block, Table):
        highlighted = block.highlight_row
        inside = highlighted is not None and highlighted in units
        return replace(
            block, rows=tuple(block.rows[n] for n in units), whole=block.whole or block.rows,
            highlight_row=highlighted - units.start if inside and highlighted is not None else None,
        )  # fmt: skip
    if isinstance(block, Drawing) and block.pages:
        return replace(block, root=block.pages[units.start], pages=())
    if isinstance(block, Drawing):
        return replace(block, root=_with_items(block.root, units), instead=None)
    return block


def _flows(element: Element) -> Iterator[Flow]:
    if isinstance(element, Flow):
        yield element
    elif isinstance(element, (Row, Stack, Layers)):
        for child in element.children:
            yield from _flows(child)


def _with_items(element: Element, units: range) -> Element:
    """Give a drawing with some rows of its flow."""
    if isinstance(element, Flow):
        columns = element.columns
        return replace(element, items=element.items[units.start * columns : units.stop * columns])
    if isinstance(element, (Tile, Image, Graph)):
        return element
    return replace(element, children=tuple(_with_items(child, units) for child in element.children))


def _divided(weights: list[float], count: int) -> list[range]:
    """Divide units into parts in order, the heaviest part as light as possible (linear partition)."""
    total = len(weights)
    sums = [0.0]
    for weight in weights:
        sums.append(sums[-1] + weight)
    best: list[list[float]] = [[sums[n] for n in range(total + 1)]]
    cuts: list[list[int]] = [[0] * (total + 1)]
    for part in range(1, count):
        row, cut = [float("inf")] * (total + 1), [0] * (total + 1)
        for end in range(part + 1, total + 1):
            for start in range(part, end):
                heaviest = max(best[part - 1][start], sums[end] - sums[start])
                if heaviest < row[end] - 1e-9:
                    row[end], cut[end] = heaviest, start
        best.append(row)
        cuts.append(cut)
    ranges, end = [], total
    for part in range(count - 1, -1, -1):
        start = cuts[part][end] if part else 0
        ranges.append(range(start, end))
        end = start
    return ranges[::-1]
