"""Words that share a placeholder on a house's cover, and places that grow where their words need it.

Presenters, organisation and date mostly have no place of their own on a template's cover: they stand in the place of
the subtitle, as smaller paragraphs after it.
"""

from __future__ import annotations

from msgspec.structs import replace

from builder.brands.prepared import Box, PreparedLayout, Slot
from builder.plan import Block, Paragraph, RichText, SlidePlan, TextStyle, Words


def is_tight(layout: PreparedLayout, plan: SlidePlan) -> bool:
    """True where some words of a slide share a place, or are left out."""
    slots = {name for name, slot in layout.slots.items() if slot.joins} | set(layout.leaves_out)
    return any(isinstance(each, Words) and each.slot in slots for each in plan.blocks)


def joined_words(plan: SlidePlan, slots: dict[str, Slot], *, brief: bool) -> SlidePlan:
    """Return a slide whose words that share a place are one text, in the order of its blocks; brief: their short form."""
    shared: dict[str, list[RichText]] = {}
    for block in plan.blocks:
        if isinstance(block, Words) and block.slot in slots:
            said = (block.brief or block.text) if brief else block.text
            host = slots[block.slot].joins
            bullets = bool(slots[host or block.slot].levels[:1]) and bool(slots[host or block.slot].levels[0].bullet)
            style = TextStyle("detail", colour=slots[block.slot].colour if host else "")
            shared.setdefault(host or block.slot, []).append(_small(said, style, bullets) if host else said)
    blocks: list[Block] = []
    for block in plan.blocks:
        host = slots[block.slot].joins or block.slot if isinstance(block, Words) and block.slot in slots else ""
        if not host:
            blocks.append(block)
        elif texts := shared.pop(host, []):
            blocks.append(Words(_together(texts), host))
    return replace(plan, blocks=tuple(blocks))


def _small(text: RichText, style: TextStyle, bullets: bool) -> RichText:
    return text.styled(style, marker="none" if bullets else "inherit")


def _together(texts: list[RichText]) -> RichText:
    paragraphs: tuple[Paragraph, ...] = tuple(each for text in texts for each in text.paragraphs)
    return replace(texts[0], paragraphs=paragraphs)


def grown(slot: Slot, need: float) -> Slot:
    """Return a place made as high as its words need, within the room that it has, away from where they are anchored."""
    box, room = slot.box, slot.room
    more = need - box.h
    if room is None or more <= 0:
        return slot
    above, below = box.y - room.y, room.y + room.h - box.y - box.h
    if slot.anchor == "b":
        up = min(above, more)
    elif slot.anchor == "ctr":
        up = min(above, max(more / 2, more - below))
    else:
        up = max(min(above, more - below), 0.0)
    down = min(below, more - up)
    if up + down < 1:
        return slot
    return replace(slot, box=Box(box.x, box.y - up, box.w, box.h + up + down), placed=True, exact=False)
