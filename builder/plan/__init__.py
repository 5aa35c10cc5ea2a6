"""What a slide says, before anyone decides where and how large: runs, blocks, drawings, plans.

A slide kind turns its fields into a `SlidePlan`. Sizes and colours are named by role (`body`,
`accent`), places by slot (`body`, `picture`, `content`); the brand gives them their values. Where
a text came from (`at`, `field`) is carried along for messages and is no part of its identity.
"""

from __future__ import annotations

from builder.plan.blocks import Chart, ChartType, Series, Table, TableColumn, TimeAxis, Words
from builder.plan.drawing import (
    Anchor,
    Drawing,
    Element,
    Flow,
    Geometry,
    Graph,
    GraphEdge,
    Image,
    Layers,
    Row,
    Stack,
    Tile,
    children_of,
    element_texts,
)
from builder.plan.media import FilmFile, ImageFile, Picture
from builder.plan.parts import Compared, Part
from builder.plan.slide import Block, SlidePlan, block_pictures, block_texts
from builder.plan.text import Align, Paragraph, RichText, Run, TextStyle, joined, words

__all__ = [
    "Align",
    "Anchor",
    "Block",
    "Chart",
    "ChartType",
    "Compared",
    "Drawing",
    "Element",
    "FilmFile",
    "Flow",
    "Geometry",
    "Graph",
    "GraphEdge",
    "Image",
    "ImageFile",
    "Layers",
    "Paragraph",
    "Part",
    "Picture",
    "RichText",
    "Row",
    "Run",
    "Series",
    "SlidePlan",
    "Stack",
    "Table",
    "TableColumn",
    "TextStyle",
    "Tile",
    "TimeAxis",
    "Words",
    "block_pictures",
    "block_texts",
    "children_of",
    "element_texts",
    "joined",
    "words",
]
