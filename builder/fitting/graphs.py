"""Graphs given places: nodes in their layers, panels behind groups, edges as ways of straight pieces, labels beside them.

Everything is worked out along two axes: `main`, in which edges lead, and `cross`. Across, main runs as the text does; down, from
top to bottom. A group that has layers to itself is a panel over those (a stage); else groups are lanes along the main axis.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from builder.brands.prepared import Box
from builder.fitting.layers import Layered, layered
from builder.plan import Graph

Point = tuple[float, float]
WIDEST, WIDER, NARROWEST = 216.0, 270.0, 64.0  # points of a node; where there are three layers at most
GAP, LEAST_GAP = 52.0, 26.0  # between layers, across
STEP = 40.0  # between layers, down
APART = 16.0  # between nodes of a layer
PAD, TITLE = 9.0, 22.0  # of a group's panel: around its nodes, above them
BELOW = 26.0  # room for edges that lead back
ROUND = 14.0  # between nodes and the edge that passes them
JOINT = 3.0  # what joins its halves
THIN = 0.35  # of a node's place: an edge that passes
STRETCH, WIDE_APART = 1.5, 64.0  # times that nodes may grow; between nodes where there is room
LABEL_ROOM = 120.0  # points of a label's width at most


class Way(NamedTuple):
    """An edge's way: its number, its points; where its label stands, if it has one; what joins its two halves, if it has them."""

    edge: int
    points: tuple[Point, ...]
    label: Box | None
    joint: Box | None = None


class Places(NamedTuple):
    """Boxes of the nodes; of the groups, with that of their title; the ways of the edges."""

    nodes: tuple[Box, ...]
    panels: tuple[tuple[int, Box, Box], ...]
    ways: tuple[Way, ...]


class Measures(NamedTuple):
    """What a trial measures: the height of a node at a width, how wide it must be, the width and height of an edge's label in a room."""

    node: Callable[[int, float], float]
    least: Callable[[int], float]
    label: Callable[[int, float], tuple[float, float]]
    word: Callable[[int], float]  # the widest of a label


@lru_cache(maxsize=32)
def layers_of(graph: Graph) -> Layered:
    """Return the layers of a graph."""
    back = frozenset(n for n, edge in enumerate(graph.edges) if edge.back)
    edges = [(edge.start, edge.end) for edge in graph.edges]
    found = layered(len(graph.nodes), edges, back, [0] * len(graph.nodes))
    if _stages(graph, found) is not None or not graph.groups:
        return found
    lanes = [lane if lane >= 0 else len(graph.groups) for lane in graph.lanes]
    return layered(len(graph.nodes), edges, back, lanes)


def _stages(graph: Graph, found: Layered) -> list[tuple[int, int, int]] | None:
    """Return groups with their first and last layer, where each has its layers to itself; None where they do not."""
    level = found.layer_of
    spans = []
    for group in range(len(graph.groups)):
        own = [level[n] for n, lane in enumerate(graph.lanes) if lane == group]
        if own:
            spans.append((min(own), max(own), group))
    spans.sort()
    for number, (first, last, group) in enumerate(spans):
        if number and first <= spans[number - 1][1]:
            return None
        inside = [n for n in range(len(graph.nodes)) if first <= level[n] <= last]
        if any(graph.lanes[n] != group for n in inside):
            return None
    return [(group, first, last) for first, last, group in spans]


def needed_height(graph: Graph, width: float, measures: Measures) -> float:
    """Return the height that a graph needs at a width."""
    return _Plan(graph, width, measures).height


def placed(graph: Graph, box: Box, measures: Measures) -> Places:
    """Give a graph its places in a box."""
    return _Plan(graph, box.w, measures).places(box)


@dataclass
class _Lane:
    """A band along the main axis: how many places it needs at most, and where it is."""

    group: int
    slots: float = 0.0
    gaps: int = 0
    start: float = 0.0
    end: float = 0.0
    titled: bool = field(default=False)


class _Plan:
    def __init__(self, graph: Graph, width: float, measures: Measures) -> None:
        self.graph, self.width, self.measures = graph, width, measures
        self.found = layers_of(graph)
        self.level = self.found.layer_of
        self.stages = _stages(graph, self.found) if graph.groups else None
        self.backs = int(not all(self.found.forward))
        self.lanes = self._lanes()
        self.labels = {n: measures.label(n, LABEL_ROOM) for n, edge in enumerate(graph.edges) if edge.label}
        self._sizes()

    def _lanes(self) -> list[_Lane]:
        """Return the bands: one for each group in lanes, else one for all."""
        lanes: dict[int, _Lane] = {}
        for layer in self.found.layers:
            own: dict[int, list[int]] = {}
            for place in layer:
                own.setdefault(self._lane_of(place), []).append(place)
            for group, places in own.items():
                known = lanes.setdefault(group, _Lane(group))
                known.slots = max(known.slots, sum(1.0 if place >= 0 else THIN for place in places))
                known.gaps = max(known.gaps, len(places) - 1)
        titled = self.stages is None and bool(self.graph.groups)
        for each in lanes.values():
            each.slots = max(each.slots, 1.0)
            each.titled = titled and each.group >= 0
        return [lanes[group] for group in sorted(lanes, key=lambda group: (group < 0, group))]

    def _lane_of(self, place: int) -> int:
        if self.stages is not None or not self.graph.groups:
            return 0
        if place >= 0:
            return self.graph.lanes[place]
        edge = self.graph.edges[self.found.passing[-place - 1][0]]
        return self.graph.lanes[edge.start]

    def _sizes(self) -> None:
        """Work out how wide and high nodes are, and what the whole needs."""
        graph, count = self.graph, len(self.found.layers)
        around = 2 * PAD if self.stages else 0.0
        ends = PAD if graph.groups else 0.0
        room = self.width - 2 * ends
        slots = sum(lane.slots for lane in self.lanes)
        apart = APART * (sum(lane.gaps for lane in self.lanes) + len(self.lanes) - 1)
        if graph.down:
            self.aside = BELOW * self.backs + max(
                [0.0, *(wide for n, (wide, _) in self.labels.items() if not self.found.forward[n])]
            )
            aside = self.aside
            pads = sum(2 * PAD for lane in self.lanes if lane.titled)
            free = room - aside - pads - apart
            self.node_w = min(WIDEST, free / slots)
            self.gap = (
                max([STEP, *(high + 16 for _, high in self.labels.values())]) + around + (TITLE if self.stages else 0)
            )
        else:
            fits = (room - NARROWEST * count) / max(count - 1, 1)
            onward = [n for n in self.labels if self.found.forward[n]]
            halves = (
                1 if all(len(layer) == 1 for layer in self.found.layers) else 2
            )  # a bent way has its label on one half
            wanted = max([GAP, *(halves * (self.labels[n][0] + 14) for n in onward)]) + around
            least = max([LEAST_GAP, *(self.measures.word(n) + 8 for n in onward)]) + around
            self.gap = max(min(wanted, fits, room / (2.2 * max(count - 1, 1)) + around), least)
            words = max(self.measures.least(n) for n in range(len(graph.nodes)))
            while self.gap > least and (room - self.gap * (count - 1)) / count < words:
                self.gap = max(self.gap - 4, least)
            self.node_w = min(WIDEST if count > 3 else WIDER, (room - self.gap * (count - 1)) / count)
            for number in onward:
                self.labels[number] = self.measures.label(
                    number, min(LABEL_ROOM, max((self.gap - around) / halves - 6, self.measures.word(number) + 2))
                )
        self.node_h = max(self.measures.node(n, self.node_w) for n in range(len(graph.nodes)))
        titles = sum(2 * PAD + TITLE for lane in self.lanes if lane.titled)
        staged = 2 * PAD + TITLE if self.stages else 0.0
        if graph.down:
            lead = TITLE + PAD if graph.groups else 0.0
            self.height = lead + ends + count * self.node_h + (count - 1) * self.gap
        else:
            self.height = slots * self.node_h + apart + titles + staged + BELOW * self.backs

    def places(self, box: Box) -> Places:
        """Return all places within a box of the plan's width."""
        graph, count = self.graph, len(self.found.layers)
        spare = max(box.h / self.height, 1.0) if self.height else 1.0
        more = min(spare, STRETCH)
        if graph.down:
            lead = TITLE + PAD if graph.groups else 0.0
            tail = PAD if graph.groups else 0.0
            room = box.h - lead - tail
            self.node_h = min(self.node_h * more, (room - self.gap * (count - 1)) / count)
            gap = min((room - self.node_h * count) / max(count - 1, 1), self.gap * 1.8) if count > 1 else 0.0
            self.main_size, self.cross_size = self.node_h, self.node_w
            used = count * self.node_h + (count - 1) * gap
            start = box.y + lead + (room - used) / 2
            cross_start, cross_room = box.x, self.width - self.aside
        else:
            self.node_h *= more
            gap = self.gap
            used = count * self.node_w + (count - 1) * gap
            if count > 1 and used < self.width:  # the ends stand on the edges of the slide's content
                ends = 2 * PAD if graph.groups else 0.0
                gap += (self.width - ends - used) / (count - 1)
                used = self.width - ends
            self.main_size, self.cross_size = self.node_w, self.node_h
            start = box.x + (box.w - used) / 2
            cross_start, cross_room = box.y, box.h - BELOW * self.backs
        self.step = gap
        self.mains = [start + n * (self.main_size + gap) for n in range(count)]
        self._bands(cross_start, cross_room)
        self.cross = self._crosses()
        nodes = tuple(self._box(self.mains[self.level[n]], self.cross[n]) for n in range(len(graph.nodes)))
        self.boxes = nodes
        return Places(nodes, tuple(self._panels(nodes)), tuple(self._ways()))

    def _box(self, main: float, cross: float) -> Box:
        """Return the box of a node by its begin on the main axis and its middle on the cross axis."""
        low = cross - self.cross_size / 2
        if self.graph.down:
            return Box(low, main, self.cross_size, self.main_size)
        return Box(main, low, self.main_size, self.cross_size)

    def _bands(self, start: float, room: float) -> None:
        """Divide the cross axis among lanes by what they need."""
        down = self.graph.down
        lead = {id(lane): ((PAD if down else PAD + TITLE) if lane.titled else 0.0) for lane in self.lanes}
        tail = {id(lane): (PAD if lane.titled else 0.0) for lane in self.lanes}
        between = APART * max(len(self.lanes) - 1, 0)
        if self.stages and not down:
            start, room = start + TITLE + PAD, room - TITLE - 2 * PAD
        elif self.graph.groups and down and not any(lane.titled for lane in self.lanes):
            start, room = start + PAD, room - 2 * PAD
        fixed = sum(lead.values()) + sum(tail.values()) + between
        needs = [lane.slots * self.cross_size + lane.gaps * APART for lane in self.lanes]
        at = start
        for lane, need in zip(self.lanes, needs, strict=True):
            wide = need + (room - fixed - sum(needs)) * lane.slots / sum(each.slots for each in self.lanes)
            lane.start = at + lead[id(lane)]
            lane.end = lane.start + wide
            at = lane.end + tail[id(lane)] + APART

    def _crosses(self) -> dict[int, float]:
        """Return the middle of each place on the cross axis: near what it is linked with, apart from its neighbours."""
        links = self._links()
        band = {lane.group: lane for lane in self.lanes}
        at: dict[int, float] = {}
        rooms: dict[int, float] = {}
        for lane in self.lanes:
            free = lane.end - lane.start - lane.slots * self.cross_size
            rooms[lane.group] = min(free / max(lane.gaps, 1), WIDE_APART)
        for layer in self.found.layers:
            for lane in self.lanes:
                own = [place for place in layer if self._lane_of(place) == lane.group]
                middle = (lane.start + lane.end) / 2
                offsets = self._offsets(own, rooms[lane.group])
                for place, offset in zip(own, offsets, strict=True):
                    at[place] = middle + offset
        layers = self.found.layers
        for sweep in range(8):
            for layer in layers if sweep % 2 == 0 else layers[::-1]:
                wanted = []
                for place in layer:
                    near = [at[b if a == place else a] for a, b in links if place in (a, b)]
                    wanted.append(sum(near) / len(near) if near else at[place])
                self._settle(layer, wanted, at, band, min(rooms.values()))
        return at

    def _links(self) -> list[tuple[int, int]]:
        chains: dict[int, list[int]] = {}
        for index, (edge, _) in enumerate(self.found.passing):
            chains.setdefault(edge, []).append(-index - 1)
        links = []
        for number, arrow in enumerate(self.graph.edges):
            if self.found.forward[number]:
                way = [arrow.start, *chains.get(number, ()), arrow.end]
                links += list(pairwise(way))
        return links

    def _half(self, place: int) -> float:
        return self.cross_size / 2 if place >= 0 else self.cross_size * THIN / 2

    def _offsets(self, places: list[int], apart: float) -> list[float]:
        """Return places side by side around 0."""
        at, made = 0.0, []
        for number, place in enumerate(places):
            at += self._half(place) + (apart + self._half(places[number - 1]) if number else 0.0)
            made.append(at)
        middle = (made[0] + made[-1]) / 2 if made else 0.0
        return [each - middle for each in made]

    def _settle(
        self, layer: tuple[int, ...], wanted: list[float], at: dict[int, float], band: dict[int, _Lane], apart: float
    ) -> None:
        """Put a layer's places as near to where they want to be as their order, their distance and their lanes allow."""
        sums = [0.0]
        for one, two in pairwise(layer):
            sums.append(sums[-1] + self._half(one) + apart + self._half(two))
        blocks: list[list[float]] = []  # sum, count: the nearest rising row (pool adjacent violators)
        for want, shift in zip(wanted, sums, strict=True):
            blocks.append([want - shift, 1.0])
            while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
                total, number = blocks.pop()
                blocks[-1][0] += total
                blocks[-1][1] += number
        flat = [total / number for total, number in blocks for _ in range(int(number))]
        places = [value + shift for value, shift in zip(flat, sums, strict=True)]
        for number, place in enumerate(layer):
            lane, half = band[self._lane_of(place)], self._half(place)
            least = lane.start + half
            if number:
                least = max(least, places[number - 1] + sums[number] - sums[number - 1])
            places[number] = max(places[number], least)
        for number in range(len(layer) - 1, -1, -1):
            lane, half = band[self._lane_of(layer[number])], self._half(layer[number])
            most = lane.end - half
            if number + 1 < len(layer):
                most = min(most, places[number + 1] - sums[number + 1] + sums[number])
            places[number] = min(places[number], most)
        at.update(zip(layer, places, strict=True))

    def _panels(self, nodes: tuple[Box, ...]) -> list[tuple[int, Box, Box]]:
        """Return the panels of groups, each with the place of its title."""
        made = []
        for group in range(len(self.graph.groups)):
            own = [nodes[n] for n, lane in enumerate(self.graph.lanes) if lane == group]
            if not own:
                continue
            if self.stages is not None:
                every = nodes
                left, right = min(b.x for b in own), max(b.x + b.w for b in own)
                top, bottom = min(b.y for b in own), max(b.y + b.h for b in own)
                if self.graph.down:
                    left, right = min(b.x for b in every), max(b.x + b.w for b in every)
                else:
                    top, bottom = min(b.y for b in every), max(b.y + b.h for b in every)
            else:
                lane = next(each for each in self.lanes if each.group == group)
                left, right = min(b.x for b in nodes), max(b.x + b.w for b in nodes)
                top, bottom = min(b.y for b in nodes), max(b.y + b.h for b in nodes)
                if self.graph.down:
                    left, right = lane.start, lane.end
                else:
                    top, bottom = min(b.y for b in own), max(b.y + b.h for b in own)
            panel = Box(left - PAD, top - PAD - TITLE, right - left + 2 * PAD, bottom - top + 2 * PAD + TITLE)
            made.append((group, panel, Box(panel.x, panel.y, panel.w, TITLE + PAD * 0.6)))
        return made

    # ways of edges, on main and cross until they are turned to x and y

    def _ways(self) -> list[Way]:
        square = self._square()
        made: list[Way] = []
        taken: list[Box] = list(self.boxes)
        for number, edge in enumerate(self.graph.edges):
            if edge.start != edge.end:
                way = self._way(number, edge.start, edge.end, square, taken)
                made.append(way)
                if way.label is not None:
                    taken.append(way.label)
        return made

    def _way(self, number: int, start: int, end: int, square: dict[int, bool], taken: list[Box]) -> Way:
        """Return the way of an edge, made of what PowerPoint and LibreOffice draw alike: straight, bent half way, or round a side."""
        first, last = self.level[start], self.level[end]
        a, b = self.cross[start], self.cross[end]
        begin, to = self.mains[first] + self.main_size, self.mains[last]
        if first < last and self.found.forward[number]:
            half = (begin + to) / 2
            level = abs(a - b) < 1
            straight: list[Point] = [(begin, a), (to, b)]
            bent = straight if level else [(begin, a), (half, a), (half, b), (to, b)]
            if last == first + 1:
                fans_in = self._into(end) > self._out(start)
                if level:
                    return self._told(number, straight, [((begin + to) / 2, a)], taken, above=True)
                if square.get(number):
                    place = ((begin + half) / 2, a) if fans_in else ((half + to) / 2, b)
                    fits = number not in self.labels or self.graph.down or self.labels[number][0] <= self.step / 2 - 4
                    if fits:
                        return self._told(number, bent, [place], taken, above=True)
                    return self._told(number, bent, [(half, (a + b) / 2)], taken)
                return self._told(number, straight, _along(straight), taken)
            if self._is_clear(straight, start, end):
                return self._told(number, straight, _along(straight), taken, above=level)
            if self._is_clear(bent, start, end):
                return self._told(number, bent, [(half, (a + b) / 2)], taken)
        elif first == last + 1:
            back: list[Point] = [(self.mains[first], a), (self.mains[last] + self.main_size, b)]
            both = any((e.start, e.end) == (end, start) for e in self.graph.edges)
            if not both and self._is_clear(back, start, end):
                return self._told(number, back, _along(back), taken)
        elif first == last:
            down = 1 if b > a else -1
            middle = self.mains[first] + self.main_size / 2
            beside: list[Point] = [(middle, a + down * self.cross_size / 2), (middle, b - down * self.cross_size / 2)]
            if self._is_clear(beside, start, end):
                return self._told(number, beside, [(middle, (a + b) / 2)], taken)
        return self._jointed(number, start, end)

    def _out(self, node: int) -> int:
        return sum(e.start == node and self.found.forward[n] for n, e in enumerate(self.graph.edges))

    def _into(self, node: int) -> int:
        return sum(e.end == node and self.found.forward[n] for n, e in enumerate(self.graph.edges))

    def _square(self) -> dict[int, bool]:
        """Return for each edge to the next layer whether it may be bent half way: lines that meet there would join only what belongs together."""
        made: dict[int, bool] = {}
        for gap in range(len(self.found.layers) - 1):
            inside = [
                n for n, e in enumerate(self.graph.edges)
                if self.found.forward[n] and self.level[e.start] == gap and self.level[e.end] == gap + 1
            ]  # fmt: skip
            for cluster in self._meeting(inside):
                edges = [self.graph.edges[n] for n in cluster]
                starts, ends = {e.start for e in edges}, {e.end for e in edges}
                whole = len(edges) == len(starts) * len(ends)
                plain = min(len(starts), len(ends)) == 1 or not any(e.label for e in edges)
                for n in cluster:
                    made[n] = whole and plain
        return made

    def _meeting(self, edges: list[int]) -> list[list[int]]:
        """Return edges in groups whose bends would touch one another."""
        spans = []
        for number in edges:
            edge = self.graph.edges[number]
            low, high = sorted((self.cross[edge.start], self.cross[edge.end]))
            spans.append((low, high, number))
        spans.sort()
        groups: list[list[int]] = []
        reach = float("-inf")
        for low, high, number in spans:
            if low > reach + 4 or not groups:
                groups.append([])
            groups[-1].append(number)
            reach = max(reach, high)
        return groups

    def _jointed(self, number: int, start: int, end: int) -> Way:
        """Return a way over a joint, outside all nodes that stand between: under the lowest of them, or over the highest.

        Two connectors of one bend each: round more corners LibreOffice leads a connector its own way.
        """
        low, high = sorted((self.level[start], self.level[end]))
        passed = [self.cross[n] for n in range(len(self.graph.nodes)) if low <= self.level[n] <= high]
        reach = self.cross_size / 2
        begin, to = (self.mains[self.level[n]] + self.main_size / 2 for n in (start, end))
        tried = []
        off = reach + ROUND + (self.labels[number][0] / 2 if self.graph.down and number in self.labels else 0.0)
        for side, far in ((1, max(passed) + off), (-1, min(passed) - off)):
            a, b = self.cross[start] + side * reach, self.cross[end] + side * reach
            tried.append([(begin, a), (begin, far), ((begin + to) / 2, far), (to, far), (to, b)])
        ways = next((each for each in tried if self._is_clear(each, start, end)), tried[0])
        x, y = self._turned(ways[2])
        wide, tall = self.labels.get(number, (JOINT, JOINT))
        box = Box(x - wide / 2, y - tall / 2, wide, tall)
        return Way(number, tuple(self._turned(p) for p in ways), box if number in self.labels else None, box)

    def _turned(self, point: Point) -> Point:
        return (point[1], point[0]) if self.graph.down else point

    def _segment(self, one: Point, two: Point) -> tuple[Point, Point]:
        return self._turned(one), self._turned(two)

    def _is_clear(self, points: list[Point], start: int, end: int) -> bool:
        """True where a way runs through no node but those that it joins."""
        others = [box for n, box in enumerate(self.boxes) if n not in (start, end)]
        return not any(_meets(self._segment(p, q), box) for p, q in pairwise(points) for box in others)

    def _told(
        self, number: int, points: list[Point], middles: list[Point], taken: list[Box], *, above: bool = False
    ) -> Way:
        """Return a way with the place of its label: the first that is free; above: beside the line, not on it."""
        turned = tuple(self._turned(p) for p in points)
        if number not in self.labels:
            return Way(number, turned, None)
        wide, high = self.labels[number]
        if len(points) == 2 and not self.graph.down:
            wide, high = self.measures.label(number, min(LABEL_ROOM, self.step - 14))
        boxes = []
        for middle in middles:
            x, y = self._turned(middle)
            box = Box(x - wide / 2, y - high / 2, wide, high)
            if above:
                box = Box(x + 6, box.y, wide, high) if self.graph.down else Box(box.x, y - high - 2, wide, high)
            boxes.append(box)
        free = (box for box in boxes if not any(_overlap(box, other) for other in taken))
        return Way(number, turned, next(free, boxes[0]))


def _along(points: list[Point]) -> list[Point]:
    """Return places on a straight line at which a label may stand, the best first."""
    (x1, y1), (x2, y2) = points[0], points[-1]
    return [(x1 + (x2 - x1) * share, y1 + (y2 - y1) * share) for share in (0.5, 0.38, 0.62, 0.28, 0.72, 0.2, 0.8)]


def _overlap(one: Box, two: Box) -> bool:
    return one.x < two.x + two.w and two.x < one.x + one.w and one.y < two.y + two.h and two.y < one.y + one.h


def _meets(segment: tuple[Point, Point], box: Box) -> bool:
    """True where a line runs through a box, or within three points of it (Liang and Barsky)."""
    (x1, y1), (x2, y2) = segment
    low, high = 0.0, 1.0
    for start, length, least, most in (
        (x1, x2 - x1, box.x - 3, box.x + box.w + 3),
        (y1, y2 - y1, box.y - 3, box.y + box.h + 3),
    ):
        if abs(length) < 1e-9:
            if not least <= start <= most:
                return False
            continue
        one, two = sorted(((least - start) / length, (most - start) / length))
        low, high = max(low, one), min(high, two)
    return low < high
