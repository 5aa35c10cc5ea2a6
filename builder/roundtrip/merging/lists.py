"""Changed lists led to their source: items new, gone, moved, deeper or higher; rows and columns of tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from builder.content.edits import Inline
from builder.content.marks import markdown_of
from builder.content.yaml_nodes import Listing, Mapping, Node, Scalar
from builder.roundtrip.comparing.change import Change, Line, item_of
from builder.roundtrip.merging.list_change import ListChange
from builder.roundtrip.merging.merge import Merge
from builder.roundtrip.merging.wanted import Item, NotTaken
from builder.roundtrip.sources import nested, node_of, plain_value
from builder.roundtrip.told import field_values, fields_under, texts_under
from builder.roundtrip.wording import rewritten


def take_new_item(merge: Merge, change: Change, item: Item) -> None:
    """Put an item into its list, in the form that its neighbour has."""
    merge.refuse_foreign()
    anchor = change.after or change.before
    name = merge.now(change.slide, anchor)
    head, number, key = item_of(name) or ("", 0, "")
    listing, file, path = merge.listing(change.slide, head, item)
    text = "\n\n".join(markdown_of(merge.linked(runs)) for runs in change.paragraphs)
    model = listing.items[number]
    value: Any = {key[1:] or "text": text} if isinstance(model, Mapping) else text
    after: int | None = number if change.after else number - 1 if number else None
    if after is not None:
        while after + 1 < len(listing.items) and isinstance(listing.items[after + 1], Listing):
            after += 1
    item.field = f"{head}[{number + 1 if change.after else number}]"
    wanted = merge.list_change(file, path, len(listing.items), item)
    if (after, value) in wanted.new and any(each.deck != item.deck for each in merge.wanted.lists[file, path][1]):
        return
    wanted.new.append((after, value))


def take_new_child(merge: Merge, change: Change, item: Item) -> None:
    """Put the first item under another: a bare text becomes text with points."""
    merge.refuse_foreign()
    name = merge.now(change.slide, change.field)
    node = merge.node(change.slide, name.removesuffix(".text"))
    text = "\n\n".join(markdown_of(merge.linked(runs)) for runs in change.paragraphs)
    place = merge.placed(node, item)
    if isinstance(node, Mapping):
        where, key, value = merge.wanted.keys, (place[0], (*place[1], "points")), [text]
        known: Any = where.get(key)
        where[key] = ([*known[0], *value] if known else value, item)
        return
    known = merge.wanted.values.get(place)
    if known is not None and isinstance(known[0], dict):
        known[0]["points"].append(text)
    elif isinstance(node, Scalar):
        merge.wanted.values[place] = ({"text": known[0] if known else node.text, "points": [text]}, item)


def take_item_gone(merge: Merge, change: Change, item: Item) -> None:
    """Take an item out of its list."""
    merge.refuse_foreign()
    name = merge.now(change.slide, change.field)
    head, number, _ = item_of(name) or ("", 0, "")
    base, ours = (
        texts_under(merge.base_slides[change.slide], change.field),
        texts_under(merge.our_slides[change.slide], name),
    )
    if base != ours:
        raise NotTaken(f"the source says “{' '.join(ours)}” now", conflict=True)
    listing, file, path = merge.listing(change.slide, head, item)
    if len(listing.items) < 2:
        raise NotTaken("it is the last one of its list")
    item.line = listing.items[number].at.line
    merge.list_change(file, path, len(listing.items), item).gone.add(number)


def take_order(merge: Merge, change: Change, item: Item) -> None:
    """Put the items of a list, or the rows of a table, into another order."""
    merge.refuse_foreign()
    names = [merge.now(change.slide, each) for each in change.order]
    head = (item_of(names[0]) or ("", 0, ""))[0]
    listing, file, path = merge.listing(change.slide, head, item)
    order = [(item_of(each) or ("", 0, ""))[1] for each in names]
    if change.sort == "moved items" and any(isinstance(each, Listing) for each in listing.items):
        raise NotTaken("its points stand beside their sub-points: write them as points: of the item")
    wanted = merge.list_change(file, path, len(listing.items), item)
    if wanted.order and wanted.order != order:
        raise NotTaken("another deck has another order", conflict=True)
    wanted.order = order


def take_levels(merge: Merge, change: Change, item: Item) -> None:
    """Write the items of a list anew that went deeper or higher, or hold others now; the rest stays as it is written."""
    merge.refuse_foreign()
    base, ours = merge.base_slides[change.slide], merge.our_slides.get(change.slide, [])
    if [each.digest for each in base] != [each.digest for each in ours]:
        raise NotTaken("the slide was changed in the source since it was built", conflict=True)
    node = merge.node(change.slide, change.field)
    if not isinstance(node, Listing):
        raise NotTaken("it is no list in the source")
    _, file, path = merge.listing(change.slide, change.field, item)
    least = min((line.level for line in change.lines), default=0)
    lines = [(line, line.level - least, _line(merge, change.slide, line)) for line in change.lines]
    if any(isinstance(each, Listing) for each in node.items):  # sub-points that stand beside their point
        merge.want(merge.wanted.values, (file, path), nested([(level, text) for _, level, text in lines]), item)
        return
    wanted = ListChange(path, len(node.items))
    last: int | None = None
    for group in _groups(lines):
        number = _number_in(change.field, group[0][0].field)
        (value,) = nested([(level, text) for _, level, text in group])
        if number is None:
            wanted.new.append((last, value))
            continue
        last = number
        wanted.order.append(number)
        built = fields_under(base, f"{change.field}[{number}]")
        if built != [line.field for line, _, _ in group] or any(_is_changed(change.field, *each) for each in group):
            merge.want(merge.wanted.values, (file, (*path, number)), _item(node.items[number], value), item)
    wanted.gone = set(range(len(node.items))) - set(wanted.order)
    known = merge.wanted.lists.get((file, path))
    if known is not None and known[0] != wanted:
        raise NotTaken("another deck has other items here", conflict=True)
    merge.wanted.lists.setdefault((file, path), (wanted, []))[1].append(item)


Listed = tuple[Line, int, str]  # a line, its level within the list from 0, and its marked text


def _groups(lines: Sequence[Listed]) -> Iterator[list[Listed]]:
    """Go through the items of a list, each with what stands under it."""
    starts = [n for n, (_, level, _) in enumerate(lines) if not level or not n]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield list(lines[start:end])


def _number_in(head: str, name: str) -> int | None:
    """Return which item of a list a field is: `points[2]`, `points[2].text`; None for what is deeper, or new."""
    found = item_of(name)
    return found[1] if found and found[0] == head and found[2] in ("", ".text") else None


def _is_changed(head: str, line: Line, level: int, _: str) -> bool:
    return line.changed or level != line.field[len(head) :].count("[") - 1


def _item(node: Node, value: Any) -> Any:
    """Return an item with other words and other points; what else it has stays."""
    if not isinstance(node, Mapping):
        return value
    old = plain_value(node)
    made = {**old, **(value if isinstance(value, dict) else {"text": value})}
    if not isinstance(value, dict):
        made.pop("points", None)
    return made["text"] if set(made) == {"text"} and "points" in old else made


def _line(merge: Merge, slide: str, line: Line) -> str:
    node = node_of(merge.current.session, slide, line.field) if line.field else None
    if isinstance(node, Scalar) and not line.changed:
        return node.text
    if isinstance(node, Scalar):
        values = field_values(merge.base_slides[slide], line.field)
        return rewritten(node.text, values, [merge.linked(line.runs)], literal=merge.for_audience)
    return markdown_of(merge.linked(line.runs))


def take_row(merge: Merge, change: Change, item: Item) -> None:
    """Put a row into a table, take one out, or move rows."""
    merge.refuse_foreign()
    if not (change.field or change.after):
        raise NotTaken("the rows come from a file")
    if change.sort == "row gone":
        take_item_gone(merge, change, item)
        return
    if change.sort == "moved rows":
        take_order(merge, change, item)
        return
    head = merge.now(change.slide, change.field)
    listing, file, path = merge.listing(change.slide, head, item)
    after = (item_of(merge.now(change.slide, change.after)) or ("", -1, ""))[1] if change.after else None
    cells = [markdown_of(merge.linked(cell)) for cell in change.cells]
    model = listing.items[0]
    if not isinstance(model, Listing):
        raise NotTaken("its rows are no lists of cells")
    value: Any = Inline(cells) if merge.sources.is_inline(model.at) else cells
    merge.list_change(file, path, len(listing.items), item).new.append((after, value))


def take_column(merge: Merge, change: Change, item: Item) -> None:
    """Put a column into a table, or take one out: its heading, and a cell of each row."""
    merge.refuse_foreign()
    if not change.field:
        raise NotTaken("the rows come from a file")
    base, ours = merge.base_slides[change.slide], merge.our_slides.get(change.slide, [])
    if [each.digest for each in base] != [each.digest for each in ours]:
        raise NotTaken("the slide was changed in the source since it was built", conflict=True)
    rows, columns = merge.node(change.slide, change.field), merge.node(change.slide, "columns")
    if not isinstance(rows, Listing) or not isinstance(columns, Listing):
        raise NotTaken("the table is not written as columns and rows")
    lists = [("columns", columns)]
    lists += [(f"{change.field}[{n}]", row) for n, row in enumerate(rows.items) if isinstance(row, Listing)]
    if len(lists) <= len(rows.items):
        raise NotTaken("the table is not written as columns and rows")
    if change.sort == "new column" and len(change.cells) != len(lists):
        raise NotTaken("it does not say what stands in each row")
    places = [merge.listing(change.slide, name, item)[1:] for name, _ in lists]
    for number, ((_, row), (file, path)) in enumerate(zip(lists, places, strict=True)):
        wanted = merge.list_change(file, path, len(row.items), item)
        if change.sort == "column gone":
            wanted.gone.add(change.number)
        else:
            text = markdown_of(merge.linked(change.cells[number]))
            wanted.new.append((change.number - 1 if change.number else None, text))
