// Make the slides with PptxGenJS.
// usage: node build.mjs DECK.json OUT.pptx [--deflate]
//        node build.mjs DECKS OUT [--deflate]     (each DECKS/*.json, one after the other)
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import pptxgen from "pptxgenjs";

const [source, target, deflate] = process.argv.slice(2);
const SHAPES = { rect: "rect", round: "roundRect", ellipse: "ellipse", play: "triangle" };
const title = { name: "title", type: "title", x: 0.6, y: 0.4, w: 12.13, h: 0.9, fontSize: 32, bold: true };
const body = { name: "body", type: "body", x: 0.6, y: 1.75, w: 12.13, h: 4.9, fontSize: 22 };
const subtitle = { ...body, y: 4.2, h: 1.2, fontSize: 24 };
const half = { x: 0.6, w: 6.4 };

const at = ([x, y, w, h]) => ({ x, y, w, h });

/** Give paragraphs as PptxGenJS's runs; bulleted where they are points. */
function runs(lines, bulleted) {
  return lines.flatMap((line, number) =>
    line.runs.map((run, n) => ({
      text: run.text,
      options: {
        fontSize: line.size,
        bold: run.bold,
        italic: run.italic,
        color: line.color,
        align: line.align,
        ...(bulleted && { bullet: true, indentLevel: line.level }),
        ...(run.link && { hyperlink: { url: run.link } }),
        breakLine: n === line.runs.length - 1 && number < lines.length - 1,
      },
    })),
  );
}

function addBox(slide, box) {
  const shape = SHAPES[box.shape];
  const look = { ...at(box.rect), ...(box.fill && { fill: { color: box.fill } }) };
  if (box.shape === "play") look.rotate = 90;
  if (box.lines.length) slide.addText(runs(box.lines), { ...look, shape, valign: box.anchor, fit: "none" });
  else slide.addShape(shape, look);
}

function addChart(slide, chart) {
  const data = chart.series.map(({ name, values }) => ({ name, labels: chart.names, values }));
  slide.addChart(chart.type, data, {
    ...at(chart.rect),
    showLegend: data.length > 1,
    showValue: chart.type === "bar",
    dataLabelFormatCode: chart.format,
    valAxisLabelFormatCode: chart.format,
    ...(chart.type === "bar" && { barDir: "bar", catAxisOrientation: "maxMin" }),
  });
}

/** Make one deck. */
async function make(source, target) {
  const wanted = JSON.parse(readFileSync(source, "utf8"));
  const deck = new pptxgen();
  const master = (name, ...places) =>
    deck.defineSlideMaster({ title: name, objects: places.map((options) => ({ placeholder: { options, text: "" } })) });

  deck.layout = "LAYOUT_WIDE";
  deck.title = wanted.title;
  master("title", { ...title, y: 2.6, h: 1.5, fontSize: 44 }, subtitle);
  master("section", { ...title, ...half, y: 2.6, h: 1.5, fontSize: 40 }, { ...subtitle, ...half });
  master("content", title);
  master("blank", title);
  for (const made of wanted.slides) {
    const slide = deck.addSlide({ masterName: made.layout });
    slide.addText(made.title, { placeholder: "title" });
    if (made.subtitle.length) slide.addText(runs(made.subtitle), { placeholder: "body" });
    if (made.body) slide.addText(runs(made.body.lines, true), { ...at(made.body.rect), valign: "top" });
    for (const picture of made.pictures) {
      slide.addImage({ path: picture.file, ...at(picture.rect), altText: picture.alt, rounding: picture.round });
    }
    for (const box of made.boxes) addBox(slide, box);
    for (const table of made.tables) {
      const rows = table.rows.map((row, n) =>
        row.map((text, column) => ({ text, options: { bold: n === 0 || column === 0, valign: "middle" } })),
      );
      const { x, y, w, h } = at(table.rect);
      slide.addTable(rows, { x, y, w, colW: table.widths, rowH: h / rows.length, fontSize: 18, border: { pt: 0.5 } });
    }
    for (const chart of made.charts) addChart(slide, chart);
    if (made.notes.length) slide.addNotes(made.notes.join("\n"));
  }
  // In Node writeFile() ignores `compression`; stream() heeds it.
  if (deflate === "--deflate") writeFileSync(target, await deck.stream({ compression: true }));
  else await deck.writeFile({ fileName: target });
}

if (statSync(source).isDirectory()) {
  const started = performance.now();
  for (const name of readdirSync(source).filter((name) => name.endsWith(".json")).sort()) {
    await make(`${source}/${name}`, `${target}/${name.replace(/json$/, "pptx")}`);
  }
  console.log("seconds:", (performance.now() - started) / 1000);
} else {
  await make(source, target);
}
