"""Make the slides as one would by hand with python-pptx: layouts, placeholders, tables, charts, pictures, notes.

usage: python plain_python_pptx.py DECK.json TEMPLATE.pptx OUT.pptx
       python plain_python_pptx.py --batch DECKS TEMPLATE.pptx OUT    (each DECKS/*.json, one after the other)
       python plain_python_pptx.py --template TEMPLATE.pptx      (once: python-pptx's own template, made 16:9)
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

LAYOUTS = {"title": 0, "content": 1, "section": 2, "blank": 5}
SHAPES = {
    "rect": MSO_SHAPE.RECTANGLE,
    "round": MSO_SHAPE.ROUNDED_RECTANGLE,
    "ellipse": MSO_SHAPE.OVAL,
    "play": MSO_SHAPE.ISOSCELES_TRIANGLE,
}
CHARTS = {"bar": XL_CHART_TYPE.BAR_CLUSTERED, "line": XL_CHART_TYPE.LINE_MARKERS}
ALIGN = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
ANCHOR = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE}


def make_template(path: str) -> None:
    """Stretch python-pptx's own 4:3 template to 16:9, with titles of 32 points."""
    deck = Presentation()
    deck.slide_width = Inches(13.333)
    for page in (deck.slide_master, *deck.slide_layouts):
        for shape in page.placeholders:
            shape.left, shape.width = Emu(shape.left * 4 // 3), Emu(shape.width * 4 // 3)
    deck.slide_master.element.xpath(".//p:titleStyle/a:lvl1pPr/a:defRPr")[0].set("sz", "3200")
    for layout in deck.slide_layouts[1], deck.slide_layouts[5]:
        title = layout.placeholders[0]
        title.left, title.top, title.width, title.height = place([0.6, 0.4, 12.13, 0.9])
    deck.save(path)


def place(rect: list[float]) -> list[Emu]:
    return [Inches(value) for value in rect]


def write(frame: Any, lines: list[dict[str, Any]], *, sized: bool = True) -> None:
    """Write paragraphs into a text frame."""
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.level = line["level"]
        if sized:
            paragraph.alignment = ALIGN[line["align"]]
        for each in line["runs"]:
            run = paragraph.add_run()
            run.text = each["text"]
            run.font.size = Pt(line["size"])
            if each["bold"]:
                run.font.bold = True
            if each["italic"]:
                run.font.italic = True
            if "link" in each:
                run.hyperlink.address = each["link"]
            elif sized:
                run.font.color.rgb = RGBColor.from_string(line["color"])


def add_box(slide: Any, box: dict[str, Any]) -> None:
    if box["fill"]:
        shape = slide.shapes.add_shape(SHAPES[box["shape"]], *place(box["rect"]))
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(box["fill"])
        shape.line.fill.background()
        shape.rotation = 90 if box["shape"] == "play" else 0
    else:
        shape = slide.shapes.add_textbox(*place(box["rect"]))
    if box["lines"]:
        shape.text_frame.word_wrap = True
        shape.text_frame.vertical_anchor = ANCHOR[box["anchor"]]
        write(shape.text_frame, box["lines"])


def add_table(slide: Any, made: dict[str, Any]) -> None:
    rows = made["rows"]
    table = slide.shapes.add_table(len(rows), len(rows[0]), *place(made["rect"])).table
    table.first_col = True
    for number, width in enumerate(made["widths"]):
        table.columns[number].width = Inches(width)
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            run = cell.text_frame.paragraphs[0].add_run()
            run.text, run.font.size = text, Pt(18)


def add_chart(slide: Any, made: dict[str, Any]) -> None:
    data = CategoryChartData(number_format=made["format"])
    data.categories = made["names"]
    for series in made["series"]:
        data.add_series(series["name"], series["values"])
    chart = slide.shapes.add_chart(CHARTS[made["type"]], *place(made["rect"]), data).chart
    chart.font.size = Pt(14)
    chart.has_legend = len(made["series"]) > 1
    chart.has_title = False
    if made["type"] == "bar":
        chart.category_axis.reverse_order = True
        plot = chart.plots[0]
        plot.has_data_labels = True
        plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END


def add_picture(slide: Any, made: dict[str, Any]) -> None:
    picture = slide.shapes.add_picture(made["file"], *place(made["rect"]))
    picture._element.nvPicPr.cNvPr.set("descr", made["alt"])
    if made["round"]:
        picture.auto_shape_type = MSO_SHAPE.OVAL


def add_slide(deck: Any, made: dict[str, Any]) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[LAYOUTS[made["layout"]]])
    slide.shapes.title.text = made["title"]
    if made["subtitle"]:
        write(slide.placeholders[1].text_frame, made["subtitle"], sized=False)
    if made["layout"] == "section":
        for shape, top in zip(slide.placeholders, (3.0, 4.4), strict=True):
            shape.left, shape.top, shape.width, shape.height = place([0.6, top, 6.4, 1.4])
    if made["body"]:
        body = slide.placeholders[1]
        body.left, body.top, body.width, body.height = place(made["body"]["rect"])
        write(body.text_frame, made["body"]["lines"], sized=False)
    for picture in made["pictures"]:
        add_picture(slide, picture)
    for box in made["boxes"]:
        add_box(slide, box)
    for table in made["tables"]:
        add_table(slide, table)
    for chart in made["charts"]:
        add_chart(slide, chart)
    if made["notes"]:
        slide.notes_slide.notes_text_frame.text = "\n".join(made["notes"])


def main(source: str, template: str, target: str) -> None:
    wanted = json.loads(Path(source).read_text(encoding="utf-8"))
    deck = Presentation(template)
    deck.core_properties.title = wanted["title"]
    for slide in wanted["slides"]:
        add_slide(deck, slide)
    deck.save(target)


def batch(decks: str, template: str, out: str) -> None:
    """Make a deck of each file in a folder; tells the seconds that took, start-up left out."""
    started = time.perf_counter()
    for source in sorted(Path(decks).glob("*.json")):
        main(str(source), template, f"{out}/{source.stem}.pptx")
    print("seconds:", time.perf_counter() - started)


if __name__ == "__main__":
    if sys.argv[1] == "--template":
        make_template(sys.argv[2])
    elif sys.argv[1] == "--batch":
        batch(*sys.argv[2:5])
    else:
        main(*sys.argv[1:4])
