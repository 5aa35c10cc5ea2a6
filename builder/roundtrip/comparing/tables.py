"""A table or a chart compared with what was built: cells, rows, columns, figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from builder.plan import Run
from builder.roundtrip.comparing.matching import Aligned, aligned, in_order
from builder.roundtrip.comparing.stretches import plain_runs, whole
from builder.roundtrip.comparing.texts import Field, TextComparison
from builder.roundtrip.seen import Seen, SeenShape
from builder.roundtrip.told import Told, ToldChart, ToldShape


def compare_table(slide: TextComparison, shape: ToldShape, there: SeenShape) -> None:
    """Note what became of the rows, columns and cells of a table."""
    if there.merged:
        slide.add("merged", was=shape.text, now=there.text)
        return
    if not there.rows:
        slide.shape_gone(shape)
        return
    old = [[_cell(c) for c in row] for row in shape.rows]
    new = [["\n".join(p.text for p in c) for c in row] for row in there.rows]
    columns = _columns(old, new)
    kept_new = [b for _, b in columns.pairs]
    rows = aligned(
        [" | ".join(row[a] for a, _ in columns.pairs) for row in old],
        [" | ".join(row[b] for b in kept_new if b < len(row)) for row in new],
    )
    pairs = _header_first(rows.pairs, len(old), len(new))
    for column in columns.new:
        cells = tuple(_runs_of(row[column]) if column < len(row) else ((),) for row in there.rows)
        ordered: list[tuple[tuple[Run, ...], ...]] = [()] * len(old)
        for a, b in pairs:
            ordered[a] = cells[b]
        after = max((a for a, b in columns.pairs if b < column), default=-1)
        slide.add(
            "new column", field=_row_field(shape), number=after + 1, now=new[0][column] if new else "",
            cells=tuple(c[0] if c else () for c in ordered),
        )  # fmt: skip
    for column in columns.gone:
        slide.add("column gone", field=_row_field(shape), number=column, was=old[0][column])
    fields: dict[str, Field] = {}
    every: list[Told] = []
    for a, b in pairs:
        for c, d in columns.pairs:
            _one_cell(slide, shape.rows[a][c], there.rows[b][d], fields, every)
    slide.finish(fields, every)
    old_of = {b: a for a, b in pairs}
    done = {a for a, _ in pairs}
    for row, before_row in enumerate(shape.rows):
        if row not in done:
            name = _row_of(before_row)
            slide.add("row gone", field=name, was=" | ".join(old[row]))
    for row, line in enumerate(there.rows):
        if row not in old_of:
            before = next((old_of[n] for n in range(row - 1, -1, -1) if n in old_of), 0)
            slide.add(
                "new row", field=_row_field(shape), after=_row_of(shape.rows[before]) if before else "",
                now=" | ".join(new[row]), cells=tuple((_runs_of(c) or ((),))[0] for c in line),
            )  # fmt: skip
    order = [a for a, _ in sorted(pairs, key=lambda p: p[1]) if a]
    if order != sorted(order) and len(in_order(order)) < len(order):
        slide.add(
            "moved rows",
            field=_row_field(shape),
            order=tuple(_row_of(shape.rows[a]) for a in order),
            now=str(order),
        )


def _one_cell(
    slide: TextComparison, old: tuple[Told, ...], new: tuple[Seen, ...], fields: dict[str, Field], every: list[Told]
) -> None:
    lines = [each for each in new if each.text.strip()]
    every += old
    for number, told in enumerate(old):
        if number < len(lines):
            slide.paragraph(told, lines[number], fields)
        elif told.field:
            part = slide.part(fields, told.field)
            part.told.append(told)
            part.now.append(())
            part.changed = True
            part.markers.append("")
            part.levels.append(0)
    name = next((told.field for told in old if told.field), "")
    for line in lines[len(old) :]:
        if name:
            part = slide.part(fields, name)
            part.now.append(plain_runs(line.runs))
            part.markers.append("")
            part.levels.append(0)
            part.changed = True
        else:
            slide.add("program", was="", now=line.text)


def compare_chart(slide: TextComparison, shape: ToldShape, there: SeenShape) -> None:
    """Note that a chart shows other figures, or that it is in doubt with its workbook."""
    if there.chart is None:
        slide.shape_gone(shape)
        return
    assert shape.chart is not None
    if there.chart_doubt:
        slide.add("chart doubt", field=shape.name, was=_figures(shape.chart), now=_figures(there.chart))
    elif not same_figures(shape.chart, there.chart):
        slide.add(
            "figures", field=shape.name, was=_figures(shape.chart), now=_figures(there.chart), chart=there.chart,
            base_chart=shape.chart,
        )  # fmt: skip


def same_figures(one: ToldChart, other: ToldChart) -> bool:
    """True where two charts show the same, but for how a figure is written."""
    if [*map(whole, one.categories)] != [*map(whole, other.categories)] or len(one.series) != len(other.series):
        return False
    for (name, values), (other_name, others) in zip(one.series, other.series, strict=True):
        padded = (*others, *((None,) * (len(values) - len(others))))
        if whole(name) != whole(other_name) or len(values) != len(padded):
            return False
        if any(not same_figure(a, b) for a, b in zip(values, padded, strict=True)):
            return False
    return True


def same_figure(one: float | None, other: float | None) -> bool:
    """True where two figures are the same, but for the last digits that programs cut off."""
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 1e-9 * max(1.0, abs(one), abs(other))


def _figures(chart: ToldChart) -> str:
    return "; ".join(
        f"{name}: "
        + ", ".join(f"{c} {'–' if v is None else f'{v:g}'}" for c, v in zip(chart.categories, values, strict=False))
        for name, values in chart.series
    )


def _columns(old: list[list[str]], new: list[list[str]]) -> Aligned:
    width, there = len(old[0]) if old else 0, max(map(len, new), default=0)
    if width == there:
        return Aligned([(n, n) for n in range(width)], [], [])
    made = aligned(
        [" | ".join(row[n] for row in old) for n in range(width)],
        [" | ".join(row[n] if n < len(row) else "" for row in new) for n in range(there)],
    )
    kept = in_order([b for _, b in made.pairs])
    pairs = [(a, b) for a, b in made.pairs if b in kept]
    left = {a for a, _ in pairs}, {b for _, b in pairs}
    return Aligned(pairs, [n for n in range(width) if n not in left[0]], [n for n in range(there) if n not in left[1]])


def _header_first(pairs: list[tuple[int, int]], old: int, new: int) -> list[tuple[int, int]]:
    """Keep the row of headings the row of headings."""
    if not old or not new or (0, 0) in pairs:
        return pairs
    return [(0, 0), *((a, b) for a, b in pairs if a and b)]


def _cell(paragraphs: Iterable[Told]) -> str:
    return "\n".join(each.text for each in paragraphs)


def _runs_of(paragraphs: Iterable[Seen]) -> tuple[tuple[Run, ...], ...]:
    return tuple(plain_runs(each.runs, bold=False) for each in paragraphs)


def _row_field(shape: ToldShape) -> str:
    """Return the list that a table's rows are in."""
    names = (p.field for row in shape.rows[1:] for cell in row for p in cell)
    return next(
        (match[1] for name in names if (match := re.fullmatch(r"(.*)\[\d+\](?:\.\w+)?\[\d+\](?:\.\w+)?", name))), ""
    )


def _row_of(cells: Sequence[tuple[Told, ...]]) -> str:
    """Return the field of a row: `rows[3]`."""
    names = (p.field for cell in cells for p in cell)
    return next((m[1] for name in names if (m := re.fullmatch(r"(.*\[\d+\])(?:\.\w+)?\[\d+\](?:\.\w+)?", name))), "")
