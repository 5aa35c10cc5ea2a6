"""Graphs in layers: edges lead onwards, few cross, and what they pass is free."""

from __future__ import annotations

import random

from builder.brands.prepared import Box
from builder.fitting.graphs import Measures, Places, _meets, needed_height, placed
from builder.fitting.layers import crossings, layered
from builder.plan import Graph, GraphEdge, Tile, words

MEASURES = Measures(lambda _, wide: 40.0, lambda _: 70.0, lambda _, room: (min(50.0, room), 18.0), lambda _: 40.0)


def graph_of(count: int, edges: list[tuple[int, int]], lanes: list[int] | None = None, **more: object) -> Graph:
    groups = tuple(words(f"groep {n}") for n in range(max(lanes or [-1]) + 1))
    tiles = tuple(Tile(words(f"stap {n}"), "rect", name=f"n{n}") for n in range(count))
    return Graph(tiles, tuple(GraphEdge(a, b) for a, b in edges), tuple(lanes or [-1] * count), groups, **more)  # type: ignore[arg-type]


def places_of(graph: Graph, height: float = 360.0) -> Places:
    return placed(graph, Box(45, 120, 870, max(height, needed_height(graph, 870, MEASURES))), MEASURES)


def test_edges_lead_to_a_later_layer_and_a_circle_is_opened() -> None:
    found = layered(4, [(0, 1), (1, 2), (2, 0), (2, 3)], frozenset(), [0] * 4)
    level = found.layer_of
    assert found.forward == (True, True, False, True)
    assert [level[n] for n in range(4)] == [0, 1, 2, 3]


def test_an_edge_that_is_told_to_lead_back_does_not_push_its_end_onwards() -> None:
    found = layered(3, [(0, 1), (1, 2), (2, 1)], frozenset({2}), [0] * 3)
    assert [found.layer_of[n] for n in range(3)] == [0, 1, 2]


def test_crossings_that_need_not_be_are_taken_away() -> None:
    edges = [(0, 5), (1, 4), (2, 3)]
    found = layered(6, edges, frozenset(), [0] * 6)
    assert crossings([list(layer) for layer in found.layers], edges) == 0


def test_a_tree_of_three_levels_has_no_crossing() -> None:
    edges = [(0, 1), (0, 2), (1, 6), (1, 3), (2, 4), (2, 5)]
    found = layered(7, edges, frozenset(), [0] * 7)
    assert crossings([list(layer) for layer in found.layers], edges) == 0


def test_nodes_never_touch_and_stay_in_their_area() -> None:
    chance = random.Random(7)
    for _ in range(120):
        count = chance.randint(2, 16)
        edges = sorted({tuple(sorted(chance.sample(range(count), 2))) for _ in range(chance.randint(1, 2 * count))})
        lanes = [chance.randint(0, 2) for _ in range(count)] if chance.random() < 0.4 else None
        graph = graph_of(count, edges, lanes, down=chance.random() < 0.3)  # type: ignore[arg-type]
        height = max(360.0, needed_height(graph, 870, MEASURES))
        boxes = places_of(graph, height).nodes
        for number, one in enumerate(boxes):
            assert one.y >= 119 and one.y + one.h <= 121 + height
            for two in boxes[number + 1 :]:
                apart = one.x + one.w <= two.x + 0.1 or two.x + two.w <= one.x + 0.1
                assert apart or one.y + one.h <= two.y + 0.1 or two.y + two.h <= one.y + 0.1


def test_an_edge_over_layers_goes_round_what_stands_between() -> None:
    places = places_of(graph_of(4, [(0, 1), (1, 2), (2, 3), (0, 3)]))
    way = next(way for way in places.ways if way.edge == 3)
    between = [places.nodes[1], places.nodes[2]]
    pieces = list(zip(way.points, way.points[1:], strict=False))
    assert not any(_meets(piece, box) for piece in pieces for box in between)


def test_lines_meet_only_where_they_belong_together() -> None:
    """0 leads to 2 alone, 1 to both: bent lines would seem to join 0 and 3."""
    places = places_of(graph_of(4, [(0, 2), (1, 2), (1, 3)]))
    assert all(len(way.points) == 2 for way in places.ways)
    tree = places_of(graph_of(3, [(0, 1), (0, 2)]))
    assert all(len(way.points) == 4 for way in tree.ways)


def test_a_group_is_a_panel_round_its_nodes_and_no_others() -> None:
    places = places_of(graph_of(5, [(0, 2), (1, 2), (2, 3), (3, 4)], [0, 0, 1, 1, -1]))
    panels = {group: box for group, box, _ in places.panels}
    for group, own in ((0, (0, 1)), (1, (2, 3))):
        panel = panels[group]
        for number, box in enumerate(places.nodes):
            inside = panel.x <= box.x and box.x + box.w <= panel.x + panel.w
            assert inside == (number in own)


def test_the_same_graph_has_the_same_places() -> None:
    edges = [(0, 1), (0, 2), (1, 3), (2, 3), (0, 3)]
    assert places_of(graph_of(4, edges)) == places_of(graph_of(4, edges))
