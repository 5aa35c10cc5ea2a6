"""Nodes and edges put in layers: which layer each node stands in, and in what order, with few edges crossing.

Sugiyama's way in small: edges that lead back are set aside, layers follow the longest way, each edge over several layers
gets a place in those between, and orders are improved by barycentres and by exchanging neighbours. A slide holds sixteen nodes at
most, so a page of code does what a library would (docs/decisions.md). The same graph always gets the same places.
"""

from __future__ import annotations

from typing import NamedTuple

Edge = tuple[int, int]
SWEEPS = 12


class Layered(NamedTuple):
    """Nodes by layer in order; a place is a node's number, or for an edge that goes on `(edge, layer)` as -1 - its index in `passing`.

    forward: for each edge whether it leads onwards; passing: edge and layer of each place that is no node's.
    """

    layers: tuple[tuple[int, ...], ...]
    forward: tuple[bool, ...]
    passing: tuple[tuple[int, int], ...]

    @property
    def layer_of(self) -> dict[int, int]:
        return {place: number for number, layer in enumerate(self.layers) for place in layer}


def layered(count: int, edges: list[Edge], back: frozenset[int], lanes: list[int]) -> Layered:
    """Put nodes 0 to count - 1 in layers; back: the edges that are told to lead back; lanes: of each node, kept together."""
    forward = _forward(count, edges, back)
    onward = [edge for edge, leads in zip(edges, forward, strict=True) if leads and edge[0] != edge[1]]
    layer = _longest_ways(count, onward)
    levels: list[list[int]] = [[] for _ in range(max(layer, default=0) + 1)]
    for node in range(count):
        levels[layer[node]].append(node)
    passing: list[tuple[int, int]] = []
    links: list[Edge] = []
    lane_of = {node: float(lane) for node, lane in enumerate(lanes)}
    for number, (start, end) in enumerate(edges):
        if not forward[number] or start == end:
            continue
        before = start
        for between in range(layer[start] + 1, layer[end]):
            passing.append((number, between))
            place = -len(passing)
            levels[between].append(place)
            lane_of[place] = float(lanes[start])
            links.append((before, place))
            before = place
        links.append((before, end))
    outer = {node for number, edge in enumerate(edges) if not forward[number] for node in edge}
    ordered = _ordered(levels, links, lane_of, outer)
    return Layered(tuple(map(tuple, ordered)), tuple(forward), tuple(passing))


def crossings(layers: list[list[int]], links: list[Edge]) -> int:
    """Count the pairs of links that cross."""
    at = {place: n for layer in layers for n, place in enumerate(layer)}
    level = {place: n for n, layer in enumerate(layers) for place in layer}
    found = 0
    for number, (a, b) in enumerate(links):
        for c, d in links[number + 1 :]:
            if level[a] == level[c]:
                found += (at[a] - at[c]) * (at[b] - at[d]) < 0
    return found


def _cost(layers: list[list[int]], links: list[Edge], outer: set[int]) -> tuple[int, int]:
    """Return the crossings, and how many places follow on nodes that edges leading back leave or enter."""
    after = sum(len(layer) - 1 - n for layer in layers for n, place in enumerate(layer) if place in outer)
    return crossings(layers, links), after


def _forward(count: int, edges: list[Edge], back: frozenset[int]) -> list[bool]:
    """Return which edges lead onwards: not those told to lead back, and none that would close a circle."""
    forward = [number not in back for number in range(len(edges))]
    state = [0] * count  # 1 while on the way, 2 when done

    def visit(node: int) -> None:
        state[node] = 1
        for number, (start, end) in enumerate(edges):
            if start != node or not forward[number] or end == node:
                continue
            if state[end] == 1:
                forward[number] = False
            elif state[end] == 0:
                visit(end)
        state[node] = 2

    for node in range(count):
        if state[node] == 0:
            visit(node)
    return forward


def _longest_ways(count: int, edges: list[Edge]) -> list[int]:
    """Return the layer of each node: one after the last of those that lead to it; sources stand just before what follows."""
    layer = [0] * count
    for _ in range(count):
        for start, end in edges:
            layer[end] = max(layer[end], layer[start] + 1)
    for node in range(count):
        after = [layer[end] for start, end in edges if start == node]
        if after and not any(end == node for _, end in edges):
            layer[node] = min(after) - 1
    return layer


def _ordered(levels: list[list[int]], links: list[Edge], lane_of: dict[int, float], outer: set[int]) -> list[list[int]]:
    """Return the layers in the order that has the fewest crossings of those tried; outer: nodes that are best last."""
    layers = [sorted(level, key=lambda place: (lane_of[place], place < 0)) for level in levels]
    best, fewest = [list(layer) for layer in layers], _cost(layers, links, outer)
    for sweep in range(SWEEPS):
        if fewest == (0, 0):
            break
        down = sweep % 2 == 0
        numbers = range(1, len(layers)) if down else range(len(layers) - 2, -1, -1)
        for number in numbers:
            fixed = {place: n for n, place in enumerate(layers[number - 1 if down else number + 1])}
            layers[number] = _by_barycentre(layers[number], fixed, links, lane_of, down=down)
        _exchange(layers, links, lane_of, outer)
        found = _cost(layers, links, outer)
        if found < fewest:
            best, fewest = [list(layer) for layer in layers], found
    return best


def _by_barycentre(
    layer: list[int], fixed: dict[int, int], links: list[Edge], lane_of: dict[int, float], *, down: bool
) -> list[int]:
    def middle(place: int, own: int) -> float:
        near = [
            fixed[a if down else b] for a, b in links if (b if down else a) == place and (a if down else b) in fixed
        ]
        return sum(near) / len(near) if near else float(own)

    keys = {place: (lane_of[place], middle(place, n), n) for n, place in enumerate(layer)}
    return sorted(layer, key=keys.__getitem__)


def _exchange(layers: list[list[int]], links: list[Edge], lane_of: dict[int, float], outer: set[int]) -> None:
    """Exchange neighbours of one lane as long as that takes crossings away."""
    improved = True
    while improved:
        improved = False
        for layer in layers:
            for n in range(len(layer) - 1):
                if lane_of[layer[n]] != lane_of[layer[n + 1]]:
                    continue
                before = _cost(layers, links, outer)
                layer[n], layer[n + 1] = layer[n + 1], layer[n]
                if _cost(layers, links, outer) < before:
                    improved = True
                else:
                    layer[n], layer[n + 1] = layer[n + 1], layer[n]
