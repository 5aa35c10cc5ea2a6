"""Boxes and arrows: a functional model, a chain, who asks whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from msgspec.structs import replace

from builder.content.fields import Code, IconName, Plain, Record, Say, needed, optional, record
from builder.content.record_reader import Reading
from builder.content.yaml_nodes import Mapping, Node, Scalar
from builder.diagnostics import suggest
from builder.languages.language import language_of
from builder.plan import Drawing, Element, Graph, GraphEdge, Layers, RichText, Row, SlidePlan, TextStyle, Tile
from builder.slide_kinds._base import CAPTION, LABEL_STRONG, DeckFacts, SlideKind
from builder.slide_kinds._parts import icon_tile

TALLEST = 2.0  # times the height that the words need
FEW, LARGER = 6, 6  # nodes up to which words may grow; points
ICON = 26.0
FILLS = {"good": "good", "bad": "bad", "warning": "warning"}
_ARROW = re.compile(r"\s*([a-z0-9-]+)\s*(?:->|→)\s*([a-z0-9-]+)\s*(?::\s*(.*))?", re.DOTALL)


@record
class FlowNode(Record):
    """A box."""

    CALLED: ClassVar[str] = "a node"
    id: Code = needed("what edges call it", translate=False)
    text: RichText = needed("what stands in it")
    icon: IconName | None = optional("an icon before its words (`fandeck icons`)", translate=False)
    tone: Literal["good", "bad", "neutral", "warning"] | None = optional("how it is valued", translate=False)
    group: Code | None = optional("the group that it belongs to", translate=False)


@record
class FlowGroup(Record):
    """A group of boxes, drawn as a panel behind them."""

    CALLED: ClassVar[str] = "a group"
    id: Code = needed("what nodes call it", translate=False)
    text: RichText = needed("its title")


@record
class _EdgeFields(Record):
    """An arrow as a mapping."""

    CALLED: ClassVar[str] = "an edge"
    from_: Code = needed("id of the node it leaves", translate=False)
    to: Code = needed("id of the node it leads to", translate=False)
    label: RichText | None = optional("what stands beside it")
    back: bool = optional("it leads back", False, translate=False)


@dataclass(frozen=True)
class FlowEdge(Record):
    """An arrow: `{from, to, label, back}`, or `a -> b` and `a -> b: label`."""

    start: str
    end: str
    label: RichText | None = None
    back: bool = False
    HOLDS: ClassVar[Any] = _EdgeFields

    def held(self) -> Any:
        return _EdgeFields(from_=Code(self.start), to=Code(self.end), label=self.label, back=self.back)

    @classmethod
    def from_node(cls, node: Node, reading: Reading, path: str) -> FlowEdge | None:
        """Read an arrow in any of its forms."""
        long = cls.spelled_out(node)
        if isinstance(long, Scalar):
            reading.findings.add("wrong-type", f"'{long.text}' is not an arrow", node.at, "write: from -> to")
            return None
        made = reading.record(long, _EdgeFields, path)
        return cls(str(made.from_), str(made.to), made.label, made.back) if made else None

    @classmethod
    def spelled_out(cls, node: Node) -> Node:
        """Return `a -> b: label` as {from, to, label}; a mapping of one key is how YAML reads it without quotes."""
        label: Node | None = None
        if isinstance(node, Scalar):
            found = _ARROW.fullmatch(node.text)
            label = replace(node, text=found[3]) if found and found[3] else None
        elif isinstance(node, Mapping) and len(node.entries) == 1:
            ((key, value),) = node.entries.items()
            found = _ARROW.fullmatch(key)
            label = value if isinstance(value, Scalar) and value.text else None
        else:
            found = None
        if found is None:
            return node
        ends: dict[str, Node] = {"from": Scalar(found[1], node.at), "to": Scalar(found[2], node.at)}
        entries = {**ends, "label": label} if label else ends
        return Mapping(entries, node.at, dict.fromkeys(entries, node.at))

    @classmethod
    def schema(cls, describe: Any) -> dict[str, Any]:
        """Return the JSON Schema of the three forms."""
        arrow = r"^\s*[a-z0-9-]+\s*(->|→)\s*[a-z0-9-]+\s*"
        text = {"type": ["string", "number", "null"]}
        pair = {"type": "object", "minProperties": 1, "maxProperties": 1, "patternProperties": {arrow + "$": text}}
        return {
            "anyOf": [
                {"type": "string", "pattern": arrow},
                {**pair, "additionalProperties": False},
                describe(_EdgeFields),
            ]
        }


@record
class Flow(SlideKind):
    """Two to sixteen boxes, joined by arrows and laid out in layers by itself.

    An edge is `{from, to, label, back}`, or shorter `a -> b: label`. Nodes of a `group` share a panel with its title. Arrows are glued to
    their boxes: in PowerPoint they follow when a box is moved. Where the words would have to be small, arrows lead down instead of across.
    """

    EXAMPLE: ClassVar[str] = """
kind: flow
id: keten
title: Elke klacht gaat langs dezelfde mensen
nodes:
  - {id: melding, text: Melding binnen, icon: phone}
  - {id: oplossen, text: Zelf oplossen, tone: good}
  - {id: overleg, text: Overleg met de groep}
  - {id: leren, text: Afspraak bijstellen, icon: refresh-cw}
edges:
  - melding -> oplossen: kan meteen
  - melding -> overleg: vraagt meer
  - oplossen -> leren
  - overleg -> leren
"""

    nodes: list[FlowNode] = needed("two to sixteen boxes", at_least=2, at_most=16)
    edges: list[FlowEdge] = needed("arrows from one box to another", at_least=1, at_most=40)
    groups: list[FlowGroup] | None = optional("titles of the groups that nodes name", at_most=6)
    direction: Literal["across", "down"] = optional("which way the arrows lead", "across", translate=False)
    alt: Plain | None = optional("what the diagram tells; else made from its arrows")
    decorative: bool = optional("true where it tells nothing", False, translate=False)

    def check_fields(self, say: Say) -> None:
        ids = [str(node.id) for node in self.nodes]
        for each in dict.fromkeys(ids):
            if ids.count(each) > 1:
                say("nodes", "duplicate-id", f"two nodes have the id '{each}'", "give each its own id")
        for number, edge in enumerate(self.edges):
            for end in (edge.start, edge.end):
                if end not in ids:
                    say(f"edges[{number}]", "unknown-id", f"there is no node '{end}'", suggest(end, ids))
            if edge.start == edge.end:
                say(f"edges[{number}]", "unknown-id", f"the arrow of '{edge.start}' leads to itself", "name two nodes")
        known = [str(group.id) for group in self.groups or ()]
        for number, node in enumerate(self.nodes):
            if node.group and str(node.group) not in known:
                hint = suggest(str(node.group), known) or f"groups: [{{id: {node.group}, text: its title}}]"
                say(f"nodes[{number}].group", "unknown-id", f"there is no group '{node.group}'", hint)
        used = {str(node.group) for node in self.nodes if node.group}
        for number, group in enumerate(self.groups or ()):
            if str(group.id) not in used:
                say(f"groups[{number}]", "unused-field", f"no node is in the group '{group.id}'", "remove it")

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        ids = {str(node.id): number for number, node in enumerate(self.nodes)}
        groups = {str(group.id): number for number, group in enumerate(self.groups or ())}
        label = replace(CAPTION, align="center")
        graph = Graph(
            nodes=tuple(_box(node, bool(node.group)) for node in self.nodes),
            edges=tuple(
                GraphEdge(ids[each.start], ids[each.end], each.label.styled(label) if each.label else RichText(()), each.back)
                for each in self.edges
            ),
            lanes=tuple(groups[str(node.group)] if node.group else -1 for node in self.nodes),
            groups=tuple(group.text.styled(replace(LABEL_STRONG, colour="primary_text")) for group in self.groups or ()),
            down=self.direction == "down",
        )  # fmt: skip
        larger = LARGER if len(self.nodes) <= FEW else 0
        turned = None if graph.down else replace(graph, down=True)  # where it is too narrow for arrows across
        drawing = Drawing(
            graph, alt=self._alt(deck), name="Flow", grow=TALLEST, larger=larger, anchor="middle", instead=turned
        )
        return [self.slide(deck, "canvas", [drawing])]

    def _alt(self, deck: DeckFacts) -> str:
        if self.decorative:
            return ""
        if self.alt:
            return str(self.alt)
        text = {str(node.id): node.text.plain for node in self.nodes}
        language = language_of(deck.language)
        arrow = "←" if language.is_rtl else "→"
        told = [
            f"{text[each.start]} {arrow} {text[each.end]}" + (f" ({each.label.plain})" if each.label else "")
            for each in self.edges
        ]
        joined = {end for each in self.edges for end in (each.start, each.end)}
        told += [each for name, each in text.items() if name not in joined]
        titles = [
            f"{group.text.plain}: "
            + language.comma.join(n.text.plain for n in self.nodes if str(n.group) == str(group.id))
            for group in self.groups or ()
        ]
        return deck.labels["flow"].format(data=language.semicolon.join([*told, *titles]))


def _box(node: FlowNode, grouped: bool) -> Element:
    """Draw a box: its words in the middle, its icon before them; a tone as colour and sign."""
    fill = FILLS.get(node.tone or "", "background" if grouped else "surface")
    ink = f"on_{fill}" if node.tone in FILLS else "text"
    line = "" if node.tone in FILLS else "primary"
    inset = (8.0, 7.0, 8.0, 7.0)
    sign = node.icon or {"good": "check", "bad": "x", "warning": "triangle-alert"}.get(node.tone or "", "")
    text = node.text.styled(TextStyle("label", ink, bold=True, align="start" if sign else "center"))
    if not sign:
        return Tile(text, "rect", fill=fill, line=line, anchor="middle", inset=inset, name=f"Node {node.id}")
    words_of = Tile(
        text, "rect", fill=fill, line=line, anchor="middle", inset=(ICON + 16, 7, 8, 7), name=f"Node {node.id}"
    )
    colour = ink if node.tone in FILLS else "accent_text"
    return Layers((words_of, Row((Tile(size=10), icon_tile(sign, ICON, colour), Tile(share=1)))))
