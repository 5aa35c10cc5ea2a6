"""Each change of a deck taken by what leads its sort to the source, or told with the reason why it cannot come back."""

from __future__ import annotations

from collections.abc import Callable

from builder.content.edits import EditRefused
from builder.roundtrip.comparing.change import Change, Sort
from builder.roundtrip.merging.charts import take_figures
from builder.roundtrip.merging.lists import (
    take_column,
    take_item_gone,
    take_levels,
    take_new_child,
    take_new_item,
    take_order,
    take_row,
)
from builder.roundtrip.merging.merge import Merge
from builder.roundtrip.merging.pictures import take_picture
from builder.roundtrip.merging.texts import take_alt, take_field_gone, take_new_notes, take_program, take_text
from builder.roundtrip.merging.wanted import Item, NotTaken
from builder.roundtrip.wording import InsideValue

_LEADS: dict[Sort, Callable[[Merge, Change, Item], None]] = {
    "text": take_text, "notes": take_new_notes, "program": take_program, "new item": take_new_item,
    "new child": take_new_child, "item gone": take_item_gone, "field gone": take_field_gone, "moved items": take_order,
    "levels": take_levels, "new row": take_row, "row gone": take_row, "moved rows": take_row, "new column": take_column,
    "column gone": take_column, "figures": take_figures, "alt": take_alt, "picture": take_picture,
}  # fmt: skip
_UNTAKEN: dict[Sort, str] = {
    "new shape": "a shape drawn by hand has no place in the source",
    "shape gone": "the program draws it: it comes back at the next build",
    "merged": "its cells are merged, which tables of the source cannot say",
    "chart doubt": "the chart shows other figures than its workbook holds: open its data in PowerPoint once, and save",
    "moved": "places are the program's",
}


def take(merge: Merge, change: Change) -> None:
    """Lead one change to its source."""
    item = Item(merge.deck, change.slide, change.sort, change.field, change.was, change.now, "taken")
    try:
        lead = _LEADS.get(change.sort)
        if lead is None:
            raise NotTaken(_UNTAKEN.get(change.sort, "this cannot come back"))
        lead(merge, change, item)
    except InsideValue as error:
        _leave(
            item,
            f"it changes what {{{{ {error.expression} }}}} gave (“{error.shown}”): use --to audience, or change the variable or the list",
        )
    except NotTaken as error:
        if not str(error):  # the source says so already, or it is told once
            return
        _leave(item, str(error), conflict=error.conflict)
    except EditRefused as error:
        _leave(item, str(error))
    merge.items.append(item)


def _leave(item: Item, reason: str, *, conflict: bool = False) -> None:
    item.state, item.reason = "conflict" if conflict else "told", reason
