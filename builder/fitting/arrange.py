"""Drawings arranged: rows, stacks and tiles given places within an area, sizes stepped down to fit."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from builder.brands.prepared import INSIDE_ROUND, Box, PreparedBrand
from builder.fitting.fitted import FittedConnector, FittedGroup, FittedPicture, FittedText
from builder.fitting.lines import MARGIN, Laid, break_lines, end_margins, measure
from builder.fitting.pictures import cropped, most_cut
from builder.fitting.styles import PARAGRAPH_GAP, lay_styled, most_steps, stepped
from builder.plan import (
    Drawing,
    Element,
    Flow,
    Geometry,
    Graph,
    GraphEdge,
    Image,
    Layers,
    Picture,
    RichText,
    Row,
    Stack,
    Tile,
    children_of,
)

if TYPE_CHECKING:
    from builder.fitting.graphs import Measures

USUAL = 18  # points of a label where a brand is not dense
SLACK = 0.6  # points that rounding may cost
SEEN = 80.0  # points that a picture is high at least, where words leave it no more
WORD_SLACK = 0.1  # a word that is wider than its line is broken within
GROWTH = 2  # points of a step up, so that slides that hold about as much look the same
LOWERED = 32.0  # points by which a drawing that needs little height begins lower
SIGNS = ("number", "figure_48", "figure_64")  # sizes of what stands at the top of a card
KEPT = 128  # arranged drawings that stay in memory: most are the same for every audience


Point = tuple[float, float]


class Excess(Struct, frozen=True):
    """A text that does not fit, and by how much: points of height, or of its widest word.

    message, hint: what to say instead, where it is not the text that is at fault.
    """

    text: RichText
    points: float
    word: bool
    message: str = ""
    hint: str = ""


class Arranged(Struct, frozen=True):
    """Shapes in their places, the steps that sizes went down, and what still does not fit."""

    group: FittedGroup
    steps: int
    excess: tuple[Excess, ...]


def arrange(drawing: Drawing, area: Box, brand: PreparedBrand, start: int | None = None) -> Arranged:
    """Arrange a drawing at the largest sizes that fit; start: the steps down to begin with; None: words may grow as well.

    A drawing that says what one before it said gets the same group.
    """
    made = _arranged(drawing, area, brand, start)
    if (made.excess or is_small(drawing, made.steps, brand)) and drawing.instead is not None:
        other = arrange(replace(drawing, root=drawing.instead, instead=None), area, brand, start)
        if not other.excess and (made.excess or other.steps < made.steps):
            return other
    return _tried(drawing, area, brand, start) if made.excess else made  # faults stand where this drawing's texts do


def is_small(drawing: Drawing, steps: int, brand: PreparedBrand) -> bool:
    """True where a drawing whose sizes went down by steps is smaller than it is read well, or than its brand has words."""
    return steps > 0 and (not drawing.least or brand.scale["label"] - steps < drawing.least)


def _tried(drawing: Drawing, area: Box, brand: PreparedBrand, start: int | None) -> Arranged:
    best: Arranged | None = None
    for step in range(-_larger(drawing, brand) if start is None else 0, 0, GROWTH):
        made = _Arrangement(brand, stepped(brand, step)).arrange(drawing, area, step)
        if not made.excess:
            return made
    for step in range(min(start or 0, most_steps(brand)), most_steps(brand) + 1):
        made = _Arrangement(brand, stepped(brand, step)).arrange(drawing, area, step)
        if not made.excess:
            return made
        best = made
    assert best is not None
    return best


def _larger(drawing: Drawing, brand: PreparedBrand) -> int:
    """Return the points that words may grow: more where a brand's own are small, none beyond its titles."""
    if not drawing.larger:
        return 0
    more = drawing.larger + max(USUAL - round(brand.scale["label"]), 0)
    return min(more, round(brand.scale["title"] - brand.scale["body"])) if brand.composes else drawing.larger


_arranged = lru_cache(maxsize=KEPT)(_tried)


class _Arrangement:
    """One trial, at one set of sizes."""

    def __init__(self, brand: PreparedBrand, scale: dict[str, float]) -> None:
        self.brand, self.scale = brand, scale
        self.shapes: list[FittedText | FittedPicture | FittedConnector] = []
        self.excess: list[Excess] = []
        self._laid: dict[int, tuple[Laid, ...]] = {}  # by the identity of texts, which the drawing holds on to
        self._heights: dict[tuple[int, float], float] = {}  # by the identity of tiles
        self._whole = True  # pictures that would be seen whole have room for it
        self._lowered: list[tuple[Element, ...]] = []  # which are held on to as well

    def arrange(self, drawing: Drawing, area: Box, step: int) -> Arranged:
        needed = self.height(drawing.root, area.w)
        if needed > area.h + SLACK:
            self._whole = False  # pictures wish for their height, words need theirs, and pictures enough to be seen
            needed = self.height(drawing.root, area.w)
        height = area.h if drawing.grow >= 99 else min(area.h, needed * drawing.grow)
        spare = area.h - height
        y = area.y + (min(spare * 0.38, LOWERED) if drawing.anchor == "middle" else 0)
        box = Box(area.x, y, area.w, height)
        self.place(drawing.root, box)
        if needed > area.h + SLACK and not self.excess:
            longest = max(_texts(drawing.root), key=lambda text: len(text.plain), default=RichText(()))
            self.excess.append(Excess(longest, needed - area.h, word=False))
        group = FittedGroup(box, tuple(self.shapes), drawing.alt, drawing.name)
        return Arranged(group, step, tuple(self.excess))

    def height(self, element: Element, width: float) -> float:
        """Give the height that an element needs at a width."""
        if isinstance(element, Flow):
            element = element.stack()
        if isinstance(element, Tile):
            return self._tile_height(element, width)
        if isinstance(element, Graph):
            return self._graph_height(element, width)
        if isinstance(element, Image):
            return element.cross or element.size or 0.0
        if isinstance(element, Row):
            widths = self._widths(element, width)
            needs = [self._across(child, w) for child, w in zip(element.children, widths, strict=True)]
            return max([element.size or 0.0, *needs])
        if isinstance(element, Layers):
            return max((self.height(child, width) for child in element.children), default=0)
        heights = self._needs(element, width)
        unit = self._share_unit(element, heights)
        total = sum(
            child.share * unit if child.share else need for child, need in zip(element.children, heights, strict=True)
        )
        return total + element.gap * max(len(element.children) - 1, 0)

    def _across(self, child: Element, width: float) -> float:
        """Give the height of an element in a row."""
        if isinstance(child, (Tile, Image)) and child.cross is not None:
            return child.cross
        if isinstance(child, Image):
            image = child.picture.image
            whole = width * image.height / image.width
            return (whole if self._whole else min(whole, SEEN)) if child.whole else 0.0
        return self._tile_height(child, width) if isinstance(child, Tile) else self.height(child, width)

    def _needs(self, stack: Stack, width: float) -> list[float]:
        """Give the height that each child of a stack needs."""
        needs = []
        for child in stack.children:
            wide = getattr(child, "cross", None) or width
            least = self.height(child, wide) if not isinstance(child, Image) else 0.0
            needs.append(child.size if child.size is not None else least)
        return needs

    @staticmethod
    def _share_unit(stack: Stack, needs: list[float]) -> float:
        return max(
            (need / child.share for child, need in zip(stack.children, needs, strict=True) if child.share), default=0
        )

    def _tile_height(self, tile: Tile, width: float) -> float:
        if not tile.text:
            return 0.0
        key = (id(tile), width)
        if key not in self._heights:
            left, top, right, bottom = tile.inset
            measured = measure(self._lay(tile.text), width - left - right, self.brand.font_folder)
            self._heights[key] = measured.height + top + bottom
        return self._heights[key]

    def _lay(self, text: RichText) -> tuple[Laid, ...]:
        laid = self._laid.get(id(text))
        if laid is None:
            laid = self._laid[id(text)] = lay_styled(text, self.scale, self.brand)
        return laid

    def _widths(self, row: Row, width: float) -> list[float]:
        fixed = sum(child.size or 0 for child in row.children)
        left = max(width - fixed - row.gap * max(len(row.children) - 1, 0), 0)
        shares = sum(child.share or 1 for child in row.children if child.size is None)
        return [child.size if child.size is not None else left * (child.share or 1) / shares for child in row.children]

    def place(self, element: Element, box: Box) -> None:
        """Give an element its place."""
        if isinstance(element, Flow):
            element = element.stack()
        if isinstance(element, Tile):
            self._place_tile(element, box)
        elif isinstance(element, Graph):
            self._place_graph(element, box)
        elif isinstance(element, Image):
            self._place_picture(element.picture, box)
        elif isinstance(element, Row):
            self._place_row(element, box)
        elif isinstance(element, Layers):
            for child in element.children:
                self.place(child, box)
        else:
            self._place_stack(element, box)

    def _place_row(self, row: Row, box: Box) -> None:
        x, widths, children = box.x, self._widths(row, box.w), row.children
        if row.sinks:
            needs = [self._across(child, width) for child, width in zip(children, widths, strict=True)]
            children = tuple(lowered(child, box.h - max(needs)) for child in children)
            self._lowered.append(children)
        for child, width in zip(children, widths, strict=True):
            height, y = box.h, box.y
            cross = getattr(child, "cross", None) if isinstance(child, (Tile, Image)) else None
            if cross is not None:
                height = min(cross, box.h)
                y = box.y + (box.h - height) / 2 if row.align == "stretch" else box.y
            elif row.align == "top":
                height = min(self._across(child, width), box.h)
            elif isinstance(child, Tile) and child.geometry in ("line", "arrow_end", "arrow_start"):
                height, y = 0.0, box.y + box.h / 2
            self.place(child, Box(x, y, width, height))
            x += width + row.gap

    def _place_stack(self, stack: Stack, box: Box) -> None:
        needs = self._needs(stack, box.w)
        gaps = stack.gap * max(len(stack.children) - 1, 0)
        shares = sum(child.share for child in stack.children)
        fixed = sum(need for child, need in zip(stack.children, needs, strict=True) if not child.share)
        spare = max(box.h - gaps - fixed, 0)
        heights = self._shared(stack, needs, spare) if shares else needs
        if stack.fill and not shares and any(needs) and box.h > gaps + sum(needs):
            heights = [need * (box.h - gaps) / sum(needs) for need in needs]
        y = box.y
        left_over = box.h - gaps - sum(heights)
        if stack.align != "top" and left_over > 0:
            y += left_over if stack.align == "bottom" else left_over / 2
        for child, height in zip(stack.children, heights, strict=True):
            width = getattr(child, "cross", None) or box.w
            self.place(child, Box(box.x, y, min(width, box.w), height))
            y += height + stack.gap

    @staticmethod
    def _shared(stack: Stack, needs: list[float], spare: float) -> list[float]:
        """Divide the height that is left by shares, nobody getting less than needed while it lasts."""
        sharing = {n for n, child in enumerate(stack.children) if child.share}
        heights = list(needs)
        while sharing:
            total = sum(stack.children[n].share for n in sharing)
            tight = {n for n in sharing if needs[n] > spare * stack.children[n].share / total + 0.01}
            if not tight or tight == sharing:
                for n in sharing:
                    heights[n] = spare * stack.children[n].share / total
                break
            for n in tight:
                spare -= needs[n]
            sharing -= tight
        return heights

    def _graph_height(self, graph: Graph, width: float) -> float:
        from builder.fitting.graphs import needed_height  # read where a slide has a graph

        return needed_height(graph, width, self._graph_measures(graph))

    def _graph_measures(self, graph: Graph) -> Measures:
        from builder.fitting.graphs import Measures

        def label(number: int, room: float) -> tuple[float, float]:
            laid = self._lay(graph.edges[number].label)
            lines = [break_lines(each, 4 * room, self.brand.font_folder).last for each in laid]
            wide = min(max(lines, default=0.0) * 1.04 + 6, room)
            return wide, measure(laid, wide, self.brand.font_folder).height

        def word(number: int) -> float:
            return measure(self._lay(graph.edges[number].label), 999, self.brand.font_folder).widest_word

        def least(number: int) -> float:
            tiles = [each for each in _tiles(graph.nodes[number]) if each.text]
            sides = [(each.inset[0] + each.inset[2], self._lay(each.text)) for each in tiles]
            return max((s + measure(laid, 999, self.brand.font_folder).widest_word for s, laid in sides), default=0.0)

        return Measures(lambda number, wide: self._across(graph.nodes[number], wide), least, label, word)

    def _place_graph(self, graph: Graph, box: Box) -> None:
        """Place panels, nodes, arrows and labels, in this order."""
        from builder.fitting.graphs import PAD, placed

        places = placed(graph, box, self._graph_measures(graph))
        for group, panel, title in places.panels:
            self._place_tile(Tile(fill="surface", name="Group"), panel)
            head = Tile(graph.groups[group], anchor="middle", inset=(PAD, 0, PAD, 0), name="Group title")
            self._place_tile(head, title)
        numbers = []
        for node, place in zip(graph.nodes, places.nodes, strict=True):
            numbers.append(len(self.shapes))
            self.place(node, place)
        for way in places.ways:
            edge = graph.edges[way.edge]
            if way.joint is not None:
                self._place_jointed(edge, way.points, way.joint, numbers[edge.start], numbers[edge.end])
                continue
            self._connect(way.points, numbers[edge.start], numbers[edge.end], back=edge.back)
        for way in places.ways:
            if way.label is not None and way.joint is None:
                self._place_label(graph.edges[way.edge].label, way.label, places.panels)

    def _connect(self, points: tuple[Point, ...], start: int, end: int, *, back: bool, head: bool = True) -> None:
        self.shapes.append(FittedConnector(_around(points), points, start, end, dashed=back, head=head))

    def _place_jointed(self, edge: GraphEdge, points: tuple[Point, ...], joint: Box, start: int, end: int) -> None:
        """Place an edge of two halves: its label, or a dot, is glued between them."""
        number = len(self.shapes)
        tile = (
            Tile(edge.label, fill="background", name="Edge label")
            if edge.label
            else Tile(geometry="rect", fill="muted", name="Joint")
        )
        self._place_tile(tile, joint)
        (sx, sy), (cx, cy), _, (dx, dy), (ex, ey) = points
        upright = abs(cx - sx) < abs(cy - sy)  # leaves its node up or down, and meets the joint from the side
        forth = 1 if (dx > cx if upright else dy > cy) else -1
        mx, my = joint.x + joint.w / 2, joint.y + joint.h / 2
        before = (mx - forth * joint.w / 2, my) if upright else (mx, my - forth * joint.h / 2)
        after = (mx + forth * joint.w / 2, my) if upright else (mx, my + forth * joint.h / 2)
        self._connect(((sx, sy), (cx, cy), before), start, number, back=edge.back, head=False)
        self._connect((after, (dx, dy), (ex, ey)), number, end, back=edge.back)

    def _place_label(self, label: RichText, box: Box, panels: tuple[tuple[int, Box, Box], ...]) -> None:
        """Place a label on the ground that it stands on, which breaks the line behind it."""
        mx, my = box.x + box.w / 2, box.y + box.h / 2
        inside = any(p.x <= mx <= p.x + p.w and p.y <= my <= p.y + p.h for _, p, _ in panels)
        self._place_tile(Tile(label, fill="surface" if inside else "background", name="Edge label"), box)

    def _place_tile(self, tile: Tile, box: Box) -> None:
        visible = tile.geometry != "none" or bool(tile.text) or bool(tile.fill)
        if not visible:
            return
        box = box._replace(x=box.x + tile.shift)
        if tile.text:
            self._check(tile, box)
        margins = self._end_margins(tile, box) if tile.text and not tile.ghost else {}
        geometry, insets = _cut(tile, box, self.brand)
        if self.brand.cards == "outlined" and tile.fill == "surface" and not tile.line:
            tile = replace(tile, fill="background", line="line", line_width=1)
        self.shapes.append(
            FittedText(
                box, () if tile.ghost else tile.text.paragraphs, scale=self.scale,
                end_margins=margins, geometry=geometry, fill=tile.fill, line=tile.line,
                line_width=tile.line_width, anchor={"top": "t", "middle": "ctr", "bottom": "b"}[tile.anchor],
                insets=insets, name=tile.name or "Text", link=tile.link, icon=tile.icon,
            )
        )  # fmt: skip

    def _end_margins(self, tile: Tile, box: Box) -> dict[int, float]:
        width = box.w - tile.inset[0] - tile.inset[2]
        if any(p.style and p.style.align != "start" for p in tile.text.paragraphs):
            return {}
        return end_margins(self._lay(tile.text), width, self.brand.font_folder)

    def _check(self, tile: Tile, box: Box) -> None:
        left, top, right, bottom = tile.inset
        width = box.w - left - right
        inner = width * (0.86 if tile.geometry == "ellipse" else MARGIN)
        measured = measure(self._lay(tile.text), width, self.brand.font_folder)
        if measured.widest_word > inner + WORD_SLACK:
            self.excess.append(Excess(tile.text, measured.widest_word - inner, word=True))
        elif measured.height + top + bottom > box.h + SLACK:
            self.excess.append(Excess(tile.text, measured.height + top + bottom - box.h, word=False))

    def _place_picture(self, picture: Picture, box: Box) -> None:
        place, crop = cropped(picture, box, most_cut(self.brand, picture))
        self.shapes.append(FittedPicture(place, picture, crop))


def lowered(element: Element, by: float) -> Element:
    """Return a card whose words begin so much lower; its sign, an icon or a number, stays where it is."""
    if isinstance(element, Tile) and element.text:
        first, *rest = element.text.paragraphs
        if rest and first.style and first.style.size in SIGNS and rest[0].style:
            style = replace(rest[0].style, space_before=(rest[0].style.space_before or PARAGRAPH_GAP) + by)
            paragraphs = (first, replace(rest[0], style=style), *rest[1:])
            return replace(element, text=replace(element.text, paragraphs=paragraphs))
        left, top, right, bottom = element.inset
        return replace(element, inset=(left, top + by, right, bottom))
    if isinstance(element, (Layers, Stack)):
        number = next((n for n, child in enumerate(element.children) if _texts(child)), None)
        if number is not None:
            low = lowered(element.children[number], by)
            return replace(element, children=(*element.children[:number], low, *element.children[number + 1 :]))
    return element


def _cut(tile: Tile, box: Box, brand: PreparedBrand) -> tuple[Geometry, tuple[float, float, float, float]]:
    """Return the shape of a tile and its insets: a card has the brand's round corners, a bar or a line none."""
    geometry, radius = tile.geometry, brand.corners
    if geometry == "none" and tile.fill:
        geometry = "rect"
    if geometry != "rect" or not tile.fill or not radius or min(box.w, box.h) < 2 * radius:
        return geometry, tile.inset
    kept = radius * INSIDE_ROUND  # the shape keeps text so far off its edge already
    left, top, right, bottom = (max(each - kept, 0.0) for each in tile.inset)
    return "round", (left, top, right, bottom)


def _around(points: tuple[Point, ...]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _tiles(element: Element) -> Iterator[Tile]:
    if isinstance(element, Tile):
        yield element
    elif not isinstance(element, Image):
        for child in children_of(element):
            yield from _tiles(child)


def _texts(element: Element) -> list[RichText]:
    if isinstance(element, Tile):
        return [element.text] if element.text else []
    if isinstance(element, Image):
        return []
    return [text for child in children_of(element) for text in _texts(child)]
