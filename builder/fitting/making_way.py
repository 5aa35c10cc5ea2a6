"""Places that make way: a caption of several lines, and many presenters on a title slide, take the room that others leave."""

from __future__ import annotations

from msgspec.structs import replace

from builder.brands.prepared import Box, PreparedBrand, Slot
from builder.fitting.lines import measure
from builder.fitting.styles import lay_inherited
from builder.plan import RichText, SlidePlan, Words

CAPTION_LINES = 3  # of a caption that keeps its size; a longer one is set smaller first
MOST = 0.3  # of the height of what it belongs to that a caption may take
GAP = 8.0  # points between words that moved up and those above them


def with_room(slots: dict[str, Slot], plan: SlidePlan, brand: PreparedBrand) -> dict[str, Slot]:
    """Return the places of a slide with those enlarged that need it, and their neighbours smaller."""
    words = {block.slot: block.text for block in plan.blocks if isinstance(block, Words) and block.slot in slots}
    if "caption" in words:
        return _captioned(slots, words["caption"], {block.slot for block in plan.blocks}, brand)
    if "details" in words and not slots["details"].joins:
        return _detailed(slots, words, {block.slot for block in plan.blocks}, brand)
    return slots


def _needed(text: RichText, slot: Slot, brand: PreparedBrand, *, smallest: bool = False) -> tuple[float, int]:
    """Return the height that a text needs in its place, and its lines."""
    left, top, right, bottom = slot.insets
    sizes = {n: brand.minimum(level.size, "") for n, level in enumerate(slot.levels)} if smallest else {}
    laid = lay_inherited(text.paragraphs, slot.levels, sizes, brand)
    measured = measure(laid, slot.box.w - left - right, brand.font_folder)
    return measured.height + top + bottom, sum(measured.lines)


def _captioned(slots: dict[str, Slot], text: RichText, used: set[str], brand: PreparedBrand) -> dict[str, Slot]:
    """Let a caption have its lines: downwards above what it belongs to, upwards below it."""
    slot = slots["caption"]
    high, lines = _needed(text, slot, brand)
    if high <= slot.box.h:
        return slots
    if lines > CAPTION_LINES:
        high, _ = _needed(text, slot, brand, smallest=True)
    others = {n: slots[n] for n in used if n in slots and n not in ("title", "caption", "source")}
    if high <= slot.box.h or not others:
        return slots
    below = max(others.values(), key=lambda each: each.box.w * each.box.h).box
    if high - slot.box.h > MOST * below.h:
        return slots
    box, down = slot.box, slot.box.y <= below.y
    box = Box(box.x, box.y if down else box.y + box.h - high, box.w, high)
    made = {**slots, "caption": replace(slot, box=box, placed=True)}
    for name, other in others.items():
        top, bottom = other.box.y, other.box.y + other.box.h
        if not (
            top < box.y + box.h and bottom > box.y and other.box.x < box.x + box.w and other.box.x + other.box.w > box.x
        ):
            continue
        top, bottom = (max(top, box.y + box.h), bottom) if down else (top, min(bottom, box.y))
        made[name] = replace(other, box=Box(other.box.x, top, other.box.w, bottom - top), placed=True)
    return made


def _detailed(
    slots: dict[str, Slot], words: dict[str, RichText], used: set[str], brand: PreparedBrand
) -> dict[str, Slot]:
    """Let many lines of details begin right under the subtitle, and end where logos would stand."""
    slot = slots["details"]
    high, _ = _needed(words["details"], slot, brand, smallest=True)
    box = slot.box
    if high <= box.h:
        return slots
    top, bottom = box.y, box.y + box.h
    subtitle = slots.get("subtitle")
    if subtitle is not None and subtitle.anchor == "t" and subtitle.box.y < box.y:
        taken, _ = _needed(words["subtitle"], subtitle, brand) if "subtitle" in words else (0.0, 0)
        top = min(top, subtitle.box.y + (taken + GAP if taken else 0.0))
    logos = slots.get("logos")
    if logos is not None and "logos" not in used and logos.box.y >= bottom and logos.box.x < box.x + box.w:
        bottom = logos.box.y + logos.box.h
    return {**slots, "details": replace(slot, box=Box(box.x, top, box.w, bottom - top), placed=True)}
