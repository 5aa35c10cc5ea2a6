"""What a new version of a template changes: size, theme, masters, layouts, placeholders, and the choice for each role."""

from __future__ import annotations

from typing import NamedTuple

from builder.brands.template.choosing import Bound
from builder.brands.template.facts import Holder, LayoutFacts
from builder.brands.template.house import House
from builder.slide_kinds import kind_names, kind_of

NOTICED = 2.0  # points of the slide below which nothing has moved
_CM = 28.3465


class Change(NamedTuple):
    """One change: what sort it is, what it is about, and the roles that it touches."""

    sort: str
    about: str
    message: str
    roles: tuple[str, ...] = ()


def changes(old: House, new: House, asked_old: dict[str, int], asked_new: dict[str, int]) -> list[Change]:
    """List what differs between two versions of a template."""
    before, after = old.bound(asked_old), new.bound(asked_new)
    found: list[Change] = []
    everything = tuple(before)
    if old.facts.real != new.facts.real:
        sizes = [" by ".join(f"{value / _CM:.1f}" for value in house.facts.real) for house in (old, new)]
        found.append(Change("size", "slides", f"from {sizes[0]} cm to {sizes[1]} cm", everything))
    found += _themes(old, new, everything)
    pairs, gone, added = _paired(old, new)
    for layout in gone:
        found.append(Change("layout", old.shown_name(layout.order), "is gone", _roles_of(before, layout)))
    for layout in added:
        found.append(Change("layout", new.shown_name(layout.order), "is new", _roles_of(after, layout)))
    for was, now in pairs:
        roles = tuple(dict.fromkeys((*_roles_of(before, was), *_roles_of(after, now))))
        name = new.shown_name(now.order)
        if was.name != now.name:
            found.append(Change("layout", name, f"was called '{was.name}'", roles))
        scale = old.facts.unit
        found += [Change("placeholder", name, text, roles) for text in _moved(was, now, scale, new.facts.unit)]
    same = {was.part: now.part for was, now in pairs}
    for role, each in before.items():
        old_layout, new_layout = old.facts.layouts[each.chosen], new.facts.layouts[after[role].chosen]
        if same.get(old_layout.part) != new_layout.part:
            text = f"'{old.shown_name(each.chosen)}' becomes '{new.shown_name(after[role].chosen)}'"
            found.append(Change("role", role, text, (role,)))
    return found


def kinds_of(roles: tuple[str, ...]) -> set[str]:
    """Return the slide kinds that ask for roles."""
    return {name for name in kind_names() if set(kind_of(name).ROLES) & set(roles)}


def _themes(old: House, new: House, everything: tuple[str, ...]) -> list[Change]:
    found = []
    for number, (was, now) in enumerate(zip(old.facts.masters, new.facts.masters, strict=False), 1):
        for slot, rgb in was.theme.colours.items():
            if now.theme.colours[slot] != rgb:
                found.append(
                    Change("theme", f"master {number}", f"{slot} from #{rgb} to #{now.theme.colours[slot]}", everything)
                )
        for kind, family in was.theme.fonts.items():
            if now.theme.fonts[kind] != family:
                found.append(
                    Change(
                        "theme",
                        f"master {number}",
                        f"{kind} font from {family or '(none)'} to {now.theme.fonts[kind] or '(none)'}",
                        everything,
                    )
                )
    if len(old.facts.masters) != len(new.facts.masters):
        found.append(
            Change("masters", "", f"{len(old.facts.masters)} masters become {len(new.facts.masters)}", everything)
        )
    return found


def _paired(
    old: House, new: House
) -> tuple[list[tuple[LayoutFacts, LayoutFacts]], list[LayoutFacts], list[LayoutFacts]]:
    """Pair layouts: by name where it is given once, else by part; gives pairs, those that are gone, and new ones."""
    left = {layout.order: layout for layout in new.facts.layouts}
    names = {layout.name: layout for layout in new.facts.layouts if new.names.get(layout.name) == layout.order}
    pairs, waiting = [], []
    for layout in old.facts.layouts:
        found = names.get(layout.name) if layout.name and old.names.get(layout.name) == layout.order else None
        if found is not None and found.order in left:
            pairs.append((layout, left.pop(found.order)))
        else:
            waiting.append(layout)
    gone = []
    for layout in waiting:
        found = next((each for each in left.values() if each.part == layout.part), None)
        if found is not None:
            pairs.append((layout, left.pop(found.order)))
        else:
            gone.append(layout)
    return pairs, gone, list(left.values())


def _roles_of(bound: dict[str, Bound], layout: LayoutFacts) -> tuple[str, ...]:
    return tuple(role for role, each in bound.items() if each.chosen == layout.order)


def _moved(was: LayoutFacts, now: LayoutFacts, old_unit: float, new_unit: float) -> list[str]:
    found = []
    after = {(holder.type, holder.idx): holder for holder in now.holders}
    before = {(holder.type, holder.idx): holder for holder in was.holders}
    for key, holder in before.items():
        other = after.get(key)
        if other is None:
            found.append(f"'{holder.name}' is gone")
            continue
        apart = [abs(a * old_unit - b * new_unit) for a, b in zip(holder.box, other.box, strict=True)]
        if max(apart) > NOTICED:
            found.append(f"'{holder.name}' from {_place(holder, old_unit)} to {_place(other, new_unit)} cm")
        if abs(holder.size * old_unit - other.size * new_unit) > 0.5:
            found.append(f"'{holder.name}' from {holder.size * old_unit:.0f} to {other.size * new_unit:.0f} pt")
        if holder.levels[0].font != other.levels[0].font:
            found.append(f"'{holder.name}' from {holder.levels[0].font} to {other.levels[0].font}")
        if holder.ink != other.ink:
            found.append(f"'{holder.name}' from #{holder.ink} to #{other.ink}")
    found += [f"'{holder.name}' is new" for key, holder in after.items() if key not in before]
    return found


def _place(holder: Holder, unit: float) -> str:
    return ", ".join(f"{value * unit / _CM:.1f}" for value in holder.box)
