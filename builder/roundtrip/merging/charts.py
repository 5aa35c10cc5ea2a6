"""Changed figures of charts led to their source."""

from __future__ import annotations

from typing import Any

from builder.content.marks import escaped
from builder.content.yaml_nodes import Listing, Scalar
from builder.roundtrip.comparing.change import Change
from builder.roundtrip.comparing.matching import aligned
from builder.roundtrip.comparing.tables import same_figure, same_figures
from builder.roundtrip.merging.merge import Merge
from builder.roundtrip.merging.wanted import Item, NotTaken
from builder.roundtrip.sources import slide_of


def take_figures(merge: Merge, change: Change, item: Item) -> None:
    """Write the figures, categories and names of a chart as its workbook has them now."""
    assert change.chart is not None and change.base_chart is not None
    source = slide_of(merge.current.session, change.slide)
    ours = next(
        (
            s.chart
            for t in merge.our_slides.get(change.slide, [])
            for s in t.shapes
            if s.chart is not None and s.name == change.field
        ),
        None,
    )
    if source is None or ours is None:
        raise NotTaken("the source no longer has this chart", conflict=True)
    if not same_figures(ours, change.base_chart):
        raise NotTaken("its figures were changed in the source since it was built", conflict=True)
    categories, series = source.node.get("categories"), source.node.get("series")
    if not isinstance(categories, Listing) or not isinstance(series, Listing):
        raise NotTaken("its figures come from a file or are worked out: change them there")
    old, new = change.base_chart, change.chart
    if len(new.series) != len(old.series):
        raise NotTaken("series were added or removed: change them in the source")
    for number, (one, other) in enumerate(zip(old.series, new.series, strict=True)):
        _name(merge, change, item, number, one[0], other[0])
    if new.categories != old.categories:
        _categories(merge, change, item, categories, series)
        return
    for number, (one, other) in enumerate(zip(old.series, new.series, strict=True)):
        _series(merge, change, item, number, one, other)


def _name(merge: Merge, change: Change, item: Item, number: int, was: str, now: str) -> None:
    node = merge.node(change.slide, f"series[{number}].name") if was != now else None
    if isinstance(node, Scalar):
        merge.set_text(node, escaped(now), item)


def _series(merge: Merge, change: Change, item: Item, number: int, old: Any, new: Any) -> None:
    for place, (was, now) in enumerate(zip(old[1], new[1], strict=False)):
        if same_figure(was, now):
            continue
        node = merge.node(change.slide, f"series[{number}].values[{place}]")
        if isinstance(node, Scalar):
            _foreign_figures(node)
            merge.want(merge.wanted.values, merge.placed(node, item), _as_typed(now, was, node), item)


def _foreign_figures(node: Scalar) -> None:
    if "{{" in node.text:
        raise NotTaken("an expression gives this figure")


def _categories(merge: Merge, change: Change, item: Item, categories: Listing, series: Listing) -> None:
    """Take categories that were renamed, added or removed, with their figures."""
    merge.refuse_foreign()
    assert change.chart is not None and change.base_chart is not None
    old, new = change.base_chart, change.chart
    match = aligned(old.categories, new.categories)
    if [b for _, b in match.pairs] != sorted(b for _, b in match.pairs):
        raise NotTaken("its categories stand in another order: change it in the source")
    lists: list[tuple[str, list[Any]]] = [("categories", [escaped(c) for c in new.categories])]
    lists += [(f"series[{n}].values", list(values)) for n, (_, values) in enumerate(new.series)]
    places = [merge.listing(change.slide, name, item) for name, _ in lists]
    for number, ((_, now), (listing, file, path)) in enumerate(zip(lists, places, strict=True)):
        wanted = merge.list_change(file, path, len(listing.items), item)
        wanted.gone |= set(match.gone)
        for place in match.new:
            before = max((a for a, b in match.pairs if b < place), default=None)
            wanted.new.append((before, now[place] if number == 0 else _number(now[place])))
        for a, b in match.pairs:
            node = listing.items[a]
            if not isinstance(node, Scalar):
                continue
            if number == 0 and old.categories[a] != new.categories[b]:
                merge.set_text(node, now[b], item)
            elif number and not same_figure(old.series[number - 1][1][a], now[b]):
                merge.want(
                    merge.wanted.values,
                    merge.placed(node, item),
                    _as_typed(now[b], old.series[number - 1][1][a], node),
                    item,
                )


def _number(value: float | None) -> Any:
    return None if value is None else int(value) if float(value).is_integer() and abs(value) < 1e15 else value


def _as_typed(now: float | None, was: float | None, node: Scalar) -> Any:
    """Return a figure in the way that the source has it: a decimal comma stays one."""
    if now is None:
        return None
    made = _number(float(f"{now:.12g}"))
    return str(made).replace(".", ",") if "," in node.text and "." not in node.text else made
